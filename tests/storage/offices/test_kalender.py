import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from importlib import metadata
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from sop_flows.waktu.jam_kerja import (
    AsalLibur,
    BerlakuSesi,
    HariKhusus,
    JamKerjaOdd,
    JenisHari,
    Libur,
    SesiKerja,
)
from sop_flows.waktu.waktu import Waktu
from storage.offices.hari_hukum import BY, WRITTEN, in_json
from storage.offices.kalender import compile_jam_kerja, year_of
from storage.offices.libur_holidays import YEARS as YEARS_WRITTEN
from storage.offices.libur_holidays import ask
from storage.offices.libur_nasional import hari_hukum, installed, national_libur

YEARS = (2025, 2026, 2027)


def compiled(hari_kerja=5, sesi=(), libur=()):
    return compile_jam_kerja("Asia/Jakarta", hari_kerja, sesi, libur, YEARS)


def test_the_national_days_are_named_in_indonesian_whatever_the_machine_speaks():
    libur = national_libur([2026])

    assert libur[date(2026, 12, 24)] == Libur(
        "Cuti Bersama Hari Raya Natal", AsalLibur.CUTI_BERSAMA
    )
    assert libur[date(2026, 8, 17)] == Libur(
        "Hari Kemerdekaan Republik Indonesia", AsalLibur.NASIONAL
    )


@pytest.mark.parametrize(("year", "days"), [(2026, 240), (2027, 242)])
def test_a_year_has_the_working_days_of_the_decree(year, days):
    jam_kerja = compiled()
    first = date(year, 1, 1)

    assert sum(bool(jam_kerja.sesi_of(first + timedelta(n))) for n in range(365)) == days


def test_it_is_known_which_years_still_lack_their_cuti_bersama():
    said = HariKhusus(date(2028, 2, 25), JenisHari.CUTI_BERSAMA, "SKB")

    assert year_of(2027, ()).knows_cuti_bersama
    assert not year_of(2028, ()).knows_cuti_bersama
    assert year_of(2028, (said,)).knows_cuti_bersama
    assert not year_of(2029, (said,)).knows_cuti_bersama


def test_a_year_has_the_ramadan_that_begins_in_it_by_the_word_of_the_office():
    own = (
        HariKhusus(date(2027, 2, 9), JenisHari.AWAL_RAMADAN),
        HariKhusus(date(2027, 3, 10), JenisHari.AKHIR_RAMADAN),
    )
    year = year_of(2027, own)

    assert year.ramadan == ((date(2027, 2, 9), date(2027, 3, 10)),)
    assert year.ramadan_tabel == ((date(2027, 2, 8), date(2027, 3, 9)),)
    assert len(year_of(2030, ()).ramadan) == 2


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2025, date(2025, 3, 1), date(2025, 3, 30)),
        (2026, date(2026, 2, 19), date(2026, 3, 20)),
        (2027, date(2027, 2, 8), date(2027, 3, 9)),
        (2028, date(2028, 1, 28), date(2028, 2, 26)),
        (2030, date(2030, 1, 6), date(2030, 2, 3)),
    ],
)
def test_ramadan_ends_the_day_before_idulfitri(year, first, last):
    assert (first, last) in compile_jam_kerja("Asia/Jakarta", 5, years=(year,)).bulan_ramadan


def test_a_year_beyond_the_table_has_no_ramadan():
    assert compile_jam_kerja("Asia/Jakarta", 5, years=(2200,)).bulan_ramadan == ()


def test_both_ramadans_of_2030_are_known():
    jam_kerja = compile_jam_kerja("Asia/Jakarta", 5, years=(2030, 2031))

    assert jam_kerja.is_ramadan(date(2030, 1, 10))
    assert jam_kerja.is_ramadan(date(2031, 1, 10))


def test_equal_rows_share_one_calendar():
    assert compiled() is compiled()


def test_an_unknown_number_of_days_has_no_default():
    with pytest.raises(KeyError):
        compiled(7)


def test_an_offices_row_replaces_the_sessions_of_that_day_only():
    jam_kerja = compiled(sesi=(SesiKerja(4, time(8), time(11)),))

    assert jam_kerja.sesi_of(date(2026, 11, 27)) == ((time(8), time(11)),)
    assert len(jam_kerja.sesi_of(date(2026, 11, 26))) == 2
    assert jam_kerja.sesi_of(date(2026, 2, 20))[0] == (time(8), time(11, 30))


def test_sessions_of_a_day_may_come_in_any_order():
    rows = (SesiKerja(0, time(13), time(15)), SesiKerja(0, time(8), time(12)))

    assert compiled(sesi=rows).sesi_of(date(2026, 11, 23)) == (
        (time(8), time(12)),
        (time(13), time(15)),
    )


