"""Hot statements: written in Core, compiled once for each database, run straight on its driver.

1. What SQLAlchemy does at every execution costs several times what a small statement does.
2. Values are converted, listeners told and errors named as in Core. Rows are named tuples.
3. For units of work: nothing here begins a transaction.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

Facts = Mapping[str, Any]
Convert = Callable[[Any], Any]
Converters = list[tuple[int, Convert]]
"""Which of some values are converted, and how."""
Call = Callable[[Any, str, Any], Any]
"""Runs a statement with values on the driver's connection."""

_named: Final[Callable[..., Any]] = namedtuple


class Prepared:
    """A Core statement that is executed often, always with parameters of the same names."""

    def __init__(self, statement: Any, *lists: str) -> None:  # noqa: ANN401 -- any of Core's
        """Take the statement, and which of its parameters are lists (``expanding``)."""
        self._statement = statement
        self._lists = lists
        self._plans: dict[tuple[object, ...], _Plan] = {}

    def all(self, connection: Connection, facts: Facts) -> list[Any]:
        """Return the rows that it selects, or those that it returns of what it wrote."""
        plan = self._plan(connection.dialect, facts)
        return plan.read(*_run(connection, plan.sql, plan.bind(facts), _fetch))

    def first(self, connection: Connection, facts: Facts) -> Any:  # noqa: ANN401
        """Return the first of its rows; ``None`` where there is none."""
        rows = self.all(connection, facts)
        return rows[0] if rows else None

    def all_of(self, connection: Connection, rows: Sequence[Facts]) -> list[Any]:
        """Return what it returns of all the rows that it inserts, in no order, at one statement."""
        if len(rows) == 1:
            return self.all(connection, rows[0])
        return list(connection.execute(self._statement, list(rows))) if rows else []

    def write(self, connection: Connection, *rows: Facts) -> int:
        """Write once for each of the rows; return how many rows of the table that touched."""
        if not rows:
            return 0
        plan = self._plan(connection.dialect, rows[0])
        if len(rows) == 1:
            touched: int = _run(connection, plan.sql, plan.bind(rows[0]), _write)
        else:
            touched = _run(connection, plan.sql, [plan.bind(row) for row in rows], _write_many)
        return touched

    def _plan(self, dialect: Dialect, facts: Facts) -> "_Plan":
        key = (dialect.name, *[len(facts[name]) for name in self._lists])
        if (plan := self._plans.get(key)) is None:
            plan = self._plans[key] = _Plan(self._statement, dialect, facts)
        return plan


class _Plan:
    """A statement in the words of one driver, for lists of certain lengths."""

    def __init__(self, statement: Any, dialect: Dialect, facts: Facts) -> None:  # noqa: ANN401
        compiled = statement.compile(dialect=dialect, column_keys=list(facts))
        state = compiled.construct_expanded_state(dict(facts))
        places = {
            slot: (of, at)
            for of, slots in state.parameter_expansion.items()
            for at, slot in enumerate(slots)
        }
        columns = list(statement.exported_columns)
        self.sql: str = state.statement
        self._dialect = dialect
        self._is_positional = bool(compiled.positional)
        # Parameter -> the list that it is taken from, and where in it.
        self._spread = {slot: place for slot, place in places.items() if place[0] in facts}
        # Values that the statement brings along.
        self._known = {
            slot: value
            for slot, value in state.parameters.items()
            if slot not in facts and slot not in self._spread
        } | {column.key: column.default.arg for column in compiled.insert_prefetch}
        self._slots: list[str] = list(state.positiontup or state.parameters)
        kinds = [self._impl(compiled.binds[places.get(s, (s,))[0]]) for s in self._slots]
        self._writers = _converters(kind.bind_processor(dialect) for kind in kinds)
        self._readers: Converters | None = None
        self._types = [self._impl(column) for column in columns]
        self._name = _named("Row", [column.key for column in columns])._make

    def bind(self, facts: Facts) -> Any:  # noqa: ANN401 -- what the driver wants
        """Return the values of one execution."""
        given = {**self._known, **facts}
        for slot, (of, at) in self._spread.items():
            given[slot] = facts[of][at]
        values = _convert([given[slot] for slot in self._slots], self._writers)
        return values if self._is_positional else dict(zip(self._slots, values, strict=True))

    def read(self, rows: Sequence[Sequence[Any]], description: Sequence[Any]) -> list[Any]:
        """Return the rows of the driver with our types and names."""
        if self._readers is None:  # only the driver knows what it returns
            self._readers = _converters(
                kind.result_processor(self._dialect, column[1])
                for kind, column in zip(self._types, description, strict=True)
            )
        return [self._name(_convert(list(row), self._readers)) for row in rows]

    def _impl(self, part: Any) -> Any:  # noqa: ANN401 -- a column or parameter
        return part.type.dialect_impl(self._dialect)


def _converters(found: Iterable[Convert | None]) -> Converters:
    return [(at, convert) for at, convert in enumerate(found) if convert is not None]


def _convert(values: list[Any], converters: Converters) -> list[Any]:
    for at, convert in converters:
        values[at] = convert(values[at])
    return values


def _run(connection: Connection, sql: str, values: Any, call: Call) -> Any:  # noqa: ANN401
    for listener in connection.dispatch.before_cursor_execute:
        listener(connection, None, sql, values, None, call is _write_many)
    driver, dialect = connection.connection, connection.dialect
    try:
        return call(driver.dbapi_connection, sql, values)
    except dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(
            sql,
            values,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=dialect.is_disconnect(error, driver, None),
            dialect=dialect,
        ) from error


def _fetch(driver: Any, sql: str, values: Any) -> Any:  # noqa: ANN401
    cursor = driver.execute(sql, values)
    return cursor.fetchall(), cursor.description


def _write(driver: Any, sql: str, values: Any) -> Any:  # noqa: ANN401
    return driver.execute(sql, values).rowcount


def _write_many(driver: Any, sql: str, values: Any) -> Any:  # noqa: ANN401
    cursor = driver.cursor()
    cursor.executemany(sql, values)
    return cursor.rowcount
