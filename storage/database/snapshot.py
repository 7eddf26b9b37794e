"""The database as it stands at one moment, for who only reads: nobody waits for it, however long it takes."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from storage.database.engine import open_engine, open_reader


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """Yield a connection that sees the database as it is now, and cannot write."""
    reader = open_reader(url)
    if reader.dialect.name == "sqlite":
        with _copied(reader, "query_only = ON") as connection:
            yield connection
        return
    with reader.connect() as connection:
        for timeout in ("idle_in_transaction_session_timeout", "statement_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {timeout} = 0")
        yield connection


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

    No transaction on the file itself: with a rollback journal, whoever commits waits for every reader.
    """
    with closing(reader.dialect.loaded_dbapi.connect("", isolation_level=None)) as copy:
        with reader.connect() as connection:
            file: Any = connection.connection.driver_connection
            try:
                # This waits for the lock as long as is set; a copy that is begun without it waits for ever.
                file.execute("BEGIN")
                file.execute("SELECT 1 FROM sqlite_schema").fetchone()
                file.backup(copy)
            except reader.dialect.loaded_dbapi.Error as failure:
                raise _told(failure, reader.dialect) from failure
        for pragma in pragmas:
            copy.execute(f"PRAGMA {pragma}")
        engine = create_engine(
            "sqlite://", creator=lambda: copy, poolclass=NullPool, hide_parameters=True
        )
        with engine.connect() as connection:
            yield connection


def copies_in() -> Path:
    """Return the folder where SQLite puts a file that has no name.

    Source:
        sqlite.org/tempfiles.html, section 5.
    """
    named = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"))
    wanted = (*filter(None, named), "/var/tmp", "/usr/tmp", "/tmp")  # noqa: S108 -- not ours to choose
    found = (one for one in wanted if os.access(one, os.W_OK | os.X_OK))
    return Path(next(found, gettempdir()))


def _told(failure: Exception, dialect: Dialect) -> DBAPIError:
    """Return what the driver says, as whoever reads through SQLAlchemy hears it."""
    base = dialect.loaded_dbapi.Error
    told = DBAPIError.instance(
        "BACKUP", None, failure, base, hide_parameters=True, dialect=dialect
    )
    return cast("DBAPIError", told)
