"""Who waits how long: what counts is the time in which the line works and the bot runs."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Sehat:
    """The stretches without trouble, by a clock that nobody moves."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._troubles = 1
        self._spans: list[tuple[float, float]] = []
        self._since = now()

    @property
    def is_now(self) -> bool:
        """Whether there is no trouble."""
        return self._troubles == 0

    def begin(self) -> None:
        """Note that the first trouble, that there is no bot yet, or another one is over."""
        self._troubles -= 1
        if self.is_now:
            self._since = self._now()

    def end(self) -> None:
        """Note a trouble."""
        if self.is_now:
            self._spans.append((self._since, self._now()))
        self._troubles += 1

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Note a trouble for as long as this takes."""
        self.end()
        try:
            yield
        finally:
            self.begin()

    def stretches(self, asked: float, answered: float) -> Iterator[tuple[float, float]]:
        """Yield from when to when somebody waited although nothing stood in the way."""
        spans = [*self._spans, (self._since, self._now())] if self.is_now else self._spans
        first = max(0, bisect_right(spans, (asked,)) - 1)
        for start, end in spans[first:]:
            if (since := max(start, asked)) < (until := min(end, answered)):
                yield since, until


Times = dict[str, tuple[float, float]]
"""How long each thread of a process has worked, and waited for a processor, in seconds of the world."""


def times_of(pid: int) -> Times:
    """Return the times of a process, as the system has counted them."""
    found: Times = {}
    for file in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(OSError):
            worked, waited, _ = map(int, file.read_text().split())
            found[file.parent.name] = worked / 1e9, waited / 1e9
    return found


class Kerja:
    """What the processor cost bot and Telegram: a fast clock makes no processor faster.

    Work counts once, and not as many times as the clock is faster; that the machine had no processor
    to spare counts not at all. Bot and Telegram wait for each other, the threads of each for a processor
    at the same time, and nothing takes longer than it took.
    """

    def __init__(self, factor: float, times: Callable[[int], Times] = times_of) -> None:
        self._factor = factor
        self._times = times
        self._seen: dict[int, Times] = {}
        self._moments: list[float] = []
        self._totals: list[float] = []

    def note(self, moment: float, *pids: int) -> None:
        """Note what these processes have cost until now."""
        seen = {pid: self._times(pid) for pid in pids}
        lost = sum(self._lost(self._seen.get(pid, seen[pid]), seen[pid]) for pid in pids)
        self._seen = seen
        before, total = (self._moments[-1:] or [moment])[0], (self._totals[-1:] or [0.0])[0]
        self._moments.append(moment)
        self._totals.append(total + min(lost, moment - before))

    def between(self, since: float, until: float) -> float:
        """Return in seconds of the fast clock what was lost for this between two moments."""
        return self._total(until) - self._total(since)

    def _total(self, at: float) -> float:
        """Return what was lost until a moment: between two notes, as much of it as of the time."""
        after = bisect_left(self._moments, at)
        if after in (0, len(self._moments)):
            return (self._totals[-1:] or [0.0])[0] if after else 0.0
        start, end = self._moments[after - 1], self._moments[after]
        first, last = self._totals[after - 1], self._totals[after]
        return first + (last - first) * (at - start) / (end - start)

    def _lost(self, before: Times, now: Times) -> float:
        none = (0.0, 0.0)
        new = [
            (worked - before.get(thread, none)[0], waited - before.get(thread, none)[1])
            for thread, (worked, waited) in now.items()
        ]
        work = sum(worked for worked, _ in new)
        return work * (self._factor - 1) + max((w for _, w in new), default=0.0) * self._factor
