"""``tapak rekap``: the workbook of what an office reached, written whole or not at all."""

import io
import shutil
from contextlib import closing

import pytest
from openpyxl import load_workbook

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Kerja
from storage.database.session import Database
from tests.bot.cli.conftest import Tapak
from tests.support.office import Pejawaran, founded
from tests.support.story import AGUS, SENT, go_to, go_to_last
from tests.support.tamper import tamper

OFFICE = ("--kantor", SAMPLE.kantor.kode, "--tahun", "2026")
TRIWULAN = 3


@pytest.fixture
def office(tapak: Tapak) -> Tapak:
    tapak.database.parent.mkdir()
    shutil.copy(founded(SAMPLE), tapak.database)
    return tapak


def play(tapak: Tapak, *, to_the_end: bool) -> None:
    """Let the office measure its triwulan."""
    with closing(Database.open(f"sqlite:///{tapak.database}")) as database:
        kantor = Pejawaran(database)
        if not to_the_end:
            go_to(kantor, 6)
            return
        kantor.act(AGUS, Kerja.SELESAI, go_to_last(kantor), isian=SENT)


def test_it_writes_the_last_triwulan_that_was_reported_and_says_what_is_in_it(office: Tapak):
    play(office, to_the_end=True)
    out = office.folder / "rekap.xlsx"

    code, said = office.ask("rekap", *OFFICE, "--out", out)

    assert code == 0, said
    assert (said["triwulan"], said["indikator"], said["sementara"]) == (TRIWULAN, 12, False)
    assert len(said["naskah"]) == 1
    book = load_workbook(io.BytesIO(out.read_bytes()), data_only=True)
    assert "Triwulan III Tahun 2026" in book["Pengukuran TW"]["A2"].value
    names = [row[1].value for row in book["Pengiriman"].iter_rows(min_row=5)]
    assert "Seksi Pelayanan Umum" in names


@pytest.mark.parametrize(
    ("options", "periode", "sheet"),
    [
        (("--bulan", "9"), {"jenis": "bulan", "ke": 9}, "Pengukuran bulan"),
        (("--semester", "1"), {"jenis": "semester", "ke": 1}, "Pengukuran semester"),
        (("--setahun",), {"jenis": "tahun", "ke": 1}, "Pengukuran periode"),
        (("--triwulan", "2"), {"jenis": "triwulan", "ke": 2}, "Pengukuran TW"),
    ],
)
def test_any_kind_of_periode_can_be_named(
    office: Tapak, options: tuple[str, ...], periode: dict[str, object], sheet: str
):
    out = office.folder / "rekap.xlsx"

    code, said = office.ask("rekap", *OFFICE, *options, "--out", out)

    assert (code, said["periode"]) == (0, periode)
    assert said["triwulan"] == (periode["ke"] if periode["jenis"] == "triwulan" else None)
    assert load_workbook(out).sheetnames[0] == sheet


def test_two_kinds_of_periode_at_once_are_wrong_usage(office: Tapak):
    found = office.run("rekap", *OFFICE, "--bulan", "9", "--triwulan", "3", "--out", "a.xlsx")

    assert found.exit_code == 2
    assert "Pilih satu: --triwulan, --bulan, --semester, atau --setahun." in found.output


def test_what_still_runs_is_marked(office: Tapak):
    play(office, to_the_end=False)
    out = office.folder / "rekap.xlsx"

    said = office.run("rekap", *OFFICE, "--triwulan", "3", "--out", out)

    assert said.exit_code == 0, said.output
    assert "Sementara" in said.output
    assert "SEMENTARA" in load_workbook(out)["Pengukuran TW"]["A2"].value


def test_a_naskah_that_was_altered_is_refused_and_the_old_workbook_stays(office: Tapak):
    play(office, to_the_end=True)
    office.rows(
        lambda uow: tamper(uow.connection, "UPDATE naskah SET isi = replace(isi, '335', '340')")
    )
    out = office.folder / "rekap.xlsx"
    out.write_bytes(b"yang lama")

    said = office.run("rekap", *OFFICE, "--out", out)

    assert said.exit_code == 1
    assert "tapak naskah verify" in said.output
    assert out.read_bytes() == b"yang lama"
    assert [path.name for path in office.folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--kantor", "LAIN", "--tahun", "2026", "--out", "a.xlsx"), "Kantor LAIN tidak ada"),
        ((*OFFICE, "--out", "a.xls"), "bukan nama buku kerja"),
        ((*OFFICE, "--out", "tidak-ada/a.xlsx"), "Tidak dapat menulis"),
    ],
)
def test_what_cannot_be_is_refused(office: Tapak, options: tuple[str, ...], said: str):
    found = office.run("rekap", *options)

    assert found.exit_code == 1
    assert said in found.output
