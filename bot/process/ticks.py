"""Ticks: they only knock; what is due stands in rows.

They count seconds that pass evenly, so that a clock which is set back stops no knocking.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)

Knock = Callable[[], Awaitable[None]]

TICK_S = 20.0
BEAT_S = 10.0
BACKUP_S = 900.0
TAP_LIVES_S = 150.0  # in Telegram's queue: a longer gap between two polls may have lost some


async def every(seconds: float, knock: Knock, *, first_s: float = 0.0) -> None:
    """Knock for ever, for the first time after ``first_s``; a knock that fails is made up for by the next."""
    await asyncio.sleep(first_s)
    while True:
        try:
            await knock()
        except Exception:
            logger.exception("A tick failed; the next one comes")
        await asyncio.sleep(seconds)


def gap(away_s: float) -> float:
    """Return how long no taps came in, in seconds; 0 when none of them can be lost."""
    return away_s if away_s > TAP_LIVES_S else 0.0
