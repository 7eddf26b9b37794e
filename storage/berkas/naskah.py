"""Naskah as rows: written once, and never again; see ``sop_flows.naskah``."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Integer, Row, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from sop_flows.engine.berkas import Berkas, Tugas
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
    .where(
        _before.c.berkas_id == bindparam("of", type_=Integer),
        func.coalesce(_before.c.unit_id, 0) == func.coalesce(bindparam("unit", type_=Integer), 0),
    )
    .scalar_subquery()
)
_new = {
    "kantor_id": bindparam("kantor"),
    "berkas_id": bindparam("of", type_=Integer),
    "unit_id": bindparam("unit", type_=Integer),
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

_get = Prepared(
    select(_T).where(_T.c.berkas_id == bindparam("berkas"), _T.c.sha256 == bindparam("sha256_"))
)

_of_kantor = select(_T).where(_T.c.kantor_id == bindparam("kantor")).order_by(_T.c.id)


class NaskahRepo:
    """The naskah of offices, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, berkas: Berkas, tugas: Tugas, isi: str, at: datetime) -> None:
        """Keep what an aksi on a tugas froze (canonical JSON), unless it is kept.

        Its versi is the next one of its berkas, or of what that unit has in it.

        Args:
            berkas: As it was before the aksi: what it remembers is kept, its row was written with it.
        """
        sha256 = sha256_of(isi)
        if sha256 == berkas.keadaan.naskah:
            return
        _keep[self._connection.dialect.name].write(
            self._connection,
            {
                "kantor": berkas.kantor_id,
                "of": berkas.id,
                "unit": tugas.unit_id,
                "langkah_": tugas.langkah,
                "sha256_": sha256,
                "kode_": kode_of(sha256),
                "isi_": isi,
                "at": at,
            },
        )

    def get(self, berkas_id: int, sha256: str) -> Naskah | None:
        """Return the naskah of a berkas with that content; None if there is none, or it is another by now."""
        found = self.kept(berkas_id, sha256)
        return found if found is not None and sha256_of(found.isi) == sha256 else None

    def kept(self, berkas_id: int, sha256: str) -> Naskah | None:
        """Return what is kept as that naskah, whatever has become of it: for who judges it."""
        row = _get.first(self._connection, {"berkas": berkas_id, "sha256_": sha256})
        return None if row is None else _read(row)

    def find(self, kantor_id: int, kode: str) -> tuple[Naskah, ...]:
        """Return the office's naskah of that kode, oldest first: one, but for a rare chance."""
        rows = self._connection.execute(_find, {"kantor": kantor_id, "kode": kode})
        return tuple(map(_read, rows))

    def of_kantor(self, kantor_id: int) -> tuple[Naskah, ...]:
        """Return every naskah of an office, oldest first."""
        rows = self._connection.execute(_of_kantor, {"kantor": kantor_id})
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
