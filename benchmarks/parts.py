"""Whose business a step is: asked every so often where it is, from the innermost call outwards.

A profiler that hears of every call makes calls dearer than what they call; this one hears of some moments only.
"""

import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

EVERY_S = 0.001  # of processor time; a kernel with slower ticks asks less often
Parts = Mapping[str, tuple[str, ...]]
"""Of each part, where it begins: names of modules and functions."""
COMMIT = "COMMIT"
SQLITE = "statements in SQLite"
OTHER = "anything else"
OURS: Parts = {
    COMMIT: ("sqlalchemy.engine.default:do_commit",),
    SQLITE: (
        "sqlalchemy.engine.default:do_execute",
        "storage.database.prepared:_fetch",
        "storage.database.prepared:_write",
        "storage.database.engine:",
    ),
    "SQLAlchemy, and values for SQLite and back": ("sqlalchemy.", "storage.database."),
    "history, chained and hashed": ("storage.berkas.jejak:", "sop_flows.jejak"),
    "cards and boards owed": ("storage.carriers.", "sop_flows.use_cases.tugas.act:owe_cards"),
    "rows read as facts, and written": ("storage.",),
    "engine: what an aksi brings about": ("sop_flows.engine.", "sop_flows.sop."),
    "use cases: who may, to whom, which paper": ("sop_flows.",),
}
FLOOR: Parts = {
    COMMIT: ("benchmarks.ledger:commit",),
    SQLITE: ("benchmarks.ledger:take_step", "benchmarks.subjects.step_floor:work"),
}


def part_of(calls: Iterable[str], parts: Parts) -> str:
    """Return the part that the innermost call of any belongs to.

    Args:
        calls: ``module:function``, the innermost first.
    """
    for call in calls:
        for part, begins in parts.items():
            if call.startswith(begins):
                return part
    return OTHER


def calls_from(frame: FrameType | None) -> Iterator[str]:
    """Yield the calls that are under way, the innermost first."""
    while frame is not None:
        yield f"{frame.f_globals.get('__name__', '')}:{frame.f_code.co_name}"
        frame = frame.f_back


@contextmanager
def asked_often(parts: Parts, found: Counter[str]) -> Iterator[None]:
    """Count how often this thread, the main one, is found in each part while it works, waits aside."""

    def ask(_signal: int, frame: FrameType | None) -> None:
        found[part_of(calls_from(frame), parts)] += 1

    before = signal.signal(signal.SIGPROF, ask)
    signal.setitimer(signal.ITIMER_PROF, EVERY_S, EVERY_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
