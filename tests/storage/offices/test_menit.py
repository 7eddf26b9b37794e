"""The calendar of an office against one that counts open minutes in a list (``tests/support/menit.py``)."""

import random
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from sop_flows.waktu.jadwal import BerlakuSesi, HariKhusus, JenisHari, SesiKerja
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.pengingat import (
    QUIET_AFTER_OPENING,
    SLOTS,
    JenisPengingat,
    TugasTerbuka,
    look,
)
from sop_flows.waktu.waktu import Satuan, Waktu
from storage.offices.kalender import compile_jam_kerja
from tests.support.jam_tercetak import PRINTED, YEARS, ZONA, jam, national, plain, puasa
from tests.support.menit import DAY, MINUTE, Menit

FIRST, LAST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)


OWN = (
    HariKhusus(date(2026, 6, 19), JenisHari.LIBUR, "Hari jadi kabupaten"),
    HariKhusus(date(2026, 11, 29), JenisHari.MASUK, "Gladi pilkada"),  # a Sunday
    HariKhusus(date(2026, 12, 24), JenisHari.MASUK, "Pelayanan akhir tahun"),
    HariKhusus(date(2027, 2, 28), JenisHari.MASUK, "Pelayanan"),  # a Sunday in Ramadan
    HariKhusus(date(2027, 2, 10), JenisHari.AWAL_RAMADAN, "Sidang isbat"),
    HariKhusus(date(2027, 3, 10), JenisHari.AKHIR_RAMADAN, "Sidang isbat"),
    HariKhusus(date(2028, 2, 25), JenisHari.CUTI_BERSAMA, "SKB 2028"),
    HariKhusus(date(2028, 2, 29), JenisHari.LIBUR, "Libur daerah"),
)
SHORT_WEDNESDAY = (
    SesiKerja(2, time(9, 10), time(10, 45)),
    SesiKerja(2, time(11), time(11, 30)),
    SesiKerja(2, time(14, 5), time(20)),
    SesiKerja(2, time(9), time(9, 20), BerlakuSesi.RAMADAN),
)
CLOSED_MONDAY = (SesiKerja(0, time(8), time(8)), SesiKerja(6, time(9), time(12)))
OWN_HOURS = {
    5: (
        {"rabu": jam("09:10-10:45", "11:00-11:30", "14:05-20:00")},
        {"rabu": jam("09:00-09:20")},
    ),
    6: ({"senin": (), "minggu": jam("09:00-12:00")}, {"senin": (), "minggu": jam("09:00-12:00")}),
}


def own(hari_kerja: int) -> Menit:
    """An office with days, hours and a Ramadan of its own."""
    biasa, ramadan = PRINTED[hari_kerja]
    biasa_own, ramadan_own = OWN_HOURS[hari_kerja]
    return Menit(
        zona=ZoneInfo(ZONA[0]),
        first=YEARS[0],
        last=YEARS[-1],
        biasa=biasa | biasa_own,
        ramadan=ramadan | ramadan_own,
        libur=national() | {date(2026, 6, 19), date(2028, 2, 25), date(2028, 2, 29)},
        masuk={date(2026, 11, 29), date(2026, 12, 24), date(2027, 2, 28)},
        puasa=puasa(date(2027, 2, 10), date(2027, 3, 10)),
    )


@cache
def offices() -> tuple[tuple[str, JamKerja, Menit], ...]:
    """Each calendar in each zone, compiled and counted."""
    rows = {
        plain: {5: ((), ()), 6: ((), ())},
        own: {5: (SHORT_WEDNESDAY, OWN), 6: (CLOSED_MONDAY, OWN)},
    }
    return tuple(
        (
            f"{made.__name__} {n} {zona}",
            compile_jam_kerja(zona, n, *rows[made][n], YEARS),
            menit.in_zona(zona),
        )
        for n, made in product((5, 6), (plain, own))
        for menit in (made(n),)
        for zona in ZONA
    )


def moment(rng: random.Random) -> datetime:
    """A moment: half of them to the minute, for the edges of sessions lie there."""
    at = FIRST + timedelta(seconds=rng.randrange(int((LAST - FIRST).total_seconds())))
    if rng.random() < 0.5:
        return at.replace(second=0, minute=rng.choice((0, 15, 30, 45)))
    return at.replace(microsecond=rng.randrange(1_000_000))


def span(rng: random.Random) -> int:
    """Working minutes: mostly those of a langkah, at times a season."""
    return rng.choice(
        (0, 1, 15, 30, 60, 120, 150, 450, rng.randrange(3000), rng.randrange(40_000))
    )


