"""A tick in slices: how much one unit of work does, and that stopping between two of them changes nothing.

The offices are those of ``make bench BENCH=P6``: 25 posts, each with a person, and a tugas of every berkas.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from benchmarks.bot_api import BOT_ID
from benchmarks.many import LATE, POSTS, TOMORROW, begin_outage, fill, owe_all, stand_in
from benchmarks.offices import FIRST_USER
from sop_flows.ports.unit_of_work import SLICE
from sop_flows.ports.views import DaftarTugas
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.listing import list_tugas
from storage.database.carrier_tables import DisebutRow, KartuRow, OutboxRow
from storage.database.insert import table
from storage.database.session import Database
from storage.database.tables import (
    KantorRow,
    PengingatRow,
    PenugasanRow,
    TugasRow,
)
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.support.empty import put_empty_database
from tests.support.statements import compiled, counted, steps

OFFICES = 6
TUGAS = 2 * POSTS  # of each office
MOST = {"a sweep": 40, "a day on which holders change": 80, "an outage": 40}
MORE = 1.1
"""How many times as much SQLite does for a slice, at most: a reminder looks through what it named before."""
GROWING = {"kantor", "tugas", "penugasan", "pegawai", "sop", "berkas", "kartu", "outbox", "jejak"}
A = table(PenugasanRow)
D = table(DisebutRow)
K = table(KartuRow)
N = table(KantorRow)
M = table(OutboxRow)
P = table(PengingatRow)
T = table(TugasRow)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offices as they stand before anything is due, made once."""
    return make(tmp_path_factory.mktemp("ribuan") / "tapak.sqlite", TUGAS)


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with twice as many tugas, made once."""
    return make(tmp_path_factory.mktemp("ribuan") / "more.sqlite", 2 * TUGAS)


def make(path: Path, tugas: int) -> Path:
    with closing(fill(put_empty_database(path), OFFICES, tugas)) as database:
        finish(database, LATE)
    return path


@pytest.fixture
def many(made: Path, tmp_path: Path) -> Iterator[Database]:
    with closing(copy_of(made, tmp_path / "tapak.sqlite")) as database:
        yield database


def copy_of(made: Path, path: Path) -> Database:
    return Database.open(f"sqlite:///{shutil.copy(made, path)}")


def slices(database: Database, at: datetime, *, is_killed: bool = False) -> Iterator[list[str]]:
    """Take slice after slice, and yield the statements of each; a process that is killed begins anew after each."""
    part: int | None = 0
    while part is not None:
        begun = 0 if is_killed else part
        with counted(database) as said:
            part = database.run_now(lambda c, begun=begun: slice_of(c, at, begun))
        yield said


def slice_of(connection: Connection, at: datetime, part: int) -> int | None:
    return in_unit(run_tick, SqlUnitOfWork(connection, BOT_ID, at), part).part


def finish(database: Database, at: datetime, *, is_killed: bool = False) -> int:
    """Tick to the end; return the most statements of a slice."""
    return max(len(said) for said in slices(database, at, is_killed=is_killed))


def rows(database: Database, *columns: Any) -> list[tuple[Any, ...]]:
    found = database.run_now(lambda c: c.execute(select(*columns)).all())
    return sorted(tuple(row) for row in found)


def what_stands(database: Database) -> dict[str, Any]:
    """Return all that ticks bring about."""
    named = select(K.c.chat_id, D.c.tugas_id).join(D, D.c.kartu_id == K.c.id)
    owed = (M.c.chat_id, M.c.layar, M.c.baru, K.c.tugas_id, K.c.daftar)
    sent = select(*owed).outerjoin(K, K.c.id == M.c.kartu_id).distinct()
    return {
        "said": rows(database, P.c.tugas_id, P.c.jenis, P.c.slot),
        "tugas": rows(database, T.c.id, T.c.revisi, T.c.ingat_at),
        "named": sorted(map(tuple, database.run_now(lambda c: c.execute(named).all()))),
        "owed": sorted(map(str, database.run_now(lambda c: c.execute(sent).all()))),
        "offices": rows(database, N.c.id, N.c.pemegang_on, N.c.pemegang_versi),
    }


def due(database: Database, at: datetime) -> int:
    late = select(func.count()).where(T.c.ingat_at <= at)
    found: int = database.run_now(lambda c: c.execute(late).scalar_one())
    return found


WORK: dict[str, tuple[Callable[[Database], None], datetime]] = {
    "a sweep": (owe_all, LATE),
    "a day on which holders change": (stand_in, TOMORROW),
    "an outage": (begin_outage, LATE),
}


def test_a_slice_looks_at_so_many_tugas_and_no_more_however_many_are_due(many: Database):
    owe_all(many)
    left = [due(many, LATE) for _ in slices(many, LATE)]

    assert left == [250, 200, 150, 100, 50, 0, 0]
    assert SLICE == 50


def test_a_slice_comes_to_whole_offices_so_that_nobody_is_reminded_twice(many: Database):
    owe_all(many)
    next(slices(many, LATE))

    touched = select(T.c.kantor_id).where(T.c.ingat_at > LATE).distinct()
    assert len(many.run_now(lambda c: c.execute(touched).all())) == SLICE // TUGAS


def in_each(
    made: Iterable[Path], folder: Path, what: str, take: Callable[[Database, datetime], Any]
) -> list[Any]:
    """Return what some work comes to in a copy of each of these."""
    begin, at = WORK[what]
    found = []
    for path in made:
        with closing(copy_of(path, folder / path.name)) as database:
            begin(database)
            found.append(take(database, at))
    return found


@pytest.mark.parametrize("what", WORK)
def test_a_slice_costs_the_same_number_of_statements_however_many_tugas_an_office_has(
    made: Path, more: Path, tmp_path: Path, what: str
):
    few, many = in_each((made, more), tmp_path, what, finish)

    assert many <= few <= MOST[what]


@pytest.mark.parametrize("what", WORK)
def test_an_office_is_divided_so_that_a_slice_is_as_much_work_however_many_tugas_it_has(
    made: Path, more: Path, tmp_path: Path, what: str
):
    few, many = in_each((made, more), tmp_path, what, work_of)

    assert few.keys() == many.keys()
    assert all(many[part] <= few[part] * MORE for part in few), (few, many)


def work_of(database: Database, at: datetime) -> dict[int, int]:
    """Tick to the end; return what SQLite does at most for a slice of each part that has more than one."""
    most: dict[int, int] = {}
    for taken, part in work_of_each(database, at):
        if part is not None:
            most[part] = max(taken, most.get(part, 0))
    return most


def work_of_each(database: Database, at: datetime) -> Iterator[tuple[int, int | None]]:
    """Tick to the end; yield what SQLite does for each slice, and where the next one goes on."""
    part: int | None = 0

    def take(connection: Connection) -> tuple[int, int | None]:
        went: list[int | None] = []
        taken = steps(connection, lambda: went.append(slice_of(connection, at, part or 0)))
        return taken, went[0]

    while part is not None:
        taken, part = database.run_now(take)
        yield taken, part


def test_what_is_due_in_several_parts_of_a_tick_shares_the_room_of_one_slice(tmp_path: Path):
    few = tmp_path / "few.sqlite"
    with closing(
        fill(put_empty_database(few), SLICE // POSTS * 2 + 1, POSTS)
    ) as database:  # whose last slice is half full
        finish(database, LATE)

    def hardest(at: datetime, *begin: Callable[[Database], None]) -> int:
        with closing(copy_of(few, tmp_path / f"{len(begin)}.sqlite")) as database:
            for one in begin:
                one(database)
            return max(taken for taken, _ in work_of_each(database, at))

    a_full_slice = hardest(LATE, owe_all)
    assert hardest(TOMORROW, owe_all, stand_in, begin_outage) <= 1.15 * a_full_slice


@pytest.mark.parametrize("what", WORK)
def test_no_statement_of_all_slices_is_planned_twice(many: Database, what: str):
    begin, at = WORK[what]
    begin(many)
    with compiled(many) as plans:
        finish(many, at)

    assert [sql for sql, times in plans.items() if times > 1] == []


@pytest.mark.parametrize("what", WORK)
def test_a_process_that_is_killed_after_every_slice_loses_and_doubles_nothing(
    made: Path, tmp_path: Path, what: str
):
    begin, at = WORK[what]
    found = []
    for is_killed in (False, True):
        with closing(copy_of(made, tmp_path / f"{is_killed}.sqlite")) as database:
            begin(database)
            finish(database, at, is_killed=is_killed)
            found.append(what_stands(database))

    assert found[0] == found[1]


def test_of_many_stand_ins_that_ended_a_slice_reports_some_and_each_is_reported_once(
    tmp_path: Path,
):
    offices = SLICE
    with closing(fill(put_empty_database(tmp_path / "tapak.sqlite"), offices, POSTS)) as database:
        stand_in(database)
        finish(database, TOMORROW)
        told = select(func.count()).where(A.c.lapor_at.is_not(None))
        reported = [
            database.run_now(lambda c: c.execute(told).scalar_one())
            for _ in slices(database, TOMORROW + timedelta(days=1))
        ]

    assert reported[-1] == offices
    assert max(more - few for few, more in pairwise([0, *reported])) < SLICE / 2


def test_what_was_brought_counts_no_more_once_the_office_changes(more: Path, tmp_path: Path):
    with closing(copy_of(more, tmp_path / "tapak.sqlite")) as database:
        stand_in(database)
        next(slices(database, TOMORROW))
        assert reached(database) > 0
        database.run_now(lambda c: SqlUnitOfWork(c, BOT_ID, TOMORROW).kantor.changed(1))

        assert reached(database) == 0
        finish(database, TOMORROW)
        assert (
            database.run_now(lambda c: SqlUnitOfWork(c, BOT_ID, TOMORROW).kantor.unsettled(1))
            == ()
        )


def reached(database: Database) -> int:
    """Return the tugas up to which the cards of the first office are with the holders of the day."""
    unit = database.run_now(lambda c: SqlUnitOfWork(c, BOT_ID, TOMORROW).kantor.unsettled(OFFICES))
    return next(one.after for one in unit if one.kantor_id == 1)


def test_after_an_outage_every_card_comes_once_and_every_chat_is_told_once(many: Database):
    begin_outage(many)
    finish(many, LATE, is_killed=True)
    anew = select(M.c.kartu_id).where(M.c.baru, M.c.layar == "kartu")
    told = select(M.c.chat_id).where(M.c.layar == "sempat_mati")
    cards, chats = (
        many.run_now(lambda c, q=q: c.execute(q).scalars().all()) for q in (anew, told)
    )

    assert len(cards) == len(set(cards)) == OFFICES * TUGAS
    assert len(chats) == len(set(chats)) == OFFICES * POSTS


def test_an_idle_tick_reads_no_row_of_the_offices_that_are_settled(many: Database):
    with counted(many) as said:
        assert many.run_now(lambda c: slice_of(c, LATE, 0)) is None

    plans = [plan for sql in said for plan in many.run_now(lambda c, sql=sql: explain(c, sql))]
    scans = [plan for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan]
    assert [plan for plan in scans if plan.removeprefix("SCAN ") in GROWING] == []


def test_the_list_of_open_tugas_costs_as_many_statements_for_two_as_for_four(
    made: Path, more: Path, tmp_path: Path
):
    cost = {}
    for path in (made, more):
        with closing(copy_of(path, tmp_path / path.name)) as database, counted(database) as said:
            found = database.run_now(list_of_head)
            cost[len(found.baris)] = len(said)

    assert set(cost) == {2, 4}
    assert cost[4] == cost[2] <= 10


def list_of_head(connection: Connection) -> DaftarTugas:
    return list_tugas(SqlUnitOfWork(connection, BOT_ID, LATE), user_id=FIRST_USER + 1)


def explain(connection: Connection, sql: str) -> list[str]:
    """Return how SQLite goes about a statement."""
    values = tuple([""] * sql.count("?"))
    return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
