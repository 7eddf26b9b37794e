"""The journal of an SQLite file: which one, and why. Neither loses a commit.

WAL writes a page once and syncs once for a commit, and nobody who reads keeps anybody waiting. A rollback journal
does all of that twice or more, and is sound with every SQLite and on every disk.
"""

import os
import re
import time
from enum import Enum
from pathlib import Path
from typing import Final

from sop_flows.deferred import dataclass, pattern
from storage.database.sqlite import sqlite3

MOUNTS: Final = Path("/proc/self/mountinfo")
NETWORK: Final = pattern(
    r"nfs4?|cifs|smb\w*|9p|afs|ceph|lustre|gfs2|ocfs2|virtiofs|vboxsf|prl_fs|drvfs|fakeowner|fuse\..+"
)
"""File systems whose memory is not that of every process that has a file open, as WAL needs it."""
KEPT_WAL: Final = 16 * 1024 * 1024  # bytes that the WAL keeps when all of it is in the file
SWITCH_TRIES, SWITCH_PAUSE = 100, 0.05  # seconds


class Reason(Enum):
    """Why a file has its journal."""

    SOUND = "WAL can be trusted here"
    OLD = "this SQLite may corrupt a file in WAL mode"
    NETWORK = "the file is on a network file system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """A journal, how it is synced, and why it is this one."""

    mode: str
    synchronous: str
    reason: Reason


WAL: Final = Journal(mode="WAL", synchronous="FULL", reason=Reason.SOUND)


def journal_of(path: Path | None) -> Journal:
    """Return the journal that a file can be trusted with; without a path, that of this SQLite.

    Source:
        sqlite.org/wal.html#walresetbug: before 3.51.3, two connections in WAL mode may corrupt
        the file; 3.52.0 was withdrawn. sqlite.org/wal.html: WAL does not work over a network.
    """
    if sqlite3.sqlite_version_info < (3, 51, 3) or sqlite3.sqlite_version_info == (3, 52, 0):
        return Journal(mode="PERSIST", synchronous="EXTRA", reason=Reason.OLD)
    if path is not None and NETWORK.fullmatch(file_system_of(path)):
        return Journal(mode="PERSIST", synchronous="EXTRA", reason=Reason.NETWORK)
    return WAL


def keep(connection: sqlite3.Connection, journal: Journal) -> None:
    """Bring a file to its journal, whatever it had before, and let the connection sync as it needs.

    Raises:
        sqlite3.OperationalError: Somebody else has the file open in the other journal.
    """
    for left in reversed(range(SWITCH_TRIES)):
        try:
            connection.execute(f"PRAGMA journal_mode = {journal.mode}")
            break
        except (
            sqlite3.OperationalError
        ) as failure:  # SQLite does not wait for the lock of a switch
            if failure.sqlite_errorcode != sqlite3.SQLITE_BUSY or not left:
                raise
            time.sleep(SWITCH_PAUSE)
    connection.execute(f"PRAGMA synchronous = {journal.synchronous}")
    connection.execute(f"PRAGMA journal_size_limit = {KEPT_WAL}")


def wal_size(path: Path) -> int:
    """Return how many bytes lie in the WAL of a file; whoever closes it last brings them in."""
    return _size(path.with_name(f"{path.name}-wal"))


def is_unfinished(path: Path) -> bool:
    """Tell whether a file may be whole only together with the journal that lies beside it."""
    return wal_size(path) > 0 or _size(path.with_name(f"{path.name}-journal")) > 0


def on_read_only_medium(path: Path) -> bool:
    """Tell whether nobody at all can write where a file lies."""
    return hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def file_system_of(path: Path) -> str:
    """Return the kind of file system that a path is on, as Linux names it; empty where the machine does not tell."""
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    resolved = path.resolve()
    folders = {str(one) for one in (resolved, *resolved.parents)}
    found = [("", "")]
    for line in mounts.splitlines():
        about, _, kind = line.partition(" - ")
        if (point := _unescaped(about.split()[4])) in folders:
            found.append((point, kind.split()[0]))
    return max(reversed(found), key=lambda one: len(one[0]))[1]  # of two at one place, the later


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
