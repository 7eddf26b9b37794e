"""An SQLite file: where it is, a whole copy of it taken while it is in use, whether it is sound."""

import contextlib
import os
from pathlib import Path

from storage.database.engine import read_url
from storage.database.sqlite import sqlite3


def sqlite_path(url: str) -> Path:
    """Return the file of an SQLite database.

    Raises:
        BackupNotPossible: The address names no SQLite file.
    """
    parsed = read_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise BackupNotPossible(parsed.render_as_string())
    return Path(parsed.database)


def vacuum_into(url: str, path: Path) -> Path:
    """Write a whole, checked copy of the database to a path and return it.

    Raises:
        BackupNotPossible: There is something at the path already, or no SQLite file to copy.
        DatabaseDamaged: The copy is not sound; it is removed.
    """
    source = sqlite_path(url)
    if not source.exists() or path.exists():
        raise BackupNotPossible(f"{source} -> {path}")
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(source, timeout=30)) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        integrity_check(part)
        with part.open("rb") as copy:
            os.fsync(copy.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def integrity_check(path: Path) -> None:
    """Read every page and every reference of an SQLite file.

    Raises:
        DatabaseDamaged: It is not sound; the first fault is named.
    """
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(str(error)) from error
    if verdict != "ok":
        raise DatabaseDamaged(verdict)
    if orphan is not None:
        raise DatabaseDamaged(f"a row of {orphan[0]} refers to nothing in {orphan[2]}")


class BackupNotPossible(RuntimeError):
    """This database cannot be copied to this place."""


class DatabaseDamaged(RuntimeError):
    """A database file is not sound."""
