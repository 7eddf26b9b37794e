"""Who waits how long: what counts is the time in which the line works and the bot runs."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager


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

    def mute(self, asked: float, answered: float) -> float:
        """Return the longest stretch in which somebody waited although nothing stood in the way."""
        spans = [*self._spans, (self._since, self._now())] if self.is_now else self._spans
        first = max(0, bisect_right(spans, (asked,)) - 1)
        return max(
            (min(end, answered) - max(start, asked) for start, end in spans[first:]), default=0.0
        )
