"""P2: processor time of one durable step of the engine, against SpiffWorkflow and the floor.

One step at a time, committed with the same pragmas, in workflows of ten langkah.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.figures import TIMES, Report, Target, ratio
from benchmarks.ledger import hire, open_ledger, take_step
from benchmarks.machine import cores, pin
from benchmarks.offices import now
from benchmarks.spiff import Spiff
from benchmarks.steps import begin, open_office, step

ROUNDS = 7
BERKAS = 20  # in each round
LANGKAH = 10
OURS, AGAIN, FLOOR, SPIFF = "ours", "ours again", "floor", "SpiffWorkflow"


@dataclass(frozen=True, slots=True)
class Sample:
    """What one step took, in microseconds."""

    cpu_us: float
    wall_us: float


Prepare = Callable[[int], Callable[[], None]]
"""Starts so many berkas; returns what takes each of them to its end."""


def timed(work: Callable[[], None], steps: int) -> Sample:
    """Return what one step of the work took."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Sample(cpu / steps * 1e6, wall / steps * 1e6)


def ours(folder: Path) -> Prepare:
    """Return our engine on its database thread."""
    database, office = open_office(folder / "tapak.sqlite", LANGKAH)

    def prepare(count: int) -> Callable[[], None]:
        begun = begin(database, office, count)

        def work() -> None:
            for first in begun:
                tugas_id = first
                while tugas_id:
                    tugas_id = database.run_now(step(office, tugas_id, now()))

        return work

    return prepare


def floor(folder: Path) -> Prepare:
    """Return the hand-written step, without a thread."""
    connection = open_ledger(folder / "floor.sqlite")
    users = iter(range(1, 1_000_000))

    def prepare(count: int) -> Callable[[], None]:
        begun = [(user_id, hire(connection, user_id)) for user_id in islice(users, count)]

        def work() -> None:
            for user_id, first in begun:
                tugas_id = first
                for _ in range(LANGKAH):
                    connection.execute("BEGIN IMMEDIATE")
                    tugas_id = take_step(
                        connection,
                        update_id=0,
                        user_id=user_id,
                        tugas_id=tugas_id,
                        at=now().isoformat(),
                        to=user_id,
                    )
                    connection.execute("COMMIT")

        return work

    return prepare


def spiff(folder: Path) -> Prepare:
    """Return SpiffWorkflow."""
    peer = Spiff(folder / "spiff.sqlite", LANGKAH)

    def prepare(count: int) -> Callable[[], None]:
        begun = [peer.begin() for _ in range(count)]

        def work() -> None:
            for run_id in begun:
                for _ in range(LANGKAH):
                    peer.step(run_id)

        return work

    return prepare


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    pin(cores()[0])
    rounds, berkas = (2, 2) if is_quick else (ROUNDS, BERKAS)
    samples: dict[str, list[Sample]] = {name: [] for name in (OURS, FLOOR, SPIFF, AGAIN)}
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        folder = Path(name)
        makers = {OURS: ours(folder), FLOOR: floor(folder), SPIFF: spiff(folder)}
        makers[AGAIN] = makers[OURS]
        for prepare in makers.values():
            prepare(2)()
        for _ in range(rounds):
            for kind, prepare in makers.items():
                samples[kind].append(timed(prepare(berkas), berkas * LANGKAH))
    report = Report("P2", "processor time of one durable step of the engine")
    cpu = {kind: [s.cpu_us for s in own] for kind, own in samples.items()}
    wall = {kind: [s.wall_us for s in own] for kind, own in samples.items()}
    report.add(
        "ours",
        median(cpu[OURS]),
        "µs",
        beside=f"wall {median(wall[OURS]):.0f} µs, A/A {ratio(cpu[OURS], cpu[AGAIN]):.2f} {TIMES}",
    )
    report.add(
        f"SpiffWorkflow ({median(cpu[SPIFF]):.0f} µs) against ours",
        ratio(cpu[SPIFF], cpu[OURS]),
        TIMES,
        target=Target(bound=1.5, is_most=False),
        beside=f"wall {ratio(wall[SPIFF], wall[OURS]):.2f} {TIMES}",
    )
    report.add(
        f"ours against the floor ({median(cpu[FLOOR]):.0f} µs)",
        ratio(cpu[OURS], cpu[FLOOR]),
        TIMES,
        beside=f"wall {ratio(wall[OURS], wall[FLOOR]):.2f} {TIMES}",
    )
    report.remarks.append("not measured: Viewflow and DBOS")
    report.samples = {kind: {"cpu_us": cpu[kind], "wall_us": wall[kind]} for kind in samples}
    return report
