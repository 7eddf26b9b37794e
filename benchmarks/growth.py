"""GROWTH: what a larger database costs, with exponents; not part of the whole.

1. Each axis is measured in two databases by turns: 0 where size does not matter, 1 where a cost grows as fast.
2. A unit of work holds the database thread for its own processor time, and one that gives way for that of each of
   its turns. The longest of each kind is told, but for the first one of a kind in this process, which compiles its
   statements.
"""

import tempfile
from collections.abc import Callable
from math import log
from pathlib import Path
from statistics import median

from benchmarks.figures import TIMES, Report, Target, ratio
from benchmarks.grown import Filled, Grown, Offices, Open, Proved, Queued, Runs, Ticked, Waiting
from benchmarks.machine import cores, pin
from bot.process.memory import settle_memory
from sop_flows.deferred import dataclass

ROUNDS = 5
FLAT, LINEAR = Target(bound=0.1), Target(bound=1.1)
"""Exponents: of what should not grow, and of what shows or opens all that there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """What grows, and what it is looked at with."""

    title: str
    few: int
    many: int
    make: Callable[[Path, int], Grown]
    holds: tuple[Target | None, Target | None] = (None, None)
    """For how many milliseconds a unit of work may hold the database thread, in the smaller and in the larger."""


def axes(spans: tuple[tuple[int, int], ...]) -> tuple[Axis, ...]:
    """Return what grows, each in its span."""
    ticks = (Target(bound=20), Target(bound=20))
    units = (Target(bound=20), Target(bound=50))
    kinds: tuple[
        tuple[str, Callable[[Path, int], Grown], tuple[Target | None, Target | None]], ...
    ]
    kinds = (
        ("open tugas", Ticked, ticks),
        ("offices", Offices, ticks),
        ("running berkas of an office", Runs, ticks),
        ("units of 25 indikator", Filled, units),
        ("units of 25 indikator with proof", Proved, units),
        ("open tugas of a berkas", Open, units),
        ("messages behind a hundred chats", Queued, ticks),
        ("chats behind a blocked one", Waiting, ticks),
    )
    return tuple(
        Axis(title=title, few=few, many=many, make=make, holds=holds)
        for (title, make, holds), (few, many) in zip(kinds, spans, strict=True)
    )


AXES = axes(
    (
        (20_000, 2_000_000),
        (1, 40_000),
        (1_000, 100_000),
        (40, 200),
        (40, 200),
        (44, 2_000),
        (1_000, 100_000),
        (100, 10_000),
    )
)
QUICK = axes(((100, 300), (1, 20), (30, 60), (12, 14), (12, 14), (12, 24), (100, 200), (60, 120)))


def run(*, is_quick: bool) -> Report:
    """Measure, and return the exponents and the longest holds."""
    pin(cores()[0])
    report = Report("GROWTH", "exponents of what a larger database costs")
    for axis in QUICK if is_quick else AXES:
        with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
            few, many = (axis.make(Path(name) / f"{n}.sqlite", n) for n in (axis.few, axis.many))
            settle_memory()  # or a work is held up by a look for what the axes before have left
            tell_axis(report, axis, few, many, 2 if is_quick else ROUNDS)
            few.close()
            many.close()
    return report


def tell_axis(report: Report, axis: Axis, few: Grown, many: Grown, rounds: int) -> None:
    """Add what each work costs at both sizes, and for how long one held the database thread."""
    span = f"{axis.few:,} to {axis.many:,} {axis.title}"
    for what, work in few.works.items():
        pairs = [(work(), many.works[what]()) for _ in range(1 if what in few.once else rounds)]
        less, more = (list(each) for each in zip(*pairs, strict=True))
        grown = ratio(more, less)
        report.add(
            f"{what}, {span}",
            log(grown) / log(axis.many / axis.few),
            target=LINEAR if what in few.shows_all else FLAT,
            beside=f"{tell_us(less)} to {tell_us(more)} µs, {grown:.2f} {TIMES}",
        )
        report.samples[f"{span}: {what}"] = {"few_s": less, "many_s": more}
    for size, one, most in zip((axis.few, axis.many), (few, many), axis.holds, strict=True):
        tell_holds(report, f"{size:,} {axis.title}", one, most)


def tell_holds(report: Report, size: str, one: Grown, most: Target | None) -> None:
    """Add the longest hold of the database thread of each kind; the first of a kind compiles its statements."""
    for what, held in one.held.items():
        figure = max(held[1:] or held) * 1e3
        report.add(f"longest hold, {size}: {what}", figure, "ms", target=most)


def tell_us(seconds: list[float]) -> str:
    """Return the median in microseconds."""
    return f"{median(seconds) * 1e6:,.0f}".replace(",", " ")
