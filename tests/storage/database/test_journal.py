"""A file gets the journal that its machine can be trusted with, and goes from one to the other whole."""

import os
import shutil
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from storage.database import journal
from storage.database.carrier_tables import DetakRow
from storage.database.engine import open_engine, open_reader
from storage.database.insert import table
from storage.database.journal import Reason, file_system_of, journal_of, wal_size
from storage.database.session import Database
from storage.database.snapshot import copied_bytes, snapshot
from storage.database.sqlite import sqlite3
from storage.database.sqlite_file import integrity_check
from tests.support.writer import (
    CURRENT,
    WITHOUT_WHEEL,
    kill_in_transaction,
    kill_while_writing,
)

BEATS = table(DetakRow)
MOUNTS = """\
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
28 27 0:30 / /srv rw shared:1 - ext4 /dev/vdb rw
29 28 0:31 / /srv/data rw - nfs4 10.0.0.2:/tapak rw
30 27 0:32 / /mnt/my\\040share rw - cifs //kantor/data rw
31 27 0:33 / /mnt/over rw - nfs server:/x rw
32 31 0:34 / /mnt/over rw - tmpfs tmpfs rw
33 27 0:35 / /mnt/ssh rw - fuse.sshfs host:/ rw
34 27 0:36 / /mnt/usb rw - fuseblk /dev/sdb1 rw
"""


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with file systems of every kind."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    monkeypatch.setattr(journal, "MOUNTS", mounts)


def beats(path: Path) -> set[int]:
    with snapshot(f"sqlite:///{path}") as reading:
        return set(reading.execute(select(BEATS.c.bot_id)).scalars())


def beat(database: Database, bot_id: int) -> None:
    database.run_now(lambda c: c.execute(BEATS.insert().values(bot_id=bot_id, at=0)) and None)


def mode_of(path: Path) -> str:
    """Return what the header of a file says."""
    return {b"\1\1": "PERSIST", b"\2\2": "WAL"}[path.read_bytes()[18:20]]


def beside(path: Path) -> set[str]:
    return {one.name for one in path.parent.iterdir()} - {path.name}


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "PERSIST"),
        ((3, 51, 2), "PERSIST"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "PERSIST"),
        ((3, 53, 0), "WAL"),
    ],
)
def test_the_journal_is_one_that_this_sqlite_can_be_trusted_with(version, mode, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)

    assert journal_of(None).mode == mode


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/tapak", "ext4"),
        ("/srv/data", "nfs4"),
        ("/srv/data/kantor", "nfs4"),
        ("/srv/database", "ext4"),
        ("/mnt/my share", "cifs"),
        ("/mnt/over", "tmpfs"),
        ("/mnt/ssh", "fuse.sshfs"),
        ("/mnt/usb", "fuseblk"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(mounted, folder, kind):
    assert file_system_of(Path(folder) / "tapak.sqlite") == kind


@pytest.mark.parametrize("folder", ["/srv/data", "/mnt/my share", "/mnt/ssh"])
def test_over_a_network_there_is_no_wal(mounted, folder, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 53, 4))

    assert journal_of(Path(folder) / "tapak.sqlite").reason is Reason.NETWORK
    assert journal_of(Path("/mnt/usb/tapak.sqlite")).reason is Reason.SOUND


def test_a_machine_that_does_not_tell_its_mounts_is_taken_for_a_local_one(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "MOUNTS", tmp_path / "none")

    assert file_system_of(tmp_path) == ""


def test_whoever_closes_a_file_last_leaves_all_of_it_in_it(path: Path, tmp_path: Path):
    with closing(Database.open(f"sqlite:///{path}")) as database:
        beat(database, 1)
        assert wal_size(path) > 0
        assert beats(path) == {1}

    assert beside(path) == set()
    alone = Path(shutil.copy(path, tmp_path / "alone.sqlite"))
    integrity_check(alone)
    assert beats(alone) == {1}


