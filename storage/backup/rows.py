"""Rows as lines of JSON, the same from SQLite and PostgreSQL: read from one database, written into another.

1. The columns are those that the database has, not those of this version: rows of an older head are rows too.
2. Moments and dates are text, numbers of measurement the text that they are kept as, documents JSON within JSON.
3. Each line ends with the CRC-32 of the row before it, so that damage is known to the row.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from zlib import crc32

from sqlalchemy import JSON, Column, Connection, Date, DateTime, MetaData, Table, select

CHUNK: Final = 500  # rows in memory at once
MARK: Final = b',"crc32":'
REVISION: Final = "alembic_version"
"""The table that says of which head a database is; the manifest says it of a backup."""


def tables_in(connection: Connection) -> Mapping[str, Table]:
    """Return the tables that hold rows of the office, as the database has them, by name."""
    known = MetaData()
    known.reflect(connection)
    found = {name: known.tables[name] for name in sorted(known.tables) if name != REVISION}
    for column in (column for table in found.values() for column in table.columns):
        if isinstance(column.type, JSON):
            column.type.none_as_null = bool(column.nullable)
    return found


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield every row of a table as a line, in the order of its key."""
    wanted = select(table).order_by(*table.primary_key).execution_options(yield_per=CHUNK)
    return (row_line(row._asdict()) for row in connection.execute(wanted))


def row_line(row: Mapping[str, Any]) -> bytes:
    """Return a row as a line."""
    facts = dict(sorted(row.items()))
    text = json.dumps(facts, allow_nan=False, separators=(",", ":"), default=_plain).encode()
    return b"%s%s%d}\n" % (text[:-1], MARK, crc32(text))


def row_text(line: bytes) -> bytes:
    """Return the row of a line, as JSON.

    Raises:
        ValueError: The line is not as it was written.
    """
    body, _, end = line.rpartition(MARK)
    text = body + b"}"
    if end != b"%d}\n" % crc32(text):
        raise ValueError("crc32")
    return text


def read_line(line: bytes) -> dict[str, Any]:
    """Return the row of a line; ``ValueError`` where it is not as it was written."""
    row: dict[str, Any] = json.loads(row_text(line).decode())
    return row


def values_of(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the database takes it.

    Raises:
        ValueError: It is no row of this table.
    """
    if set(row) != set(table.columns.keys()):
        raise ValueError("columns")
    return {column.name: _value(column, row[column.name]) for column in table.columns}


def _value(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 -- whatever the column holds
    kind = column.type
    if value is None and column.nullable:
        return None
    if isinstance(kind, JSON):
        return value
    if type(value) is not (str if isinstance(kind, Date | DateTime) else kind.python_type):
        raise ValueError(column.name)
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
