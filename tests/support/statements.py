"""Counting what units of work cost: the SQL statements of them, and what SQLite does for these."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from sqlalchemy import Connection

from storage.database.session import Database


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Collect the text of every statement that is executed meanwhile."""
    said: list[str] = []
    is_counting = True
    database.watch(lambda sql: said.append(sql) if is_counting else None)
    yield said
    is_counting = False


def steps(connection: Connection, work: Callable[[], Any]) -> int:
    """Return how many instructions of SQLite's machine some work takes: no clock, no luck."""
    done = count()
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: next(done) < 0, 1)
    work()
    driver.set_progress_handler(None, 1)
    return next(done)
