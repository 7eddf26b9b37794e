"""Databases for the tests: SQLite files, and a PostgreSQL of our own where there is one."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from storage.database import schema
from storage.database.insert import table
from storage.database.session import Database
from storage.database.tables import KantorRow, PegawaiRow
from storage.documents.kantor.buku import BukuKantor
from tests.support.empty import put_empty_database
from tests.support.rows import StoredOffice

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
FAST = (
    "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c autovacuum=off"
    " -c max_connections=60"
)
NUMBERS = itertools.count(1)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Yield the folder of the socket of a PostgreSQL that serves nobody else."""
    if not BINARIES:
        pytest.skip("no PostgreSQL server in /usr/lib/postgresql")
    binaries = BINARIES[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="tapak-pg-", dir="/tmp"))
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if user:
        shutil.chown(folder, user, user)

    def server(*command: str) -> None:
        subprocess.run(
            [str(binaries / command[0]), *command[1:]],
            check=True,
            cwd=folder,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdout=subprocess.DEVNULL,
        )

    data = str(folder / "data")
    server("initdb", "-D", data, "-U", "tapak", "--auth=trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} {FAST}"
    server("pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
    try:
        yield str(folder)
    finally:
        server("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def postgresql_address(server: str, name: str) -> str:
    return f"postgresql://tapak@/{name}?host={server}"


def new_postgresql(server: str, template: str) -> str:
    name = f"tapak_{next(NUMBERS)}"
    with psycopg.connect(postgresql_address(server, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return postgresql_address(server, name)


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    url = new_postgresql(postgresql_server, "template0")
    schema.migrate(url)
    return url.split("/")[3].split("?")[0]


@pytest.fixture(scope="session")
def emptied(
    postgresql_server: str, postgresql_template: str
) -> Iterator[list[psycopg.Connection[Any]]]:
    """Yield connections to migrated databases that nobody uses: making one costs more than most tests."""
    connections: list[psycopg.Connection[Any]] = []
    yield connections
    for one in connections:
        one.close()


@pytest.fixture
def postgresql_url(
    postgresql_server: str, postgresql_template: str, emptied: list[psycopg.Connection[Any]]
) -> Iterator[str]:
    """Yield the address of a migrated PostgreSQL database; another test gets it, empty again."""
    if not emptied:
        url = new_postgresql(postgresql_server, postgresql_template)
        emptied.append(psycopg.connect(url, autocommit=True))
    connection = emptied.pop()
    before = schema_of(connection)
    yield postgresql_address(postgresql_server, connection.info.dbname)
    with suppress(psycopg.OperationalError):  # where every other backend was killed, this one too
        if schema_of(connection) == before:
            connection.execute(EMPTY)
            emptied.append(connection)
            return
    connection.close()


CATALOGS = ("pg_attribute", "pg_constraint", "pg_index", "pg_proc", "pg_trigger")
SCHEMA = ", ".join(f"(SELECT (count(*), max(xmin::text::bigint)) FROM {c})" for c in CATALOGS)


def schema_of(connection: psycopg.Connection[Any]) -> Any:
    """Return what is another after any change of the schema."""
    return connection.execute(f"SELECT {SCHEMA}".encode()).fetchone()


EMPTY = b"""
DO $$ DECLARE one record; BEGIN
    SET LOCAL session_replication_role = replica;  -- past the guards of what only grows
    FOR one IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP EXECUTE format('DELETE FROM %I', one.tablename); END LOOP;
    PERFORM setval(format('%I', sequencename)::regclass, start_value, false)
        FROM pg_sequences WHERE last_value IS NOT NULL;
END $$
"""
"""Takes away every row, and lets numbers begin anew."""


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tapak.db'}"
    return new_postgresql(request.getfixturevalue("postgresql_server"), "template0")


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a migrated database."""
    if request.param == "sqlite":
        path = tmp_path / "tapak.db"
        put_empty_database(path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database.open(url)
    yield database
    database.close()


@pytest.fixture
def kantor_id(database: Database) -> int:
    """Return an office with one pegawai, both of id 1."""

    def work(connection):
        connection.execute(table(KantorRow).insert().values(id=1, kode="K1", nama="Kecamatan"))
        connection.execute(
            table(PegawaiRow).insert().values(id=1, kantor_id=1, kunci="1", nama="Sri")
        )

    database.run_now(work)
    return 1


@pytest.fixture
def another(database: Database) -> Callable[[BukuKantor], StoredOffice]:
    """Return how another office gets into the same database."""
    return lambda buku: StoredOffice(database, buku)


@pytest.fixture
def kantor(database: Database) -> StoredOffice:
    kantor = StoredOffice(database)
    kantor.join("Hendra Wiguna", 1)
    return kantor


@pytest.fixture
def joined(kantor) -> StoredOffice:
    for user_id, nama in enumerate(
        ("Ratna Dewi", "Wulan Sari", "Dedi Kurnia", "Sari Puspita", "Asep Ramdan", "Nia Lestari"),
        start=2,
    ):
        kantor.join(nama, user_id)
    return kantor
