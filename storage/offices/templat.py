"""The Word templates that offices gave, kept like every content that a row names: one of a kind of paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sop_flows.sop.paper import JenisPaper
from storage.files import Files
from storage.offices.kantor import KantorRepo

FOLDER: Final = "templat"
"""Where templates lay in the data folder before rows named them: ``KODE/JENIS.docx``."""
TAKEN: Final = ".docx.lama"


def file_name(jenis: JenisPaper) -> str:
    """Return a kind of paper as files are named by it."""
    return jenis.value.replace(" ", "-")


def take_over(offices: KantorRepo, files: Files, data_dir: Path) -> Iterator[Path]:
    """Keep the templates that lie in the data folder, each for its office, and yield where they lie."""
    for kantor in offices.all():
        folder = data_dir / FOLDER / quote(kantor.kode, safe="")
        for jenis in JenisPaper:
            place = folder / f"{file_name(jenis)}.docx"
            if place.is_file():
                offices.put_templat(kantor.id, jenis, files.put(place.read_bytes()))
                yield place


def set_aside(place: Path) -> None:
    """Give a file that was taken over a name under which nobody takes it again."""
    place.replace(place.with_suffix(TAKEN))
