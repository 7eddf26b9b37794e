from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_flows.waktu.jadwal import BerlakuSesi, load_jam_kerja_default
from sop_flows.waktu.jam_kerja import HariDilewati, JamKerja, JamKerjaExhausted, JamKerjaOdd, Libur
from sop_flows.waktu.waktu import Satuan, Waktu

WIB = ZoneInfo("Asia/Jakarta")
NAMED = {
    date(2025, 1, 1): "Tahun Baru Masehi",
    date(2025, 3, 31): "Hari Raya Idul Fitri",
    date(2025, 4, 1): "Hari Raya Idul Fitri",
    date(2026, 1, 1): "Tahun Baru Masehi",
    date(2026, 3, 18): "Cuti Bersama Hari Suci Nyepi",
    date(2026, 3, 19): "Hari Suci Nyepi",
    date(2026, 3, 20): "Cuti Bersama Hari Raya Idul Fitri",
    date(2026, 3, 23): "Cuti Bersama Hari Raya Idul Fitri",
    date(2026, 3, 24): "Cuti Bersama Hari Raya Idul Fitri",
    date(2026, 12, 24): "Cuti Bersama Hari Raya Natal",
    date(2026, 12, 25): "Hari Raya Natal",
    date(2027, 1, 1): "Tahun Baru Masehi",
}
LIBUR = {day: Libur(name) for day, name in NAMED.items()}
RAMADAN = (
    (date(2025, 3, 1), date(2025, 3, 30)),
    (date(2026, 2, 19), date(2026, 3, 20)),
    (date(2027, 2, 8), date(2027, 3, 9)),
)


def office(hari_kerja: int = 5, **changes) -> JamKerja:
    jadwal = load_jam_kerja_default()[hari_kerja]
    given = {
        "zona": WIB,
        "biasa": jadwal.pekan(BerlakuSesi.BIASA),
        "ramadan": jadwal.pekan(BerlakuSesi.RAMADAN),
        "libur": LIBUR,
        "bulan_ramadan": RAMADAN,
    }
    return JamKerja(**(given | changes))


FIVE = office()
SIX = office(6)
ODD = office(6, masuk=frozenset({date(2026, 11, 29), date(2026, 12, 24)}), ramadan={})


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("mulai", "waktu", "tenggat"),
    [
        ("2026-11-23T08:00", "1 hari", "2026-11-24T16:00"),
        ("2026-11-26T10:00", "1 hari", "2026-11-27T16:30"),
        ("2026-11-26T17:00", "1 hari", "2026-11-30T16:00"),
        ("2026-11-28T09:00", "1 hari", "2026-12-01T16:00"),
        ("2026-11-20T15:30", "60 menit", "2026-11-20T16:30"),
        ("2026-11-20T15:30", "120 menit", "2026-11-23T08:30"),
        ("2026-11-20T15:30", "2 jam", "2026-11-23T08:30"),
        ("2026-11-20T11:15", "30 menit", "2026-11-20T13:15"),
        ("2026-11-19T15:50", "15 menit", "2026-11-20T07:35"),
        ("2026-11-20T18:00", "15 menit", "2026-11-23T07:45"),
        ("2026-12-23T15:30", "60 menit", "2026-12-28T08:00"),
        ("2026-02-19T14:30", "60 menit", "2026-02-20T08:30"),  # Ramadan: Thursday ends 15.00
        ("2026-02-20T11:15", "30 menit", "2026-02-20T12:45"),  # Ramadan: Friday pauses at 11.30
        ("2026-02-18T15:30", "60 menit", "2026-02-19T08:30"),  # into the first day of Ramadan
        ("2026-03-17T09:00", "1 hari", "2026-03-25T16:00"),  # across Idulfitri
        ("2026-03-13T09:00", "2 hari", "2026-03-17T15:00"),  # closes at the hours of Ramadan
        ("2026-11-20T12:15", "0 menit", "2026-11-20T13:00"),
        ("2026-11-20T16:30", "0 menit", "2026-11-20T16:30"),
        ("2026-11-20T08:00", "0 hari", "2026-11-20T16:30"),
    ],
)
def test_a_waktu_runs_out_at(mulai, waktu, tenggat):
    assert FIVE.tenggat(wib(mulai), Waktu.parse(waktu)) == wib(tenggat)


