"""Reads a backup, trusting nothing that it says before it is shown.

1. The entries are those that the manifest names, each once: whatever else a zip may hold is refused.
2. Nothing is unpacked to a path, nothing in memory beyond one row or one content, and nothing beyond its ratio.
3. What was read to its end is what was written: by count, size and sha256.
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import Any, Final, TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from storage.backup.manifest import (
    FORMAT,
    NAME,
    BackupDamaged,
    BackupNewer,
    Cacat,
    Manifest,
    file_entry,
    rows_entry,
)
from storage.backup.rows import read_line, row_text
from storage.database.schema import head, is_revision

T = TypeVar("T")
BUFFER: Final = 64 * 1024  # bytes unpacked at once
LONGEST: Final = 64 * 1024 * 1024  # bytes of one line or of the manifest
RATIO: Final = 200  # of what was packed to what it is packed into, where it is more than SMALL
SMALL: Final = 1024 * 1024
ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
UNREADABLE: Final = (
    BadZipFile,
    EOFError,
    IndexError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What reading a damaged zip comes to, and JSON that is none."""


class Backup:
    """A backup whose entries are those that it should have; their content is checked as it is read."""

    def __init__(self, archive: ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table, in order.

        Raises:
            BackupDamaged: At the first row that is not as it was written, or at the end where the whole is not.
        """
        return self._lines(table, read_line)

    def content(self, name: str) -> bytes:
        """Return a kept content.

        Raises:
            BackupDamaged: It is not what it was.
        """
        entry = file_entry(name)
        try:
            content = self._archive.read(entry)
        except UNREADABLE as failure:
            raise BackupDamaged(Cacat.TAK_TERBACA, entry, detail=str(failure)) from failure
        if sha256(content).hexdigest() != name:
            raise BackupDamaged(Cacat.BERUBAH, entry)
        return content

    def check(self) -> None:
        """Read everything; ``BackupDamaged`` where anything is not as it was written."""
        for table in self.manifest.tables:
            for _ in self._lines(table, row_text):
                pass
        for name in self.manifest.files:
            self.content(name)

    def _lines(self, table: str, read: Callable[[bytes], T]) -> Iterator[T]:
        entry, written = rows_entry(table), self.manifest.tables[table]
        count, digest = 0, sha256()
        try:
            with self._archive.open(entry) as part:
                lines = BufferedReader(part, BUFFER)  # type: ignore[type-var]
                while line := lines.readline(LONGEST):
                    row = read(line)
                    digest.update(line)
                    count += 1
                    yield row
        except UNREADABLE as failure:
            raise BackupDamaged(Cacat.TAK_TERBACA, entry, count + 1, str(failure)) from failure
        if count != written.count:
            raise BackupDamaged(Cacat.JUMLAH, entry)
        if digest.hexdigest() != written.sha256:
            raise BackupDamaged(Cacat.BERUBAH, entry)


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """Open a backup; its manifest and the names of its entries have been checked.

    Raises:
        BackupDamaged: It is none, or not as it was written.
        BackupNewer: A newer version wrote it.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        try:
            archive = ZipFile(file)
        except UNREADABLE as failure:
            raise BackupDamaged(Cacat.BUKAN_ZIP, detail=str(failure)) from failure
        with archive:
            entries = _entries(archive.infolist(), path.stat().st_size)
            manifest = _manifest(archive, entries)
            _check_names(entries, manifest)
            yield Backup(archive, manifest)


def _entries(found: list[ZipInfo], size: int) -> dict[str, ZipInfo]:
    entries: dict[str, ZipInfo] = {}
    for entry in found:
        name = entry.orig_filename
        if name in entries:
            raise BackupDamaged(Cacat.GANDA, name)
        stored = entry.compress_type == ZIP_STORED and entry.compress_size == entry.file_size
        packed = entry.compress_type == ZIP_DEFLATED and (
            entry.file_size <= max(SMALL, RATIO * entry.compress_size)
        )
        there = 0 <= entry.header_offset < size  # before the file, a disk would be blamed
        if entry.flag_bits & ENCRYPTED or not (there and (stored or packed)):
            raise BackupDamaged(Cacat.BENTUK, name)
        entries[name] = entry
    if sum(entry.compress_size for entry in found) > size:
        raise BackupDamaged(Cacat.BENTUK)  # entries that share their bytes
    return entries


def _manifest(archive: ZipFile, entries: dict[str, ZipInfo]) -> Manifest:
    if NAME not in entries:
        raise BackupDamaged(Cacat.HILANG, NAME)
    if entries[NAME].file_size > LONGEST:
        raise BackupDamaged(Cacat.BENTUK, NAME)
    try:
        manifest = Manifest.model_validate_json(archive.read(NAME))
    except UNREADABLE as failure:
        raise BackupDamaged(Cacat.TAK_TERBACA, NAME, detail=str(failure)) from failure
    if manifest.format > FORMAT or manifest.head > head():
        raise BackupNewer(f"format {manifest.format}, head {manifest.head}")
    if not is_revision(manifest.head):
        raise BackupDamaged(Cacat.TAK_TERBACA, NAME, detail=f"head {manifest.head}")
    return manifest


def _check_names(entries: dict[str, ZipInfo], manifest: Manifest) -> None:
    wanted = {NAME, *manifest.entries()}
    for name in entries:
        if name not in wanted:
            raise BackupDamaged(Cacat.ASING, name)
    for name in wanted:
        if name not in entries:
            raise BackupDamaged(Cacat.HILANG, name)
    for name, size in manifest.files.items():
        if entries[file_entry(name)].file_size != size:
            raise BackupDamaged(Cacat.BERUBAH, file_entry(name))
