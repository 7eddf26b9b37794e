"""The nightly check of the history, beside the bot's own work: when it is made, and the note of it.

1. One is due once a night, like a backup. Who is switched off at that hour is looked at when it is on again.
2. It reads a snapshot in a thread of its own: nobody waits for it.
3. What it found is noted in the data folder, not in the database: whoever altered that could alter the note too,
   and a restore would bring an old one back.
"""

import asyncio
import json
import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self

from bot.process.clock import machine_now
from bot.process.figures import Counter, Figure, Gauge
from bot.process.nightly import beside
from bot.process.settings import Settings
from bot.seams import Examine, Examined
from bot.units import BotUnits
from sop_flows.deferred import dataclass
from storage.backup.nightly import is_owed
from storage.files import whole

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The note of the last check: its moment, aware, and the names of what was broken."""

    at: datetime
    rusak: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Return the note; None where there is none that can be read."""
        try:
            told = json.loads(path.read_text("utf-8"))
            return cls(at=datetime.fromisoformat(told["at"]), rusak=tuple(told["rusak"]))
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def write(self, path: Path) -> None:
        """Keep it in place of the one before."""
        with whole(path) as file:
            file.write(json.dumps(asdict(self) | {"at": self.at.isoformat()}).encode())


def note_of(data_dir: Path, bot_id: int) -> Path:
    """Return where a bot keeps the note of its last check."""
    return data_dir / f"riwayat-{bot_id}.json"


class NightlyCheck:
    """Checks when it is due, has told what is broken, and says how long ago it was."""

    def __init__(
        self,
        settings: Settings,
        units: BotUnits,
        examine: Examine,
        now: Callable[[], datetime] = machine_now,
    ) -> None:
        self._url = settings.database
        self._note = note_of(settings.data_dir, settings.bot_id)
        self._units = units
        self._examine = examine
        self._now = now
        self._failures = 0

    async def knock(self) -> None:
        """Check if it is due; what fails is tried again at the next knock."""
        now = self._now()
        last = await asyncio.to_thread(Checked.read, self._note)
        if not is_owed(last.at if last else None, now):
            return
        try:
            found = await beside(partial(self._examine, self._url, self._units.bot_id, now))
            await self._tell(found, now)
            rusak = tuple(one.nama for one in found.broken)
            await asyncio.to_thread(Checked(at=now, rusak=rusak).write, self._note)
        except Exception:
            self._failures += 1
            logger.exception("The nightly check of the history failed")

    async def measurements(self) -> Sequence[Figure]:
        """Return the figures, each with its type and what it means."""
        last = await asyncio.to_thread(Checked.read, self._note)
        age = (self._now() - last.at).total_seconds() if last else math.inf
        broken = len(last.rusak) if last else 0
        return [
            Gauge(
                "tapak_history_age_seconds", "Since the last nightly check of the history.", age
            ),
            Gauge("tapak_history_broken", "Histories that are not as written.", broken),
            Counter("tapak_history_failures", "Nightly checks that failed.", self._failures),
        ]

    async def _tell(self, found: Examined, now: datetime) -> None:
        if not found.broken:
            logger.info("The history is checked", extra={"lines": found.lines})
            return
        await self._units.run(found.tell, now)
        self._units.wake()
        for one in found.broken:
            logger.error(
                "The history is not as it was written: see `tapak jejak verify`", extra=one.facts
            )
