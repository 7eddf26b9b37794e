"""Ticks: the scheduler only knocks; what is due stands in rows.

A knock that comes late is made up for once, however late it is.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.executors.asyncio import AsyncIOExecutor  # type: ignore[import-untyped]
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from bot.process.clock import machine_now
from storage.backup.nightly import NIGHT

Knock = Callable[[], Awaitable[None]]

TICK_S = 20
BEAT_S = 10
BACKUP_S = 900
TAP_LIVES_S = 150.0  # in Telegram's queue: a longer gap between two polls may have lost some


class Scheduler:
    """The four ticks of a process, by the machine's clock."""

    def __init__(self, *, tick: Knock, beat: Knock, housekeep: Knock, back_up: Knock) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            executors={"default": AsyncIOExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        first = machine_now()
        self._scheduler.add_job(as_job(tick), "interval", seconds=TICK_S, next_run_time=first)
        self._scheduler.add_job(as_job(beat), "interval", seconds=BEAT_S, next_run_time=first)
        self._scheduler.add_job(as_job(housekeep), "cron", hour=NIGHT.hour, minute=NIGHT.minute)
        self._scheduler.add_job(as_job(back_up), "interval", seconds=BACKUP_S)

    def start(self) -> None:
        """Begin to knock."""
        self._scheduler.start()

    def stop(self) -> None:
        """Knock no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


def as_job(knock: Knock) -> Knock:
    """Return a coroutine function: the scheduler runs anything else in a thread."""

    async def job() -> None:
        await knock()

    return job


def gap(last_beat: float | None, now_s: float) -> float:
    """Return how long no taps came in, in seconds; 0 when none of them can be lost."""
    away = 0.0 if last_beat is None else now_s - last_beat
    return away if away > TAP_LIVES_S else 0.0