def test_a_row_without_length_closes_the_day_in_ramadan_too():
    jam_kerja = compiled(sesi=(SesiKerja(0, time(0), time(0)),))

    assert not jam_kerja.sesi_of(date(2026, 11, 23))
    assert not jam_kerja.sesi_of(date(2026, 3, 2))


def test_a_day_of_its_own_is_kept_in_ramadan_unless_the_office_says_otherwise():
    saturday = SesiKerja(5, time(8), time(12))
    shorter = SesiKerja(5, time(9), time(11), BerlakuSesi.RAMADAN)

    assert compiled(sesi=(saturday,)).sesi_of(date(2026, 2, 21)) == ((time(8), time(12)),)
    assert compiled(sesi=(saturday, shorter)).sesi_of(date(2026, 2, 21)) == ((time(9), time(11)),)


def test_overlapping_sessions_are_refused():
    rows = (SesiKerja(0, time(8), time(12)), SesiKerja(0, time(11), time(15)))

    with pytest.raises(JamKerjaOdd):
        compiled(sesi=rows)


def test_own_days_off_and_days_worked_win():
    rows = (
        HariKhusus(date(2026, 11, 25), JenisHari.LIBUR, "Pilkada"),
        HariKhusus(date(2026, 11, 26), JenisHari.CUTI_BERSAMA),
        HariKhusus(date(2026, 12, 24), JenisHari.MASUK, "SE Bupati"),
    )
    jam_kerja = compiled(libur=rows)

    assert jam_kerja.libur[date(2026, 11, 25)] == Libur("Pilkada", AsalLibur.KANTOR)
    assert jam_kerja.libur[date(2026, 11, 26)] == Libur("cuti bersama", AsalLibur.CUTI_BERSAMA)
    assert jam_kerja.sesi_of(date(2026, 12, 24))


def test_the_office_sets_ramadan_after_the_sidang_isbat():
    rows = (
        HariKhusus(date(2027, 2, 9), JenisHari.AWAL_RAMADAN),
        HariKhusus(date(2027, 3, 10), JenisHari.AKHIR_RAMADAN),
    )
    jam_kerja = compiled(libur=rows)

    assert not jam_kerja.is_ramadan(date(2027, 2, 8))
    assert jam_kerja.is_ramadan(date(2027, 3, 10))
    assert jam_kerja.is_ramadan(date(2026, 2, 19))


def test_days_run_across_idulfitri():
    start = datetime(2026, 3, 17, 9, tzinfo=ZoneInfo("Asia/Jakarta"))

    tenggat = compiled().tenggat(start, Waktu.parse("1 hari"))

    assert tenggat.isoformat() == "2026-03-25T16:00:00+07:00"


def loaded_by(code: str) -> set[str]:
    """Return the modules that a process has loaded after that code."""
    code += "\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_calendar_is_compiled_without_the_holidays():
    code = "from storage.offices.kalender import compile_jam_kerja; compile_jam_kerja('Asia/Jakarta', 5, years=(2025, 2026, 2027, 2028))"

    assert {
        name for name in loaded_by(code) if name.split(".")[0] in ("holidays", "dateutil")
    } == set()


def test_the_holidays_of_indonesia_come_without_those_of_other_countries():
    loaded = loaded_by(
        "from storage.offices.libur_nasional import national_libur; assert national_libur([2050])"
    )

    assert "holidays" in loaded
    assert "holidays.countries" not in loaded


def test_what_is_written_down_is_what_the_locked_holidays_say():
    """Another version is locked: ``.venv/bin/python -m storage.offices.libur_holidays`` writes down what it says."""
    written = json.loads(WRITTEN.read_text(encoding="utf-8"))

    assert f"holidays=={written.pop(BY)} " in Path("requirements/run.lock").read_text()
    assert written == {str(year): in_json(ask(year)) for year in YEARS_WRITTEN}


def test_another_version_of_the_holidays_is_asked():
    code = """
from storage.offices import libur_nasional
libur_nasional.installed = lambda: "99.0"
assert libur_nasional.national_libur([2026])
"""

    assert "holidays" in loaded_by(code)


def test_which_version_is_there_is_read_as_the_standard_library_reads_it():
    assert installed() == metadata.version("holidays")


@pytest.mark.parametrize("year", [2026, 2030, 2040, 2041])
def test_what_is_written_down_is_read_as_it_is_told(year):
    assert hari_hukum(year) == ask(year)


def test_they_are_those_that_the_library_tells():
    told = holidays.country_holidays(
        "ID", years=range(2020, 2040), categories=("government", "public"), language="id"
    )

    assert set(national_libur(range(2020, 2040))) == set(told)
