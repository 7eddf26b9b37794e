"""The clocks of a machine, some times faster: every pause of the product is kept, in less time.

Both the bot's process and the Telegram that it talks to go by the same one, so that 150 seconds of a
tap, 5 seconds until Telegram is asked again and 300 seconds of an outage stand to each other as ever.
"""

import asyncio
import selectors
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from time import monotonic as seconds_of_the_world
from time import sleep as let_pass
from typing import TYPE_CHECKING, Any, Self, TypeVar

import apscheduler.executors.base
import apscheduler.schedulers.base

from bot.process import clock

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

T = TypeVar("T")

TAKEN_OVER = ("time", "monotonic", "sleep")
"""What modules ask ``time`` for."""
NOW_READERS = (
    clock,
    apscheduler.executors.base,
    apscheduler.schedulers.base,
)
"""The modules of a bot that ask ``datetime`` for the time, and not ``time``."""


@dataclass(frozen=True, kw_only=True)
class FastClock:
    """One clock for several processes of this machine.

    Args:
        factor: How many seconds pass in one.
        start: Where the wall clock begins, in seconds since the epoch.
        ahead: By how many seconds somebody has moved the wall clock.
    """

    factor: float
    start: float
    ahead: "Synchronized[float] | None" = None
    began: float = field(default_factory=seconds_of_the_world)

    def monotonic(self) -> float:
        """Return seconds that nobody can move."""
        return self.began + (seconds_of_the_world() - self.began) * self.factor

    def true_time(self) -> float:
        """Return seconds since the epoch, as the world has them."""
        return self.start + self.monotonic() - self.began

    def time(self) -> float:
        """Return seconds since the epoch, as the machine of the bot has them."""
        return self.true_time() + (self.ahead.value if self.ahead is not None else 0.0)

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        let_pass(seconds / self.factor)

    def new_loop(self) -> asyncio.AbstractEventLoop:
        """Return an event loop that waits by this clock."""
        return FastLoop(self)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what the work comes to in a loop of this clock."""
        with asyncio.Runner(loop_factory=self.new_loop) as runner:
            return runner.run(work)

    def take_over(self) -> None:
        """Let the whole process, which is a bot's own, go by this clock; it begins to."""
        for name in TAKEN_OVER:
            setattr(time, name, getattr(self, name))
        time.clock_gettime = lambda _clock: self.monotonic()
        for module in NOW_READERS:
            module.datetime = FastDatetime
        clock._BEGAN = clock.clock_seconds() - clock.elapsed()


FAST = FastClock(factor=10.0, start=time.time())
"""The clock of the tests of this folder."""


class FastDatetime(datetime):
    """A ``datetime`` whose ``now`` asks ``time``."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(time.time(), tz)


class FastSelector(selectors.DefaultSelector):
    """Waits so many times shorter."""

    def __init__(self, factor: float) -> None:
        super().__init__()
        self._factor = factor

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(None if timeout is None else timeout / self._factor)


class FastLoop(asyncio.SelectorEventLoop):
    """An event loop that waits by a fast clock."""

    def __init__(self, clock: FastClock) -> None:
        super().__init__(FastSelector(clock.factor))
        self._fast = clock

    def time(self) -> float:
        return self._fast.monotonic()
