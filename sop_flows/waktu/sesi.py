"""Working sessions compiled to prefix sums, so that any span costs one bisection.

Moments are whole microseconds of the office's wall clock since the first day of year 1.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from sop_flows.deferred import dataclass

Sesi = tuple[time, time]
"""One session of a day: from, until."""

DAY: Final = 86_400_000_000
MINUTE: Final = 60_000_000


class JamKerjaExhausted(Exception):
    """The calendar of years ends before the working time asked for."""


def read_moment(local: datetime) -> int:
    """Return the moment of a wall-clock time without zone."""
    seconds = (local.hour * 60 + local.minute) * 60 + local.second
    return local.toordinal() * DAY + seconds * 1_000_000 + local.microsecond


def write_moment(moment: int) -> datetime:
    """Return the wall-clock time, without zone, of a moment."""
    days, rest = divmod(moment, DAY)
    return datetime.fromordinal(days) + timedelta(microseconds=rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The sessions of some whole years, in order."""

    first: int
    last: int
    starts: list[int]
    ends: list[int]
    before: list[int]
    """Working time before session i; one entry more than sessions, the last is the total."""
    days: list[int]
    """Ordinals of the working days."""
    heads: list[int]
    """The index of the first session of each of them."""

    def worked(self, moment: int) -> int:
        """Working time from the beginning of the span to *moment*."""
        i = bisect_right(self.starts, moment) - 1
        if i < 0:
            return 0
        return self.before[i] + min(moment, self.ends[i]) - self.starts[i]

    def session_at(self, moment: int) -> int:
        """Index of the session that holds *moment*, or else of the next one."""
        i = bisect_right(self.starts, moment) - 1
        return i if i >= 0 and moment < self.ends[i] else i + 1

    def moment_of(self, worked: int) -> int:
        """The first moment at which *worked* (more than zero) has been worked."""
        i = bisect_left(self.before, worked) - 1
        return self.starts[i] + worked - self.before[i]

    def latest_of(self, worked: int) -> int:
        """The last moment at which no more than *worked* (less than all) has been worked."""
        i = bisect_right(self.before, worked) - 1
        return self.starts[i] + worked - self.before[i]

    def closing(self, day: int) -> int:
        """The end of the last session of the working day with index *day*."""
        following = day + 1
        return self.ends[self.heads[following] - 1 if following < len(self.heads) else -1]


class TabelSesi:
    """The span compiled so far; it grows by whole years when somebody asks further."""

    __slots__ = ("_sesi_of", "_span")

    def __init__(self, sesi_of: Callable[[date], tuple[Sesi, ...]]) -> None:
        self._sesi_of = sesi_of
        self._span: Span | None = None

    def covering(self, first: int, last: int) -> Span:
        """Return a span with at least the years *first* to *last*.

        Raises:
            JamKerjaExhausted: There is no such year.
        """
        span = self._span
        if span is not None and span.first <= first and last <= span.last:
            return span
        if first < MINYEAR or last > MAXYEAR:
            raise JamKerjaExhausted
        if span is not None:
            first, last = min(first, span.first), max(last, span.last)
        self._span = span = self._compile(first, last)
        return span

    def later(self, span: Span) -> Span:
        """Return a longer span, about twice as long."""
        years = span.last - span.first + 1
        return self.covering(span.first, max(span.last + 1, min(span.last + years, MAXYEAR)))

    def earlier(self, span: Span) -> Span:
        """Return a span that begins a year earlier."""
        return self.covering(span.first - 1, span.last)

    def _compile(self, first: int, last: int) -> Span:
        starts: list[int] = []
        ends: list[int] = []
        before = [0]
        days: list[int] = []
        heads: list[int] = []
        for ordinal in range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1):
            sesi = self._sesi_of(date.fromordinal(ordinal))
            if sesi:
                days.append(ordinal)
                heads.append(len(starts))
            for mulai, selesai in sesi:
                starts.append(ordinal * DAY + _of_day(mulai))
                ends.append(ordinal * DAY + _of_day(selesai))
                before.append(before[-1] + ends[-1] - starts[-1])
        return Span(
            first=first, last=last, starts=starts, ends=ends, before=before, days=days, heads=heads
        )


def is_orderly(sesi: tuple[Sesi, ...]) -> bool:
    """Whether the sessions of a day follow each other and none is empty."""
    return all(mulai < selesai for mulai, selesai in sesi) and all(
        one[1] <= other[0] for one, other in pairwise(sesi)
    )


def _of_day(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000 + at.microsecond
