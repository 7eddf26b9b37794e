from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sop_flows.waktu.jam_kerja import BerlakuSesi, JamKerja, Libur, load_jam_kerja_default
from sop_flows.waktu.pengingat import (
    SLOTS,
    Anak,
    JenisPengingat,
    TugasTerbuka,
    digest_after,
    look,
)
from sop_flows.waktu.waktu import Satuan, Waktu

WIB = ZoneInfo("Asia/Jakarta")
JADWAL = load_jam_kerja_default()[5]
OFFICE = JamKerja(
    zona=WIB,
    biasa=JADWAL.pekan(BerlakuSesi.BIASA),
    ramadan=JADWAL.pekan(BerlakuSesi.RAMADAN),
    libur={date(2026, 12, 24): Libur("Cuti Bersama"), date(2026, 12, 25): Libur("Natal")},
    bulan_ramadan=((date(2026, 2, 19), date(2026, 3, 20)),),
)
MENDEKATI, TENGGAT, HARIAN, ATASAN, KEPALA = JenisPengingat


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def tugas(dibuka: str, waktu: str, **changes) -> TugasTerbuka:
    opened, long = wib(dibuka), Waktu.parse(waktu)
    return TugasTerbuka(
        dibuka_at=opened.astimezone(UTC),
        tenggat=OFFICE.tenggat(opened, long).astimezone(UTC),
        waktu=long,
        **{name: wib(at) for name, at in changes.items()},
    )


def rungs(tugas, jam_kerja, until=None) -> tuple[Anak, ...]:
    """Return what is said of a tugas that nobody closes, in order of time.

    Up to that moment; without one, until its atasan and its holder have heard that it is late.
    """
    said: dict[tuple[JenisPengingat, str], Anak] = {}
    at = tugas.dibuka_at
    while at <= until if until else not {ATASAN, HARIAN} <= {jenis for jenis, _ in said}:
        turn = look(tugas, jam_kerja, at)
        said |= {(anak.jenis, anak.slot): anak for anak in turn.due}
        at = turn.next_at
    return tuple(sorted(said.values(), key=lambda anak: anak.at))


def told(ladder) -> list[tuple[JenisPengingat, str]]:
    return [(anak.jenis, anak.at.astimezone(WIB).strftime("%m-%d %H.%M")) for anak in ladder]


# Monday 23 November 2026 is the first day of a week without libur.


@pytest.mark.parametrize(
    ("dibuka", "waktu", "ladder"),
    [
        (
            "2026-11-23T08:00",
            "1 hari",
            [
                (MENDEKATI, "11-24 07.30"),
                (TENGGAT, "11-25 09.00"),
                (HARIAN, "11-26 07.30"),
                (ATASAN, "11-26 09.00"),
            ],
        ),
        (
            "2026-11-23T08:00",
            "15 menit",
            [(TENGGAT, "11-23 09.00"), (ATASAN, "11-24 09.00"), (HARIAN, "11-24 07.30")],
        ),
        (
            "2026-11-23T09:00",
            "60 menit",
            [(TENGGAT, "11-23 13.30"), (ATASAN, "11-24 13.30"), (HARIAN, "11-24 07.30")],
        ),
        (
            "2026-11-26T10:00",
            "3 hari",
            [
                (MENDEKATI, "12-01 07.30"),
                (TENGGAT, "12-02 09.00"),
                (HARIAN, "12-03 07.30"),
                (ATASAN, "12-03 09.00"),
            ],
        ),
        (
            "2026-12-23T14:00",
            "120 menit",
            [(TENGGAT, "12-28 09.00"), (ATASAN, "12-29 09.00"), (HARIAN, "12-29 07.30")],
        ),
        (
            "2026-02-19T08:30",
            "60 menit",
            [(TENGGAT, "02-19 13.30"), (ATASAN, "02-20 13.30"), (HARIAN, "02-20 08.00")],
        ),
    ],
)
def test_the_ladder_of_a_tugas(dibuka, waktu, ladder):
    expected = sorted(ladder, key=lambda rung: rung[1])

    assert told(rungs(tugas(dibuka, waktu), OFFICE)) == expected


def test_three_quarters_on_the_day_of_receipt_are_told_in_the_next_digest():
    long = tugas("2026-11-23T08:00", "480 menit")

    assert told(rungs(long, OFFICE))[0] == (MENDEKATI, "11-24 07.30")


