"""Trying again: how long to rest in between, and asking a database until it answers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from storage.database.session import DatabaseClosed

logger = logging.getLogger(__name__)

T = TypeVar("T")
Rest = Callable[[float], Awaitable[None]]

REST_S = 1.0


def pause_after(pauses: Sequence[float], failures: int) -> float:
    """Return how long to rest after so many failures (from 1) in a row; the last pause is for all later ones."""
    return pauses[min(failures, len(pauses)) - 1]


async def insist(
    ask: Callable[[], Awaitable[T]],
    wanted: str,
    *,
    but: tuple[type[Exception], ...] = (),
    pause_s: float = REST_S,
    rest: Rest = asyncio.sleep,
) -> T:
    """Return the answer of a database, whenever it comes: one that is held or full is no reason to end.

    Args:
        wanted: What for, as the log names it.
        but: What is an answer all the same, and is raised.

    Raises:
        DatabaseClosed: There will be no answer.
    """
    answers: tuple[type[Exception], ...] = (DatabaseClosed, *but)
    while True:
        try:
            return await ask()
        except answers:
            raise
        except Exception:
            logger.exception(
                "The database cannot be written; trying again", extra={"wanted": wanted}
            )
        await rest(pause_s)
