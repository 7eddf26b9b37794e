"""The reminder ladder: what is owed to whom about an open tugas, and when.

Laws:
1. Every rung falls inside a session. Nothing is due while the office is closed.
2. A rung is owed once: (tugas, jenis, slot) names it. The slot is the cause, so an office
   that changes its calendar is not told again.
3. After an absence nobody gets a backlog: of the holder's rungs only the newest is due.
4. A tap on a reminder silences the holder's rungs to the end of that day; a snooze, until
   its moment, from which the tenggat is recalled once more. Neither holds back the atasan or
   the head.
5. The holder hears each morning of the first working days late, then on the first working day of
   each week: who was told five mornings in a row is not moved by the sixth.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.waktu import Satuan, Waktu

SLOTS: Final = (time(9, 0), time(13, 30))
QUIET_AFTER_OPENING: Final = timedelta(minutes=60)
FRIDAY: Final = 4
WEEKLY: Final = time(14, 0)
DAYS_FOR_HEAD: Final = 3  # working days late
DAYS_DAILY: Final = 5  # the same, on which the holder is reminded each morning
WEEKS: Final = 60  # without a Friday in session: an office that is never open then
ONE_HARI: Final = Waktu(1, Satuan.HARI).menit


class JenisPengingat(StrEnum):
    """The rungs, in the order of the ladder."""

    MENDEKATI = "mendekati"
    """Three quarters of a waktu of one hari or more have run: a silent line in the digest."""
    TENGGAT = "tenggat"
    """The tenggat has passed: a message with sound in the next slot."""
    HARIAN = "harian"
    """Each of five working days after, then each week: a line in the morning digest, with sound."""
    ATASAN = "atasan"
    """One working day late: facts for the atasan and the board of the Sekretaris."""
    KEPALA = "kepala"
    """Three working days late: a line to the head of the office, each Friday that is worked."""

    @property
    def is_silent(self) -> bool:
        """Whether it makes no sound."""
        return self is JenisPengingat.MENDEKATI

    @property
    def is_for_holder(self) -> bool:
        """Whether the holder of the tugas gets it, not the atasan or the head."""
        return self not in (JenisPengingat.ATASAN, JenisPengingat.KEPALA)


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasTerbuka:
    """What the ladder needs to know of an open tugas; every moment is aware."""

    dibuka_at: datetime
    tenggat: datetime
    waktu: Waktu
    ditunda_sampai: datetime | None = None
    ditanggapi_at: datetime | None = None
    """When the holder last tapped a reminder of it."""


@dataclass(frozen=True, slots=True)
class Anak:
    """One rung (anak tangga) of a tugas; *slot* with that and jenis is its key, *at* is in UTC."""

    jenis: JenisPengingat
    slot: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Giliran:
    """What is owed about a tugas now, and when to ask again."""

    due: tuple[Anak, ...]
    next_at: datetime  # UTC


@lru_cache(maxsize=1024)
def look(tugas: TugasTerbuka, jam_kerja: JamKerja, now: datetime) -> Giliran:
    """Return what is owed at *now*, and the first moment later than that at which to ask again.

    At most one rung for the holder and one for the atasan. Those sent before are among them; the
    caller knows them by their key. Closed and a rung passed: asked again when the office opens. Those that were
    opened together are looked at once.
    """
    fixed, daily = _fixed(tugas, jam_kerja, now), _first_harian(tugas, jam_kerja)
    passed = _passed(fixed, _newest_harian(tugas, jam_kerja, daily, now), now)
    ahead = [anak.at for anak in fixed if anak.at > now]
    ahead.append(daily if daily > now else _morning_beyond(tugas, jam_kerja, now))
    weekly = _first_kepala(tugas, jam_kerja)
    if weekly is not None and weekly <= now:
        passed += _newest_kepala(jam_kerja, weekly, now)
        weekly = _friday_after(jam_kerja, now + timedelta(microseconds=1))
    ahead.extend([] if weekly is None else [weekly])
    if not passed or jam_kerja.is_open(now):
        return Giliran(passed, min(ahead).astimezone(UTC))
    return Giliran((), min(*ahead, jam_kerja.next_open(now)).astimezone(UTC))


def days_late(jam_kerja: JamKerja, tenggat: datetime, now: datetime) -> int:
    """Return the how-many-th working day late it is, by the dates of the office; 0 on the last day."""
    last, today = (at.astimezone(jam_kerja.zona).date() for at in (tenggat, now))
    return jam_kerja.count_hari_kerja(last, today)


@lru_cache(maxsize=8192)
def digest_after(jam_kerja: JamKerja, at: datetime) -> datetime:
    """Return the moment of the first morning digest at *at* or later."""
    day = jam_kerja.add_hari_kerja(at.astimezone(jam_kerja.zona).date(), 0)
    opening = jam_kerja.open_of(day)
    return opening if opening >= at else jam_kerja.open_of(jam_kerja.add_hari_kerja(day, 1))


def digest_beyond(jam_kerja: JamKerja, at: datetime) -> datetime:
    """Return the moment of the first morning digest later than *at*."""
    return digest_after(jam_kerja, at + timedelta(microseconds=1))


def _is_morning(jam_kerja: JamKerja, last: date, day: date) -> bool:
    """Whether the holder hears, on a working day, of what was due on that last day."""
    if jam_kerja.count_hari_kerja(last, day) <= DAYS_DAILY:
        return True
    monday = day - timedelta(days=day.weekday())
    return jam_kerja.add_hari_kerja(monday, 0) == day


@lru_cache(maxsize=8192)
def _morning_from(jam_kerja: JamKerja, last: date, at: datetime) -> datetime:
    """The first morning at *at* or later on which the holder hears of what was due on that day."""
    day = digest_after(jam_kerja, at).date()
    while not _is_morning(jam_kerja, last, day):
        day = jam_kerja.add_hari_kerja(day, 1)
    return jam_kerja.open_of(day)


@lru_cache(maxsize=8192)
def _morning_until(jam_kerja: JamKerja, last: date, now: datetime) -> datetime:
    """The last such morning up to *now*."""
    tomorrow = now.astimezone(jam_kerja.zona).date() + timedelta(days=1)
    day = jam_kerja.add_hari_kerja(tomorrow, -1)
    while jam_kerja.open_of(day) > now or not _is_morning(jam_kerja, last, day):
        day = jam_kerja.add_hari_kerja(day, -1)
    return jam_kerja.open_of(day)


def _last_day(tugas: TugasTerbuka, jam_kerja: JamKerja) -> date:
    return tugas.tenggat.astimezone(jam_kerja.zona).date()


def _morning_beyond(tugas: TugasTerbuka, jam_kerja: JamKerja, now: datetime) -> datetime:
    """The first morning later than *now* on which the holder of a late tugas hears of it."""
    last = _last_day(tugas, jam_kerja)
    return _morning_from(jam_kerja, last, now + timedelta(microseconds=1))


@lru_cache(maxsize=8192)
def _slot_after(jam_kerja: JamKerja, at: datetime) -> datetime:
    return jam_kerja.slot_after(at, SLOTS, quiet=QUIET_AFTER_OPENING)


@lru_cache(maxsize=8192)
def _one_day_late(jam_kerja: JamKerja, tenggat: datetime) -> datetime:
    """The slot after the same time of the next working day."""
    local = tenggat.astimezone(jam_kerja.zona)
    day = jam_kerja.add_hari_kerja(local.date(), 1)
    return _slot_after(jam_kerja, datetime.combine(day, local.time(), jam_kerja.zona))


@lru_cache(maxsize=8192)
def _friday_after(jam_kerja: JamKerja, at: datetime) -> datetime | None:
    """The first weekly moment at *at* or later that falls into a session; None if none ever does."""
    local = at.astimezone(jam_kerja.zona)
    first = local.date() + timedelta(days=(FRIDAY - local.weekday()) % 7)
    fridays = (first + timedelta(weeks=n) for n in range(WEEKS))
    moments = (datetime.combine(day, WEEKLY, jam_kerja.zona) for day in fridays)
    return next((m for m in moments if m >= local and jam_kerja.is_open(m)), None)


def _first_kepala(tugas: TugasTerbuka, jam_kerja: JamKerja) -> datetime | None:
    """The first weekly moment at which a tugas is late enough for the head."""
    local = tugas.tenggat.astimezone(jam_kerja.zona)
    day = jam_kerja.add_hari_kerja(local.date(), DAYS_FOR_HEAD)
    return _friday_after(jam_kerja, datetime.combine(day, local.time(), jam_kerja.zona))


def _newest_kepala(jam_kerja: JamKerja, first: datetime, now: datetime) -> tuple[Anak, ...]:
    """The last weekly rung up to *now*, of which *first* is one."""
    behind = (now - timedelta(weeks=n, microseconds=-1) for n in range(1, WEEKS))
    found = (_friday_after(jam_kerja, moment) for moment in behind)
    newest = next((friday for friday in found if friday is not None and friday <= now), first)
    return (_kepala(max(first, newest)),)


@lru_cache(maxsize=8192)
def _morning_after(jam_kerja: JamKerja, at: datetime) -> datetime:
    day = at.astimezone(jam_kerja.zona).date()
    return jam_kerja.open_of(jam_kerja.add_hari_kerja(day, 1))


def _passed(fixed: list[Anak], daily: list[Anak], now: datetime) -> tuple[Anak, ...]:
    """The newest rung of the holder and the rung of the atasan, if their moment has come."""
    came = [anak for anak in fixed if anak.at <= now]
    holder = [anak for anak in came if anak.jenis.is_for_holder]
    return (*[*holder, *daily][-1:], *(anak for anak in came if not anak.jenis.is_for_holder))


def _fixed(tugas: TugasTerbuka, jam_kerja: JamKerja, now: datetime) -> list[Anak]:
    """The rungs that come once, the holder's without those that are silenced, or have lost their point."""
    silent_until = _silent_until(tugas, jam_kerja)
    near = _mendekati(tugas, jam_kerja) if now < tugas.tenggat else []
    holder = [*near, _tenggat(tugas, jam_kerja)]
    heard = [anak for anak in holder if silent_until is None or anak.at >= silent_until]
    late = _one_day_late(jam_kerja, tugas.tenggat)
    return [*heard, _anak(JenisPengingat.ATASAN, tugas.tenggat, late)]