def test_without_a_digest_before_the_tenggat_nothing_is_said_in_advance():
    within_the_day = tugas("2026-11-27T07:30", "450 menit")

    assert MENDEKATI not in [anak.jenis for anak in rungs(within_the_day, OFFICE)]


def test_the_daily_rung_goes_on_each_working_day():
    late = tugas("2026-11-25T08:00", "15 menit")

    ladder = rungs(late, OFFICE, until=wib("2026-12-01T07:30"))
    assert [at for jenis, at in told(ladder) if jenis is HARIAN] == [
        "11-26 07.30",
        "11-27 07.30",
        "11-30 07.30",
        "12-01 07.30",
    ]


def test_rungs_say_how_they_are_delivered():
    assert [jenis for jenis in JenisPengingat if jenis.is_silent] == [MENDEKATI]
    assert [jenis for jenis in JenisPengingat if not jenis.is_for_holder] == [ATASAN, KEPALA]


@pytest.mark.parametrize(
    ("now", "owed"),
    [
        ("2026-11-23T15:59", []),
        ("2026-11-24T07:29", []),
        ("2026-11-24T07:30", [(MENDEKATI, "11-24 07.30")]),
        ("2026-11-24T18:00", []),
        ("2026-11-25T07:30", []),
        ("2026-11-25T09:00", [(TENGGAT, "11-25 09.00")]),
        ("2026-11-25T12:30", []),
        ("2026-11-26T08:00", [(HARIAN, "11-26 07.30")]),
        ("2026-11-26T09:00", [(HARIAN, "11-26 07.30"), (ATASAN, "11-26 09.00")]),
        ("2026-11-28T10:00", []),
        ("2026-11-30T07:30", [(HARIAN, "11-30 07.30"), (ATASAN, "11-26 09.00")]),
    ],
)
def test_what_is_owed_at_a_moment_is_the_newest_for_each(now, owed):
    assert told(look(tugas("2026-11-23T08:00", "1 hari"), OFFICE, wib(now)).due) == owed


@pytest.mark.parametrize(
    ("after", "asked_at"),
    [
        ("2026-11-23T08:00", "2026-11-24T07:30"),
        ("2026-11-24T07:30", "2026-11-25T09:00"),
        ("2026-11-25T09:00", "2026-11-26T07:30"),
        ("2026-11-26T07:30", "2026-11-26T09:00"),
        ("2026-11-26T09:00", "2026-11-27T07:30"),
        ("2026-11-27T08:00", "2026-11-30T07:30"),
        ("2026-11-23T20:00", "2026-11-24T07:30"),
        ("2026-11-26T12:30", "2026-11-26T13:00"),
    ],
)
def test_the_next_time_to_ask(after, asked_at):
    assert look(tugas("2026-11-23T08:00", "1 hari"), OFFICE, wib(after)).next_at == wib(asked_at)


def test_a_rung_is_named_by_its_cause_so_it_is_owed_once():
    one = tugas("2026-11-23T08:00", "1 hari")
    closed = JamKerja(
        zona=WIB, biasa=OFFICE.biasa, libur={date(2026, 11, 25): Libur("Libur daerah")}
    )

    def keys(office):
        return {(anak.jenis, anak.slot) for anak in rungs(one, office)} - {
            (HARIAN, "2026-11-26"),
            (HARIAN, "2026-11-27"),
        }

    assert keys(OFFICE) == keys(closed)
    assert rungs(one, OFFICE)[1].slot == "2026-11-24T09:00:00+00:00"
    assert rungs(one, OFFICE)[2].slot == "2026-11-26"


def test_a_tap_silences_the_holder_for_the_day_but_not_the_atasan():
    tapped = tugas("2026-11-24T15:00", "60 menit", ditanggapi_at="2026-11-25T08:00")

    assert look(tapped, OFFICE, wib("2026-11-25T09:00")).due == ()
    assert told(look(tapped, OFFICE, wib("2026-11-26T09:00")).due) == [
        (HARIAN, "11-26 07.30"),
        (ATASAN, "11-26 09.00"),
    ]


def test_a_snooze_recalls_the_tenggat_once_at_its_end():
    snoozed = tugas("2026-11-23T08:00", "15 menit", ditunda_sampai="2026-11-25T10:00")
    plain = tugas("2026-11-23T08:00", "15 menit")

    assert told(look(snoozed, OFFICE, wib("2026-11-24T09:00")).due) == [(ATASAN, "11-24 09.00")]
    assert told(rungs(snoozed, OFFICE)) == [
        (ATASAN, "11-24 09.00"),
        (TENGGAT, "11-25 13.30"),
        (HARIAN, "11-26 07.30"),
    ]
    assert rungs(snoozed, OFFICE)[1].slot != rungs(plain, OFFICE)[0].slot


