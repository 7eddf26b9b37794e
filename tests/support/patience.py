"""Waiting for something to become so, however slow or busy the machine is.

The bound decides nothing: it only ends what would hang for ever, with the place that hangs.
"""

import asyncio
import inspect
import threading
from collections.abc import Callable
from typing import Any, Final

HANG_S: Final = 120.0
"""Far more than the slowest machine needs, and less than pytest gives a test."""
LOOK_S: Final = 0.02


async def until(look: Callable[[], Any], hint: Callable[[], Any] = lambda: "") -> Any:
    """Return what the look finds, as soon as it finds something; it may be a coroutine.

    Raises:
        NothingCame: It never did; with what the hint says by then.
    """
    try:
        async with asyncio.timeout(HANG_S):
            while True:
                found = look()
                if inspect.isawaitable(found):
                    found = await found
                if found:
                    return found
                await asyncio.sleep(LOOK_S)
    except TimeoutError:
        raise NothingCame(hint()) from None


def wait_until(look: Callable[[], Any]) -> Any:
    """Return what the look finds, as soon as it finds something; where there is no event loop.

    Raises:
        NothingCame: It never did.
    """
    pause = threading.Event()
    for _ in range(round(HANG_S / LOOK_S)):
        if found := look():
            return found
        pause.wait(LOOK_S)
    raise NothingCame


class NothingCame(AssertionError):
    """Somebody waited in vain."""
