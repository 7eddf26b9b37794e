"""How often this process looks for garbage: seldom, for hardly anything of what it makes is any."""

import asyncio
import gc
from functools import cache
from typing import Final

SETTLE_S: Final = 5.0  # how long whoever waited for a start is answered before a look that takes a tenth of a second


def import_undisturbed() -> None:
    """Look for none while modules are imported: that makes 200,000 objects, and none of them is ever freed."""
    gc.set_threshold(400_000, 50, 100)


def spare_imports() -> None:
    """Spare what was imported every later look, which comes after much was made."""
    _freeze()
    look_seldom()


@cache
def _freeze() -> None:
    """Spare what is there now every later look, once in a process: what stands later may be garbage one day.

    Python can be asked whether it spares anything, but then it counts all of it.
    """
    gc.freeze()


def look_seldom() -> None:
    """Look for garbage after much was made."""
    gc.set_threshold(20_000, 50, 100)


async def settle_later() -> None:
    """Spare what a start has made every later look, once those who waited for it have been answered."""
    await asyncio.sleep(SETTLE_S)
    settle_memory()


def settle_memory() -> None:
    """Spare what is there now every later look; once in a process, for it is never freed."""
    gc.unfreeze()  # imports leave garbage, too
    gc.collect()
    _freeze.cache_clear()
    _freeze()
    look_seldom()