def test_a_snooze_and_a_tap_last_as_long_as_the_longer():
    both = tugas(
        "2026-11-23T08:00",
        "15 menit",
        ditunda_sampai="2026-11-24T08:00",
        ditanggapi_at="2026-11-25T08:00",
    )

    assert [at for jenis, at in told(rungs(both, OFFICE)) if jenis is HARIAN] == ["11-26 07.30"]


def test_a_snooze_before_the_tenggat_changes_only_what_came_before_it():
    snoozed = tugas("2026-11-23T08:00", "1 hari", ditunda_sampai="2026-11-24T10:00")

    assert told(rungs(snoozed, OFFICE))[0] == (TENGGAT, "11-25 09.00")


def test_the_morning_digest_is_sent_when_the_day_opens():
    assert digest_after(OFFICE, wib("2026-11-27T07:30")) == wib("2026-11-27T07:30")
    assert digest_after(OFFICE, wib("2026-11-27T07:31")) == wib("2026-11-30T07:30")


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)).map(
    lambda at: at.replace(microsecond=0, tzinfo=WIB)
)
lengths = st.sampled_from(["15 menit", "2 jam", "480 menit", "1 hari", "3 hari"])
later = st.none() | st.integers(0, 20_000)


@settings(max_examples=150, deadline=None)
@given(moments, lengths, later, later, st.integers(0, 30_000))
def test_every_rung_falls_into_a_session_and_none_is_missed(opened, waktu, snooze, tap, minutes):
    one = TugasTerbuka(
        dibuka_at=opened,
        tenggat=OFFICE.tenggat(opened, Waktu.parse(waktu)),
        waktu=Waktu.parse(waktu),
        ditunda_sampai=None if snooze is None else opened + timedelta(minutes=snooze),
        ditanggapi_at=None if tap is None else opened + timedelta(minutes=tap),
    )
    now = opened + timedelta(minutes=minutes)
    ladder = rungs(one, OFFICE, until=now + timedelta(days=30))
    giliran = look(one, OFFICE, now)

    assert all(OFFICE.is_open(anak.at) for anak in ladder)
    assert set(giliran.due) <= set(ladder)
    assert giliran.due == () or OFFICE.is_open(now)
    assert giliran.next_at > now
    assert OFFICE.is_open(giliran.next_at)
    upcoming = min(anak.at for anak in ladder if anak.at > now)
    assert giliran.next_at == upcoming or (giliran.next_at < upcoming and not OFFICE.is_open(now))


def test_a_tenggat_before_the_opening_is_simply_late():
    odd = TugasTerbuka(
        dibuka_at=wib("2026-11-24T08:00"),
        tenggat=wib("2026-11-23T10:00"),
        waktu=Waktu(1, Satuan.HARI),
    )

    assert [jenis for jenis, _ in told(rungs(odd, OFFICE))] == [HARIAN, ATASAN]


def test_the_head_hears_each_worked_friday_from_three_working_days_late():
    late = tugas("2026-11-23T08:00", "1 hari")  # until Tuesday 24 November 16.00
    ladder = rungs(late, OFFICE, wib("2026-12-31T23:59"))

    assert [at for jenis, at in told(ladder) if jenis is KEPALA] == [
        "12-04 14.00",
        "12-11 14.00",
        "12-18 14.00",
    ]


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-11-27T14:00", None),
        ("2026-12-04T13:59", None),
        ("2026-12-04T14:00", "2026-12-04"),
        ("2026-12-07T09:00", "2026-12-04"),
        ("2026-12-11T14:00", "2026-12-11"),
        ("2026-12-28T09:00", "2026-12-18"),
    ],
)
def test_of_the_lines_to_the_head_only_the_newest_is_due(now, slot):
    late = tugas("2026-11-23T08:00", "1 hari")
    found = [anak.slot for anak in look(late, OFFICE, wib(now)).due if anak.jenis is KEPALA]

    assert found == ([slot] if slot else [])


def test_the_line_to_the_head_is_asked_for_when_it_is_due():
    late = tugas("2026-11-23T08:00", "1 hari")

    assert look(late, OFFICE, wib("2026-12-04T13:00")).next_at == wib("2026-12-04T14:00")


