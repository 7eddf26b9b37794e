"""What a database says of itself, as whoever gives commands or copies files hears of trouble."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError


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
