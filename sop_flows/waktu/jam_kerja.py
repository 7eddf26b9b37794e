"""The working time of one office: sessions, hari libur, Ramadan, and when a waktu runs out.

Laws:
1. A session holds its first moment and not its last; a tenggat may fall on the last.
2. Minutes add up: ``add(add(t, a), b) == add(t, a + b)``, zero included.
3. *N hari* ends at the close of the Nth working day after the day of receipt.
4. A receipt outside the sessions counts as the start of the next one.
5. Backward: nothing received later than ``latest(t, w)``, to the minute, is due by *t*.

The wall clock of the office is taken as running evenly; no Indonesian zone shifts it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import field, fields
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sop_flows.deferred import dataclass
from sop_flows.waktu.jadwal import (
    AsalLibur,
    BerlakuSesi,
    HariKhusus,
    JadwalDefault,
    JenisHari,
    Libur,
    SesiKerja,
    load_jam_kerja_default,
)
from sop_flows.waktu.sesi import (
    MINUTE,
    JamKerjaExhausted,
    Sesi,
    Span,
    TabelSesi,
    is_orderly,
    read_moment,
    write_moment,
)
from sop_flows.waktu.waktu import Satuan, Waktu

__all__ = [
    "AsalLibur",
    "BerlakuSesi",
    "HariDilewati",
    "HariKhusus",
    "JadwalDefault",
    "JamKerja",
    "JamKerjaExhausted",
    "JamKerjaOdd",
    "JenisHari",
    "Libur",
    "Penjelasan",
    "Sesi",
    "SesiKerja",
    "load_jam_kerja_default",
]

Pekan = Mapping[int, tuple[Sesi, ...]]
"""Sessions by weekday, Monday is 0."""

_SLOT_DAYS: Final = 10  # working days searched for a slot before it is given up


class JamKerjaOdd(Exception):
    """A timetable has no session at all, or sessions that are empty or overlap."""


@dataclass(frozen=True, slots=True)
class HariDilewati:
    """A day on which a waktu did not run; without libur it is a weekly day off."""

    tanggal: date
    libur: Libur | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Penjelasan:
    """How a tenggat came about: what was counted and what was passed over.

    It adds up: the pieces of sessions are the menit of the waktu, the hari are as many as it says, and each
    day from receipt to tenggat that is worked is in one of them, each other one passed over.
    """

    diterima: datetime
    mulai: datetime
    tenggat: datetime
    sesi: tuple[tuple[datetime, datetime], ...]
    """The pieces of sessions counted, for menit and jam."""
    hari: tuple[date, ...]
    """The working days counted, for hari."""
    dilewati: tuple[HariDilewati, ...]
    ramadan: tuple[date, ...] = ()
    """Those of the days counted that had the hours of Ramadan."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JamKerja:
    """The working calendar of one office, compiled year by year on first use.

    Every moment passed in is aware; every moment returned is aware, in the office's zone.

    Raises:
        JamKerjaOdd: No weekday has a session, or the sessions of a day overlap.

    Source:
        Perpres 21/2023 pasal 3, 4 and 6.
    """

    zona: ZoneInfo
    biasa: Pekan
    ramadan: Pekan = field(default_factory=dict)
    libur: Mapping[date, Libur] = field(default_factory=dict)
    masuk: frozenset[date] = frozenset()
    """Dates worked in spite of a day off or libur."""
    bulan_ramadan: tuple[tuple[date, date], ...] = ()
    """First and last day of each Ramadan."""
    _tabel: TabelSesi = field(init=False, repr=False)

    def __post_init__(self) -> None:
        weeks = (*self.biasa.values(), *self.ramadan.values())
        if not any(self.biasa.values()) or not all(map(is_orderly, weeks)):
            raise JamKerjaOdd
        object.__setattr__(self, "_tabel", TabelSesi(self.sesi_of))

    def counts_like(self, other: "JamKerja") -> bool:
        """Whether another calendar has the same hours and days."""
        return all(
            getattr(self, each.name) == getattr(other, each.name)
            for each in fields(self)
            if each.init
        )

    def tenggat(self, mulai: datetime, waktu: Waktu) -> datetime:
        """Return the moment *waktu* runs out when the work is received at *mulai*."""
        if waktu.satuan is not Satuan.HARI:
            return self.add(mulai, waktu.menit)
        received = self.next_open(mulai).date()
        return self.close_of(self.add_hari_kerja(received, waktu.jumlah))

    def add(self, start: datetime, menit: int) -> datetime:
        """Return the moment *menit* working minutes after *start*.

        It may be the last moment of a session. Zero minutes stay where they are inside or at
        the end of a session, and else move to the next one.

        Raises:
            ValueError: *menit* is negative.
            JamKerjaExhausted: The result lies beyond the last year.
        """
        if menit < 0:
            raise ValueError(menit)
        moment, span = self._enter(start)
        if menit == 0:
            i = bisect_left(span.ends, moment)
            return self._leave(max(moment, span.starts[i]))
        while span.before[-1] < (target := span.worked(moment) + menit * MINUTE):
            span = self._tabel.later(span)
        return self._leave(span.moment_of(target))

    def latest(self, end: datetime, waktu: Waktu) -> datetime:
        """Return the latest whole minute of receipt at which *waktu* runs out by *end*.

        What is received when a day closes counts for the next one, so days are received a minute
        before that.

        Raises:
            JamKerjaExhausted: It lies before the first year.
        """
        if waktu.satuan is not Satuan.HARI:
            return self.subtract(end, waktu.menit)
        day = self.add_hari_kerja(self._local(end).date() + timedelta(days=1), -1)
        if self.close_of(day) > end:
            day = self.add_hari_kerja(day, -1)
        return self.close_of(self.add_hari_kerja(day, -waktu.jumlah)) - timedelta(minutes=1)

    def subtract(self, end: datetime, menit: int) -> datetime:
        """Return the last moment from which *menit* working minutes are over by *end*.

        Raises:
            ValueError: *menit* is negative.
            JamKerjaExhausted: It lies before the first year.
        """
        if menit < 0:
            raise ValueError(menit)
        if menit == 0 and self.is_open(end):
            return end.astimezone(self.zona)
        moment, span = self._enter(end)
        while (target := span.worked(moment) - menit * MINUTE) < 0 or not span.worked(moment):
            span = self._tabel.earlier(span)
        return self._leave(span.latest_of(target) if menit else span.moment_of(target))

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from *start* to *end*; negative when *end* is earlier."""
        first, last = self._local(start), self._local(end)
        span = self._tabel.covering(min(first.year, last.year), max(first.year, last.year))
        worked = span.worked(read_moment(last)) - span.worked(read_moment(first))
        return timedelta(microseconds=worked)

    def is_open(self, at: datetime) -> bool:
        """Whether *at* lies inside a session."""
        moment, span = self._enter(at)
        return span.starts[span.session_at(moment)] <= moment

    def next_open(self, at: datetime) -> datetime:
        """Return *at* itself when a session is running, else the start of the next one."""
        moment, span = self._enter(at)
        return self._leave(max(moment, span.starts[span.session_at(moment)]))

    def add_hari_kerja(self, day: date, n: int) -> date:
        """Return the *n*-th working day after *day*, or before it when *n* is negative.

        With zero, *day* itself, or the next working day when it is none.
        """
        span = self._covering(day)
        index, step = (bisect_left, n) if n <= 0 else (bisect_right, n - 1)
        while not 0 <= (place := index(span.days, day.toordinal()) + step) < len(span.days):
            span = self._tabel.earlier(span) if place < 0 else self._tabel.later(span)
        return date.fromordinal(span.days[place])

    def count_hari_kerja(self, after: date, until: date) -> int:
        """Return how many working days there are after one day up to and with another, at least 0."""
        span = self._tabel.covering(min(after.year, until.year), max(after.year, until.year))
        first, last = (bisect_right(span.days, day.toordinal()) for day in (after, until))
        return max(0, last - first)

    def open_of(self, day: date) -> datetime:
        """Return the start of the first session of the working day *day*."""
        span = self._covering(day)
        return self._leave(span.starts[span.heads[self._place(span, day)]])

    def close_of(self, day: date) -> datetime:
        """Return the end of the last session of the working day *day*."""
        span = self._covering(day)
        return self._leave(span.closing(self._place(span, day)))

    def slot_after(
        self, at: datetime, slots: tuple[time, ...], *, quiet: timedelta = timedelta(0)
    ) -> datetime:
        """Return the first of *slots*, at *at* or later, that falls into a session.

        A slot within *quiet* of the day's opening is passed over. Where the sessions of an
        office hold none of the slots, the next moment it is open.
        """
        local = self._local(at)
        day = self.add_hari_kerja(local.date(), 0)
        for _ in range(_SLOT_DAYS):
            sesi = self.sesi_of(day)
            earliest = max(local, datetime.combine(day, sesi[0][0]) + quiet)
            for slot in sorted(slots):
                is_inside = any(mulai <= slot < selesai for mulai, selesai in sesi)
                if is_inside and datetime.combine(day, slot) >= earliest:
                    return datetime.combine(day, slot, self.zona)
            day = self.add_hari_kerja(day, 1)
        return self.next_open(at)

    def explain(self, mulai: datetime, waktu: Waktu) -> Penjelasan:
        """Return the tenggat together with what was counted and what was passed over."""
        diterima = mulai.astimezone(self.zona)
        start, tenggat = self.next_open(mulai), self.tenggat(mulai, waktu)
        days = [
            date.fromordinal(n)
            for n in range(diterima.toordinal(), max(start, tenggat).toordinal() + 1)
        ]
        is_by_day = waktu.satuan is Satuan.HARI
        worked = [day for day in days if start.date() <= day and self.sesi_of(day)]
        return Penjelasan(
            diterima=diterima,
            mulai=start,
            tenggat=tenggat,
            sesi=() if is_by_day else self._pieces(start, tenggat),
            hari=tuple(day for day in worked if is_by_day and day > start.date()),
            dilewati=tuple(
                HariDilewati(day, self.libur.get(day)) for day in days if not self.sesi_of(day)
            ),
            ramadan=tuple(day for day in worked if self._hours_of(day) is self.ramadan),
        )

    def is_ramadan(self, day: date) -> bool:
        """Whether *day* falls into Ramadan."""
        return any(first <= day <= last for first, last in self.bulan_ramadan)

    def sesi_of(self, day: date) -> tuple[Sesi, ...]:
        """Return the sessions of *day*, none when it is not worked.

        A day off that is worked after all takes the hours of the first day of the week.
        """
        if day in self.libur and day not in self.masuk:
            return ()
        week = self._hours_of(day)
        sesi = week.get(day.weekday(), ())
        if sesi or day not in self.masuk:
            return sesi
        return next(week[hari] for hari in sorted(week) if week[hari])

    def _hours_of(self, day: date) -> Pekan:
        """The timetable by which *day* is worked."""
        return self.ramadan if any(self.ramadan.values()) and self.is_ramadan(day) else self.biasa

    def _pieces(self, start: datetime, end: datetime) -> tuple[tuple[datetime, datetime], ...]:
        first, last = read_moment(self._local(start)), read_moment(self._local(end))
        span = self._tabel.covering(start.year, end.year)
        pieces = []
        i = span.session_at(first)
        while i < len(span.starts) and span.starts[i] < last:
            piece = (max(first, span.starts[i]), min(last, span.ends[i]))
            pieces.append((self._leave(piece[0]), self._leave(piece[1])))
            i += 1
        return tuple(pieces)

    def _local(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise ValueError(at)
        return at.astimezone(self.zona).replace(tzinfo=None)

    def _enter(self, at: datetime) -> tuple[int, Span]:
        """The moment of *at*, with a span that has a session after it."""
        local = self._local(at)
        moment = read_moment(local)
        span = self._tabel.covering(local.year, local.year)
        while not span.ends or span.ends[-1] <= moment:
            span = self._tabel.later(span)
        return moment, span

    def _leave(self, moment: int) -> datetime:
        return write_moment(moment).replace(tzinfo=self.zona)

    def _covering(self, day: date) -> Span:
        return self._tabel.covering(day.year, day.year)

    @staticmethod
    def _place(span: Span, day: date) -> int:
        place = bisect_left(span.days, day.toordinal())
        if place == len(span.days) or span.days[place] != day.toordinal():
            raise ValueError(day)
        return place
