"""The database thread: one connection, short synchronous units of work, group commit.

1. A unit of work is one callable that gets a ``Connection``. It never commits and never awaits.
2. Units that wait at the same time run as savepoints of one transaction. Nobody gets a reply
   before its COMMIT; a unit that raises undoes only itself.
3. If that COMMIT fails, nothing of it stands, and each unit is run again alone.
4. A lost PostgreSQL connection, a deadlock and a serialisation failure run the *whole* unit again.
   The loss may have come after the COMMIT, so a unit that must not happen twice carries its own
   key (the inbox row, a revisi, a dedup).
5. A unit that gives way is undone, and run again behind those that wait: see ``turns``.
"""

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Self, TypeVar

from sqlalchemy import Connection as Connection  # exported: who runs a unit names what it gets
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from storage.database.engine import open_engine
from storage.database.turns import TURNS, GivesWay, allow

T = TypeVar("T")
Failpoint = Callable[[str], None]

GROUP = 32  # units in one transaction, at most
ATTEMPTS = 12  # of a unit that meets one transient failure after the other
RECONNECT = (0.0, 0.1, 0.3, 1.0, 2.0)  # seconds before each try
TRANSIENT = {"40001", "40P01", "57P01"}


class Database:
    """A database and the thread that owns its one connection."""

    def __init__(self, url: str, failpoint: Failpoint | None = None) -> None:
        self._engine = open_engine(url)
        self._failpoint = failpoint
        self._connection: Connection | None = None
        self._units: queue.SimpleQueue[_Unit | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._closed: BaseException | None = None
        self._thread = threading.Thread(target=self._serve, name="database", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, url: str, failpoint: Failpoint | None = None) -> Self:
        """Return the connected database.

        Args:
            url: ``sqlite:///path`` or ``postgresql://…``.
            failpoint: Called on the database thread with ``before commit`` and ``after commit``.
                A database error that it raises counts as the database's own; anything else
                crashes the thread: the connection is dropped and nobody is answered any more.
        """
        database = cls(url, failpoint)
        try:
            database.run_now(_nothing)
        except BaseException:
            database.close()
            raise
        return database

    def run(self, work: Callable[[Connection], T]) -> asyncio.Future[T]:
        """Return the result of one unit of work, to be awaited; it comes after the COMMIT.

        The unit is carried out even when its caller is cancelled meanwhile.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._submit(_Unit(work, future, loop))
        return future

    def run_now(self, work: Callable[[Connection], T]) -> T:
        """Return the result of one unit of work, blocking until its COMMIT."""
        future: Future[T] = Future()
        self._submit(_Unit(work, future, None))
        return future.result()

    def watch(self, listener: Callable[[str], None]) -> None:
        """Call the listener with every SQL statement from now on, on the database thread."""

        def on_statement(
            _connection: Connection, _cursor: object, statement: str, *_rest: object
        ) -> None:
            listener(statement)

        event.listen(self._engine, "before_cursor_execute", on_statement)

    def close(self) -> None:
        """Finish the waiting units and disconnect. Closing twice is harmless."""
        with self._gate:
            if self._closed is None:
                self._closed = DatabaseClosed()
                self._units.put(None)
        self._thread.join()

    def _submit(self, unit: "_Unit") -> None:
        if threading.current_thread() is self._thread:
            raise UnitWithinUnit
        with self._gate:
            if self._closed is not None:
                raise DatabaseClosed from self._closed
            self._units.put(unit)

    def _serve(self) -> None:
        group: list[_Unit] = []
        try:
            while group := self._wait_for_group():
                self._carry_out(group)
                _reply([unit for unit in group if not self._goes_on(unit)])
        except BaseException as death:  # noqa: BLE001 - delivered to everyone who waits
            self._die(death, group)
        finally:
            self._disconnect()

    def _wait_for_group(self) -> "list[_Unit]":
        unit = self._units.get()
        group: list[_Unit] = []
        while unit is not None:
            group.append(unit)
            if len(group) == GROUP or self._units.empty():
                return group
            unit = self._units.get()
        if group:
            self._units.put(None)
        return group

    def _goes_on(self, unit: "_Unit") -> bool:
        """Tell whether a unit gave way and waits for its next turn; where nobody else comes any more, it takes it now."""
        if not isinstance(unit.error, GivesWay):
            return False
        unit.turns += 1
        with self._gate:
            if is_open := self._closed is None:
                self._units.put(unit)
        if not is_open:
            self._carry_out([unit])
        return is_open

    def _carry_out(self, group: "list[_Unit]") -> None:
        try:
            self._commit_together(group)
        except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error) as failure:
            self._disconnect()
            if len(group) > 1:
                for unit in group:
                    self._carry_out([unit])
            else:
                self._try_again(group[0], failure)

    def _try_again(self, unit: "_Unit", failure: Exception) -> None:
        unit.attempts += 1
        if is_transient(failure) and unit.attempts < ATTEMPTS:
            time.sleep(0.002 * unit.attempts)
            self._carry_out([unit])
        else:
            unit.error = failure

    def _commit_together(self, group: "list[_Unit]") -> None:
        connection = self._connect()
        connection.begin()
        if len(group) == 1:
            self._perform(group[0], connection)
            if group[0].error is not None:
                connection.rollback()
                return
        else:
            # Straight to the driver: a tenth of the price, and any failure runs each alone.
            driver: Any = connection.connection.driver_connection
            for unit in group:
                driver.execute("SAVEPOINT unit")
                self._perform(unit, connection)
                if unit.error is not None:
                    driver.execute("ROLLBACK TO unit")
                driver.execute("RELEASE unit")
        self._pass("before commit")
        connection.commit()
        self._pass("after commit")

    def _perform(self, unit: "_Unit", connection: Connection) -> None:
        unit.error = None
        allow(connection, may_give_way=unit.turns < TURNS and self._closed is None)
        try:
            unit.result = unit.work(connection)
        except (Exception, GivesWay) as error:
            if is_transient(error):
                raise
            unit.error = error

    def _connect(self) -> Connection:
        if self._connection is None:
            self._connection = self._reconnect()
        return self._connection

    def _reconnect(self) -> Connection:
        pauses = RECONNECT if self._engine.dialect.name == "postgresql" else RECONNECT[:1]
        for pause in pauses[:-1]:
            time.sleep(pause)
            with contextlib.suppress(OperationalError):
                return self._engine.connect()
        time.sleep(pauses[-1])
        return self._engine.connect()

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(SQLAlchemyError):
                connection.close()

    def _pass(self, name: str) -> None:
        if self._failpoint is not None:
            self._failpoint(name)

    def _die(self, death: BaseException, group: "list[_Unit]") -> None:
        with self._gate:
            self._closed = death
        while not self._units.empty():
            if (unit := self._units.get()) is not None:
                group.append(unit)
        for unit in group:
            unit.error = death
        _reply(group)


class UnitWithinUnit(RuntimeError):
    """A unit of work asked for another one and would wait for ever: a bug."""


class DatabaseClosed(RuntimeError):
    """The database thread has ended; nothing was done."""


def is_transient(failure: BaseException) -> bool:
    """Tell whether the same unit of work may succeed when it is run again."""
    if not isinstance(failure, DBAPIError):
        return False
    state = str(getattr(failure.orig, "sqlstate", None) or "")
    return failure.connection_invalidated or state in TRANSIENT or state.startswith("08")


class _Unit:
    """A unit of work on its way, and where its reply goes."""

    __slots__ = ("attempts", "error", "future", "loop", "result", "turns", "work")

    def __init__(
        self,
        work: Callable[[Connection], Any],
        future: asyncio.Future[Any] | Future[Any],
        loop: asyncio.AbstractEventLoop | None,
    ) -> None:
        self.work = work
        self.future = future
        self.loop = loop
        self.attempts = 0
        self.turns = 0
        self.result: Any = None
        self.error: BaseException | None = None

    def settle(self) -> None:
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


def _reply(group: list[_Unit]) -> None:
    waiting: dict[asyncio.AbstractEventLoop, list[_Unit]] = {}
    for unit in group:
        if unit.loop is None:
            unit.settle()
        else:
            waiting.setdefault(unit.loop, []).append(unit)
    for loop, units in waiting.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, units)


def _settle(units: list[_Unit]) -> None:
    for unit in units:
        unit.settle()


def _nothing(connection: Connection) -> None:
    """Open the connection, nothing else."""
