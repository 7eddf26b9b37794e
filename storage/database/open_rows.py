"""Indexes over the rows that are still worked on: small for ever, and left once a row is done.

A database uses one only where the query says the same condition, and with its values in the text:
a parameter could be anything.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Index, MetaData, bindparam, literal, text


def partial_index(name: str, *columns: str, where: str, is_unique: bool = False) -> Index:
    """Return an index over the rows for which a condition holds; whoever drafts it calls ``spell_out`` first."""
    return Index(name, *columns, unique=is_unique, sqlite_where=text(where))


def spell_out(metadata: MetaData) -> None:
    """Let the conditions of all indexes be drafted for PostgreSQL too, whose dialect is imported for that."""
    for index in (index for table in metadata.tables.values() for index in table.indexes):
        if (condition := index.dialect_options["sqlite"]["where"]) is not None:
            index.dialect_options["postgresql"]["where"] = condition


def stands(rows: Any, status: StrEnum) -> ColumnElement[bool]:  # noqa: ANN401 -- a table or alias
    """Return the condition that rows stand at a status: ``status = 'baru'``."""
    found: ColumnElement[bool] = rows.c.status == literal(status.value, literal_execute=True)
    return found


def stands_beside(rows: Any, *status: StrEnum) -> ColumnElement[bool]:  # noqa: ANN401
    """Return the condition that rows stand at none of these: ``status NOT IN ('mati')``."""
    values: BindParameter[str] = bindparam(
        None, [one.value for one in status], expanding=True, literal_execute=True
    )
    found: ColumnElement[bool] = rows.c.status.not_in(values)
    return found
