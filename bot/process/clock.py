"""Two clocks: the office's time, which an argument carries, and the machine's, which paces.

Only this module reads the clocks of the machine.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4

import aiohttp

logger = logging.getLogger(__name__)

FOLLOW_S = 2.0
"""How long one question to the trial's clock waits: so soon it learns a new ``next_due``."""


def machine_now() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- this is the edge


def machine_seconds() -> float:
    """Return seconds since the epoch on the machine's clock, for leases, due times and beats."""
    return time.time()


class Clock(Protocol):
    """Office time."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""


class SystemClock:
    """Office time that is the machine's."""

    def now(self) -> datetime:
        return machine_now()


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
            async with aiohttp.ClientSession() as session:
                answer = await self._ask(session, {})
            self._take(answer)
            self._seen = str(answer["version"])
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError) as failure:
            raise ClockSilent from failure

    async def follow(
        self,
        settle: Callable[[datetime], Awaitable[None]],
        next_due: Callable[[], Awaitable[datetime | None]],
    ) -> None:
        """Follow for ever; the server moves on when ``settle`` has done all that was due."""
        async with aiohttp.ClientSession() as session:
            while True:
                due = await next_due()
                question = {
                    "follow": "1",
                    "seen": self._seen,
                    "next_due": due.isoformat() if due else "",
                    "follower": self._follower,
                }
                try:
                    answer = await self._ask(session, question)
                except (aiohttp.ClientError, ValueError) as error:
                    logger.warning("The trial clock does not answer", extra={"error": str(error)})
                    await asyncio.sleep(FOLLOW_S)
                    continue
                except TimeoutError:
                    continue
                if str(answer["version"]) != self._seen:
                    await settle(self._take(answer))
                    self._seen = str(answer["version"])

    async def _ask(self, session: aiohttp.ClientSession, question: dict[str, str]) -> Any:  # noqa: ANN401
        timeout = aiohttp.ClientTimeout(total=FOLLOW_S)
        async with session.get(self._url, params=question, timeout=timeout) as response:
            response.raise_for_status()
            return await response.json()

    def _take(self, answer: dict[str, Any]) -> datetime:
        now = datetime.fromisoformat(answer["now"]).astimezone(UTC)
        self._offset = now - machine_now()
        return now
