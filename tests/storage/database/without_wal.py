"""What holds of a file with a rollback journal, by the SQLite of Python; see ``test_without_wal.py``."""

from contextlib import closing

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, OperationalError

from storage.database.carrier_tables import DetakRow
from storage.database.insert import table
from storage.database.journal import journal_of
from storage.database.session import Database
from storage.database.snapshot import copied_bytes, snapshot
from storage.database.sqlite import sqlite3
from storage.database.trouble import is_trouble
from tests.support.disk import room_of

BEATS = table(DetakRow)


def test_the_sqlite_is_that_of_python_and_its_journal_one_that_it_can_be_trusted_with(path):
    assert sqlite3.__name__ == "sqlite3"
    assert journal_of(path).mode == "PERSIST"


def test_who_reads_sees_a_copy_and_keeps_nobody_from_writing(path):
    url = f"sqlite:///{path}"
    with closing(Database.open(url)) as database, snapshot(url) as reading:
        database.run_now(lambda c: c.execute(BEATS.insert().values(bot_id=1, at=0)) and None)

        assert reading.execute(select(BEATS)).all() == []
        assert copied_bytes(url) == path.stat().st_size


def test_a_copy_that_has_no_room_is_told_as_every_trouble_of_a_database(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE besar AS SELECT zeroblob(8000000)")
    no_room = pytest.raises(DBAPIError, match="disk")

    with room_of(1_000_000), no_room, snapshot(f"sqlite:///{path}"):
        pass


def test_a_file_that_another_machine_has_open_in_wal_mode_is_trouble_and_stays_as_it_is(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT 1 FROM detak").fetchall()

        with pytest.raises(OperationalError, match="locked") as refused:
            Database.open(f"sqlite:///{path}")

    assert is_trouble(refused.value)
    assert path.read_bytes()[18:20] == b"\2\2"
