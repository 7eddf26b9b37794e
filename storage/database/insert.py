"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy does not."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.database.prepared import Prepared


def table(model: type[SQLModel]) -> Table:
    """Return the Core table of a model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


class NewRows:
    """An INSERT that leaves rows alone that are there already, prepared for both databases."""

    def __init__(self, model: type[SQLModel], *returning: str) -> None:
        into = table(model)
        columns = [into.c[name] for name in returning]
        self._has_rows = bool(columns)
        self._statements: dict[str, Prepared] = {}
        for dialect, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert)):
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
