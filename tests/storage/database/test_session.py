"""The database thread: group commit, replies after COMMIT, nothing lost."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from sop_flows.ports.kiriman import RawUpdate
from storage.carriers.inbox import Inbox
from storage.database.carrier_tables import DetakRow
from storage.database.engine import open_reader
from storage.database.insert import table
from storage.database.session import Database, DatabaseClosed, UnitWithinUnit
from storage.database.sqlite import sqlite3
from storage.database.sqlite_file import integrity_check, sqlite_path
from storage.database.trouble import is_trouble
from storage.database.types import NaiveDateTime
from tests.support.disk import room_of
from tests.support.writer import CURRENT, kill_while_writing

DETAK = table(DetakRow)


def note(number):
    def work(connection):
        connection.execute(DETAK.insert().values(bot_id=number, at=0.0))
        return number

    return work


def noted(connection):
    return sorted(connection.execute(select(DETAK.c.bot_id)).scalars())


def read_from_outside(url):
    with open_reader(url).connect() as connection:
        return noted(connection)


def raise_refusal(connection):
    note(99)(connection)
    raise LookupError("refused")


async def gather_as_one_group(database, *works):
    """Let the works wait together while the thread is busy with another one."""
    started, gate = threading.Event(), threading.Event()
    busy = database.run(lambda connection: started.set() or gate.wait())
    started.wait()
    waiting = [database.run(work) for work in works]
    gate.set()
    await busy
    return await asyncio.gather(*waiting, return_exceptions=True)


async def test_a_unit_that_raises_undoes_only_itself(database):
    results = await gather_as_one_group(database, note(1), raise_refusal, note(2))

    assert results[0] == 1
    assert isinstance(results[1], LookupError)
    assert results[2] == 2
    assert await database.run(noted) == [1, 2]


async def test_a_refusal_by_the_database_undoes_only_itself(database):
    results = await gather_as_one_group(database, note(1), note(1), note(2))

    assert results[0] == 1
    assert isinstance(results[1], IntegrityError)
    assert await database.run(noted) == [1, 2]


async def test_waiting_units_share_one_commit(url):
    commits = []
    database = Database.open(url, commits.append)
    commits.clear()

    await gather_as_one_group(database, *(note(number) for number in range(10)))
    database.close()

    assert commits.count("after commit") == 2


def test_a_unit_that_raises_alone_leaves_nothing(database):
    with pytest.raises(LookupError):
        database.run_now(raise_refusal)

    assert database.run_now(noted) == []


async def test_nobody_is_answered_before_the_commit(url):
    seen = []

    def look(name):
        if name == "before commit" and waiting:
            seen.append([future.done() for future in waiting])

    waiting = []
    database = Database.open(url, look)
    waiting += [database.run(note(number)) for number in range(3)]
    await asyncio.gather(*waiting)
    database.close()

    assert seen[0]
    assert not any(seen[0])
    assert read_from_outside(url) == [0, 1, 2]


class Crash(BaseException):
    """Stands for the end of the process."""


def crash_at(name):
    armed = threading.Event()

    def failpoint(passed):
        if armed.is_set() and passed == name:
            raise Crash

    return armed, failpoint


@pytest.mark.parametrize(("name", "kept"), [("before commit", []), ("after commit", [1, 2])])
async def test_a_crash_at_the_commit_answers_nobody(url, name, kept):
    armed, failpoint = crash_at(name)
    database = Database.open(url, failpoint)
    armed.set()

    results = await asyncio.gather(
        database.run(note(1)), database.run(note(2)), return_exceptions=True
    )

    assert all(isinstance(result, Crash | DatabaseClosed) for result in results)
    with pytest.raises(DatabaseClosed):
        database.run_now(noted)
    database.close()
    assert set(read_from_outside(url)) <= set(kept)


async def test_when_the_commit_fails_each_is_run_again_alone(url):
    passed = []

    def fail_once(name):
        passed.append(name)
        if passed.count("before commit") == 3 and name == "before commit":
            raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk full"))

    database = Database.open(url, fail_once)  # opening commits, then the busy unit
    results = await gather_as_one_group(database, note(1), raise_refusal, note(2))

    assert [results[0], results[2]] == [1, 2]
    assert isinstance(results[1], LookupError)
    assert await database.run(noted) == [1, 2]
    database.close()


async def test_a_commit_that_fails_alone_is_told_to_its_caller(url):
    armed = threading.Event()

    def fail(name):
        if armed.is_set() and name == "before commit":
            raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk full"))

    database = Database.open(url, fail)
    armed.set()
    with pytest.raises(OperationalError):
        await database.run(note(1))
    armed.clear()

    assert await database.run(noted) == []
    database.close()


def test_eight_threads_of_read_modify_write_lose_nothing(database):
    database.run_now(note(1))

    def add_one(connection):
        at = connection.execute(select(DETAK.c.at).where(DETAK.c.bot_id == 1)).scalar_one()
        connection.execute(DETAK.update().where(DETAK.c.bot_id == 1).values(at=at + 1))

    def count(_):
        for _turn in range(100):
            database.run_now(add_one)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count, range(8)))

    assert database.run_now(lambda c: c.execute(select(DETAK.c.at)).scalar_one()) == 800


def test_two_processes_worth_of_read_modify_write_lose_nothing(url):
    databases = [Database.open(url) for _ in range(3)]
    databases[0].run_now(note(1))

    def add_one(connection):
        at = connection.execute(select(DETAK.c.at).where(DETAK.c.bot_id == 1)).scalar_one()
        connection.execute(DETAK.update().where(DETAK.c.bot_id == 1).values(at=at + 1))

    def count(database):
        for _turn in range(30):
            database.run_now(add_one)

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(count, databases))

    total = databases[0].run_now(lambda c: c.execute(select(DETAK.c.at)).scalar_one())
    for database in databases:
        database.close()
    assert total == 90


async def test_a_cancelled_caller_does_not_undo_the_unit(database):
    future = database.run(note(1))
    future.cancel()

    assert await database.run(noted) == [1]


async def test_units_wait_for_the_close(url):
    database = Database.open(url)
    waiting = [database.run(note(number)) for number in range(50)]
    database.close()

    assert sorted(await asyncio.gather(*waiting)) == list(range(50))
    with pytest.raises(DatabaseClosed):
        database.run_now(noted)


def test_statements_can_be_counted(database):
    statements = []
    database.watch(statements.append)
    database.run_now(note(1))

    assert [one for one in statements if one.startswith("INSERT")] != []


def test_a_database_that_cannot_be_opened_is_told_at_once(tmp_path):
    with pytest.raises(OperationalError):
        Database.open(f"sqlite:///{tmp_path}/missing/tapak.db")


def test_a_moment_without_a_zone_is_refused(database):
    def work(connection):
        Inbox(connection, 1).store(
            [RawUpdate(update_id=1, chat_key=1, body="{}")], datetime(2026, 11, 23)
        )

    with pytest.raises(NaiveDateTime):
        database.run_now(work)


def test_a_reference_to_nothing_is_refused(database):
    with pytest.raises(IntegrityError):
        database.run_now(
            lambda c: c.execute(
                text(
                    "INSERT INTO outbox (bot_id, chat_id, lane, layar, isi, senyap,"
                    " status, attempts, ambigu, due_at, lease_until, error, kartu_id) VALUES (1, 1, 1, 'x',"
                    " '{}', false, 'baru', 0, false, 0, 0, '', 7)"
                )
            )
        )


def test_sqlite_is_opened_with_care(tmp_path):
    database = Database.open(f"sqlite:///{tmp_path / 'tapak.db'}")

    def read(pragma):
        return database.run_now(lambda c: c.exec_driver_sql(f"PRAGMA {pragma}").scalar())

    assert read("foreign_keys") == 1
    assert read("synchronous") == (2 if read("journal_mode") == "wal" else 3)
    assert read("busy_timeout") == 5000
    database.close()


def test_kill_9_loses_nothing_that_was_acknowledged(url):
    acknowledged = []
    for kill in range(1, 4):
        acknowledged += kill_while_writing(url, CURRENT, kill * 1_000_000, 60 * kill)

    assert set(acknowledged) <= set(read_from_outside(url))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_full_disk_refuses_what_has_no_room_and_goes_on_when_it_has(url, database):
    def fill(connection):
        connection.exec_driver_sql("CREATE TABLE besar AS SELECT randomblob(8000000)")

    for number in range(1, 4):
        database.run_now(note(number))
        with room_of(4_000_000), pytest.raises(OperationalError) as refused:
            database.run_now(fill)
        assert is_trouble(refused.value)
        assert read_from_outside(url) == list(range(1, number + 1))
    database.run_now(fill)
    database.close()

    integrity_check(sqlite_path(url))
    assert read_from_outside(url) == [1, 2, 3]


def test_a_unit_within_a_unit_is_refused_instead_of_waiting_for_ever(database):
    with pytest.raises(UnitWithinUnit):
        database.run_now(lambda _: database.run_now(lambda _: None))
