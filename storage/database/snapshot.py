"""The database as it stands at one moment, for who only reads: nobody waits for it, however long it takes."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine

from storage.database.engine import open_reader


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """Yield a connection that sees the database as it is now, and cannot write.

    Of SQLite it is a private copy, for with a rollback journal whoever commits waits for every reader of the
    file. The copy has no name: a killed process leaves none behind.
    """
    reader = open_reader(url)
    if reader.dialect.name == "sqlite":
        with closing(reader.dialect.loaded_dbapi.connect("", isolation_level=None)) as copy:
            _copy(reader, copy)
            with create_engine(
                "sqlite://", creator=lambda: copy, poolclass=NullPool
            ).connect() as connection:
                yield connection
        return
    with reader.connect() as connection:
        for timeout in ("idle_in_transaction_session_timeout", "statement_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {timeout} = 0")
        yield connection


def _copy(reader: Engine, copy: Any) -> None:  # noqa: ANN401 -- the driver's own
    with reader.connect() as connection:
        file: Any = connection.connection.driver_connection
        # This waits for the lock as long as is set; a copy that is begun without it waits for ever.
        file.execute("BEGIN")
        file.execute("SELECT 1 FROM sqlite_schema").fetchone()
        file.backup(copy)
    copy.execute("PRAGMA query_only = ON")