def test_the_answer_is_in_the_zone_of_the_office():
    makassar = office(zona=ZoneInfo("Asia/Makassar"))

    tenggat = makassar.tenggat(wib("2026-11-23T07:00"), Waktu(15, Satuan.MENIT))

    assert tenggat.isoformat() == "2026-11-23T08:15:00+08:00"


def test_seconds_are_kept():
    start = wib("2026-11-23T08:00:30.500000")

    assert FIVE.add(start, 1) == wib("2026-11-23T08:01:30.500000")


@pytest.mark.parametrize(
    ("hari_kerja", "berlaku", "hours"),
    [
        (5, BerlakuSesi.BIASA, 37.5),
        (6, BerlakuSesi.BIASA, 37.5),
        (5, BerlakuSesi.RAMADAN, 32.5),
        (6, BerlakuSesi.RAMADAN, 32.5),
    ],
)
def test_a_default_week_holds_the_hours_of_the_regulation(hari_kerja, berlaku, hours):
    jadwal = load_jam_kerja_default()[hari_kerja]
    week = jadwal.pekan(berlaku)
    monday = date(2026, 11, 23)
    worked = sum(
        (
            datetime.combine(monday, selesai) - datetime.combine(monday, mulai)
            for sesi in week.values()
            for mulai, selesai in sesi
        ),
        timedelta(),
    )

    assert (len(week), worked) == (hari_kerja, timedelta(hours=hours))
    assert "Perpres 21/2023" in jadwal.sumber


def test_a_session_holds_its_first_moment_and_not_its_last():
    assert FIVE.is_open(wib("2026-11-23T07:30"))
    assert not FIVE.is_open(wib("2026-11-23T12:00"))
    assert not FIVE.is_open(wib("2026-11-23T07:29:59"))
    assert FIVE.next_open(wib("2026-11-23T12:00")) == wib("2026-11-23T13:00")
    assert FIVE.next_open(wib("2026-11-23T09:10")) == wib("2026-11-23T09:10")
    assert FIVE.next_open(wib("2026-12-31T20:00")) == wib("2027-01-04T07:30")


def test_a_day_opens_and_closes_at_its_own_hours():
    friday = date(2026, 11, 27)

    assert FIVE.open_of(friday) == wib("2026-11-27T07:30")
    assert FIVE.close_of(friday) == wib("2026-11-27T16:30")
    assert FIVE.close_of(date(2026, 12, 31)) == wib("2026-12-31T16:00")


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2027, 12, 31) + timedelta(days=1)])
def test_a_day_off_has_no_opening(day):
    with pytest.raises(ValueError, match=str(day)):
        FIVE.open_of(day)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 11, 26), 1, date(2026, 11, 27)),
        (date(2026, 11, 26), 2, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 11, 26), 0, date(2026, 11, 26)),
        (date(2026, 11, 30), -1, date(2026, 11, 27)),
        (date(2026, 1, 2), -1, date(2025, 12, 31)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
)
def test_working_days_are_counted(day, n, expected):
    assert office().add_hari_kerja(day, n) == expected


def test_a_day_declared_working_is_worked_in_spite_of_all():
    sunday, cuti = date(2026, 11, 29), date(2026, 12, 24)

    assert ODD.sesi_of(sunday)
    assert ODD.open_of(sunday) == wib("2026-11-29T07:30")
    assert ODD.close_of(sunday) == wib("2026-11-29T14:30")
    assert ODD.sesi_of(cuti)
    assert not ODD.sesi_of(date(2026, 12, 25))


def test_the_time_between_is_working_time():
    friday, monday = wib("2026-11-20T15:30"), wib("2026-11-23T08:30")

    assert FIVE.between(friday, monday) == timedelta(hours=2)
    assert FIVE.between(monday, friday) == timedelta(hours=-2)
    assert FIVE.between(wib("2026-01-01T00:00"), wib("2026-01-01T09:00")) == timedelta(0)


@pytest.mark.parametrize(
    ("at", "slot"),
    [
        ("2026-11-23T08:10", "2026-11-23T09:00"),
        ("2026-11-23T09:00", "2026-11-23T09:00"),
        ("2026-11-23T09:01", "2026-11-23T13:30"),
        ("2026-11-23T14:00", "2026-11-24T09:00"),
        ("2026-11-27T16:30", "2026-11-30T09:00"),
        ("2026-02-19T08:05", "2026-02-19T09:00"),
    ],
)
def test_a_reminder_waits_for_the_next_slot(at, slot):
    slots = (time(13, 30), time(9, 0))

    assert FIVE.slot_after(wib(at), slots, quiet=timedelta(hours=1)) == wib(slot)


