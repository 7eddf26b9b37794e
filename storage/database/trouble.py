"""Trouble of the machine, told apart from what is wrong with what was asked of it."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError

WANTS: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO, errno.EROFS}
)
"""What the machine wants for: room, files, memory, a disk that can be read and written."""


class DatabaseAway(OSError):
    """A database is locked, full, gone, or not for us."""


@contextmanager
def told_as_trouble() -> Iterator[None]:
    """Raise ``DatabaseAway`` for whatever a database says of itself; what it says of a row is no trouble of its own."""
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as failure:
        raise DatabaseAway(str(failure.orig)) from failure


def is_trouble(error: Exception) -> bool:
    """Tell whether the machine wanted for something (room, memory, files, its database), so that trying again may do.

    SQLite says by the same type that a statement is wrong, and has a code of its own for that.
    """
    if isinstance(error, OSError):
        return isinstance(error, DatabaseAway) or error.errno in WANTS
    if isinstance(error, MemoryError):
        return True
    if not isinstance(error, OperationalError):
        return False
    said = error.orig
    return not isinstance(said, sqlite3.Error) or said.sqlite_errorcode != sqlite3.SQLITE_ERROR
