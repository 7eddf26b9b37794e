"""One process per bot: a second one stands by until the first is gone.

1. Across machines a lease in the database decides, by the machines' clocks.
2. On one machine a locked file decides, which dies with its process: a restart waits for nobody.
"""

import asyncio
import logging
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from bot.process.clock import machine_seconds
from storage.carriers import leases
from storage.database.session import Database, DatabaseClosed

if sys.platform != "win32":
    import fcntl

logger = logging.getLogger(__name__)

TTL_S = 20.0
RENEW_S = 5.0
STANDBY_S = 1.0


class Leader:
    """The right to be the one process of a bot."""

    def __init__(self, database: Database, nama: str, lock: Path) -> None:
        self._database = database
        self._nama = nama
        self._path = lock
        self._file: int | None = None
        self._pagar: int | None = None

    async def acquire(self) -> None:
        """Stand by until the right is ours."""
        is_told = False
        while not await self._try():
            if not is_told:
                logger.warning("Another process serves this bot; standing by")
                is_told = True
            await asyncio.sleep(STANDBY_S)

    async def hold(self) -> None:
        """Keep the right; return when somebody else has taken it."""
        deadline = machine_seconds() + TTL_S
        while machine_seconds() < deadline:
            await asyncio.sleep(RENEW_S)
            try:
                if not await self._renew():
                    break
                deadline = machine_seconds() + TTL_S
            except DatabaseClosed:
                raise
            except Exception:
                logger.exception("The lease cannot be renewed")
        logger.critical("Another process has taken this bot over")

    async def release(self) -> None:
        """Give the right back."""
        pagar, self._pagar = self._pagar, None
        if pagar is not None:
            with suppress(DatabaseClosed):
                await self._database.run(
                    lambda connection: leases.release(connection, self._nama, pagar)
                )
        self._unlock()

    async def _try(self) -> bool:
        if not self._lock():
            return False
        owner = f"{socket.gethostname()}:{self._path.resolve()}"
        if sys.platform == "win32":
            owner += f":{os.getpid()}"
        self._pagar = await self._database.run(
            lambda connection: leases.acquire(
                connection, self._nama, owner, machine_seconds(), TTL_S
            )
        )
        return self._pagar is not None

    async def _renew(self) -> bool:
        pagar = self._pagar or 0
        return await self._database.run(
            lambda connection: leases.renew(
                connection, self._nama, pagar, machine_seconds(), TTL_S
            )
        )

    def _lock(self) -> bool:
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = lock(self._path)
        return self._file is not None

    def _unlock(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def lock(path: Path) -> int | None:
    """Return the descriptor of the file, locked for as long as it is open; ``None``: it is not ours."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if sys.platform == "win32":
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file
