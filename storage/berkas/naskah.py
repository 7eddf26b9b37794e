"""Naskah as rows: written once, and never again; see ``sop_flows.naskah``.

What the history names has its row already. One that is lost or altered is not made again: its versi and
its moment are those of the line that named it first, and what became of it is evidence.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Integer, Row, and_, bindparam, exists, func, or_, select

from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.errors import NaskahLost
from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.frozen import Frozen
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah
from storage.database.insert import ByDialect, table
from storage.database.prepared import Prepared
from storage.database.remembered import UnitMemory
from storage.database.tables import JejakRow, NaskahRow, TugasRow

_T = table(NaskahRow)
_J = table(JejakRow)
_U = table(TugasRow)
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
    name: bindparam(of, type_=_T.c[name].type)
    for name, of in {
        "kantor_id": "kantor",
        "berkas_id": "of",
        "unit_id": "unit",
        "langkah": "langkah_",
        "sha256": "sha256_",
        "kode": "kode_",
        "isi": "isi_",
        "dibuat_at": "at",
    }.items()
}
_of_unit = select(_U.c.id).where(
    _U.c.berkas_id == bindparam("of", type_=Integer),
    _U.c.unit_id == bindparam("unit", type_=Integer),
)
_is_named = exists().where(
    _J.c.berkas_id == bindparam("of", type_=Integer),
    or_(bindparam("unit", type_=Integer).is_(None), _J.c.tugas_id.in_(_of_unit)),
    _J.c.rincian["naskah"].as_string() == bindparam("sha256_", type_=_T.c.sha256.type),
)
"""What a unit has in a berkas is named by lines about its own tugas: those of others, one of them long, are not read."""
_row = select(*_new.values(), _next_versi).where(~_is_named)
_keep: Final = ByDialect(
    lambda insert: Prepared(
        lambda: (
            insert(_T)
            .from_select([*_new, "versi"], _row)
            .on_conflict_do_nothing(index_elements=["berkas_id", "sha256"])
            .inline()
        )
    )
)
_find = (
    select(_T)
    .where(_T.c.kantor_id == bindparam("kantor"), _T.c.kode == bindparam("kode"))
    .order_by(_T.c.id)
)

_get = Prepared(
    lambda: select(_T).where(
        _T.c.berkas_id == bindparam("berkas"), _T.c.sha256 == bindparam("sha256_")
    )
)

_named = _J.c.rincian["naskah"].as_string()
_last = (
    select(func.max(_J.c.id))
    .where(
        _J.c.berkas_id.in_(bindparam("berkas", expanding=True)),
        _named.is_not(None),
        _J.c.rincian["untuk_unit"].as_string().is_(None),
        _J.c.rincian["keluar"].as_string().is_(None),
    )
    .group_by(_J.c.berkas_id)
)
_last_of = (
    select(_J.c.berkas_id.label("of"), _named.label("named"), _T)
    .select_from(_J.outerjoin(_T, and_(_T.c.berkas_id == _J.c.berkas_id, _T.c.sha256 == _named)))
    .where(_J.c.id.in_(_last))
)
_of_units = (
    select(_T)
    .where(
        _T.c.berkas_id.in_(bindparam("berkas", expanding=True)),
        _T.c.unit_id.in_(bindparam("unit", expanding=True)),
    )
    .order_by(_T.c.id)
)
_of_kantor = select(_T).where(_T.c.kantor_id == bindparam("kantor")).order_by(_T.c.id)


class NaskahRepo:
    """The naskah of offices, within one unit of work."""

    def __init__(self, connection: Connection, memory: UnitMemory) -> None:
        self._connection = connection
        self._memory = memory

    def keep(self, berkas: Berkas, tugas: Tugas, frozen: Frozen, at: datetime) -> None:
        """See ``NaskahPort.keep``."""
        self._memory.forget_standing()
        sha256 = frozen.sha256
        facts = {
            "kantor": berkas.kantor_id,
            "of": berkas.id,
            "unit": tugas.unit_id,
            "langkah_": tugas.langkah,
            "sha256_": sha256,
            "kode_": kode_of(sha256),
            "isi_": frozen.isi,
            "at": at,
        }
        is_remembered = sha256 == berkas.keadaan.naskah
        if not is_remembered and _keep.of(self._connection).write(self._connection, facts):
            return
        if self._content(berkas.id, sha256, is_remembered=is_remembered) != frozen.isi:
            raise NaskahLost(naskah=kode_of(sha256))

    def _content(self, berkas_id: int, sha256: str, *, is_remembered: bool) -> str | None:
        if is_remembered and berkas_id in self._memory.naskah:
            return self._memory.naskah[berkas_id]
        found = self.kept(berkas_id, sha256)
        return found.isi if found else None

    def get(self, berkas_id: int, sha256: str) -> Naskah | None:
        """See ``NaskahPort.get``."""
        found = self.kept(berkas_id, sha256)
        return found if found is not None and sha256_of(found.isi) == sha256 else None

    def kept(self, berkas_id: int, sha256: str) -> Naskah | None:
        """See ``NaskahPort.kept``."""

        def read() -> Naskah | None:
            row = _get.first(self._connection, {"berkas": berkas_id, "sha256_": sha256})
            return None if row is None else _read(row)

        return self._memory.as_it_stands(berkas_id, ("naskah", sha256), read)

    def find(self, kantor_id: int, kode: str) -> tuple[Naskah, ...]:
        """See ``NaskahPort.find``."""
        rows = self._connection.execute(_find, {"kantor": kantor_id, "kode": kode})
        return tuple(map(_read, rows))

    def last_of(self, berkas: Collection[int]) -> Mapping[int, tuple[str, Naskah | None]]:
        """See ``NaskahPort.last_of``."""
        rows = self._connection.execute(_last_of, {"berkas": list(berkas)})
        return {row.of: (row.named, None if row.id is None else _read(row)) for row in rows}

    def of_units(self, berkas: Collection[int], units: Collection[int]) -> tuple[Naskah, ...]:
        """See ``NaskahPort.of_units``."""
        facts = {"berkas": list(berkas), "unit": list(units)}
        rows = self._connection.execute(_of_units, facts)
        return tuple(map(_read, rows))

    def of_kantor(self, kantor_id: int) -> tuple[Naskah, ...]:
        """See ``NaskahPort.of_kantor``."""
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
