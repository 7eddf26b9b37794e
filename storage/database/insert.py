"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy does not."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, bindparam
from sqlmodel import SQLModel

from storage.database.prepared import Prepared

S = TypeVar("S")


class ByDialect(Generic[S]):
    """A statement that each database spells in its own way, made when it first asks for it."""

    def __init__(self, make: Callable[[Any], S]) -> None:
        """Take what makes it of the ``insert`` of a dialect."""
        self._make = make
        self._made: dict[str, S] = {}

    def of(self, connection: Connection) -> S:
        """Return the statement as the database of a connection spells it."""
        name = connection.dialect.name
        if (known := self._made.get(name)) is None:
            insert = import_module(f"sqlalchemy.dialects.{name}").insert
            known = self._made[name] = self._make(insert)
        return known


def table(model: type[SQLModel]) -> Table:
    """Return the Core table of a model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def upsert(model: type[SQLModel], key: str, *columns: str) -> ByDialect[Any]:
    """Return the INSERT of a row that gives these columns to the one of its key, if there is one."""
    into = table(model)
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return ByDialect(
        lambda insert: (
            insert(into)
            .values({key: bindparam(key)} | values)
            .on_conflict_do_update(index_elements=[into.c[key]], set_=values)
        )
    )


class NewRows:
    """An INSERT that leaves rows alone that are there already, prepared for both databases."""

    def __init__(self, model: type[SQLModel], *returning: str) -> None:
        into = table(model)
        columns = [into.c[name] for name in returning]
        self._has_rows = bool(columns)

        @ByDialect
        def statement(insert: Any) -> Prepared:  # noqa: ANN401 -- of either dialect
            new = insert(into).on_conflict_do_nothing()
            return Prepared(lambda: new.returning(*columns) if columns else new.inline())

        self._statement = statement

    def insert(self, connection: Connection, rows: list[dict[str, Any]]) -> list[Any]:
        """Insert the new ones; return the asked columns of each row that was inserted."""
        statement = self._statement.of(connection)
        if not self._has_rows:
            statement.write(connection, *rows)
            return []
        return statement.all_of(connection, rows)