def _mendekati(tugas: TugasTerbuka, jam_kerja: JamKerja) -> list[Anak]:
    """The digest of the day on which three quarters have run, or else of the next day.

    None when no digest lies between the opening of the tugas and its tenggat.
    """
    if tugas.waktu.menit < ONE_HARI:
        return []
    whole = max(jam_kerja.between(tugas.dibuka_at, tugas.tenggat), timedelta(0))
    quarters = jam_kerja.add(tugas.dibuka_at, whole * 3 // 4 // timedelta(minutes=1))
    for opening in (jam_kerja.open_of(quarters.date()), _morning_after(jam_kerja, quarters)):
        if tugas.dibuka_at < opening < tugas.tenggat:
            return [_anak(JenisPengingat.MENDEKATI, tugas.tenggat, opening)]
    return []


def _recalled(tugas: TugasTerbuka) -> datetime:
    """The moment that the tenggat is recalled from: itself, or the end of a later snooze."""
    return max(tugas.tenggat, tugas.ditunda_sampai or tugas.tenggat)


def _tenggat(tugas: TugasTerbuka, jam_kerja: JamKerja) -> Anak:
    cause = _recalled(tugas)
    return _anak(JenisPengingat.TENGGAT, cause, _slot_after(jam_kerja, cause))


def _first_harian(tugas: TugasTerbuka, jam_kerja: JamKerja) -> datetime:
    """The morning after the day on which the tenggat is recalled, once the holder hears."""
    first = _morning_after(jam_kerja, _slot_after(jam_kerja, _recalled(tugas)))
    heard = max(first, _silent_until(tugas, jam_kerja) or first)
    return _morning_from(jam_kerja, _last_day(tugas, jam_kerja), heard)


def _newest_harian(
    tugas: TugasTerbuka, jam_kerja: JamKerja, first: datetime, now: datetime
) -> list[Anak]:
    if first > now:
        return []
    newest = _morning_until(jam_kerja, _last_day(tugas, jam_kerja), now)
    return [_harian(newest)]


def _silent_until(tugas: TugasTerbuka, jam_kerja: JamKerja) -> datetime | None:
    """The moment before which the holder hears nothing: end of the day tapped, or the snooze."""
    if tugas.ditanggapi_at is None:
        return tugas.ditunda_sampai
    tomorrow = tugas.ditanggapi_at.astimezone(jam_kerja.zona).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), jam_kerja.zona)
    return max(midnight, tugas.ditunda_sampai or midnight)


def _harian(opening: datetime) -> Anak:
    slot = opening.date().isoformat()
    return Anak(JenisPengingat.HARIAN, slot, opening.astimezone(UTC))


def _kepala(friday: datetime) -> Anak:
    slot = friday.date().isoformat()
    return Anak(JenisPengingat.KEPALA, slot, friday.astimezone(UTC))


def _anak(jenis: JenisPengingat, cause: datetime, at: datetime) -> Anak:
    return Anak(jenis, cause.astimezone(UTC).isoformat(), at.astimezone(UTC))
