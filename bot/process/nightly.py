"""The nightly backup, taken beside the bot's own work."""

import asyncio
import logging
import math
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from threading import Thread
from typing import TypeVar

from bot.process.clock import machine_now
from bot.process.figures import Counter, Figure, Gauge
from bot.process.settings import Settings
from storage.backup.nightly import Nightly
from storage.files import kept_files

logger = logging.getLogger(__name__)
T = TypeVar("T")


class NightlyBackup:
    """Takes a backup when one is due, and says how old the newest is."""

    def __init__(self, settings: Settings, now: Callable[[], datetime] = machine_now) -> None:
        self._nightly = Nightly(settings.backups, settings.bot_id, settings.backup_keep)
        self._now = now
        self._url = settings.database
        self._files = kept_files(settings.data_dir)
        self._failures = 0

    async def knock(self) -> None:
        """Take a backup if one is due; what fails is tried again at the next knock."""
        now = self._now()
        if not await asyncio.to_thread(self._nightly.is_due, now):
            return
        try:
            taken = await beside(partial(self._nightly.take, self._url, self._files, now))
        except Exception:
            self._failures += 1
            logger.exception("The nightly backup failed")
            return
        facts = {"rows": taken.rows, "files": len(taken.files), "missing": len(taken.missing)}
        if taken.missing:
            logger.warning("The nightly backup lacks contents that rows name", extra=facts)
        else:
            logger.info("The nightly backup is taken", extra=facts)

    async def measurements(self) -> Sequence[Figure]:
        """Return the figures, each with its type and what it means."""
        age = await asyncio.to_thread(self._nightly.age, self._now())
        seconds = math.inf if age is None else age.total_seconds()
        return [
            Gauge("tapak_backup_age_seconds", "Age of the newest nightly backup.", seconds),
            Counter("tapak_backup_failures", "Nightly backups that failed.", self._failures),
        ]


async def beside(work: Callable[[], T]) -> T:
    """Return what work comes to in a thread that the end of the process does not wait for."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            result = work()
        except BaseException as failure:  # noqa: BLE001 -- it is raised where it is waited for
            future.set_exception(failure)
        else:
            future.set_result(result)

    Thread(target=run, name="nightly", daemon=True).start()
    return await asyncio.wrap_future(future)
