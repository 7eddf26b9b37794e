"""How a database is opened: SQLite with safe pragmas, PostgreSQL with timeouts."""

import json
from functools import cache, partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Dialect, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.util import LRUCache

from sop_flows.jejak import Written
from storage.database.journal import is_unfinished, journal_of, keep, on_read_only_medium
from storage.database.sqlite import sqlite3
from storage.database.sqlite_text import CompiledOnce

BUSY_TIMEOUT = 5000  # milliseconds
COMPILED = 500  # statements, as SQLAlchemy keeps for an engine; so does each connection (SQLite's driver: 128, if unasked)
POSTGRESQL_OPTIONS = (
    "-c statement_timeout=10s -c lock_timeout=3s -c idle_in_transaction_session_timeout=15s"
)


def read_url(url: str) -> URL:
    """Return the address with its driver; which one is our affair."""
    parsed = make_url(url)
    if parsed.drivername in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def write_json(value: object) -> str:
    """Return a value of a JSON column as its text; what is written already stands as it is."""
    return value.text if isinstance(value, Written) else json.dumps(value)


def read_json(text: str | bytes) -> Any:  # noqa: ANN401 -- whatever a column says
    """Return the value of a JSON column; most say nothing, and that is not parsed."""
    return {} if text == "{}" else json.loads(text)


JSON_AS: Final = {"json_serializer": write_json, "json_deserializer": read_json}


def open_engine(url: str) -> Engine:
    """Return an engine without a pool: every connection is opened anew and owned by its opener.

    Its errors name the statement, never the values: those are people.
    Transactions on SQLite begin with the write lock (``BEGIN IMMEDIATE``); on PostgreSQL they are
    ``REPEATABLE READ``: a read-modify-write that raced is refused, never lost.
    """
    parsed = read_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = _open_sqlite(parsed, "BEGIN IMMEDIATE")
        journal = journal_of(Path(parsed.database) if parsed.database else None)
        event.listen(engine, "connect", lambda connection, _record: keep(connection, journal))
        return engine
    return create_engine(
        parsed,
        poolclass=NullPool,
        **JSON_AS,
        hide_parameters=True,
        isolation_level="REPEATABLE READ",
        connect_args={"options": POSTGRESQL_OPTIONS},
    )


def open_reader(url: str) -> Engine:
    """Return such an engine whose transactions only read, and wait for no writer's lock.

    An SQLite file is read in the journal that it has, and one that nobody can write without the files beside it.
    """
    parsed = read_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(_unchanging(parsed), "BEGIN DEFERRED")
    return open_engine(url).execution_options(postgresql_readonly=True)


def _open_sqlite(parsed: URL, begin: str) -> Engine:
    dialect, compiled = _speak_sqlite(begin)
    args, options = dialect.create_connect_args(parsed)
    connect = partial(
        dialect.connect, *args, **options, isolation_level=None, cached_statements=COMPILED
    )
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
    engine = create_engine("sqlite://", poolclass=NullPool, module=sqlite3, **JSON_AS)
    engine.dialect.statement_compiler = CompiledOnce
    with engine.connect():
        pass  # now it knows which SQLite it speaks to
    # Not by an event: one listener on the engine, and every statement pays for all of them.
    engine.dialect.do_begin = lambda connection: connection.execute(begin)  # type: ignore[assignment]
    return engine.dialect, LRUCache(COMPILED)


def _unchanging(parsed: URL) -> URL:
    """Return the address by which a whole file on a medium that nobody can write is read.

    SQLite cannot put there what it reads a file in WAL mode with, and is told that it needs none of it.
    """
    path = Path(parsed.database or "")
    if not path.is_file() or not on_read_only_medium(path) or is_unfinished(path):
        return parsed
    query = {"uri": "true", "immutable": "1"}
    return parsed.set(database=f"file:{quote(str(path.resolve()))}", query=query)


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    # recursive_triggers: without it, INSERT OR REPLACE deletes a row past its delete trigger.
    # secure_delete: what is forgotten about people does not stay in free pages. Debian's SQLite does so unasked.
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
