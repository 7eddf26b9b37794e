"""P6: ticks over thousands of open tugas: one that finds nothing, and all that may be due at once.

1. Two databases: offices of 500 open tugas, as many as make 20,000 and 200,000. Idle ticks of both by turns.
2. A sweep of what is due is held against SQL that writes the same kinds of rows without looking at any, and against
   as many jobs of APScheduler in its SQL store. Each in batches, as often as the others.
3. How long one unit of work holds the database thread, by its own processor time: a tap waits that long.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TypeVar

from apscheduler.events import EVENT_JOB_EXECUTED  # type: ignore[import-untyped]
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore  # type: ignore[import-untyped]
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]
from sqlalchemy import Connection

from benchmarks.bot_api import BOT_ID
from benchmarks.figures import TIMES, Report, Target, ratio
from benchmarks.machine import cores, pin
from benchmarks.many import LATE, TOMORROW, begin_outage, fill, owe_all, stand_in
from benchmarks.offices import now
from bot.process.memory import settle_memory
from sop_flows.ports.unit_of_work import SLICE
from sop_flows.use_cases.tick import run_tick
from storage.database.session import Database
from storage.unit_of_work import SqlUnitOfWork, in_unit

T = TypeVar("T")
OFFICES = (40, 400)
TUGAS = 500  # of each office
ROUNDS = 7
IDLE = 20  # ticks in each round
SLICES = 10  # of a sweep in each round
HOLD = Target(bound=20)
JOBS = 100  # of APScheduler in each round
FLOOR = (
    """
    INSERT INTO pengingat (tugas_id, jenis, slot, kantor_id, dikirim_at)
    SELECT id, 'dasar', :slot, kantor_id, :now FROM tugas
    WHERE status = 'terbuka' AND ingat_at <= :now ORDER BY ingat_at LIMIT :limit
    """,
    """
    INSERT INTO outbox (bot_id, chat_id, kantor_id, lane, layar, isi, senyap, baru, paksa, sematkan, status,
        attempts, ambigu, due_at, lease_until, error)
    SELECT :bot, id, kantor_id, 2, 'kartu', '{}', 0, 0, 1, 0, 'baru', 0, 0, 0, 0, '' FROM tugas
    WHERE status = 'terbuka' AND ingat_at <= :now ORDER BY ingat_at LIMIT :limit
    """,
    """
    UPDATE tugas SET ingat_at = :then WHERE id IN (
        SELECT id FROM tugas WHERE status = 'terbuka' AND ingat_at <= :now ORDER BY ingat_at LIMIT :limit)
    """,
)
"""What a sweep comes to at least: a row for what is said, a row for who hears of it, and when to look again."""


def timed(database: Database, work: Callable[[Connection], T]) -> tuple[list[float], T]:
    """Return for how long each turn of a unit of work held the database thread, and its result.

    In seconds of processor time. What does not give way takes one turn.
    """
    turns: list[float] = []

    def unit(connection: Connection) -> T:
        begun = time.thread_time()
        try:
            return work(connection)
        finally:
            turns.append(time.thread_time() - begun)

    found = database.run_now(unit)
    return turns, found


def tick(database: Database, at: datetime, part: int = 0) -> tuple[float, int | None]:
    """Take one slice; return the processor time for which it held the database thread, and where to go on."""
    turns, found = timed(database, lambda c: in_unit(run_tick, SqlUnitOfWork(c, BOT_ID, at), part))
    return sum(turns), found.part


def slices(database: Database, at: datetime) -> Iterator[float]:
    """Tick to the end; yield how long each slice held the database thread."""
    part: int | None = 0
    while part is not None:
        seconds, part = tick(database, at, part)
        yield seconds


def idle(database: Database) -> float:
    """Return the processor time of a tick that finds nothing to do, in seconds."""
    return median(tick(database, LATE)[0] for _ in range(IDLE))


def plain(database: Database, rows: int, slot: int) -> float:
    """Return the processor time of the least that so many due tugas come to, in seconds."""
    facts = {"bot": BOT_ID, "slot": f"{slot}", "limit": rows}
    facts |= {"now": f"{LATE:%Y-%m-%dT%H:%M:%S.%fZ}", "then": f"{TOMORROW:%Y-%m-%dT%H:%M:%S.%fZ}"}

    def work(connection: Connection) -> None:
        for statement in FLOOR:
            connection.connection.cursor().execute(statement, facts)

    return sum(timed(database, work)[0])


def do_nothing() -> None:
    """Be what a job does."""


def jobs(folder: Path, count: int) -> float:
    """Return the processor time in which APScheduler keeps so many jobs in SQL and fires them, in seconds."""
    url = f"sqlite:///{folder / 'jobs.sqlite'}"
    scheduler = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(url)})
    fired: list[object] = []
    scheduler.add_listener(fired.append, EVENT_JOB_EXECUTED)
    scheduler.start(paused=True)
    begun = time.process_time()
    for _ in range(count):
        scheduler.add_job(do_nothing, "date", run_date=now(), misfire_grace_time=None)
    scheduler.resume()
    while len(fired) < count:
        time.sleep(0.001)
    seconds = time.process_time() - begun
    scheduler.shutdown()
    return seconds


def copy_of(path: Path, name: str) -> Database:
    """Return a copy of a database, to be changed."""
    return Database.open(f"sqlite:///{shutil.copy(path, path.with_name(name))}")


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    offices, rounds = ((2, 4), 2) if is_quick else (OFFICES, ROUNDS)
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        folder = Path(name)
        paths = [folder / f"{count}.sqlite" for count in offices]
        for path, count in zip(paths, offices, strict=True):
            fill(path, count, TUGAS).close()
        pin(cores()[0])
        settle_memory()
        few, many = (copy_of(path, f"idle-{path.name}") for path in paths)
        report = Report("P6", f"{offices[0] * TUGAS} and {offices[1] * TUGAS} open tugas")
        tell_idle(report, few, many, rounds)
        tell_sweep(report, many, copy_of(paths[1], "floor.sqlite"), folder, rounds)
        for what, begin, at in (
            ("a day on which holders change", stand_in, TOMORROW),
            ("an outage", begin_outage, LATE),
        ):
            tell_pass(report, what, copy_of(paths[0], f"{what}.sqlite"), begin, at)
    return report


def tell_idle(report: Report, few: Database, many: Database, rounds: int) -> None:
    """Add what a tick costs that finds nothing."""
    for database in (few, many):
        list(slices(database, LATE))
    found = [(idle(few), idle(many), idle(few)) for _ in range(rounds)]
    first, more, again = (list(each) for each in zip(*found, strict=True))
    report.add("idle tick", median(first) * 1e6, "µs", beside=f"A/A {ratio(first, again):.2f}")
    report.add("  ten times as many", ratio(more, first), TIMES, target=Target(bound=1.0))


def tell_sweep(report: Report, ours: Database, floor: Database, folder: Path, rounds: int) -> None:
    """Add what it costs to sweep what is due."""
    for database in (ours, floor):
        owe_all(database)
    held: list[list[float]] = []
    least: list[float] = []
    stored: list[float] = []
    sweep = slices(ours, LATE)
    for number in range(rounds):
        held.append(list(islice(sweep, SLICES)))
        least.append(plain(floor, SLICES * SLICE, number))
        stored.append(jobs(folder, JOBS) / JOBS)
    each = [sum(own) / len(own) / SLICE for own in held]
    floors = [seconds / SLICES / SLICE for seconds in least]
    report.add("sweep of what is due", 1 / median(each), "tugas/s")
    report.add(
        f"  against plain SQL ({1 / median(floors):,.0f} /s)",
        ratio(floors, each),
        TIMES,
        target=Target(bound=0.1, is_most=False),
    )
    report.add(
        f"  against APScheduler's SQL store ({1 / median(stored):,.0f} /s)",
        ratio(stored, each),
        TIMES,
        target=Target(bound=15, is_most=False),
    )
    add_hold(report, [one for own in held for one in own])


def tell_pass(
    report: Report, what: str, database: Database, begin: Callable[[Database], None], at: datetime
) -> None:
    """Add what comes once, over all offices."""
    list(slices(database, LATE))
    begin(database)
    held = list(slices(database, at))
    report.add(f"{what}: all of the fewer tugas", sum(held), "s")
    add_hold(report, held)


def add_hold(report: Report, held: list[float]) -> None:
    """Add how long one unit of work held the database thread at most; the first one compiles its statements."""
    first, *others = held
    beside = (
        f"median {median(others) * 1e3:.1f} ms, {len(held)} slices, the first {first * 1e3:.0f} ms"
    )
    most = max(others) * 1e3
    report.add("  longest hold of the database thread", most, "ms", target=HOLD, beside=beside)
