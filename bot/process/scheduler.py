"""Ticks: the scheduler only knocks; what is due stands in rows.

1. A knock that comes late is made up for once, however late it is; one that fails, by the next.
2. APScheduler sleeps until a moment of the machine's clock. Where that is set, ``align`` has it reckon anew: else a
   clock that is set back by two hours would stop every knock for two hours.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.executors.asyncio import AsyncIOExecutor  # type: ignore[import-untyped]
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]

from bot.process.clock import DAY_S, machine_now

Knock = Callable[[], Awaitable[None]]

TICK_S = 20.0
NIGHTLY_S = 900.0


class Evenly(BaseTrigger):  # type: ignore[misc]
    """So many seconds after the knock before, however late that one was."""

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, _before: datetime | None, now: datetime) -> datetime:
        """Return when to knock next."""
        return now + self._pause


class Scheduler:
    """The ticks of a process."""

    def __init__(self, *, tick: Knock, nightly: Knock, housekeep: Knock) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            executors={"default": AsyncIOExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._add(tick, every_s=TICK_S, first_s=0)
        self._add(nightly, every_s=NIGHTLY_S, first_s=NIGHTLY_S)
        self._add(housekeep, every_s=DAY_S, first_s=NIGHTLY_S)

    def _add(self, knock: Knock, *, every_s: float, first_s: float) -> None:
        first = machine_now() + timedelta(seconds=first_s)
        self._scheduler.add_job(as_job(knock), Evenly(every_s), next_run_time=first)

    def start(self) -> None:
        """Begin to knock."""
        self._scheduler.start()

    def align(self) -> None:
        """Knock now, and go on from the clock as it is: it was set."""
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=machine_now())

    def stop(self) -> None:
        """Knock no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


def as_job(knock: Knock) -> Knock:
    """Return a coroutine function: the scheduler runs anything else in a thread."""

    async def job() -> None:
        await knock()

    return job
