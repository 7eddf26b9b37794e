"""Working time again, deliberately naive: every open minute of some years, in a list, and counting along it.

It shares no arithmetic with ``sop_flows.waktu``: sessions are read from the printed timetable, days are walked one
by one, and a result is a place in the list.
"""

from bisect import bisect_left
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import compress
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WEEK = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")

Jam = tuple[tuple[time, time], ...]


@dataclass(kw_only=True)
class Menit:
    """An office that is open or not, minute by minute, from the first of January of a year on."""

    zona: ZoneInfo
    first: int
    last: int
    biasa: dict[str, Jam]
    ramadan: dict[str, Jam]
    libur: set[date]
    masuk: set[date]
    puasa: set[date]
    epoch: datetime = field(init=False)
    opens: list[int] = field(init=False)
    """The number of each open minute since the epoch."""
    is_open_at: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.epoch = datetime(self.first, 1, 1)
        days = (date(self.last + 1, 1, 1) - date(self.first, 1, 1)).days
        self.is_open_at = bytearray(days * 1440)
        for n in range(days):
            for mulai, selesai in self.hours(self.epoch.date() + n * DAY):
                for minute in range(of_day(mulai), of_day(selesai)):
                    self.is_open_at[n * 1440 + minute] = 1
        self.opens = list(compress(range(days * 1440), self.is_open_at))

    def in_zona(self, zona: str) -> "Menit":
        """The same walls elsewhere."""
        other = copy(self)
        other.zona = ZoneInfo(zona)
        return other

    def hours(self, day: date) -> Jam:
        """The hours of a day as somebody would read them off the wall."""
        if day in self.libur and day not in self.masuk:
            return ()
        week = self.ramadan if day in self.puasa and self.ramadan else self.biasa
        named = week.get(WEEK[day.weekday()], ())
        if not named and day in self.masuk:
            return next(week[name] for name in WEEK if week.get(name))
        return named

    def is_open(self, at: datetime) -> bool:
        minute, _ = self.read(at)
        return bool(self.is_open_at[minute])

    def next_open(self, at: datetime) -> datetime:
        return at.astimezone(self.zona) if self.is_open(at) else self.write(self.following(at))

    def add(self, at: datetime, menit: int) -> datetime:
        """A whole minute is used up at its end; what had run of the minute of *at* runs in the last one too."""
        minute, rest = self.read(at)
        was_open = minute > 0 and self.is_open_at[minute - 1] and not rest
        if menit == 0 and was_open:
            return at.astimezone(self.zona)
        rest = rest if self.is_open_at[minute] else timedelta(0)
        if menit == 0 or rest:
            return self.write(self.following(at, menit), rest)
        return self.write(self.following(at, menit - 1) + 1)

    def between(self, start: datetime, end: datetime) -> timedelta:
        if end < start:
            return -self.between(end, start)
        return self.run(end) - self.run(start)

    def run(self, at: datetime) -> timedelta:
        """What was worked from the epoch on."""
        minute, rest = self.read(at)
        worked = bisect_left(self.opens, minute) * MINUTE
        return worked + rest if self.is_open_at[minute] else worked

    def add_hari_kerja(self, day: date, n: int) -> date:
        step = -DAY if n < 0 else DAY
        while n == 0 and not self.hours(day):
            day += DAY
        while n:
            day += step
            n -= (1 if n > 0 else -1) if self.hours(day) else 0
        return day

    def tenggat_hari(self, at: datetime, n: int) -> datetime:
        return self.closing(self.add_hari_kerja(self.next_open(at).date(), n))

    def opening(self, day: date) -> datetime:
        return self.at(day, self.hours(day)[0][0])

    def closing(self, day: date) -> datetime:
        return self.at(day, self.hours(day)[-1][1])

    def at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zona)

    def slot_after(
        self, at: datetime, slots: tuple[time, ...], quiet: timedelta, days: int = 10
    ) -> datetime:
        """Every slot of the days to come, the first that will do."""
        local, day, looked = at.astimezone(self.zona), at.astimezone(self.zona).date(), 0
        while looked < days:
            if self.hours(day):
                looked += 1
                for moment in (self.at(day, slot) for slot in sorted(slots)):
                    is_quiet = moment < self.opening(day) + quiet
                    if moment >= local and self.is_open(moment) and not is_quiet:
                        return moment
            day += DAY
        return self.next_open(at)

    def following(self, at: datetime, n: int = 0) -> int:
        """The n-th open minute after the one that is open at *at*, or next."""
        return self.opens[bisect_left(self.opens, self.read(at)[0]) + n]

    def read(self, at: datetime) -> tuple[int, timedelta]:
        return divmod(at.astimezone(self.zona).replace(tzinfo=None) - self.epoch, MINUTE)

    def write(self, minute: int, rest: timedelta = timedelta(0)) -> datetime:
        return (self.epoch + minute * MINUTE + rest).replace(tzinfo=self.zona)


def of_day(at: time) -> int:
    return at.hour * 60 + at.minute
