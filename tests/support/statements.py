"""Counting what units of work cost: the SQL statements of them, and what SQLite does for these."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from sqlalchemy import Connection

from storage.database.session import Database

TRANSACTIONS = {22, 32}
"""What SQLite calls ``SQLITE_TRANSACTION`` and ``SQLITE_SAVEPOINT``."""


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Collect the text of every statement that is executed meanwhile."""
    said: list[str] = []
    is_counting = True
    database.watch(lambda sql: said.append(sql) if is_counting else None)
    yield said
    is_counting = False


@contextmanager
def compiled(database: Database) -> Iterator[Counter[str]]:
    """Count how often SQLite makes a plan for each statement that is executed meanwhile.

    It asks then whether that is allowed; what it knew before, it forgets at the beginning.
    """
    plans: Counter[str] = Counter()
    under_way: list[str] = []

    def note(sql: str) -> None:
        under_way[:] = [sql]

    def allow(asked: int, *_more: object) -> int:
        if asked not in TRANSACTIONS:  # the driver plans each COMMIT anew
            plans.update(under_way)
            under_way.clear()
        return 0

    def ask(connection: Connection, who: Callable[..., int] | None) -> None:
        driver: Any = connection.connection.driver_connection
        driver.set_authorizer(who)

    database.watch(note)
    database.run_now(lambda connection: ask(connection, allow))
    yield plans
    database.run_now(lambda connection: ask(connection, None))


def steps(connection: Connection, work: Callable[[], Any]) -> int:
    """Return how many instructions of SQLite's machine some work takes: no clock, no luck."""
    done = count()
    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(lambda: next(done) < 0, 1)
    work()
    driver.set_progress_handler(None, 1)
    return next(done)
