"""Rows of one office brought to what a workbook says, with a count of what that took."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Self

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlmodel import SQLModel

from sop_flows.deferred import dataclass, replace
from storage.database.insert import table
from storage.database.prepared import Prepared

Key = tuple[Any, ...]
Values = dict[str, Any]


@cache
def _of_kantor(rows: Table) -> Prepared:
    """The rows of an office."""
    return Prepared(
        lambda: select(rows).where(rows.c.kantor_id == bindparam("kantor")).order_by(rows.c.id)
    )


@cache
def _changed(rows: Table, *names: str) -> Prepared:
    """One row with other values in these columns; each is bound under its name and ``_``."""
    values = {name: bindparam(f"{name}_", type_=rows.c[name].type) for name in names}
    return Prepared(lambda: update(rows).where(rows.c.id == bindparam("this")).values(values))


@dataclass(slots=True)
class Hitungan:
    """What became of the rows of one table."""

    dibuat: int = 0
    diubah: int = 0
    dihapus: int = 0

    def __bool__(self) -> bool:
        return bool(self.dibuat or self.diubah or self.dihapus)

    def __add__(self, other: Self) -> Self:
        return replace(
            self,
            dibuat=self.dibuat + other.dibuat,
            diubah=self.diubah + other.diubah,
            dihapus=self.dihapus + other.dihapus,
        )


class OwnedRows:
    """The rows of one office in one table, known by some of their columns."""

    def __init__(
        self, connection: Connection, model: type[SQLModel], kantor_id: int, key: Sequence[str]
    ) -> None:
        self._connection = connection
        self._table = table(model)
        self._kantor_id = kantor_id
        self._key = tuple(key)
        self._made: set[Key] = set()
        self.hitungan = Hitungan()
        self.stored: dict[Key, Mapping[str, Any]] = self._read()

    @property
    def ids(self) -> dict[Key, int]:
        """The ids of the rows by key."""
        return {key: row["id"] for key, row in self.stored.items()}

    def put(self, rows: Iterable[Values]) -> None:
        """Insert the rows that are new and update those that differ."""
        wanted = {self._key_of(row): row for row in rows}
        missing = [row for key, row in wanted.items() if key not in self.stored]
        if missing:
            new = [{**row, "kantor_id": self._kantor_id} for row in missing]
            self._connection.execute(insert(self._table).inline(), new)
            self._made |= {self._key_of(row) for row in missing}
            self.hitungan.dibuat += len(missing)
        for key, row in wanted.items():
            if key in self.stored:
                self._change(key, row)
        if missing:
            self.stored = self._read()

    def remove(self, keys: Collection[Key]) -> None:
        """Delete rows that nothing refers to."""
        ids = [self.stored.pop(key)["id"] for key in keys]
        if ids:
            self._connection.execute(delete(self._table).where(self._table.c.id.in_(ids)))
            self.hitungan.dihapus += len(ids)

    def end(self, key: Key, **values: object) -> None:
        """Write that a row holds no longer; that counts as removed."""
        self._write(key, values)
        self.hitungan.dihapus += 1

    def _change(self, key: Key, row: Values) -> None:
        before = self.stored[key]
        if all(before[name] == value for name, value in row.items()):
            return
        self._write(key, row)
        if key not in self._made:
            self.hitungan.diubah += 1

    def _write(self, key: Key, values: Mapping[str, object]) -> None:
        row = self.stored[key]
        bound = {f"{name}_": value for name, value in values.items()}
        _changed(self._table, *values).write(self._connection, {"this": row["id"], **bound})
        self.stored[key] = {**row, **values}

    def _key_of(self, row: Mapping[str, Any]) -> Key:
        return tuple(row[name] for name in self._key)

    def _read(self) -> dict[Key, Mapping[str, Any]]:
        found = _of_kantor(self._table).all(self._connection, {"kantor": self._kantor_id})
        return {self._key_of(row): row for row in (one._asdict() for one in found)}
