"""``tapak agenda``: the letters of a year as a workbook, those that came in and those that went out."""

import io
import shutil
from contextlib import closing
from datetime import datetime

import pytest
from openpyxl import load_workbook

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Kerja
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.berkas.start import start_berkas
from storage.database.session import Database
from storage.documents.agenda import KELUAR, MASUK
from tests.bot.cli.conftest import Tapak
from tests.support.office import Pejawaran, founded
from tests.support.periode import TW_III
from tests.support.story import AGUS, SEKCAM, SENT, go_to_last
from tests.support.surat import COLUMNS, SURAT_SEKDA, activate

OFFICE = ("--kantor", SAMPLE.kantor.kode)
Sheet = list[dict[str, object]]


@pytest.fixture
def office(tapak: Tapak) -> Tapak:
    tapak.database.parent.mkdir()
    shutil.copy(founded(SAMPLE), tapak.database)
    return tapak


def read(xlsx: bytes, nama: str) -> Sheet:
    """Return the rows of a sheet by the names of its columns."""
    header, *rows = load_workbook(io.BytesIO(xlsx))[nama].iter_rows(min_row=4, values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_it_writes_the_letter_that_came_in_and_the_one_that_went_out(office: Tapak):
    with closing(Database.open(f"sqlite:///{office.database}")) as database:
        kantor = Pejawaran(database)
        kantor.act(AGUS, Kerja.SELESAI, go_to_last(kantor), isian=SENT)
        source = load_catalog().get("pengumpulan-data-kinerja", 1).teks
        begun = kantor.say(
            SEKCAM,
            start_berkas,
            sop_id=activate(kantor, source, COLUMNS),
            periode=TW_III,
            isian=SURAT_SEKDA | {"hal": "=1+1"},
        )
        kantor.act(SEKCAM, Kerja.DISPOSISIKAN, begun.opened[0], catatan="Mohon ditindaklanjuti")
    out = office.folder / "agenda.xlsx"

    code, said = office.ask("agenda", *OFFICE, "--tahun", "2026", "--out", out)

    assert code == 0, said
    assert (said["masuk"], said["keluar"]) == (1, 1)
    (masuk,), (keluar,) = read(out.read_bytes(), MASUK), read(out.read_bytes(), KELUAR)
    assert masuk == {
        "No agenda": "412",
        "Tanggal terima": datetime(2026, 10, 5),
        "Dari": "Sekretaris Daerah Provinsi Jambi",
        "Nomor surat": "S.900/123/SETDA/2026",
        "Tanggal surat": datetime(2026, 10, 2),
        "Hal": "=1+1",
        "Sifat": "Biasa",
        "Lampiran": None,
        "Disposisi kepada": "Kasubbag PEP",
        "Isi disposisi": "Mohon ditindaklanjuti",
        "Batas": None,
        "Selesai": None,
        "Berkas": begun.berkas.nomor,
    }
    assert (keluar["Nomor surat"], keluar["Kepada"]) == ("005/17/2026", "Bagian Organisasi")
    assert keluar["Hal"] == "Laporan pengukuran kinerja"
    assert keluar["Tanda terima"] == "bukti.pdf"
    assert keluar["Berkas"] < begun.berkas.nomor


def test_a_year_without_letters_has_two_empty_sheets(office: Tapak):
    out = office.folder / "agenda.xlsx"

    said = office.run("agenda", *OFFICE, "--tahun", "2020", "--out", out)

    assert said.exit_code == 0, said.output
    assert "0 surat masuk, 0 surat keluar" in said.output
    assert read(out.read_bytes(), MASUK) == read(out.read_bytes(), KELUAR) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--kantor", "LAIN", "--out", "a.xlsx"), "Kantor LAIN tidak ada"),
        ((*OFFICE, "--out", "a.xls"), "bukan nama buku kerja"),
        ((*OFFICE, "--out", "tidak-ada/a.xlsx"), "Tidak dapat menulis"),
    ],
)
def test_what_cannot_be_is_refused(office: Tapak, options: tuple[str, ...], said: str):
    found = office.run("agenda", "--tahun", "2026", *options)

    assert found.exit_code == 1
    assert said in found.output
