"""How the bot is: what must work, and its figures. It is tried when it is asked, but for a second."""

import asyncio
import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from bot.process.clock import Clock
from bot.process.figures import Counter, Figure, Gauge
from bot.process.probes import Readiness
from bot.process.scheduler import TICK_S
from bot.telegram.courier import Courier
from bot.telegram.intake import Intake
from bot.units import BotUnits
from bot.worker import Worker
from sop_flows.deferred import dataclass

logger = logging.getLogger(__name__)

ANSWER_S = 3.0  # how long a healthy database takes at most
FRESH_S = 1.0  # how long an answer holds: anybody may ask, and each try is written to the disk
SILENCE_S = 90.0  # a long poll that is older is a stalled one


@dataclass(slots=True, kw_only=True)
class Health:
    """The parts of a bot that can fail."""

    units: BotUnits
    clock: Clock
    machine: Callable[[], float]
    worker: Worker
    courier: Courier
    intake: Intake | None
    """None with a webhook: nothing is polled."""
    is_serving: Callable[[], bool]
    last_tick: Callable[[], float]
    remarks: Callable[[], Mapping[str, int]]
    """What an operator should know, though it does not make the bot unready."""
    _trial: asyncio.Task[bool] | None = field(default=None, init=False)
    _tried_at: float = field(default=-math.inf, init=False)

    async def readiness(self) -> Readiness:
        """Return what must work, and whether it does."""
        now_s = self.machine()
        is_polled = self.intake is None or now_s - self.intake.last_poll < SILENCE_S
        checks = {
            "database": await self._answer(),
            "intake": self.is_serving() and is_polled,
            "tick": now_s - self.last_tick() < 3 * TICK_S,
        }
        return Readiness(checks, self.remarks())

    async def measurements(self) -> Sequence[Figure]:
        """Return the figures, each with its type and what it means."""
        now, now_s = self.clock.now(), self.machine()
        backlog, oldest = await self.units.carry(
            lambda carrier: (carrier.outbox.backlog(), carrier.inbox.oldest_pending()), now
        )
        waited = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
        polled = now_s - (self.intake.last_poll if self.intake else 0.0)
        return [
            Counter("tapak_updates_handled", "Updates done.", self.worker.handled),
            Counter("tapak_updates_set_aside", "Updates given up.", self.worker.set_aside),
            Counter("tapak_messages_sent", "Messages Telegram took.", self.courier.sent),
            Counter("tapak_messages_dead", "Messages given up.", self.courier.dead),
            Gauge("tapak_inbox_oldest_seconds", "Age of the oldest update not done.", waited),
            Gauge("tapak_poll_age_seconds", "Since the last answer to a poll.", polled),
            Gauge("tapak_tick_age_seconds", "Since the last tick.", now_s - self.last_tick()),
            Gauge(
                "tapak_outbox_rows",
                "Messages owed, by what became of them.",
                label="status",
                values=backlog,
            ),
        ]

    async def _answer(self) -> bool:
        now_s = time.monotonic()
        if self._trial is None or (self._trial.done() and now_s - self._tried_at >= FRESH_S):
            self._tried_at = now_s
            self._trial = asyncio.get_running_loop().create_task(self._can_store(), name="ready")
        return await asyncio.shield(self._trial)

    async def _can_store(self) -> bool:
        """Whether an update could be taken in now, on this disk and past this lock."""
        now = self.clock.now()
        try:
            async with asyncio.timeout(ANSWER_S):
                await self.units.carry(lambda carrier: carrier.inbox.rehearse(now), now)
        except Exception as error:  # noqa: BLE001 -- the answer is the outcome
            logger.warning("The database takes nothing in", extra={"error": repr(error)})
            return False
        return True
