"""P10: what a commit that survives a power cut costs, and whether any is lost to kill -9.

1. Many units at once, as taps come; the same steps with ``synchronous`` as shipped and NORMAL.
2. A process is killed while it commits; every step that it acknowledged must stand.
"""

import asyncio
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from statistics import median

from sqlalchemy import event

from benchmarks.bot_api import BOT_ID
from benchmarks.figures import TIMES, Report, Target, ratio
from benchmarks.machine import Child, cores, pin
from benchmarks.offices import Office, found_office, now
from benchmarks.steps import begin, open_office, step
from storage.berkas.jejak import verify
from storage.database.journal import journal_of
from storage.database.schema import migrate
from storage.database.session import Database
from storage.database.sqlite import sqlite3
from storage.database.sqlite_file import integrity_check

ROUNDS = 7
PARALLEL = 32
STEPS = 20  # of each berkas in each round
LANGKAH = 60  # more than steps are taken in any berkas
KILLS = 5
ALIVE_S = (0.25, 0.7)  # how long a process goes on committing before it is killed
SHIPPED, AGAIN, NORMAL = "as shipped", "as shipped again", "NORMAL"


class NothingAcknowledged(RuntimeError):
    """A process that was to be killed had committed nothing, so that its death proves nothing."""


class Bench:
    """A database with one office, at one setting of ``synchronous``."""

    def __init__(self, path: Path, *, is_normal: bool) -> None:
        url = f"sqlite:///{path}"
        migrate(url)
        self.commits = 0
        self.database = Database(url, failpoint=self._count)
        if is_normal:
            event.listen(self.database._engine, "connect", relax)
        self.office: Office = self.database.run_now(
            lambda connection: found_office(connection, BOT_ID, 1, now(), langkah=LANGKAH)
        )

    def _count(self, name: str) -> None:
        self.commits += name == "before commit"

    async def throughput(self, steps: int, parallel: int) -> tuple[float, float]:
        """Return steps per second, and steps per COMMIT."""
        begun = begin(self.database, self.office, parallel)
        commits, at = self.commits, time.perf_counter()
        await asyncio.gather(*(self._walk(first, steps) for first in begun))
        seconds = time.perf_counter() - at
        return steps * parallel / seconds, steps * parallel / (self.commits - commits)

    async def _walk(self, tugas_id: int, steps: int) -> None:
        for _ in range(steps):
            tugas_id = await self.database.run(step(self.office, tugas_id, now()))


def relax(connection: sqlite3.Connection, _record: object) -> None:
    """Let the machine keep commits back, as the shipped setting never does."""
    connection.execute("PRAGMA synchronous = NORMAL")


async def compare(folder: Path, rounds: int, steps: int) -> dict[str, list[tuple[float, float]]]:
    """Return throughput and group size, in pairs."""
    shipped = Bench(folder / "shipped.sqlite", is_normal=False)
    normal = Bench(folder / "normal.sqlite", is_normal=True)
    benches = {SHIPPED: shipped, NORMAL: normal, AGAIN: shipped}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in benches}
    for bench in (shipped, normal):
        await bench.throughput(2, PARALLEL)
    for _ in range(rounds):
        for name, bench in benches.items():
            found[name].append(await bench.throughput(steps, PARALLEL))
    for _ in range(rounds):
        for name, bench in (("alone", shipped), ("alone, NORMAL", normal)):
            found.setdefault(name, []).append(await bench.throughput(steps, 1))
    for bench in (shipped, normal):
        bench.database.close()
    return found


def kill_often(folder: Path, kills: int) -> tuple[int, int]:
    """Kill a process that commits, several times; return how many steps it said, and lost.

    Raises:
        NothingAcknowledged: A process died before it had said anything.
    """
    path = folder / "killed.sqlite"
    database, office = open_office(f"sqlite:///{path}", LANGKAH)
    acknowledged: set[int] = set()
    for number in range(kills):
        begun = begin(database, office, PARALLEL)
        database.close()
        child = Child(
            "benchmarks.subjects.committer",
            folder,
            path=str(path),
            office=asdict(office),
            begun=begun,
        )
        child.read()
        assert child.process.stdout is not None
        first = child.process.stdout.readline()
        shortest, longest = ALIVE_S
        time.sleep(shortest + (longest - shortest) * number / max(1, kills - 1))
        child.kill()
        lines = [first, *child.process.stdout.read().splitlines(keepends=True)]
        child.process.stdout.close()
        said = {int(line) for line in lines if line.endswith("\n")}
        if not said:
            raise NothingAcknowledged
        acknowledged |= said
        database = Database.open(f"sqlite:///{path}")  # rolls back what was under way
        integrity_check(path)
    closed = database.run_now(
        lambda connection: set(
            connection.exec_driver_sql("SELECT id FROM tugas WHERE status = 'selesai'").scalars()
        )
    )
    verification = database.run_now(lambda connection: verify(connection, office.kantor_id))
    database.close()
    lost = len(acknowledged - closed)
    return len(acknowledged), lost if verification.ok else max(1, lost)


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    rounds, steps, kills = (2, 4, 1) if is_quick else (ROUNDS, STEPS, KILLS)
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        folder = Path(name)
        pin(cores()[0])
        found = asyncio.run(compare(folder, rounds, steps))
        pin(cores()[1])
        said, lost = kill_often(folder, kills)
    speed = {kind: [each for each, _ in pairs] for kind, pairs in found.items()}
    journal = journal_of(None)
    about = f"{journal.mode}, synchronous = {journal.synchronous}, against NORMAL"
    report = Report("P10", about)
    report.add(
        f"{PARALLEL} at once, as shipped",
        median(speed[SHIPPED]),
        "/s",
        beside=f"{median(size for _, size in found[SHIPPED]):.0f} steps a COMMIT, "
        f"A/A {ratio(speed[SHIPPED], speed[AGAIN]):.2f} {TIMES}",
    )
    report.add(
        f"  against NORMAL ({median(speed[NORMAL]):.0f} /s)",
        ratio(speed[SHIPPED], speed[NORMAL]),
        TIMES,
        target=Target(bound=0.9, is_most=False),
    )
    report.add(
        f"  one at a time, against NORMAL ({median(speed['alone, NORMAL']):.0f} /s)",
        ratio(speed["alone"], speed["alone, NORMAL"]),
        TIMES,
    )
    report.add(
        f"acknowledged, then lost to {kills} kills -9, of {said}", lost, target=Target(bound=0)
    )
    report.samples = {kind: {"per_second": own} for kind, own in speed.items()}
    return report
