"""Waiting: for the first of two, and for what must not be left in the middle."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def first_of(waiting: Coroutine[Any, Any, object], working: asyncio.Task[None]) -> None:
    """Wait for one of the two; raise what the work died of, if it did."""
    arrival = asyncio.ensure_future(waiting)
    try:
        await asyncio.wait({arrival, working}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        arrival.cancel()
    if working.done():
        working.result()


async def uncut(work: Coroutine[Any, Any, T]) -> T:
    """Return what a work comes to, which goes on to its end however often whoever waits for it is cancelled.

    They are cancelled afterwards. It is for what would leave something behind: a socket that is
    closed under its server is still watched by the loop, and a thread cannot be ended at all.
    """
    task = asyncio.get_running_loop().create_task(work)
    told: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as cancelled:
            told = cancelled
    if told is not None:
        raise told
    return task.result()
