"""``tapak rencana``: a plan as lines, as JSON and as a workbook."""

import io
import shutil

import pytest
from openpyxl import load_workbook

from bot.trial.kantor.pejawaran import SAMPLE
from storage.documents.rencana import RENCANA
from tests.bot.cli.conftest import Tapak
from tests.support.office import founded

SOP = ("--kantor", SAMPLE.kantor.kode, "--sop", "pengukuran-kinerja-kecamatan")


@pytest.fixture
def office(tapak: Tapak) -> Tapak:
    tapak.database.parent.mkdir()
    shutil.copy(founded(SAMPLE), tapak.database)
    return tapak


def test_it_plans_back_from_a_day_over_its_days_off(office: Tapak):
    code, said = office.ask("rencana", *SOP, "--sampai", "2027-04-10")

    assert code == 0, said
    assert said["mulai"] == "2027-04-06T15:29:00+07:00"
    assert said["selesai"] == "2027-04-09T09:00:00+07:00"
    assert [one["langkah"] for one in said["langkah"]] == list(range(1, 11))
    assert all(one["menentukan"] for one in said["langkah"])
    assert said["menurut_lalu"] is None


def test_it_plans_on_from_a_day_and_writes_a_workbook(office: Tapak):
    out = office.folder / "rencana.xlsx"

    code, said = office.ask("rencana", *SOP, "--mulai", "2027-01-04", "--out", out)

    assert code == 0, said
    assert said["selesai"] == "2027-01-08T09:00:00+07:00"
    (off,) = [one["teks"] for one in said["perhatian"]]
    assert off.startswith("Libur 5 Januari 2027: Isra")
    rows = list(load_workbook(io.BytesIO(out.read_bytes()))[RENCANA].iter_rows(values_only=True))
    written = [row for row in rows if row[1] in range(1, 11)]
    assert [row[1] for row in written] == list(range(1, 11))
    assert written[-1][7] == "2027-01-08 09.00"


def test_a_person_reads_a_table(office: Tapak):
    result = office.run("rencana", *SOP, "--sampai", "2027-04-10")

    assert "Mulai paling lambat Selasa, 6 Apr 15.29 WIB" in result.stdout
    assert " *  8  " in result.stdout


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), "salah satu"),
        (("--sampai", "2027-04-10", "--mulai", "2027-01-04"), "salah satu"),
        (("--sampai", "0001-01-01"), "2000-2100"),
    ],
)
def test_one_day_is_given_and_of_this_century(office: Tapak, days: tuple[str, ...], said: str):
    result = office.run("rencana", *SOP, *days)

    assert result.exit_code == 2
    assert said in result.stderr


def test_an_sop_that_is_not_active_is_refused_with_those_that_are(office: Tapak):
    result = office.run("rencana", *SOP[:2], "--sop", "tidak-ada", "--sampai", "2027-04-10")

    assert result.exit_code == 1
    assert "pengukuran-kinerja-kecamatan" in result.stderr
