"""What a database says of itself, as whoever copies files hears of trouble."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError


@contextmanager
def told_as_trouble() -> Iterator[None]:
    """Raise ``OSError`` for whatever a database says of itself: locked, full, gone, not for us."""
    try:
        yield
    except DBAPIError as failure:
        raise OSError(str(failure.orig)) from failure
