"""The laws of a periode, for any date and any kind; and its dates, by the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.waktu.periode import (
    LENGTH,
    Bagian,
    JenisPeriode,
    Periode,
    read_bagian,
    read_by_name,
    read_periode,
    write_bagian,
    write_by_name,
    write_periode,
)

DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))
KINDS = st.sampled_from(JenisPeriode)
PERIODE = st.builds(Periode.at, KINDS, DAYS)
J = JenisPeriode


@given(periode=PERIODE)
def test_next_and_previous_undo_each_other_and_leave_no_day_between(periode: Periode):
    assert periode.next.previous == periode == periode.previous.next
    assert periode.previous.selesai + DAY == periode.mulai <= periode.selesai
    assert periode.selesai + DAY == periode.next.mulai


@given(jenis=KINDS, day=DAYS)
def test_a_day_lies_in_exactly_one_of_each_kind(jenis: JenisPeriode, day: date):
    one = Periode.at(jenis, day)

    assert one.mulai <= day <= one.selesai
    assert one.previous.selesai < day < one.next.mulai
    assert Periode.at(jenis, one.mulai) == one == Periode.at(jenis, one.selesai)


@given(one=PERIODE, day=DAYS)
def test_the_order_is_that_of_the_days(one: Periode, day: date):
    other = Periode.at(one.jenis, day)

    assert (one < other) == (one.selesai < other.mulai)
    assert (one == other) == (one.mulai == other.mulai)
    assert one.previous < one < one.next


@pytest.mark.parametrize("jenis", [each for each in J if each is not J.TRIWULAN])
def test_two_kinds_have_no_order(jenis: JenisPeriode):
    with pytest.raises(TypeError):
        _ = Periode(jenis, 2026) < Periode(J.TRIWULAN, 2026)


@given(periode=PERIODE)
def test_what_is_written_for_the_record_reads_back(periode: Periode):
    assert read_periode(write_periode(periode)) == periode
    assert read_by_name(write_by_name(periode)) == periode
    assert read_bagian(write_bagian(periode.bagian)) == periode.bagian


def test_a_triwulan_is_written_as_it_always_was():
    periode = Periode(J.TRIWULAN, 2026, 3)

    assert write_periode(periode) == [2026, 3]
    assert write_by_name(periode) == {"tahun": 2026, "triwulan": 3}
    assert write_bagian(Bagian(J.TRIWULAN, 3)) == {"triwulan": 3}


@pytest.mark.parametrize(
    ("jenis", "most"), [(J.BULAN, 12), (J.TRIWULAN, 4), (J.SEMESTER, 2), (J.TAHUN, 1)]
)
def test_a_year_has_so_many_and_no_other(jenis: JenisPeriode, most: int):
    assert len(Periode(jenis, 2026, most).so_far) == most
    for ke in (0, most + 1):
        with pytest.raises(ValueError, match="Periode"):
            Periode(jenis, 2026, ke)


def test_the_day_of_an_occasion_follows_the_calendar():
    assert Periode(J.BEBAS, 2028, 366).mulai == date(2028, 12, 31)
    with pytest.raises(ValueError, match="Periode"):
        Periode(J.BEBAS, 2026, 366)


@pytest.mark.parametrize(
    ("jenis", "ke", "mulai", "selesai", "triwulan"),
    [
        (J.BULAN, 2, date(2028, 2, 1), date(2028, 2, 29), ()),
        (J.TRIWULAN, 3, date(2028, 7, 1), date(2028, 9, 30), (3,)),
        (J.SEMESTER, 2, date(2028, 7, 1), date(2028, 12, 31), (3, 4)),
        (J.TAHUN, 1, date(2028, 1, 1), date(2028, 12, 31), (1, 2, 3, 4)),
        (J.BEBAS, 60, date(2028, 2, 29), date(2028, 2, 29), ()),
    ],
)
def test_its_days_and_the_triwulan_that_it_is_made_of(
    jenis: JenisPeriode, ke: int, mulai: date, selesai: date, triwulan: tuple[int, ...]
):
    periode = Periode(jenis, 2028, ke)

    assert (periode.mulai, periode.selesai) == (mulai, selesai)
    assert periode.triwulan == triwulan


@pytest.mark.parametrize(
    ("jenis", "last_early"),
    [
        (J.BULAN, date(2026, 7, 10)),
        (J.TRIWULAN, date(2026, 7, 31)),
        (J.SEMESTER, date(2026, 8, 31)),
        (J.TAHUN, date(2026, 4, 30)),
    ],
)
def test_in_its_first_third_the_one_before_is_still_reported_on(
    jenis: JenisPeriode, last_early: date
):
    now = Periode.at(jenis, last_early)

    assert Periode.reported_at(jenis, now.mulai) == now.previous
    assert Periode.reported_at(jenis, last_early) == now.previous
    assert Periode.reported_at(jenis, last_early + DAY) == now
    assert Periode.reported_at(jenis, now.selesai) == now


@given(day=DAYS)
def test_an_occasion_is_of_its_own_day(day: date):
    occasion = Periode.reported_at(J.BEBAS, day)

    assert (occasion.mulai, occasion.so_far) == (day, (occasion,))


def test_the_kinds_that_come_again_are_listed_the_shortest_first():
    assert list(LENGTH) == [J.BULAN, J.TRIWULAN, J.SEMESTER, J.TAHUN]


@pytest.mark.parametrize(("jenis", "number"), [*((j, 12 // n) for j, n in LENGTH.items())])
def test_a_year_has_all_of_a_kind_whichever_of_them_is_asked(jenis: JenisPeriode, number: int):
    year = Periode(jenis, 2026, 1).of_year

    assert [one.ke for one in year] == list(range(1, number + 1))
    assert year[-1].of_year == year
    assert Periode(JenisPeriode.BEBAS, 2026, 40).of_year == (
        Periode(JenisPeriode.BEBAS, 2026, 40),
    )
