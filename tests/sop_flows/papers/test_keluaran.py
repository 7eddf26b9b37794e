"""Each output on the sheets is a file once its SOP was played: the table of docs/naskah-dinas.md holds it."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from fnmatch import fnmatch
from functools import cache
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import pytest

from sop_flows.papers.compose import read_paper
from sop_flows.ports.papers import ArsipView
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.paper import JenisPaper
from sop_flows.use_cases.berkas.arsip import arsip_of
from storage.database.session import Database
from storage.documents.papers.arsip import entries
from storage.documents.papers.paper import in_zone
from tests.keamanan.kantor import Kantor
from tests.keamanan.kebijakan import read_kebijakan
from tests.keamanan.perjalanan import stages
from tests.support.empty import put_empty_database
from tests.support.kertas import printed

DOCS = Path(__file__).parents[3] / "docs" / "naskah-dinas.md"
ROW = re.compile(r"^\| ([a-z0-9-]+) \| (\d+) \| ([^|]+) \| `([^|`]+)` \|$", re.MULTILINE)
FIVE = (
    "mekanisme-pengukuran-kinerja",
    "pengukuran-kinerja-kecamatan",
    "pengumpulan-data-kinerja",
    "pengukuran-kinerja-dinas",
    "pengumpulan-data-capaian",
)

DAY = re.compile(r"\d{4}-\d\d-\d\d(T|$)")
PEOPLE = (".nip", ".pangkat")
YEAR = (".target_tahun", ".target_sampai", ".tahun.tampil", ".sampai.tampil", ".tahun.catatan")
UNSPOKEN = (".persen", ".polaritas", ".rumus", ".aksi", ".kabar", ".sifat", ".sampai.catatan")
"""What is printed rounded, in words of its own or as a box, or says how a number came about."""
UNSPOKEN_ON: Mapping[JenisPaper, tuple[str, ...]] = {
    JenisPaper.NOTULA: (".pokok.label",),
    JenisPaper.DRAF: (".efisiensi",),
    JenisPaper.DOKUMEN: (".efisiensi",),
    JenisPaper.REKAPITULASI: (*YEAR, ".sasaran.nama"),
    JenisPaper.LAPORAN: (
        *YEAR,
        *(f".{who}.pejabat{fact}" for who in ("koreksi", "arahan") for fact in PEOPLE),
        *(f".kantor.{fact}" for fact in ("alamat", "kode", "jenis")),
    ),
    JenisPaper.RIWAYAT: (*PEOPLE, ".tahap"),
    JenisPaper.TANDA_TERIMA: PEOPLE,
}
"""What other papers of the same berkas say, and these leave out."""


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


@pytest.fixture(scope="module", params=FIVE)
def view(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ArsipView:
    """The archive of each SOP, played once."""
    return played(request.param, tmp_path_factory.mktemp(request.param))


def test_every_output_of_the_sheet_is_a_file_in_the_archive(view: ArsipView):
    names = list(files_of(view))

    for langkah in load_catalog().get(view.sop).sop.langkah:
        rows = table()[view.sop, langkah.no]
        assert tuple(output for output, _ in rows) == langkah.mutu_baku.output
        for output, file in rows:
            assert any(fnmatch(nama, file) for nama in names), (langkah.no, output, file)


def test_whatever_a_paper_holds_can_be_read_on_it(view: ArsipView):
    last = {one.paper.jenis: one.paper for one in view.papers}

    for jenis, paper in last.items():
        isi = read_paper(paper.isi)
        text = " ".join(printed(isi))
        dated = in_zone(ZoneInfo(isi.kepala.zona))["tanggal"]
        unspoken = (*UNSPOKEN, *UNSPOKEN_ON.get(jenis, ()))
        for where, said in facts_of(json.loads(paper.isi)):
            forms = (said, dated(said)) if DAY.match(said) else (said,)
            is_said = any(is_read(one, text) for one in forms)
            assert is_said or where.endswith(unspoken), (jenis.value, where, said)


def is_read(said: str, text: str) -> bool:
    """Tell whether a text stands there, wherever its lines break and other cells come between them."""
    return squeezed(said) in squeezed(text) or set(said.split()) <= set(text.split())


def squeezed(text: str) -> str:
    """Return a text without what a line break may take or put in."""
    return re.sub(r"[\s-]", "", text).casefold()


def facts_of(isi: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a content with the names of their places; what its head says is tested elsewhere."""
    if isinstance(isi, dict):
        for name, one in isi.items():
            if name != "kepala":
                yield from facts_of(one, f"{where}.{name}")
    elif isinstance(isi, list):
        for one in isi:
            yield from facts_of(one, where)
    elif isinstance(isi, str) and isi:
        yield where, isi
