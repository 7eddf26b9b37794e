"""P2: processor time of one durable step of the engine, against peers and the floor.

1. One step at a time in berkas of ten langkah, each engine in a process of its own on the same core and disk: whoever
   acts is authorised, the matter goes on to the next, that is recorded, and committed as durably.
2. On SQLite, and with PostgreSQL where its server is: there the server's processor time counts too.
3. What ours spends beyond the floor, part by part: by where a step is found when it is asked.
"""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from benchmarks import parts
from benchmarks.figures import TIMES, Report, Target, ratio
from benchmarks.machine import Child, cores, pin
from benchmarks.postgres import BINARIES, Cluster, cluster, newest
from benchmarks.walk import Sample

ROUNDS = 7
BERKAS = 20  # in each round
ASKED = 1000  # times, where a step is: a share is told to 1.5 % of the whole
OURS, AGAIN, FLOOR, SPIFF = "ours", "ours again", "floor", "SpiffWorkflow"
VIEWFLOW, DBOS = "Viewflow", "DBOS"
MODULES = {
    OURS: "step_ours",
    FLOOR: "step_floor",
    SPIFF: "step_spiff",
    VIEWFLOW: "step_viewflow",
    DBOS: "step_dbos",
}
LEAST = {SPIFF: 1.5, VIEWFLOW: 5.0, DBOS: 5.0}
"""How many times what ours takes each peer is to take at least."""

Found = dict[str, list[Sample]]
"""The samples of each engine, round by round."""


def on_sqlite(folder: Path) -> Callable[[str], dict[str, Any]]:
    """Return what tells an engine where its database is."""
    return lambda name: {"url": f"sqlite:///{folder / name}.sqlite", "server": None}


def on_postgres(server: Cluster) -> Callable[[str], dict[str, Any]]:
    """Return what makes a database for an engine, and tells it where that is."""

    def told(name: str) -> dict[str, Any]:
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return {"url": server.url(name), "server": server.pid}

    return told


def take_rounds(
    folder: Path,
    engines: tuple[str, ...],
    place: Callable[[str], dict[str, Any]],
    rounds: int,
    berkas: int,
) -> Found:
    """Return the samples of engines that take turns, ours twice in each round."""
    samples: Found = {name: [] for name in (*engines, AGAIN)}
    with ExitStack() as stack:
        children = {
            name: stack.enter_context(
                Child(f"benchmarks.subjects.{MODULES[name]}", folder, **place(MODULES[name]))
            )
            for name in engines
        }
        for child in children.values():
            child.read()
            child.ask(berkas=2)
        children[AGAIN] = children[OURS]
        for _ in range(rounds):
            for name, child in children.items():
                samples[name].append(Sample(**child.ask(berkas=berkas)))
    return samples


def spent_on(folder: Path, times: int) -> dict[str, Any]:
    """Return what a step of ours and of the floor is spent on, and how many statements ours has."""
    where = on_sqlite(folder)("parts")
    with Child("benchmarks.subjects.step_parts", folder, **where) as child:
        return child.read() | child.ask(times=times)


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    pin(cores()[0])
    rounds, berkas, times = (2, 2, 20) if is_quick else (ROUNDS, BERKAS, ASKED)
    report = Report("P2", "processor time of one durable step of the engine")
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # the owner of the server passes through
        take = partial(take_rounds, rounds=rounds, berkas=berkas)
        describe(report, "SQLite", take(folder, tuple(MODULES), on_sqlite(folder)))
        if (programs := newest()) is None:
            report.remarks.append(f"not measured: PostgreSQL, of which {BINARIES} has no server")
        else:
            with cluster(folder / "server", programs) as server:
                describe(report, "PostgreSQL", take(folder, (OURS, DBOS), on_postgres(server)))
        describe_parts(report, spent_on(folder, times))
    return report


def describe(report: Report, database: str, found: Found) -> None:
    """Add the figures of engines on a kind of database."""
    cpu = {name: [sample.cpu_us for sample in own] for name, own in found.items()}
    wall = {name: [sample.wall_us for sample in own] for name, own in found.items()}
    report.samples[database] = {name: {"cpu_us": cpu[name], "wall_us": wall[name]} for name in cpu}
    report.add(
        f"ours, {database}",
        median(cpu[OURS]),
        "µs",
        beside=f"wall {median(wall[OURS]):.0f} µs, A/A {ratio(cpu[OURS], cpu[AGAIN]):.2f} {TIMES}",
    )
    for name in [name for name in LEAST if name in found]:
        report.add(
            f"  {name} ({median(cpu[name]):.0f} µs) against ours",
            ratio(cpu[name], cpu[OURS]),
            TIMES,
            target=Target(bound=LEAST[name], is_most=False),
            beside=f"wall {ratio(wall[name], wall[OURS]):.2f} {TIMES}",
        )
    if FLOOR in found:
        report.add(
            f"  ours against the floor ({median(cpu[FLOOR]):.0f} µs)",
            ratio(cpu[OURS], cpu[FLOOR]),
            TIMES,
            beside=f"wall {ratio(wall[OURS], wall[FLOOR]):.2f} {TIMES}",
        )


def describe_parts(report: Report, found: dict[str, Any]) -> None:
    """Add what a step is spent on, beside the same part of the floor."""
    ours, floor = found["ours"], found["floor"]
    report.samples["parts"] = found
    report.add(
        f"ours on one thread, {found['statements']} statements a step",
        sum(ours.values()),
        "µs",
        beside=f"floor {sum(floor.values()):.0f} µs",
    )
    for part in (*parts.OURS, parts.OTHER):
        beside = f"floor {floor.get(part, 0):.0f} µs" if part in parts.FLOOR else ""
        report.add(f"  {part}", ours.get(part, 0.0), "µs", beside=beside)