def test_a_slot_soon_after_opening_is_passed_over():
    late = office(biasa={0: ((time(8, 30), time(14)),)})

    quiet = timedelta(hours=1)
    assert late.slot_after(wib("2026-11-23T08:30"), (time(9), time(13, 30)), quiet=quiet) == wib(
        "2026-11-23T13:30"
    )


def test_an_office_without_the_slots_is_reminded_when_it_opens():
    evening = office(biasa={0: ((time(17), time(20)),)})

    assert evening.slot_after(wib("2026-11-23T18:00"), (time(9),)) == wib("2026-11-23T18:00")
    assert evening.slot_after(wib("2026-11-23T21:00"), (time(9),)) == wib("2026-11-30T17:00")


def test_an_explanation_names_what_was_counted_and_what_was_passed_over():
    told = FIVE.explain(wib("2026-12-23T15:30"), Waktu.parse("60 menit"))

    assert told.tenggat == wib("2026-12-28T08:00")
    assert told.sesi == (
        (wib("2026-12-23T15:30"), wib("2026-12-23T16:00")),
        (wib("2026-12-28T07:30"), wib("2026-12-28T08:00")),
    )
    assert told.dilewati == (
        HariDilewati(date(2026, 12, 24), Libur("Cuti Bersama Hari Raya Natal")),
        HariDilewati(date(2026, 12, 25), Libur("Hari Raya Natal")),
        HariDilewati(date(2026, 12, 26), None),
        HariDilewati(date(2026, 12, 27), None),
    )


def test_an_explanation_of_days_names_the_days():
    told = FIVE.explain(wib("2026-11-26T17:00"), Waktu.parse("2 hari"))

    assert told.mulai == wib("2026-11-27T07:30")
    assert told.hari == (date(2026, 11, 30), date(2026, 12, 1))
    assert told.sesi == ()


def test_an_explanation_may_reach_the_last_session_compiled():
    told = office(libur={}).explain(wib("2026-12-31T15:00"), Waktu.parse("60 menit"))

    assert told.sesi == ((wib("2026-12-31T15:00"), wib("2026-12-31T16:00")),)


def test_time_without_a_zone_is_a_mistake():
    with pytest.raises(ValueError, match="2026"):
        FIVE.next_open(datetime(2026, 11, 23, 8))


def test_a_long_waktu_runs_into_years_not_looked_at_yet():
    fresh = office(libur={}, ramadan={})
    weeks = 37.5 * 60 * 52 * 4

    assert fresh.add(wib("2024-01-01T07:30"), int(weeks)) == wib("2027-12-24T16:30")


def test_negative_minutes_are_a_mistake():
    with pytest.raises(ValueError, match="-1"):
        FIVE.add(wib("2026-11-23T08:00"), -1)


@pytest.mark.parametrize("menit", [0, 1])
def test_the_calendar_of_years_has_an_end(menit):
    with pytest.raises(JamKerjaExhausted):
        office().add(wib("9999-12-31T23:00"), menit)


@pytest.mark.parametrize(
    "biasa",
    [
        {},
        {0: ()},
        {0: ((time(9), time(9)),)},
        {0: ((time(9), time(12)), (time(11), time(13)))},
    ],
)
def test_a_timetable_that_cannot_be_worked_is_refused(biasa):
    with pytest.raises(JamKerjaOdd):
        office(biasa=biasa)


# The same arithmetic, deliberately naive: a minute is worked when its first moment is.


def naive_is_open(jam_kerja: JamKerja, at: datetime) -> bool:
    day = at.date()
    if day in jam_kerja.libur and day not in jam_kerja.masuk:
        return False
    in_ramadan = any(a <= day <= b for a, b in jam_kerja.bulan_ramadan)
    week = jam_kerja.ramadan if in_ramadan and jam_kerja.ramadan else jam_kerja.biasa
    sesi = week.get(day.weekday(), week[0] if day in jam_kerja.masuk else ())
    return any(mulai <= at.time() < selesai for mulai, selesai in sesi)


def naive_add(jam_kerja: JamKerja, start: datetime, menit: int) -> datetime:
    at = start
    while menit:
        menit -= naive_is_open(jam_kerja, at)
        at += timedelta(minutes=1)
    return at