def compare(jam_kerja: JamKerja, menit: Menit, rng: random.Random) -> None:
    at, n, other = moment(rng), span(rng), moment(rng)
    day, days = at.astimezone(menit.zona).date(), rng.randrange(-30, 31)
    asked = f"{at.isoformat()} {n} {other.isoformat()} {days}"
    assert jam_kerja.is_open(at) == menit.is_open(at), asked
    assert jam_kerja.next_open(at) == menit.next_open(at), asked
    assert jam_kerja.add(at, n) == menit.add(at, n), asked
    assert jam_kerja.between(at, other) == menit.between(at, other), asked
    assert jam_kerja.between(at, menit.add(at, n)) == n * MINUTE, asked
    assert jam_kerja.add_hari_kerja(day, days) == menit.add_hari_kerja(day, days), asked
    later = [day + n * DAY for n in range(1, days + 1)]
    worked = sum(bool(menit.hours(one)) for one in later)
    assert jam_kerja.count_hari_kerja(day, day + days * DAY) == worked, asked
    waktu = Waktu(abs(days), Satuan.HARI)
    assert jam_kerja.tenggat(at, waktu) == menit.tenggat_hari(at, abs(days)), asked
    assert jam_kerja.slot_after(at, SLOTS, quiet=QUIET_AFTER_OPENING) == menit.slot_after(
        at, SLOTS, QUIET_AFTER_OPENING
    ), asked


def campaign(instants: int) -> None:
    every = offices()
    for name, jam_kerja, menit in every:
        rng = random.Random(name)
        for _ in range(instants // len(every) + 1):
            compare(jam_kerja, menit, rng)


def test_ten_thousand_moments_come_out_as_they_do_counted_minute_by_minute():
    campaign(10_000)


@pytest.mark.soak
def test_a_million_moments_come_out_as_they_do_counted_minute_by_minute():
    campaign(1_000_000)


# The ladder of reminders, read off the table of the rungs.

FRIDAY, TWO = 4, time(14)


def ladder(tugas: TugasTerbuka, menit: Menit, until: datetime) -> set[tuple[str, datetime]]:
    """Every rung of a tugas that nobody touches, up to a moment."""
    tenggat = tugas.tenggat.astimezone(menit.zona)
    told = menit.slot_after(tenggat, SLOTS, QUIET_AFTER_OPENING)
    rungs = {(JenisPengingat.TENGGAT, told)}
    later = menit.at(menit.add_hari_kerja(tenggat.date(), 1), tenggat.time())
    rungs.add((JenisPengingat.ATASAN, menit.slot_after(later, SLOTS, QUIET_AFTER_OPENING)))
    late = menit.at(menit.add_hari_kerja(tenggat.date(), 3), tenggat.time())
    day = tugas.dibuka_at.astimezone(menit.zona).date()
    while (day := day + DAY) <= until.date():
        if day > told.date() and is_morning(menit, tenggat.date(), day):
            rungs.add((JenisPengingat.HARIAN, menit.opening(day)))
        friday = menit.at(day, TWO)
        if day.weekday() == FRIDAY and friday >= late and menit.is_open(friday):
            rungs.add((JenisPengingat.KEPALA, friday))
    if tugas.waktu.menit >= 450:
        whole = menit.between(tugas.dibuka_at, tenggat)
        ran = menit.add(tugas.dibuka_at, whole * 3 // 4 // MINUTE)
        same, after = ran.date(), menit.add_hari_kerja(ran.date(), 1)
        digests = [menit.opening(each) for each in (same, after)]
        digests = [each for each in digests if tugas.dibuka_at < each < tenggat]
        rungs |= {(JenisPengingat.MENDEKATI, each) for each in digests[:1]}
    return {(jenis, at) for jenis, at in rungs if at <= until}


def is_morning(menit: Menit, last: date, day: date) -> bool:
    """Tell whether a day is one of the first five that are worked, or the first of its week."""
    if not menit.hours(day):
        return False
    late = [n for n in range(1, (day - last).days + 1) if menit.hours(last + n * DAY)]
    earlier = [n for n in range(1, day.weekday() + 1) if menit.hours(day - n * DAY)]
    return len(late) <= 5 or not earlier


def climb(tugas: TugasTerbuka, jam_kerja: JamKerja, until: datetime) -> set[tuple[str, datetime]]:
    """Every rung as the ticks find it, asked when each said to ask again."""
    came, now = set(), tugas.dibuka_at
    while now <= until:
        giliran = look(tugas, jam_kerja, now)
        assert giliran.next_at > now
        came |= {(anak.jenis, anak.at) for anak in giliran.due}
        now = giliran.next_at
    return came


def remind(tugas: int) -> None:
    every = offices()
    for name, jam_kerja, menit in every:
        rng = random.Random(name)
        for _ in range(tugas // len(every) + 1):
            opened = moment(rng)
            waktu = rng.choice(
                (
                    Waktu(15, Satuan.MENIT),
                    Waktu(120, Satuan.MENIT),
                    Waktu(1, Satuan.HARI),
                    Waktu(5, Satuan.HARI),
                )
            )
            one = TugasTerbuka(
                dibuka_at=opened, tenggat=jam_kerja.tenggat(opened, waktu), waktu=waktu
            )
            until = one.tenggat.astimezone(menit.zona) + timedelta(days=24)
            assert climb(one, jam_kerja, until) == ladder(one, menit, until), (name, one)


def test_reminders_come_when_the_table_of_the_rungs_says():
    remind(300)


@pytest.mark.soak
def test_reminders_of_many_tugas_come_when_the_table_of_the_rungs_says():
    remind(30_000)
