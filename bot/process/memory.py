"""How often this process looks for garbage: seldom, for hardly anything of what it makes is any."""

import gc


def look_seldom() -> None:
    """Look for garbage after much was made, from the first import on: nothing imported is ever freed."""
    gc.set_threshold(20_000, 50, 100)


def settle_memory() -> None:
    """Spare what is there now every later look; once in a process, for it is never freed."""
    gc.collect()
    gc.freeze()
    look_seldom()
