"""Hot statements: written in Core, compiled once for each database, run straight on its driver.

1. What SQLAlchemy does at every execution costs several times what a small statement does.
2. Values are converted, listeners told and errors named as in Core. Rows are named tuples.
3. A list is looked for as if its last value stood there several times, up to the next power of two: so a
   statement is compiled for a few lengths, and not for each that ever comes.
4. What some columns say together is read once for as long as rows say the same (``ReadOnce``).
5. For units of work: nothing here begins a transaction.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

Facts = Mapping[str, Any]
Convert = Callable[[Any], Any]
Rows = Sequence[Sequence[Any]]
"""What a driver returns."""
Call = Callable[[Any, str, Any], Any]
"""Runs a statement with values on the driver's connection."""

_named: Final[Callable[..., Any]] = namedtuple
ENTRY: Final = 300
LETTER: Final = 3
"""Bytes that what is read of a row takes, and for each letter of it, about: measured of tugas."""


class ReadOnce:
    """What some columns say together, in rows of whatever statement has them.

    It follows from these columns alone and never changes. So rows that say the same have the same object,
    which is read once while it is among the latest. A driver that returns JSON as objects, which have no
    hash, has every row read.
    """

    __slots__ = ("_read", "_readers", "_room", "columns")

    def __init__(self, columns: Iterable[str], read: Convert, *, room: int) -> None:
        """Take the names of the columns, what reads a row of them, and in how many bytes the latest are kept, about."""
        self.columns = tuple(columns)
        self._read = read
        self._room = room
        self._readers: dict[str, Convert] = {}

    def reader(self, dialect: Dialect, converters: Mapping[str, Convert | None]) -> Convert:
        """Return what reads a tuple of a driver's values, in the order of the columns."""
        if dialect.name not in self._readers:
            typed = _reader(dialect, {name: converters[name] for name in self.columns})

            def read(values: tuple[Any, ...]) -> Any:  # noqa: ANN401
                return self._read(*typed([values]))

            is_hashed = dialect.name == "sqlite"
            self._readers[dialect.name] = _Latest(read, self._room) if is_hashed else read
        return self._readers[dialect.name]


class _Latest:
    """What was read of the latest values, in two generations: the older one goes when the younger has filled its half.

    Threads may share it: at worst one reads what another has just read.
    """

    __slots__ = ("_half", "_old", "_read", "_size", "_young")

    def __init__(self, read: Convert, room: int) -> None:
        self._read = read
        self._half = room // 2
        self._young: dict[tuple[Any, ...], Any] = {}
        self._old: dict[tuple[Any, ...], Any] = {}
        self._size = 0

    def __call__(self, values: tuple[Any, ...]) -> Any:  # noqa: ANN401
        """Return what values say."""
        try:
            return self._young[values]
        except KeyError:
            old = self._old
            found = old[values] if values in old else self._read(values)
            self._keep(values, found)
            return found

    def _keep(self, values: tuple[Any, ...], found: object) -> None:
        size = ENTRY + LETTER * sum(len(value) for value in values if type(value) is str)
        if size > self._half:
            return
        if self._size + size > self._half:
            self._old, self._young, self._size = self._young, {}, 0
        self._size += size
        self._young[values] = found


class Prepared:
    """A Core statement that is executed often, always with parameters of the same names."""

    def __init__(self, build: Callable[[], Any], *lists: str, **once: ReadOnce) -> None:
        """Take what builds the statement, once it is executed for the first time.

        Args:
            build: Returns any statement of Core.
            lists: Which of its parameters are lists that something is IN (``expanding``).
            once: What its rows have instead of the columns that say it.
        """
        self._build = build
        self._lists = lists
        self._once = once
        self._plans: dict[tuple[object, ...], _Plan] = {}

    @cached_property
    def _statement(self) -> Any:  # noqa: ANN401
        return self._build()

    def all(self, connection: Connection, facts: Facts) -> list[Any]:
        """Return the rows that it selects, or those that it returns of what it wrote."""
        facts = self._filled(facts)
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
        rows = tuple(map(self._filled, rows)) if self._lists else rows
        plan = self._plan(connection.dialect, rows[0])
        if len(rows) == 1:
            touched: int = _run(connection, plan.sql, plan.bind(rows[0]), _write)
        else:
            touched = _run(connection, plan.sql, [plan.bind(row) for row in rows], _write_many)
        return touched

    def _filled(self, facts: Facts) -> Facts:
        """Return the facts with lists of lengths that come again."""
        if not self._lists:
            return facts
        return {**facts, **{name: _filled(facts[name]) for name in self._lists}}

    def _plan(self, dialect: Dialect, facts: Facts) -> "_Plan":
        key = (dialect.name, *[len(facts[name]) for name in self._lists])
        if (plan := self._plans.get(key)) is None:
            plan = self._plans[key] = _Plan(self._statement, dialect, facts, self._once)
        return plan


