"""How a database is opened: SQLite with safe pragmas, PostgreSQL with timeouts."""

import sqlite3
from functools import cache, partial
from typing import Any

from sqlalchemy import URL, Dialect, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.util import LRUCache

BUSY_TIMEOUT = 5000  # milliseconds
COMPILED = 500  # statements, as SQLAlchemy keeps for an engine
POSTGRESQL_OPTIONS = (
    "-c statement_timeout=10s -c lock_timeout=3s -c idle_in_transaction_session_timeout=15s"
)


def read_url(url: str) -> URL:
    """Return the address with its driver; which one is our affair."""
    parsed = make_url(url)
    if parsed.drivername in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def open_engine(url: str) -> Engine:
    """Return an engine without a pool: every connection is opened anew and owned by its opener.

    Its errors name the statement, never the values: those are people.
    Transactions on SQLite begin with the write lock (``BEGIN IMMEDIATE``); on PostgreSQL they are
    ``REPEATABLE READ``: a read-modify-write that raced is refused, never lost.
    """
    parsed = read_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, "BEGIN IMMEDIATE")
    return create_engine(
        parsed,
        poolclass=NullPool,
        hide_parameters=True,
        isolation_level="REPEATABLE READ",
        connect_args={"options": POSTGRESQL_OPTIONS},
    )


def open_reader(url: str) -> Engine:
    """Return such an engine whose transactions only read, and wait for no writer's lock."""
    parsed = read_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, "BEGIN DEFERRED")
    return open_engine(url).execution_options(postgresql_readonly=True)


def _open_sqlite(parsed: URL, begin: str) -> Engine:
    dialect, compiled = _speak_sqlite(begin)
    args, options = dialect.create_connect_args(parsed)
    connect = partial(dialect.connect, *args, **options, isolation_level=None)
    engine = Engine(
        NullPool(connect, dialect=dialect),
        dialect,
        parsed,
        hide_parameters=True,
        execution_options={"compiled_cache": compiled},
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


@cache
def _speak_sqlite(begin: str) -> tuple[Dialect, LRUCache[Any, Any]]:
    """Return the dialect of all files whose transactions begin so, and what was compiled in it."""
    engine = create_engine("sqlite://", poolclass=NullPool)
    with engine.connect():
        pass  # now it knows which SQLite it speaks to
    # Not by an event: one listener on the engine, and every statement pays for all of them.
    engine.dialect.do_begin = lambda connection: connection.execute(begin)  # type: ignore[assignment]
    return engine.dialect, LRUCache(COMPILED)


def journal_pragmas(version: tuple[int, ...]) -> tuple[str, str]:
    """Return the journal that this SQLite can be trusted with, never losing a commit.

    Source:
        sqlite.org/wal.html#walresetbug: before 3.51.3, two connections in WAL mode may corrupt
        the file; 3.52.0 was withdrawn.
    """
    if version >= (3, 51, 3) and version != (3, 52, 0):
        return "journal_mode = WAL", "synchronous = FULL"
    return "journal_mode = PERSIST", "synchronous = EXTRA"


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    # recursive_triggers: without it, INSERT OR REPLACE deletes a row past its delete trigger.
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",
        *journal_pragmas(sqlite3.sqlite_version_info),
        "foreign_keys = ON",
        "recursive_triggers = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
