"""Berkas that a measured process takes from their start to their end, step by step."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from benchmarks.machine import asked, family_seconds, say

LANGKAH = 10
"""Of each berkas."""
Prepare = Callable[[int], Callable[[], None]]
"""Starts so many berkas; returns what takes each of them to its end."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one step took, in microseconds."""

    cpu_us: float
    wall_us: float


def walk(prepare: Prepare, server: int | None = None) -> None:
    """Take as many berkas to their end as the parent asks for, until it has gone.

    Args:
        server: The process of a database server, whose work counts too.
    """

    def used() -> float:
        return time.process_time() + (family_seconds(server) if server else 0.0)

    say(is_ready=True)
    while wanted := asked():
        say(**asdict(timed(prepare(wanted["berkas"]), wanted["berkas"] * LANGKAH, used)))


def timed(work: Callable[[], None], steps: int, used: Callable[[], float]) -> Sample:
    """Return what one step of the work took."""
    cpu, wall = used(), time.perf_counter()
    work()
    cpu, wall = used() - cpu, time.perf_counter() - wall
    return Sample(cpu / steps * 1e6, wall / steps * 1e6)
