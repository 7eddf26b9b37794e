"""Restores a backup: into an empty database, all of it or nothing.

1. Everything is read and checked before anything is written.
2. The contents come first: each is kept under its sha256, over nothing, and is nobody's until a row names it.
3. The rows come in one transaction: at the head that they are of, then migrated. An SQLite file gets its name last.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Connection, Integer, Table, func, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from sop_flows.deferred import dataclass
from sop_flows.jejak import Verification
from storage.backup.manifest import BackupDamaged, Cacat, Manifest, rows_entry
from storage.backup.reading import Backup, open_backup
from storage.backup.rows import CHUNK, tables_in, values_of
from storage.berkas.jejak import verify
from storage.database.engine import open_reader
from storage.database.insert import table as table_of
from storage.database.schema import DatabaseNotEmpty, MigrationBroken, refilling
from storage.database.snapshot import snapshot
from storage.database.sqlite_file import sqlite_path
from storage.database.tables import KantorRow
from storage.database.trouble import told_as_trouble
from storage.files import Files, give_name

MADE_IN: Final = ".tapak-restore-{}-"
"""How the folder's name begins in which the database of this name is made before it gets it."""
REFUSED: Final = (DataError, IntegrityError, OverflowError)
"""What a database says of a row that cannot be in it."""
_K = table_of(KantorRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored: what the backup says of itself, and whether the history of each office (kode) is whole."""

    manifest: Manifest
    riwayat: tuple[tuple[str, Verification], ...]


def restore(path: Path, url: str, files: Files) -> Restored:
    """Restore a backup into a database without tables, and return what is there now.

    Raises:
        BackupDamaged: It is not as it was written, or its rows do not fit together. Nothing is restored.
        BackupNewer: A newer version wrote it.
        DatabaseNotEmpty: There is a database already, or what belongs to one.
        OSError: It cannot be read, or there is no room to restore it.
        FileDamaged: A kept content that is there already is not what its name says.
        FolderTaken: Another restore is at it.
    """
    with open_backup(path) as backup:
        _require_empty(url)
        backup.check()
        with files.alone(), _keeping(files, backup):
            if url.startswith("sqlite"):
                _make_file(sqlite_path(url), backup)
            else:
                _fill(url, backup)
        return Restored(manifest=backup.manifest, riwayat=_histories(url))


def rehearse(path: Path) -> Restored:
    """Restore the rows of a backup to where nobody sees them, and return what would be there.

    Raises:
        BackupDamaged: It is not as it was written, or its rows do not fit together.
        BackupNewer: A newer version wrote it.
    """
    with open_backup(path) as backup, TemporaryDirectory(prefix="tapak-") as folder:
        backup.check()
        url = f"sqlite:///{folder}/rehearsal.sqlite"
        _fill(url, backup)
        return Restored(manifest=backup.manifest, riwayat=_histories(url))


def _require_empty(url: str) -> None:
    """On SQLite also without a journal, which would be played into the file that is put beside it."""
    if not url.startswith("sqlite"):
        with told_as_trouble(), open_reader(url).connect() as connection:
            if tables_in(connection):
                raise DatabaseNotEmpty
        return
    path = sqlite_path(url)
    found = [one.name for one in (path, *path.parent.glob(f"{path.name}-*")) if one.exists()]
    if found:
        raise DatabaseNotEmpty(", ".join(found))


def _make_file(target: Path, backup: Backup) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = MADE_IN.format(target.name)
    for left in target.parent.glob(f"{escape(prefix)}*/"):  # by one that was killed
        rmtree(left, ignore_errors=True)
    with TemporaryDirectory(
        prefix=prefix, dir=target.parent, ignore_cleanup_errors=True
    ) as folder:
        made = Path(folder) / target.name
        _fill(f"sqlite:///{made}", backup)
        try:
            give_name(made, target)
        except FileExistsError:
            raise DatabaseNotEmpty(target.name) from None


@contextmanager
def _keeping(files: Files, backup: Backup) -> Iterator[None]:
    """Keep the contents of a backup; those that were not there go again if what follows fails."""
    added: list[Path] = []
    try:
        for name in backup.manifest.files:
            path = files.path(name)
            if path.exists():
                files.get(name)
                continue
            added.append(path)
            files.put(backup.content(name))
        yield
    except BaseException:
        for path in added:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # others are in it
                path.parent.rmdir()
        raise


def _fill(url: str, backup: Backup) -> None:
    try:
        with told_as_trouble(), refilling(url, backup.manifest.head) as connection:
            tables = tables_in(connection)
            _require_tables(set(tables), set(backup.manifest.tables))
            for name in backup.manifest.tables:
                _insert(connection, tables[name], backup)
    except MigrationBroken as broken:
        raise BackupDamaged(Cacat.TIDAK_COCOK, detail=str(broken)) from broken


def _require_tables(wanted: set[str], found: set[str]) -> None:
    for name in wanted - found:
        raise BackupDamaged(Cacat.HILANG, rows_entry(name))
    for name in found - wanted:
        raise BackupDamaged(Cacat.ASING, rows_entry(name))


def _insert(connection: Connection, table: Table, backup: Backup) -> None:
    entry, count = rows_entry(table.name), 0
    rows = backup.rows(table.name)
    while chunk := list(islice(rows, CHUNK)):
        values = [
            _fitting(table, entry, number, row) for number, row in enumerate(chunk, count + 1)
        ]
        _put(connection, table, entry, count + 1, values)
        count += len(chunk)
    if connection.execute(select(func.count()).select_from(table)).scalar_one() != count:
        raise BackupDamaged(Cacat.JUMLAH, entry)  # a row that a trigger left out
    if connection.dialect.name == "postgresql":
        _count_on(connection, table)


def _fitting(table: Table, entry: str, number: int, row: dict[str, Any]) -> dict[str, Any]:
    try:
        return values_of(table, row)
    except ValueError as misfit:
        raise BackupDamaged(Cacat.TIDAK_COCOK, entry, number, str(misfit)) from misfit


def _put(
    connection: Connection, table: Table, entry: str, first: int, rows: list[dict[str, Any]]
) -> None:
    """Insert the rows; halved until the one is found that cannot be there."""
    try:
        with connection.begin_nested():
            connection.execute(insert(table), rows)
    except REFUSED as refused:
        if len(rows) == 1:
            detail = str(getattr(refused, "orig", refused)).splitlines()[0]
            raise BackupDamaged(Cacat.TIDAK_COCOK, entry, first, detail) from refused
        half = len(rows) // 2
        _put(connection, table, entry, first, rows[:half])
        _put(connection, table, entry, first + half, rows[half:])


def _count_on(connection: Connection, table: Table) -> None:
    """Let new keys begin behind those that were restored."""
    for column in table.primary_key:
        if isinstance(column.type, Integer):
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            last = func.max(column)
            connection.execute(select(func.setval(sequence, last)).having(last > 0))


def _histories(url: str) -> tuple[tuple[str, Verification], ...]:
    with snapshot(url) as connection:
        offices = connection.execute(select(_K.c.id, _K.c.kode).order_by(_K.c.kode)).all()
        return tuple((kode, verify(connection, id)) for id, kode in offices)
