"""Brings a database to the tables of this version: under a lock, after a backup.

Alembic is imported on first use; a start that finds the database up to date never needs it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from sop_flows.deferred import dataclass
from storage.database.engine import open_engine, open_reader
from storage.database.sqlite_file import sqlite_path, vacuum_into

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0034"
MIGRATIONS = Path(__file__).parents[1] / "migrations"
LOCK = 0x7461_7061  # "tapa", the advisory lock of migrations on PostgreSQL


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationResult:
    """What was done: from which revision to which, and where the copy from before is."""

    before: str | None
    after: str
    backup: Path | None

    @property
    def changed(self) -> bool:
        return self.before != self.after


def head() -> str:
    """Return the revision that this version works with."""
    return HEAD


def current(url: str) -> str | None:
    """Return the revision of the database; none when it is empty."""
    with open_reader(url).connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the database that somebody has open; none when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar_one_or_none()
    return found


def is_revision(name: str) -> bool:
    """Tell whether this version knows a revision of that name."""
    return any((MIGRATIONS / "versions").glob(f"{name}_*.py")) if name.isdigit() else False


def migrate(url: str, target: str = HEAD) -> MigrationResult:
    """Bring the database to a revision, all or nothing. Any number of processes may try at once.

    Raises:
        DatabaseNewer: It was written by a newer version of the program.
    """
    before = current(url)
    if before == target:
        return MigrationResult(before=before, after=target, backup=None)
    _refuse_newer(before)
    backup = _back_up(url, before) if before is not None else None
    with open_engine(url).connect() as connection:
        _prepare(connection)
        with connection.begin():
            _lock(connection)
            _move(connection, target)
    return MigrationResult(before=before, after=target, backup=backup)


@contextmanager
def refilling(url: str, revision: str) -> Iterator[Connection]:
    """Yield a connection to the empty tables of a revision; what is put there is then brought to this version.

    All or nothing, in one transaction, in which references are looked at only once everything is there.

    Raises:
        DatabaseNotEmpty: There are tables already.
        MigrationBroken: A row refers to nothing.
    """
    with open_engine(url).connect() as connection:
        _prepare(connection)
        with connection.begin():
            _lock(connection)
            if inspect(connection).get_table_names():
                raise DatabaseNotEmpty
            _move(connection, revision)
            with _without_references(connection):
                yield connection
            _move(connection, HEAD)


def draft(url: str, message: str, revision: str) -> Path:
    """Write the migration that turns this (scratch) database into the tables; return its file."""
    from alembic import command

    with open_engine(url).connect() as connection, connection.begin():
        command.revision(_config(connection), message=message, rev_id=revision, autogenerate=True)
    return next((MIGRATIONS / "versions").glob(f"{revision}_*.py"))


def _prepare(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # What is seen after the lock must not be older than the lock.
        connection.execution_options(isolation_level="READ COMMITTED")
        return
    # A table is changed by copying it, which would trip over the rows that refer to it.
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute("PRAGMA busy_timeout = 30000")


def _lock(connection: Connection) -> None:
    """Wait for whoever migrates just now; on SQLite, BEGIN IMMEDIATE has waited already."""
    if connection.dialect.name == "postgresql":
        for setting in (
            "lock_timeout",
            "statement_timeout",
            "idle_in_transaction_session_timeout",
        ):
            connection.exec_driver_sql(f"SET LOCAL {setting} = '10min'")
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _move(connection: Connection, target: str) -> None:
    from alembic import command

    found = revision_of(connection)  # somebody else may have been faster
    if found is not None and target < found:
        command.downgrade(_config(connection), target)
    elif found != target:
        command.upgrade(_config(connection), target)
    if connection.dialect.name == "sqlite":
        orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if orphan is not None:
            raise MigrationBroken(f"a row of {orphan[0]} refers to nothing in {orphan[2]}")


@contextmanager
def _without_references(connection: Connection) -> Iterator[None]:
    """On SQLite, which checks them at the end of a move, there are none since ``_prepare``."""
    if connection.dialect.name != "postgresql":
        yield
        return
    found = [
        f'ALTER TABLE "{table}" ALTER CONSTRAINT "{reference["name"]}"'
        for table in inspect(connection).get_table_names()
        for reference in inspect(connection).get_foreign_keys(table)
    ]
    for alter in found:
        connection.exec_driver_sql(f"{alter} DEFERRABLE INITIALLY DEFERRED")
    yield
    try:
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as failure:
        raise MigrationBroken(str(failure.orig)) from failure
    for alter in found:
        connection.exec_driver_sql(f"{alter} NOT DEFERRABLE")


def _refuse_newer(before: str | None) -> None:
    if before is not None and before > HEAD:
        raise DatabaseNewer(f"database at {before}, program at {HEAD}")


def _back_up(url: str, before: str) -> Path | None:
    if not url.startswith("sqlite"):
        return None
    path = sqlite_path(url)
    for number in range(1, 1000):
        copy = path.with_name(f"{path.name}.{before}-{number}")
        if not copy.exists():
            return vacuum_into(url, copy)
    raise MigrationBroken(f"too many copies beside {path}")


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


class DatabaseNewer(RuntimeError):
    """The database was written by a newer version of the program."""


class DatabaseNotEmpty(RuntimeError):
    """There are tables already; nothing was changed."""


class MigrationBroken(RuntimeError):
    """The migration would leave the database unsound; nothing was changed."""