minutes_of_three_years = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=WIB)
)
offices = st.sampled_from([FIVE, SIX, ODD])
stretches = st.integers(1, 2000)


@settings(max_examples=60, deadline=None)
@given(offices, minutes_of_three_years, stretches)
def test_adding_agrees_with_counting_minutes_one_by_one(jam_kerja, start, menit):
    end = jam_kerja.add(start, menit)

    assert end == naive_add(jam_kerja, start, menit)
    assert jam_kerja.between(start, end) == timedelta(minutes=menit)


@settings(max_examples=200, deadline=None)
@given(offices, minutes_of_three_years)
def test_being_open_agrees_with_the_timetable(jam_kerja, at):
    assert jam_kerja.is_open(at) == naive_is_open(jam_kerja, at)
    assert jam_kerja.is_open(jam_kerja.next_open(at))


@settings(max_examples=200, deadline=None)
@given(offices, minutes_of_three_years, st.integers(0, 3000), st.integers(0, 3000))
def test_minutes_add_up(jam_kerja, start, one, other):
    together = jam_kerja.add(start, one + other)

    assert jam_kerja.add(jam_kerja.add(start, one), other) == together


@settings(max_examples=200, deadline=None)
@given(offices, minutes_of_three_years, st.integers(1, 40))
def test_days_end_at_a_close_and_hold_exactly_that_many_working_days(jam_kerja, start, jumlah):
    tenggat = jam_kerja.tenggat(start, Waktu(jumlah, Satuan.HARI))
    received = jam_kerja.next_open(start).date()
    days = (tenggat.date() - received).days
    worked = sum(bool(jam_kerja.sesi_of(received + timedelta(n + 1))) for n in range(days))

    assert worked == jumlah
    assert tenggat == jam_kerja.close_of(tenggat.date())


@pytest.mark.parametrize(
    ("selesai", "waktu", "mulai"),
    [
        ("2026-11-23T08:30", "120 menit", "2026-11-20T15:30"),
        ("2026-11-20T13:30", "30 menit", "2026-11-20T13:00"),  # not from 11.30 on
        ("2026-11-23T07:30", "15 menit", "2026-11-20T16:15"),
        ("2026-11-22T12:00", "0 menit", "2026-11-20T16:30"),
        ("2026-11-24T16:00", "1 hari", "2026-11-23T15:59"),
        ("2026-11-24T15:59", "1 hari", "2026-11-20T16:29"),  # Tuesday has not closed yet
        ("2026-11-29T10:00", "1 hari", "2026-11-26T15:59"),
        ("2026-03-25T16:00", "1 hari", "2026-03-17T14:59"),  # across Idulfitri, from Ramadan hours
        ("2026-11-20T16:30", "0 hari", "2026-11-20T16:29"),
    ],
)
def test_the_latest_receipt_for_a_moment(selesai, waktu, mulai):
    assert FIVE.latest(wib(selesai), Waktu.parse(waktu)) == wib(mulai)


@settings(max_examples=200, deadline=None)
@given(offices, minutes_of_three_years, st.integers(1, 20_000))
def test_minutes_taken_off_come_back(jam_kerja, start, menit):
    end = jam_kerja.add(start, menit)
    begin = jam_kerja.subtract(end, menit)
    assert jam_kerja.add(begin, menit) == end
    assert begin == jam_kerja.next_open(start)
    assert jam_kerja.between(begin, end) == timedelta(minutes=menit)


@settings(max_examples=200, deadline=None)
@given(
    offices,
    minutes_of_three_years,
    st.integers(0, 400),
    st.sampled_from(Satuan),
    st.integers(1, 5000),
)
def test_nothing_received_after_the_latest_minute_is_done_in_time(
    jam_kerja, end, jumlah, satuan, later
):
    waktu = Waktu(jumlah if satuan is not Satuan.HARI else jumlah % 20, satuan)
    latest = jam_kerja.latest(end, waktu)
    assert jam_kerja.tenggat(latest, waktu) <= end
    received = jam_kerja.next_open(latest + timedelta(minutes=later))
    assert jam_kerja.tenggat(received, waktu) > end


def test_taking_off_negative_minutes_is_a_mistake():
    with pytest.raises(ValueError, match="-1"):
        FIVE.subtract(wib("2026-11-23T08:00"), -1)


def test_the_calendar_of_years_has_a_beginning():
    with pytest.raises(JamKerjaExhausted):
        FIVE.subtract(wib("0001-02-01T08:00"), 10_000_000)