def test_an_office_that_never_works_on_friday_afternoon_has_no_line_to_the_head():
    biasa = JADWAL.pekan(BerlakuSesi.BIASA)
    closed = JamKerja(zona=WIB, biasa={day: sesi for day, sesi in biasa.items() if day != 4})
    ladder = rungs(tugas("2026-11-23T08:00", "1 hari"), closed, wib("2026-12-31T23:59"))

    assert KEPALA not in {anak.jenis for anak in ladder}


# A second ladder, written naively: day by day, slot by slot.


def holder_rungs(opened, tenggat, history, until) -> list[tuple[JenisPengingat, datetime]]:
    """Return what its holder hears of a tugas, where *history* says when it was tapped or put off."""
    found, day, recalled = [], tenggat.date(), set()
    while (day := OFFICE.add_hari_kerja(day, 0)) <= until.date():
        morning = OFFICE.open_of(day)
        for at in (morning, *(datetime.combine(day, slot, WIB) for slot in SLOTS)):
            tapped, snoozed = state(history, at)
            if at > until or (tapped and at.date() <= tapped.date()) or (snoozed and at < snoozed):
                continue
            cause = max(tenggat, snoozed or tenggat)
            first = next_slot(cause)
            if at == first and cause not in recalled and at != morning:
                recalled.add(cause)
                found.append((TENGGAT, at))
            if at == morning and day > first.date() and is_told(tenggat.date(), day):
                found.append((HARIAN, at))
        day += timedelta(days=1)
    return found


def state(history, at) -> tuple[datetime | None, datetime | None]:
    """Return when it was last tapped, and until when it was put off, before a moment."""
    taps = [when for when, until in history if until is None and when < at]
    snoozes = [until for when, until in history if until is not None and when < at]
    return max(taps, default=None), max(snoozes, default=None)


def next_slot(cause: datetime) -> datetime:
    """Return the first slot at a moment or later."""
    day = cause.date()
    while True:
        day = OFFICE.add_hari_kerja(day, 0)
        opening = OFFICE.open_of(day)
        for slot in SLOTS:
            at = datetime.combine(day, slot, WIB)
            if at >= cause and at >= opening + timedelta(hours=1):
                return at
        day += timedelta(days=1)


def is_told(last: date, day: date) -> bool:
    """Tell whether a day is one of five, or the first that is worked in its week."""
    late = [last + timedelta(days=n) for n in range(1, (day - last).days + 1)]
    worked = [one for one in late if OFFICE.sesi_of(one)]
    week = [day - timedelta(days=n) for n in range(1, day.weekday() + 1)]
    return len(worked) <= 5 or not any(OFFICE.sesi_of(one) for one in week)


SECOND = timedelta(seconds=1)


@settings(max_examples=120, deadline=None)
@given(
    moments,
    lengths,
    st.lists(st.integers(0, 60_000), max_size=6),
    st.none() | st.integers(0, 30_000),
)
@example(datetime(2026, 1, 1, 0, 20, tzinfo=WIB), "15 menit", [12_040], 10_510)
def test_the_holder_hears_what_a_ladder_written_naively_says(opened, waktu, taps, snooze):
    long = Waktu.parse(waktu)
    tenggat = OFFICE.tenggat(opened, long)
    history = [(opened + timedelta(minutes=n, seconds=1), None) for n in taps]
    if snooze is not None:
        put_off = opened + timedelta(minutes=snooze, seconds=1)
        day = OFFICE.add_hari_kerja(put_off.date(), 1)
        history.append((put_off, datetime.combine(day, SLOTS[0], WIB)))
    until = tenggat + timedelta(days=50)
    now, said = opened, []
    while now <= until:
        tapped, snoozed = state(history, now)
        one = TugasTerbuka(
            dibuka_at=opened,
            tenggat=tenggat,
            waktu=long,
            ditunda_sampai=snoozed,
            ditanggapi_at=tapped,
        )
        giliran = look(one, OFFICE, now)
        said += [
            (anak.jenis, anak.at.astimezone(WIB))
            for anak in giliran.due
            if anak.jenis in (TENGGAT, HARIAN)
            and (anak.jenis, anak.at.astimezone(WIB)) not in said
        ]
        # A tap is looked at when it comes: what is due next may be another moment then.
        heard = (when + SECOND for when, _ in history if when >= now)
        now = min((giliran.next_at.astimezone(WIB), *heard))

    assert said == holder_rungs(opened, tenggat, history, until)
