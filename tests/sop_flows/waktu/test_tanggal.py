"""Days, as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.waktu.tanggal import print_tanggal, read_full_tanggal, read_tanggal

TODAY = date(2026, 11, 20)
"""A Friday."""
FIRST, LAST = date(1000, 1, 1), date(9998, 12, 31)
"""Years are written with four digits that do not begin with 0."""


@pytest.mark.parametrize(
    "teks",
    [
        "2026-11-24",
        "24-11-2026",
        "24/11/2026",
        "24.11.2026",
        " 24 November 2026 ",
        "Selasa, 24 november 2026",
        "Hari Selasa tanggal 24 Nopember 2026.",
        "tgl. 24 Nov. 2026",
    ],
)
def test_a_date_is_read_as_people_write_it(teks: str):
    assert read_full_tanggal(teks) == read_tanggal(teks, TODAY) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("teks", "meant"),
    [
        ("hari ini", date(2026, 11, 20)),
        ("Besok", date(2026, 11, 21)),
        ("lusa", date(2026, 11, 22)),
        ("Kamis", date(2026, 11, 26)),
        ("hari Senin", date(2026, 11, 23)),
        ("Jumat", date(2026, 11, 27)),
        ("jum'at", date(2026, 11, 27)),
        ("24 Nov", date(2026, 11, 24)),
        ("Selasa, 24 November", date(2026, 11, 24)),
        ("5 Jan", date(2027, 1, 5)),
        ("2 Oktober", date(2026, 10, 2)),
        ("29 Feb", None),
        ("29 Feb 2028", date(2028, 2, 29)),
    ],
)
def test_a_year_that_is_left_out_is_the_one_nearest_to_today(teks: str, meant: date | None):
    assert read_tanggal(teks, TODAY) == meant


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "24",
        "24-11",
        "31-02-2026",
        "2026-13-01",
        "24 Foo 2026",
        "minggu depan",
        "٢٤ Nov",
        "24 Nov x",
    ],
)
def test_what_names_no_day_is_no_date(teks: str):
    assert read_tanggal(teks, TODAY) is None


@pytest.mark.parametrize("teks", ["0999-01-04", "4-1-0999", "Jumat, 4 Januari 0999"])
def test_a_year_that_begins_with_0_is_no_year(teks: str):
    assert read_tanggal(teks, TODAY) is None


@pytest.mark.parametrize("teks", ["besok", "Kamis", "24 Nov"])
def test_what_only_today_explains_is_no_full_date(teks: str):
    assert read_full_tanggal(teks) is None


@given(st.dates(FIRST))
def test_a_date_in_full_reads_back_as_itself(day: date):
    assert read_full_tanggal(print_tanggal(day)) == day


@given(st.text("0123456789 -/.,jumat'senikhrgl", max_size=20), st.dates(FIRST, LAST))
def test_reading_a_date_ends_in_a_day_or_none(teks: str, today: date):
    found = read_tanggal(teks, today)

    assert found is None or read_full_tanggal(print_tanggal(found)) == found
