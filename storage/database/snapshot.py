"""The database as it stands at one moment, for who only reads: nobody waits for it, however long it takes."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Final, cast

from sqlalchemy import Connection, Dialect, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from storage.database.engine import open_engine, open_reader, read_url
from storage.database.sqlite import sqlite3

HOLD: Final = {
    "sqlite": ("PRAGMA query_only = ON", "SELECT 1 FROM sqlite_schema"),
    "postgresql": (
        "SET LOCAL idle_in_transaction_session_timeout = 0",
        "SET LOCAL statement_timeout = 0",
    ),
}
"""What holds the moment for as long as is read."""


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """Yield a connection that sees the database as it is now, and cannot write.

    A file in WAL mode and PostgreSQL keep that moment for who reads; of another file it is copied.
    """
    reader = open_reader(url)
    if _is_copied(reader):
        with _copied(reader, "query_only = ON") as connection:
            yield connection
        return
    with reader.connect() as connection:
        for statement in HOLD[reader.dialect.name]:
            connection.exec_driver_sql(statement).close()
        yield connection


def copied_bytes(url: str) -> int:
    """Return how much a snapshot copies into ``copies_in()``."""
    path = Path(read_url(url).database or "")
    return path.stat().st_size if path.is_file() and _is_copied(open_reader(url)) else 0


@contextmanager
def rehearsal(url: str) -> Iterator[Connection]:
    """Yield a connection on which anything may be tried, on the database as it is now: nothing of it stays."""
    reader = open_reader(url)
    if reader.dialect.name == "sqlite":
        with _copied(reader, "foreign_keys = ON", "recursive_triggers = ON") as connection:
            yield connection
        return
    with open_engine(url).connect() as connection:
        yield connection


@contextmanager
def _copied(reader: Engine, *pragmas: str) -> Iterator[Connection]:
    """Yield a connection to a private copy of an SQLite file, which has no name: a killed process leaves none behind.

    With a rollback journal whoever commits waits for every reader; nobody may write into what others read.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        with reader.connect() as connection:
            file: Any = connection.connection.driver_connection
            try:
                # This waits for the lock as long as is set; a copy that is begun without it waits for ever.
                file.execute("BEGIN")
                file.execute("SELECT 1 FROM sqlite_schema").fetchone()
                file.backup(copy)
            except sqlite3.Error as failure:
                raise _told(failure, reader.dialect) from failure
        for pragma in pragmas:
            copy.execute(f"PRAGMA {pragma}")
        engine = create_engine(
            "sqlite://",
            module=sqlite3,
            creator=lambda: copy,
            poolclass=NullPool,
            hide_parameters=True,
        )
        with engine.connect() as connection:
            yield connection


def copies_in() -> Path:
    """Return the folder where SQLite puts a file that has no name, if it is not built to keep it in memory.

    Source:
        sqlite.org/tempfiles.html, section 5.
    """
    named = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"))
    wanted = (*filter(None, named), "/var/tmp", "/usr/tmp", "/tmp")  # noqa: S108 -- not ours to choose
    found = (one for one in wanted if os.access(one, os.W_OK | os.X_OK))
    return Path(next(found, gettempdir()))


def _is_copied(reader: Engine) -> bool:
    if reader.dialect.name != "sqlite":
        return False
    with reader.connect() as connection:
        (mode,) = connection.exec_driver_sql("PRAGMA journal_mode").scalars()
    return str(mode) != "wal"


def _told(failure: Exception, dialect: Dialect) -> DBAPIError:
    """Return what the driver says, as whoever reads through SQLAlchemy hears it."""
    told = DBAPIError.instance(
        "BACKUP", None, failure, sqlite3.Error, hide_parameters=True, dialect=dialect
    )
    return cast("DBAPIError", told)