def test_a_folder_goes_from_machine_to_machine_and_back_whatever_was_killed(path: Path):
    url, said = f"sqlite:///{path}", set[int]()
    machines = [(CURRENT, "WAL"), (WITHOUT_WHEEL, "PERSIST")] * 2
    for number, (env, mode) in enumerate(machines, 1):
        said.update(kill_while_writing(url, env, number * 1_000_000, 40))
        said.update(kill_in_transaction(url, env, number * 1_000_000 + 500_000))
        assert mode_of(path) == mode
        assert beside(path) == (
            {"tapak.sqlite-wal", "tapak.sqlite-shm"} if mode == "WAL" else {"tapak.sqlite-journal"}
        )

    with closing(Database.open(url)) as database:
        tables = database.run_now(
            lambda c: set(c.exec_driver_sql("SELECT name FROM sqlite_schema").scalars())
        )
    assert said <= beats(path)
    assert len(said) >= len(machines) * 52
    assert "besar" not in tables
    assert (mode_of(path), beside(path)) == ("WAL", set())
    integrity_check(path)


def test_who_switches_the_journal_waits_for_who_writes(path: Path, monkeypatch):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = PERSIST")
        other.execute("BEGIN IMMEDIATE")
        waited = []
        monkeypatch.setattr(
            journal,
            "time",
            SimpleNamespace(sleep=lambda s: waited.append(s) or other.execute("ROLLBACK")),
        )

        with open_engine(f"sqlite:///{path}").connect():
            pass

    assert len(waited) == 1
    assert mode_of(path) == "WAL"


def test_who_reads_leaves_the_journal_as_it_is(path: Path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = DELETE")

    with open_reader(f"sqlite:///{path}").connect() as connection:
        connection.exec_driver_sql("SELECT 1 FROM detak")

    assert mode_of(path) == "PERSIST"


def test_who_reads_for_long_makes_the_wal_grow_and_it_shrinks_afterwards(path: Path):
    url = f"sqlite:///{path}"
    with closing(Database.open(url)) as database:
        write = "CREATE TABLE besar AS SELECT randomblob(?) AS isi"
        with snapshot(url) as reading:
            database.run_now(
                lambda c: c.exec_driver_sql(write, (journal.KEPT_WAL + 4_000_000,)) and None
            )
            beat(database, 1)
            assert wal_size(path) > journal.KEPT_WAL
            assert reading.execute(select(BEATS)).all() == []
        beat(database, 2)  # brings all of it in
        beat(database, 3)  # begins the WAL anew

        assert wal_size(path) <= journal.KEPT_WAL
        assert beats(path) == {1, 2, 3}


def test_what_is_deleted_is_not_left_in_the_file(path: Path):
    canary = b"surat rahasia " * 3
    with closing(Database.open(f"sqlite:///{path}")) as database:
        for statement, facts in (
            ("CREATE TABLE surat (isi BLOB)", ()),
            ("INSERT INTO surat VALUES (?)", (canary,)),
            ("DELETE FROM surat", ()),
        ):
            database.run_now(lambda c, s=statement, f=facts: c.exec_driver_sql(s, f) and None)

    assert canary not in path.read_bytes()


def test_a_snapshot_of_a_file_in_wal_mode_copies_nothing(path: Path):
    with closing(Database.open(f"sqlite:///{path}")):
        assert copied_bytes(f"sqlite:///{path}") == 0
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
    assert copied_bytes(f"sqlite:///{path}") == path.stat().st_size


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch):
    """Let every medium be one that nobody can write."""
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))


def test_on_a_medium_that_nobody_can_write_a_file_is_read_without_others(path: Path, sealed):
    with closing(Database.open(f"sqlite:///{path}")) as database:
        beat(database, 1)

    with snapshot(f"sqlite:///{path}") as reading:
        assert reading.execute(select(BEATS.c.bot_id)).scalars().all() == [1]
        assert beside(path) == set()


def test_what_a_wal_holds_is_read_also_there(path: Path, sealed):
    with closing(Database.open(f"sqlite:///{path}")) as database:
        beat(database, 1)
        assert beats(path) == {1}
