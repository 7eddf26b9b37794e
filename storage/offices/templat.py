"""The Word templates that offices gave: one of a kind of paper, in the data folder."""

from pathlib import Path
from urllib.parse import quote

from sop_flows.sop.paper import JenisPaper
from storage.files import write_whole

FOLDER = "templat"


def place_of(data_dir: Path, kantor: str, jenis: JenisPaper) -> Path:
    """Return where the template of an office (its kode) is kept."""
    return data_dir / FOLDER / quote(kantor, safe="") / f"{file_name(jenis)}.docx"


def file_name(jenis: JenisPaper) -> str:
    """Return a kind of paper as files are named by it."""
    return jenis.value.replace(" ", "-")


def template_of(data_dir: Path, kantor: str, jenis: JenisPaper) -> bytes | None:
    """Return the template that an office gave; None where it gave none."""
    try:
        return place_of(data_dir, kantor, jenis).read_bytes()
    except FileNotFoundError:
        return None


def keep_template(data_dir: Path, kantor: str, jenis: JenisPaper, content: bytes) -> Path:
    """Keep the template of an office in the place of the one before; return where it is."""
    place = place_of(data_dir, kantor, jenis)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, content)
    return place
