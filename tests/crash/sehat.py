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


class Kerja:
    """What the processor cost bot and Telegram: a fast clock makes no processor faster.

    Work counts once, and not as many times as the clock is faster; that the machine had no processor
    to spare counts not at all.
    """

    def __init__(self, factor: float) -> None:
        self._factor = factor
        self._seen: dict[int, float] = {}
        self._total = 0.0
        self._moments: list[float] = []
        self._totals: list[float] = []

    def note(self, moment: float, *pids: int) -> None:
        """Note what these processes have cost until now."""
        costs = {pid: self._cost(pid) for pid in pids}
        self._total += max(costs[pid] - self._seen.get(pid, costs[pid]) for pid in pids)
        self._seen = costs
        self._moments.append(moment)
        self._totals.append(self._total)

    def between(self, since: float, until: float) -> float:
        """Return in seconds of the fast clock what was lost for this between two moments."""
        if not self._moments:
            return 0.0
        first = max(0, bisect_left(self._moments, since) - 1)
        last = min(len(self._moments) - 1, bisect_left(self._moments, until))
        return self._totals[last] - self._totals[first]

    def _cost(self, pid: int) -> float:
        worked = waited = 0
        for file in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            with suppress(OSError):
                on, off, _ = map(int, file.read_text().split())
                worked, waited = worked + on, waited + off
        return (worked * (self._factor - 1) + waited * self._factor) / 1e9
