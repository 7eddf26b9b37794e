"""The triggers that let ``jejak`` and ``naskah`` only grow: whether they stand as the migrations made them.

What they should be is read out of the migrations, so that it stands in one place.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from typing import Any, Final

from sqlalchemy import Connection, text

from sop_flows.deferred import dataclass, pattern

MIGRATIONS: Final = (
    "0002_jejak_only_grows",
    "0009_keep_what_was_signed",
    "0011_replace_nothing_that_only_grows",
)
"""Those that make guards."""
_CREATE = pattern(r"CREATE TRIGGER (\w+)")
_BODY = pattern(r"\$\$(.*?)\$\$", re.DOTALL)
_SQLITE = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
_POSTGRESQL = text(
    "SELECT t.tgname AS name, t.tgenabled IN ('O', 'A') AND t.tgtype = 58 AS stands, p.prosrc AS body"
    " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE (t.tgrelid, t.tgname) IN"
    " ((to_regclass('jejak'), 'jejak_only_grows'), (to_regclass('naskah'), 'naskah_only_grow'))"
)
"""``tgtype`` 58: before update, delete and truncate, for the statement."""


class GuardFault(StrEnum):
    """What is wrong with a guard."""

    HILANG = "hilang"
    BERUBAH = "berubah"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenGuard:
    """A trigger that does not guard what only grows as it should."""

    nama: str
    keadaan: GuardFault


def find_unguarded(connection: Connection) -> tuple[BrokenGuard, ...]:
    """Return the guards that are missing or are not as the migrations made them."""
    if connection.dialect.name == "sqlite":
        wanted, found = sqlite_guards(), _on_sqlite(connection)
    else:
        wanted, found = postgresql_guards(), _on_postgresql(connection)
    return tuple(
        BrokenGuard(nama=name, keadaan=GuardFault.BERUBAH if name in found else GuardFault.HILANG)
        for name, said in wanted.items()
        if found.get(name) != said
    )


def sqlite_guards() -> Mapping[str, str]:
    """Return the text of every guard on SQLite, by name."""
    grows, naskah, replaced = _migrations()
    made = [
        module.SQLITE.format(verb=verb)
        for module in (grows, naskah)
        for verb in ("update", "delete")
    ]
    return {
        _CREATE.findall(one)[0]: _plain(one) for one in (*made, replaced.JEJAK, replaced.NASKAH)
    }


def postgresql_guards() -> Mapping[str, str]:
    """Return what the function of every guard on PostgreSQL does, by the name of the trigger."""
    made = [module.POSTGRESQL for module in _migrations()[:2]]
    return {_CREATE.findall(one)[0]: _plain(_BODY.findall(one)[0]) for one in made}


def _migrations() -> list[Any]:
    return [import_module(f"storage.migrations.versions.{name}") for name in MIGRATIONS]


def _on_sqlite(connection: Connection) -> dict[str, str]:
    return {row.name: _plain(row.sql) for row in connection.execute(_SQLITE)}


def _on_postgresql(connection: Connection) -> dict[str, str]:
    rows = connection.execute(_POSTGRESQL)
    return {row.name: _plain(row.body) if row.stands else "" for row in rows}


def _plain(sql: str) -> str:
    """Return a statement without what its spaces say."""
    return " ".join(sql.split())
