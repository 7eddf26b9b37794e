"""The clocks: the office's time, which an argument carries, and the machine's seconds, which pace.

1. Only this module reads the clocks of the machine.
2. What is waited for within a process is counted in seconds that pass evenly: somebody may set the
   clock of the machine, and nobody waits longer for that. What other processes are told is by the
   clock, for it is all that they share.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4

import httpx

from bot.process.loopback import client_of
from sop_flows.deferred import dataclass
from sop_flows.waktu.koreksi import CORRECTED

logger = logging.getLogger(__name__)

JUMP_S = CORRECTED.total_seconds()
"""From how many seconds on a clock that was set is told of."""
DAY_S = 86_400.0
FOLLOW_S = 2.0
"""How long a trial server is left alone that did not answer."""
ANSWER_S = 15.0
"""How long one question to the trial's clock waits, far longer than it takes: the clock waits for nobody who hangs up."""


def machine_now() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- this is the edge


def clock_seconds() -> float:
    """Return seconds since the epoch on the machine's clock, which can be set, for other processes."""
    return time.time()


def elapsed() -> float:
    """Return seconds that passed since some moment, those that the machine slept included."""
    if _ELAPSED is None:  # Windows, where sleep counts anyway
        return time.monotonic()
    return time.clock_gettime(_ELAPSED)


_ELAPSED: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
_BEGAN = clock_seconds() - elapsed()


def machine_seconds() -> float:
    """Return seconds that pass evenly, since about the epoch, for all that waits in this process.

    Where the clock is set meanwhile, they go on from what it was when the process began.
    """
    return _BEGAN + elapsed()


@dataclass(frozen=True, slots=True)
class ClockSet:
    """That the machine's clock was set: seconds since the epoch then, and by how many, forward or (less than 0) back."""

    at: float
    by: float


class ClockWatch:
    """Notices when somebody sets the machine's clock: it leaves the seconds that pass evenly.

    Each look compares with the one before, so that clocks which drift apart are no news.
    """

    def __init__(self, wall: Callable[[], float], even: Callable[[], float]) -> None:
        self.wall = wall
        self.even = even
        self._apart = wall() - even()
        self._noted_at = 0.0
        self.last: ClockSet | None = None

    def look(self) -> bool:
        """Note if the clock was set since the last look, and tell whether it was."""
        before, self._apart = self._apart, self.wall() - self.even()
        return self.note(self._apart - before)

    def note(self, by: float) -> bool:
        """Note that the clock was set, unless it is by no more than what NTP corrects day by day; tell whether it was."""
        if abs(by) < JUMP_S:
            return False
        self._noted_at, self.last = self.even(), ClockSet(self.wall(), by)
        logger.warning("The machine's clock was set", extra={"seconds": round(by)})
        return True

    def remarks(self) -> Mapping[str, int]:
        """Return by how many seconds it was set within the last day, if it was."""
        is_recent = self.last is not None and self.even() - self._noted_at < DAY_S
        return {"clock_set_s": round(self.last.by)} if self.last and is_recent else {}


class ClockHold:
    """Says that ticks owe nothing, because the office's clock stands before the newest moment that one has seen."""

    def __init__(self) -> None:
        self._newest: datetime | None = None
        self._behind_s = 0

    def note(self, newest: datetime | None, now: datetime) -> None:
        """Note what a tick stands before, if it does; log when that begins and when it is over."""
        self._behind_s = round((newest - now).total_seconds()) if newest else 0
        if newest is not None and newest != self._newest:
            facts = {"clock": now.isoformat(), "newest": newest.isoformat()}
            logger.error(
                "The clock was set back, and reminders are held: set it right, or call `tapak jam benar` if it is",
                extra=facts,
            )
        elif newest is None and self._newest is not None:
            logger.warning("The clock is right again: reminders go on")
        self._newest = newest

    def remarks(self) -> Mapping[str, int]:
        """Return how many seconds the clock stands behind, if it does."""
        return {"clock_behind_s": self._behind_s} if self._newest else {}


class Clock(Protocol):
    """Office time."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""


class SystemClock:
    """Office time that is the machine's."""

    def __init__(self, wall: Callable[[], float] = clock_seconds) -> None:
        self._wall = wall

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._wall(), UTC)


class ClockSilent(RuntimeError):
    """The trial server whose clock is to be followed does not answer."""


class FollowingClock:
    """Office time that is the clock of a trial server, wherever that is moved."""

    def __init__(self, url: str) -> None:
        self._url = f"{url.rstrip('/')}/trial/clock"
        self._follower = uuid4().hex
        self._offset = timedelta()
        self._seen = ""

    def now(self) -> datetime:
        return machine_now() + self._offset

    async def synchronise(self) -> None:
        """Take the time of the trial server over once, before anything asks for it.

        Raises:
            ClockSilent: It does not answer, or not with a time.
        """
        try:
            async with client_of(self._url, ANSWER_S) as client:
                answer = await self._ask(client, {})
            self._take(answer)
            self._seen = str(answer["version"])
        except (httpx.HTTPError, ValueError, LookupError, TypeError) as failure:
            raise ClockSilent from failure

    async def follow(
        self,
        settle: Callable[[datetime], Awaitable[None]],
        next_due: Callable[[], Awaitable[datetime | None]],
    ) -> None:
        """Follow for ever; the server moves on when ``settle`` has done all that was due."""
        async with client_of(self._url, ANSWER_S) as client:
            while True:
                due = await next_due()
                question = {
                    "follow": "1",
                    "seen": self._seen,
                    "next_due": due.isoformat() if due else "",
                    "follower": self._follower,
                }
                try:
                    answer = await self._ask(client, question)
                except httpx.TimeoutException:
                    continue
                except (httpx.HTTPError, ValueError) as error:
                    logger.warning("The trial clock does not answer", extra={"error": str(error)})
                    await asyncio.sleep(FOLLOW_S)
                    continue
                if str(answer["version"]) != self._seen:
                    await settle(self._take(answer))
                    self._seen = str(answer["version"])

    async def _ask(self, client: httpx.AsyncClient, question: dict[str, str]) -> Any:  # noqa: ANN401
        response = await client.get(self._url, params=question)
        return response.raise_for_status().json()

    def _take(self, answer: dict[str, Any]) -> datetime:
        now = datetime.fromisoformat(answer["now"]).astimezone(UTC)
        self._offset = now - machine_now()
        return now


def make_clock(url: str, wall: Callable[[], float]) -> Clock:
    """Return the clock of the trial server there, or the machine's where none is named."""
    return FollowingClock(url) if url else SystemClock(wall)