class _Plan:
    """A statement in the words of one driver, for lists of certain lengths.

    What binds its values and reads its rows is written out for it once, as ``namedtuple`` writes its
    class: a loop over columns took longer than many of these statements.
    """

    def __init__(
        self,
        statement: Any,  # noqa: ANN401
        dialect: Dialect,
        facts: Facts,
        once: Mapping[str, ReadOnce],
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(facts))
        state = compiled.construct_expanded_state(dict(facts))
        columns = list(statement.exported_columns)
        self.sql: str = state.statement
        self.bind = _binder(compiled, state, facts)
        self._dialect = dialect
        self._types = {column.key: column.type.dialect_impl(dialect) for column in columns}
        self._once = once
        self._read: Callable[[Rows], list[Any]] | None = None

    def read(self, rows: Rows, description: Sequence[Any]) -> list[Any]:
        """Return the rows of the driver with our types and names."""
        if self._read is None:  # only the driver knows what it returns
            converters = {
                name: kind.result_processor(self._dialect, column[1])
                for (name, kind), column in zip(self._types.items(), description, strict=True)
            }
            self._read = _reader(self._dialect, converters, self._once)
        return self._read(rows)


def _binder(compiled: Any, state: Any, facts: Facts) -> Callable[[Facts], Any]:  # noqa: ANN401
    """Return what turns facts into the values that the driver wants."""
    dialect, defaults = compiled.dialect, compiled.insert_prefetch
    brought = state.parameters | {column.key: column.default.arg for column in defaults}
    places = {name: (name, f"facts[{name!r}]") for name in facts} | dict(_places(state, facts))
    known: dict[str, Any] = {}
    values: dict[str, str] = {}
    for no, slot in enumerate(state.positiontup or state.parameters):
        name, place = places.get(slot, (slot, ""))
        convert = compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        key = slot if not compiled.positional else str(no)
        if not place:
            known[f"x{no}"] = convert(brought[slot]) if convert else brought[slot]
        elif convert:
            known[f"x{no}"] = convert
        values[key] = f"x{no}({place})" if place and convert else place or f"x{no}"
    if compiled.positional:
        return _written(f"lambda facts: [{', '.join(values.values())}]", known)
    named = (f"{slot!r}: {value}" for slot, value in values.items())
    return _written(f"lambda facts: {{{', '.join(named)}}}", known)


def _places(state: Any, facts: Facts) -> Iterator[tuple[str, tuple[str, str]]]:  # noqa: ANN401
    """Yield for each slot of a list its name, the parameter that it belongs to, and the expression that finds its value in ``facts``.

    The expression is empty for a list that the statement itself brings along.
    """
    for name, slots in state.parameter_expansion.items():
        wide = len(slots) // max(1, len(facts.get(name, ())))
        for no, slot in enumerate(slots):
            if name not in facts:
                yield slot, (name, "")
            else:
                at, part = divmod(no, wide)
                within = f"[{part}]" if isinstance(facts[name][at], tuple) else ""
                yield slot, (name, f"facts[{name!r}][{at}]{within}")


def _reader(
    dialect: Dialect,
    converters: Mapping[str, Convert | None],
    once: Mapping[str, ReadOnce] = MappingProxyType({}),
) -> Callable[[Rows], list[Any]]:
    """Return what turns rows of the driver, which have these columns, into rows of ours."""
    places = {name: f"v{no}" for no, name in enumerate(converters)}
    known: dict[str, Any] = {f"x_{name}": convert for name, convert in converters.items()}
    values = {name: f"x_{name}({at})" if known[f"x_{name}"] else at for name, at in places.items()}
    for name, found in once.items():
        known[f"o_{name}"] = found.reader(dialect, converters)
        said = "".join(f"{places[column]}, " for column in found.columns)
        values = {own: value for own, value in values.items() if own not in found.columns}
        values[name] = f"o_{name}(({said}))"
    row, taken = _named("Row", [*values]), "".join(f"{at}, " for at in places.values())
    source = f"lambda rows: [row({', '.join(values.values())}) for {taken} in rows]"
    return _written(source, known | {"row": row})


def _written(source: str, known: dict[str, Any]) -> Callable[[Any], Any]:
    """Return the function that a text says: of names and numbers of our own statements, never of values."""
    made: Callable[[Any], Any] = eval(source, known)  # noqa: S307 -- see above
    return made


def _filled(values: Sequence[Any]) -> list[Any]:
    """Return a list that has the same values, the last one as often as makes its length a power of two."""
    length = len(values)
    missing = (1 << (length - 1).bit_length()) - length if length else 0
    return [*values, *[values[-1]] * missing] if missing else [*values]


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
