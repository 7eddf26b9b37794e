"""Counting the SQL statements of units of work."""

from collections.abc import Iterator
from contextlib import contextmanager

from storage.database.session import Database


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Collect the text of every statement that is executed meanwhile."""
    said: list[str] = []
    is_counting = True
    database.watch(lambda sql: said.append(sql) if is_counting else None)
    yield said
    is_counting = False
