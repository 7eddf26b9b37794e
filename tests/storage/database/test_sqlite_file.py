"""A copy of a database in use is whole, checked, and never half there."""

import itertools
import threading

import pytest
from sqlalchemy import func, select

from storage.database.carrier_tables import DetakRow
from storage.database.engine import open_engine
from storage.database.insert import table
from storage.database.session import Database
from storage.database.sqlite_file import (
    BackupNotPossible,
    DatabaseDamaged,
    integrity_check,
    vacuum_into,
)
from tests.support.empty import put_empty_database


@pytest.fixture
def sqlite_url(tmp_path):
    path = tmp_path / "tapak.db"
    put_empty_database(path)
    return f"sqlite:///{path}"


def test_a_copy_under_load_misses_nothing_committed_before_it(tmp_path, sqlite_url):
    database = Database.open(sqlite_url)
    stop = threading.Event()
    written = []

    def note(number):
        database.run_now(
            lambda c: c.execute(table(DetakRow).insert().values(bot_id=number, at=0)) and None
        )
        written.append(number)

    def write():
        for number in itertools.takewhile(lambda _: not stop.is_set(), itertools.count()):
            note(number)

    writer = threading.Thread(target=write)
    writer.start()
    for copy in range(3):
        before = len(written)
        path = vacuum_into(sqlite_url, tmp_path / f"copy-{copy}.db")
        with open_engine(f"sqlite:///{path}").connect() as connection:
            found = connection.execute(select(func.count()).select_from(table(DetakRow))).scalar()
        assert found >= before
    stop.set()
    writer.join()
    database.close()


def test_a_copy_never_overwrites(tmp_path, sqlite_url):
    path = tmp_path / "copy.db"
    path.write_bytes(b"mine")

    with pytest.raises(BackupNotPossible):
        vacuum_into(sqlite_url, path)
    assert path.read_bytes() == b"mine"


def test_only_sqlite_is_copied_here(tmp_path):
    with pytest.raises(BackupNotPossible):
        vacuum_into("postgresql://nobody@/nothing", tmp_path / "copy.db")


def test_damage_is_found(tmp_path, sqlite_url):
    path = vacuum_into(sqlite_url, tmp_path / "copy.db")
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)

    with pytest.raises(DatabaseDamaged):
        integrity_check(path)
