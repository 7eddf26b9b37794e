"""Activated SOPs: their text parsed once per process, and the posts in their columns."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, select

from sop_flows.engine.berkas import Berkas
from sop_flows.ports.records import SopAktif
from sop_flows.sop.catalog import Template, parse_stored
from sop_flows.sop.definition import Sop
from storage.database.insert import table
from storage.database.remembered import UnitMemory
from storage.database.tables import SopKolomRow, SopRow
from storage.offices.activation import put_columns, put_template
from storage.offices.kantor import KantorRepo
from storage.offices.kinerja import KinerjaRepo
from storage.offices.pegawai import PegawaiRepo
from storage.offices.peta import KantorPeta

KEPT = 256  # parsed SOPs, at most

_T = table(SopRow)
_M = table(SopKolomRow)
_text = select(_T.c.teks, _T.c.sha256).where(_T.c.id == bindparam("sop"))
_active = (
    select(_T.c.id, _T.c.sha256)
    .where(_T.c.kantor_id == bindparam("kantor"), _T.c.aktif.is_(True))
    .order_by(_T.c.kode, _T.c.versi)
)
_versions = select(_T.c.versi, _T.c.sha256).where(
    _T.c.kantor_id == bindparam("kantor"), _T.c.kode == bindparam("kode")
)
_columns = (
    select(_M.c.kolom, _M.c.jabatan_id)
    .where(_M.c.kantor_id == bindparam("kantor"), _M.c.sop_id == bindparam("sop"))
    .order_by(_M.c.id)
)

_PARSED: dict[str, Sop] = {}


class SopRepo:
    """The SOPs of offices, within one unit of work."""

    def __init__(
        self,
        connection: Connection,
        memory: UnitMemory,
        kantor: KantorRepo,
        pegawai: PegawaiRepo,
        kinerja: KinerjaRepo,
    ) -> None:
        self._connection = connection
        self._memory = memory
        self._kantor = kantor
        self._pegawai = pegawai
        self._kinerja = kinerja

    def get(self, sop_id: int) -> Sop:
        """See ``SopPort.get``."""
        sha256 = self._memory.sha256.get(sop_id, "")
        if (known := _PARSED.get(sha256)) is not None:
            return known
        row = self._connection.execute(_text, {"sop": sop_id}).one_or_none()
        if row is None:
            raise LookupError(sop_id)
        self._memory.sha256[sop_id] = row.sha256
        return parse(row.teks, row.sha256)

    def active(self, kantor_id: int) -> tuple[SopAktif, ...]:
        """See ``SopPort.active``."""
        rows: tuple[tuple[int, str], ...] = self._kantor.shape(
            kantor_id, "sop", lambda: self._read_active(kantor_id)
        )
        self._memory.sha256.update(rows)
        return tuple(SopAktif(id=sop_id, sop=self.get(sop_id)) for sop_id, _ in rows)

    def peta(self, kantor_id: int, sop_id: int, berkas: Berkas, today: date) -> KantorPeta:
        """See ``SopPort.peta``."""
        return KantorPeta(
            kantor=self._kantor,
            orang=self._pegawai,
            kinerja=self._kinerja,
            kolom=self.columns(kantor_id, sop_id),
            berkas=berkas,
            today=today,
        )

    def kolom_of(self, kantor_id: int, sop_id: int, kolom: str) -> tuple[int, ...]:
        """See ``SopPort.kolom_of``."""
        return self.columns(kantor_id, sop_id).get(kolom, ())

    def columns(self, kantor_id: int, sop_id: int) -> Mapping[str, tuple[int, ...]]:
        """Return the posts of every column of an SOP, in the order they were entered."""
        return self._kantor.shape(
            kantor_id, f"kolom {sop_id}", lambda: self._read_columns(kantor_id, sop_id)
        )

    def versions(self, kantor_id: int, kode: str) -> Mapping[int, str]:
        """See ``SopPort.versions``."""
        rows = self._connection.execute(_versions, {"kantor": kantor_id, "kode": kode})
        return {row.versi: row.sha256 for row in rows}

    def activate(
        self, kantor_id: int, template: Template, kolom: Mapping[str, Iterable[int]]
    ) -> int:
        """See ``SopPort.activate``."""
        self._kantor.changed(kantor_id)
        sop_id, _ = put_template(self._connection, kantor_id, template)
        put_columns(self._connection, kantor_id, sop_id, kolom)
        return sop_id

    def _read_active(self, kantor_id: int) -> tuple[tuple[int, str], ...]:
        rows = self._connection.execute(_active, {"kantor": kantor_id})
        return tuple((row.id, row.sha256) for row in rows)

    def _read_columns(self, kantor_id: int, sop_id: int) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for row in self._connection.execute(_columns, {"kantor": kantor_id, "sop": sop_id}):
            found[row.kolom] = (*found.get(row.kolom, ()), row.jabatan_id)
        return found


def parse(teks: str, sha256: str) -> Sop:
    """Return the SOP that a stored text holds, parsed once per process.

    Raises:
        SopUnreadable: It is no SOP.
    """
    if len(_PARSED) >= KEPT:
        _PARSED.clear()
    sop = _PARSED[sha256] = parse_stored(sha256, teks)
    return sop
