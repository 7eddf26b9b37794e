"""Each output on the sheets is a file once its SOP was played: the table of docs/naskah-dinas.md holds it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from fnmatch import fnmatch
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from sop_flows.ports.papers import ArsipView
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.berkas.arsip import arsip_of
from storage.database.session import Database
from storage.documents.papers.arsip import entries
from tests.keamanan.kantor import Kantor
from tests.keamanan.kebijakan import read_kebijakan
from tests.keamanan.perjalanan import stages
from tests.support.empty import put_empty_database

DOCS = Path(__file__).parents[3] / "docs" / "naskah-dinas.md"
ROW = re.compile(r"^\| ([a-z0-9-]+) \| (\d+) \| ([^|]+) \| `([^|`]+)` \|$", re.MULTILINE)
FIVE = (
    "mekanisme-pengukuran-kinerja",
    "pengukuran-kinerja-kecamatan",
    "pengumpulan-data-kinerja",
    "pengukuran-kinerja-dinas",
    "pengumpulan-data-capaian",
)


@cache
def table() -> Mapping[tuple[str, int], tuple[tuple[str, str], ...]]:
    """Return (output, file) of each langkah, as the page has them."""
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for kode, no, output, file in ROW.findall(DOCS.read_text("utf-8")):
        found.setdefault((kode, int(no)), []).append((output, file))
    return {key: tuple(rows) for key, rows in found.items()}


def files_of(view: ArsipView) -> Iterator[str]:
    """Yield the names of what an archive holds, without their folder."""
    for nama, _ in entries(view, lambda _: b"", lambda _: b"", lambda _: b""):
        yield "/".join(PurePosixPath(nama).parts[4:])


def played(kode: str, folder: Path) -> ArsipView:
    """Return the archive of a berkas of that SOP that was brought to its end."""
    put_empty_database(folder / "tapak.db")
    with closing(Database.open(f"sqlite:///{folder / 'tapak.db'}")) as database:
        k = Kantor(database, read_kebijakan(kode))
        *_, (_, berkas_id) = stages(k)

        def look(uow):
            berkas, sop_id = uow.berkas.get(berkas_id)
            return arsip_of(uow, uow.sop.get(sop_id), berkas)

        return k.run(look)


@pytest.mark.parametrize("kode", FIVE)
def test_every_output_of_the_sheet_is_a_file_in_the_archive(kode: str, tmp_path: Path):
    sop = load_catalog().get(kode).sop
    names = list(files_of(played(kode, tmp_path)))

    for langkah in sop.langkah:
        rows = table()[kode, langkah.no]
        assert tuple(output for output, _ in rows) == langkah.mutu_baku.output
        for output, file in rows:
            assert any(fnmatch(nama, file) for nama in names), (langkah.no, output, file)
