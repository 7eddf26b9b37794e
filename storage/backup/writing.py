"""Writes a backup while the bot runs.

1. The rows are of one moment, and nobody waits for the reading of them.
2. The rows go before the contents: a content is kept before a row names it and never changes, so none is too new.
3. What is under the name of a backup has been read back, to the last byte.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from io import BufferedWriter
from pathlib import Path
from tempfile import mkstemp
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Connection, Table, select

from storage.backup.manifest import NAME, Manifest, Rows, file_entry, rows_entry
from storage.backup.reading import open_backup
from storage.backup.rows import lines_of, tables_in
from storage.database.schema import revision_of
from storage.database.snapshot import copied_bytes, copies_in, snapshot
from storage.database.trouble import told_as_trouble
from storage.files import FileDamaged, FileMissing, Files, give_name

BUFFER: Final = 64 * 1024  # bytes; a zip takes a line by itself for a lot of work
SPARE: Final = 100_000_000  # bytes that a backup leaves free
PART: Final = ".part"
"""How the name ends under which a backup is written before it is whole."""
KEPT: Final = (
    ("lampiran", "sha256"),
    ("paper", "sha256"),
    ("kantor", "logo"),
    ("templat", "sha256"),
)
"""The tables and columns that name contents."""


def write_backup(url: str, files: Files, path: Path, at: datetime) -> Manifest:
    """Write a whole, checked backup to a path and return what is in it.

    Raises:
        FileExistsError: There is something at the path already.
        NoRoom: The contents would fill the disk, or the private copy of an SQLite file its own.
        OSError: It cannot be written, or the database does not answer.
        BackupDamaged: What was written cannot be read back; it is removed.
    """
    if path.exists():
        raise FileExistsError(path)
    descriptor, name = mkstemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            with told_as_trouble(), ZipFile(file, "w") as archive:
                manifest = _Writer(archive, at).write(url, files, path.parent)
            file.flush()
            os.fsync(file.fileno())
        with open_backup(part) as backup:
            backup.check()
        give_name(part, path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


class NoRoom(OSError):
    """The disk has no room for a backup."""


class _Writer:
    """Writes the entries of one backup."""

    def __init__(self, archive: ZipFile, at: datetime) -> None:
        self._archive = archive
        self._at = at

    def write(self, url: str, files: Files, folder: Path) -> Manifest:
        _require_room(copied_bytes(url), copies_in())
        with snapshot(url) as connection:
            head = revision_of(connection)
            known = tables_in(connection)
            tables = {
                name: self._rows(name, lines_of(connection, table))
                for name, table in known.items()
            }
            named = _named(connection, known)
        # Also the letter of a berkas that has not begun: no row has it yet.
        there = sorted(files.names())
        contents = sum(files.path(name).stat().st_size for name in there)
        _require_room(contents + SPARE, folder)
        kept = self._files(files, there)
        manifest = Manifest(
            version=version("tapak"),
            head=head or "",
            created_at=self._at,
            tables=tables,
            files=kept,
            missing=tuple(sorted(named - kept.keys())),
        )
        text = manifest.model_dump_json(indent=1).encode()
        self._archive.writestr(self._entry(NAME, ZIP_DEFLATED), text)
        return manifest

    def _rows(self, table: str, lines: Iterable[bytes]) -> Rows:
        count, digest = 0, sha256()
        entry = self._entry(rows_entry(table), ZIP_DEFLATED)
        with (
            self._archive.open(entry, "w", force_zip64=True) as raw,
            BufferedWriter(raw, BUFFER) as part,
        ):
            for line in lines:
                count += 1
                digest.update(line)
                part.write(line)
        return Rows(count=count, sha256=digest.hexdigest())

    def _files(self, files: Files, names: Iterable[str]) -> dict[str, int]:
        kept = {}
        for name in names:
            try:
                content = files.get(name)
            except (FileMissing, FileDamaged):
                continue
            self._archive.writestr(self._entry(file_entry(name), ZIP_STORED), content)
            kept[name] = len(content)
        return kept

    def _entry(self, name: str, method: int) -> ZipInfo:
        entry = ZipInfo(name, self._at.timetuple()[:6])
        entry.compress_type = method
        entry.external_attr = 0o600 << 16
        return entry


def _named(connection: Connection, tables: Mapping[str, Table]) -> set[str]:
    """Return every content that a row names; an earlier version has not all of the columns."""
    found: set[str] = set()
    for table, name in KEPT:
        column = tables[table].c.get(name) if table in tables else None
        if column is not None:
            found.update(connection.execute(select(column).distinct()).scalars())
    return found - {""}


def _require_room(needed: int, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoRoom(f"{free} bytes free in {folder}, {needed} needed")
