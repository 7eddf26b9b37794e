"""Naskah as rows: written once, and never again; see ``sop_flows.naskah``."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Integer, Row, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from sop_flows.engine.berkas import Berkas
from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah
from storage.database.insert import table
from storage.database.prepared import Prepared
from storage.database.tables import NaskahRow

_T = table(NaskahRow)
_before = _T.alias("before")
_next_versi = (
    select(func.coalesce(func.max(_before.c.versi), 0) + 1)
    .where(_before.c.berkas_id == bindparam("of", type_=Integer))
    .scalar_subquery()
)
_new = {
    "kantor_id": bindparam("kantor"),
    "berkas_id": bindparam("of", type_=Integer),
    "langkah": bindparam("langkah_"),
    "versi": _next_versi,
    "sha256": bindparam("sha256_"),
    "kode": bindparam("kode_"),
    "isi": bindparam("isi_"),
    "dibuat_at": bindparam("at"),
}
_keep: Final = {
    dialect: Prepared(
        statement.on_conflict_do_nothing(index_elements=["berkas_id", "sha256"]).inline()
    )
    for dialect, statement in (
        ("sqlite", sqlite.insert(_T).values(_new)),
        ("postgresql", postgresql.insert(_T).values(_new)),
    )
}
_find = (
    select(_T)
    .where(_T.c.kantor_id == bindparam("kantor"), _T.c.kode == bindparam("kode"))
    .order_by(_T.c.id)
)


class NaskahRepo:
    """The naskah of offices, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, berkas: Berkas, langkah: int, isi: str, at: datetime) -> None:
        """Keep a content (canonical JSON) under the next versi of its berkas, unless it is kept."""
        sha256 = sha256_of(isi)
        _keep[self._connection.dialect.name].write(
            self._connection,
            {
                "kantor": berkas.kantor_id,
                "of": berkas.id,
                "langkah_": langkah,
                "sha256_": sha256,
                "kode_": kode_of(sha256),
                "isi_": isi,
                "at": at,
            },
        )

    def find(self, kantor_id: int, kode: str) -> tuple[Naskah, ...]:
        """Return the office's naskah of that kode, oldest first: one, but for a rare chance."""
        rows = self._connection.execute(_find, {"kantor": kantor_id, "kode": kode})
        return tuple(map(_read, rows))


def _read(row: Row[Any]) -> Naskah:
    return Naskah(
        berkas_id=row.berkas_id,
        langkah=row.langkah,
        versi=row.versi,
        sha256=row.sha256,
        kode=row.kode,
        isi=row.isi,
        dibuat_at=row.dibuat_at,
    )
