"""One process per bot: a second one stands by until the first is gone.

1. Across machines a lease in the database decides. It is dead when whoever waits has seen no renewal
   for ``ttl_s``, counted in seconds that pass evenly: no two clocks are compared.
2. On one machine a locked file decides, which dies with its process: a restart waits for nobody.
3. A lease that cannot be renewed is not lost: nobody can take it, or do anything, while the database
   lets nobody in. It is lost when it can be read that somebody else has it.
4. A database serves one bot: an office has no bot of its own yet, and two would both remind it.
"""

import asyncio
import logging
import os
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from bot.process.clock import clock_seconds, machine_seconds
from bot.process.retry import insist
from sop_flows.deferred import dataclass
from storage import files
from storage.carriers import leases
from storage.database.session import Connection, Database, DatabaseClosed

logger = logging.getLogger(__name__)

TTL_S = 20.0
RENEW_S = 5.0
STANDBY_S = 1.0
PREFIX = "intake:"


class AnotherBot(RuntimeError):
    """The database serves another bot now."""

    def __init__(self, bot_id: int) -> None:
        super().__init__(f"the database serves bot {bot_id}")
        self.bot_id = bot_id


@dataclass(frozen=True, slots=True)
class Pulse:
    """A lease as it was seen last: renewed until when, unchanged since when, and whether it was seen to change."""

    sampai: float
    since_s: float
    is_felt: bool


class Leader:
    """The right to be the one process of a bot."""

    def __init__(
        self,
        database: Database,
        bot_id: int,
        lock: Path,
        *,
        ttl_s: float = TTL_S,
        renew_s: float = RENEW_S,
        standby_s: float = STANDBY_S,
        machine: Callable[[], float] = machine_seconds,
        wall: Callable[[], float] = clock_seconds,
    ) -> None:
        self._database = database
        self._nama = f"{PREFIX}{bot_id}"
        self._path = lock
        self._ttl_s = ttl_s
        self._renew_s = renew_s
        self._standby_s = standby_s
        self._machine = machine
        self._wall = wall
        self._pulses: dict[str, Pulse] = {}
        self._file: int | None = None
        self._pagar: int | None = None

    async def acquire(self) -> None:
        """Stand by until the right is ours.

        Raises:
            AnotherBot: The database serves another bot now.
        """
        is_told = False
        while not await self._insist(self._try):
            if not is_told:
                logger.warning("Another process serves this bot; standing by")
                is_told = True
            await asyncio.sleep(self._standby_s)

    async def hold(self) -> None:
        """Keep the right; return when somebody else has taken it.

        Raises:
            AnotherBot: The database serves another bot too.
        """
        while True:
            await asyncio.sleep(self._renew_s)
            if not await self._insist(self._renew):
                break
        logger.critical("Another process has taken this bot over")

    async def _insist(self, ask: Callable[[], Awaitable[bool]]) -> bool:
        return await insist(ask, "the lease", but=(AnotherBot,), pause_s=self._standby_s)

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
        self._pagar = await self._database.run(lambda connection: self._take(connection, owner))
        return self._pagar is not None

    def _take(self, connection: Connection, owner: str) -> int | None:
        self._feel(connection)
        others = [one for nama, one in self._pulses.items() if nama != self._nama]
        if not all(map(self._is_dead, others)):
            return None
        mine = self._pulses.get(self._nama)
        dead = mine.sampai if mine and self._is_dead(mine) else None
        return leases.acquire(connection, self._nama, owner, self._wall() + self._ttl_s, dead)

    async def _renew(self) -> bool:
        pagar = self._pagar or 0

        def extend(connection: Connection) -> bool:
            self._feel(connection)  # two may have begun in the same moment
            return leases.renew(connection, self._nama, pagar, self._wall() + self._ttl_s)

        return await self._database.run(extend)

    def _feel(self, connection: Connection) -> None:
        """See which leases live: they change, or come to be, while one looks on.

        Raises:
            AnotherBot: That of another bot does.
        """
        now_s, before = self._machine(), self._pulses
        self._pulses = {
            nama: known
            if (known := before.get(nama)) is not None and known.sampai == sampai
            else Pulse(sampai, now_s, is_felt=known is not None or self._pagar is not None)
            for nama, sampai in leases.held(connection, PREFIX).items()
        }
        for nama, one in self._pulses.items():
            if nama != self._nama and one.is_felt and not self._is_dead(one):
                raise AnotherBot(int(nama.removeprefix(PREFIX)))

    def _is_dead(self, one: Pulse) -> bool:
        return self._machine() - one.since_s >= self._ttl_s

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
    if files.lock(file):
        return file
    os.close(file)
    return None
