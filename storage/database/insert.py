"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy does not."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.database.prepared import Prepared

INSERTS: Final[Mapping[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def table(model: type[SQLModel]) -> Table:
    """Return the Core table of a model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def upserts(model: type[SQLModel], key: str, *columns: str) -> dict[str, Any]:
    """Return, by dialect, the INSERT of a row that gives these columns to the one of its key, if there is one."""
    into = table(model)
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return {
        dialect: insert(into)
        .values({key: bindparam(key)} | values)
        .on_conflict_do_update(index_elements=[into.c[key]], set_=values)
        for dialect, insert in INSERTS.items()
    }


class NewRows:
    """An INSERT that leaves rows alone that are there already, prepared for both databases."""

    def __init__(self, model: type[SQLModel], *returning: str) -> None:
        into = table(model)
        columns = [into.c[name] for name in returning]
        self._has_rows = bool(columns)
        self._statements: dict[str, Prepared] = {}
        for dialect, insert in INSERTS.items():
            statement = insert(into).on_conflict_do_nothing()
            self._statements[dialect] = Prepared(
                statement.returning(*columns) if columns else statement.inline()
            )

    def insert(self, connection: Connection, rows: list[dict[str, Any]]) -> list[Any]:
        """Insert the new ones; return the asked columns of each row that was inserted."""
        statement = self._statements[connection.dialect.name]
        if not self._has_rows:
            statement.write(connection, *rows)
            return []
        return statement.all_of(connection, rows)
