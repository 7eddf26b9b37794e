"""The heartbeat of a bot: when updates last came in, and whether taps may have been lost since.

1. Within a process the seconds between two beats are counted; since the last beat of another process
   only the clock can tell how long it was.
2. A clock that was set is noted with the next beat.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from bot.process.clock import Clock, ClockSet, ClockWatch
from bot.units import BotUnits, MachineUnit
from sop_flows.ports.unit_of_work import UnitOfWork
from storage.carriers import detak

logger = logging.getLogger(__name__)

BEAT_S = 10.0
TAP_LIVES_S = 150.0  # in Telegram's queue: a longer gap between two polls may have lost some


class Heartbeat:
    """The beats of one process."""

    def __init__(
        self,
        units: BotUnits,
        clock: Clock,
        watch: ClockWatch,
        reissue: Callable[[UnitOfWork, timedelta], None],
    ) -> None:
        self._units = units
        self._clock = clock
        self._watch = watch
        self._reissue = reissue
        self.at: float | None = None
        """When the last one was, in seconds that pass evenly."""
        self._noted: ClockSet | None = None

    async def heard(self) -> None:
        """Note that updates come in; a beat that is fresh says so already."""
        if self.at is None or self._watch.even() - self.at >= BEAT_S:
            await self.beat()

    async def beat(self) -> None:
        """Ask anew, once, where taps may have been lost: the beat that ends a gap is written with it."""
        now_s, wall_s, clock_set = self._watch.even(), self._watch.wall(), self._watch.last

        def work(uow: MachineUnit) -> tuple[float, float]:
            away = self._since(uow, now_s, wall_s)
            if lost := gap(away):
                self._reissue(uow, timedelta(seconds=lost))
            detak.beat(uow.connection, self._units.bot_id, wall_s)
            if clock_set is not None and clock_set is not self._noted:
                detak.note_clock_set(
                    uow.connection, self._units.bot_id, clock_set.at, clock_set.by
                )
            return away, lost

        away, lost = await self._units.run(work, self._clock.now())
        self.at, self._noted = now_s, clock_set
        if away < 0:
            self._watch.note(away)
        if lost:
            logger.warning("No taps came in", extra={"seconds": round(lost)})
            self._units.wake()

    def _since(self, uow: MachineUnit, now_s: float, wall_s: float) -> float:
        if self.at is not None:
            return now_s - self.at
        last = detak.last_beat(uow.connection, self._units.bot_id)
        return 0.0 if last is None else wall_s - last


def gap(away_s: float) -> float:
    """Return how long no taps came in, in seconds; 0 when none of them can be lost."""
    return away_s if away_s > TAP_LIVES_S else 0.0
