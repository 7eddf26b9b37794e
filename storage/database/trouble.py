"""Trouble of the machine, told apart from what is wrong with what was asked of it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError

from storage.database.sqlite import sqlite3

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
    match error:
        case DatabaseAway() | MemoryError():
            return True
        case OSError():
            return error.errno in WANTS
        case OperationalError(orig=sqlite3.Error() as said):
            return said.sqlite_errorcode != sqlite3.SQLITE_ERROR
    return isinstance(error, OperationalError)
