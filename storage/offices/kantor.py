"""Offices: settings, calendar, units and posts, kept by the process until their versi moves."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    Integer,
    RowMapping,
    String,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    text,
    union_all,
    update,
)

from sop_flows.kantor.kalender import KalenderTahun, in_order
from sop_flows.kantor.kantor import Jabatan, Kantor, Kop, Unit
from sop_flows.kinerja.capaian import Formula
from sop_flows.kinerja.kategori import skala_of
from sop_flows.kinerja.rangkuman import RENDAH, Aturan
from sop_flows.ports.records import Brought
from sop_flows.sop.paper import JenisPaper
from sop_flows.teks import numbered
from sop_flows.waktu.jam_kerja import BerlakuSesi, HariKhusus, JamKerja, JenisHari, SesiKerja
from storage.database.insert import table
from storage.database.prepared import Prepared
from storage.database.remembered import Counters, UnitMemory, read_counters
from storage.database.tables import (
    CHANGED,
    JabatanRow,
    JamKerjaRow,
    KantorRow,
    LiburRow,
    TemplatRow,
    UnitRow,
)
from storage.database.turns import allow
from storage.offices.kalender import compile_jam_kerja, year_of
from storage.offices.owned_rows import OwnedRows

T = TypeVar("T")

KEPT = 500  # whose shape a process keeps, at most

_K = table(KantorRow)
_U = table(UnitRow)
_J = table(JabatanRow)
_S = table(JamKerjaRow)
_L = table(LiburRow)
_T = table(TemplatRow)
_kantor = bindparam("kantor", type_=Integer)
_get = select(_K).where(_K.c.id == _kantor)
_all = select(_K).order_by(_K.c.kode)
_counters = Prepared(
    lambda: select(_K.c.nomor, _K.c.versi, _K.c.jejak_seq, _K.c.jejak_hash).where(
        _K.c.id == _kantor
    )
)
_changed = (
    update(_K)
    .where(_K.c.id == _kantor)
    .values(versi=_K.c.versi + 1, pemegang_setelah=0)
    .returning(_K.c.versi)
)
_put_logo = update(_K).where(_K.c.id == _kantor).values(logo=bindparam("sha256"))
_templat = select(_T.c.jenis, _T.c.sha256).where(_T.c.kantor_id == _kantor)
_zones = select(func.min(_K.c.zona).label("zona")).cte("zones", recursive=True)
_zones = _zones.union_all(
    select(select(func.min(_K.c.zona)).where(_K.c.zona > _zones.c.zona).scalar_subquery()).where(
        _zones.c.zona.is_not(None)
    )
)
_each_zone = Prepared(lambda: select(_zones.c.zona).where(_zones.c.zona.is_not(None)))
_settle = Prepared(
    lambda: (
        update(_K)
        .where(_K.c.id == _kantor)
        .values(pemegang_versi=_K.c.versi, pemegang_on=bindparam("today"), pemegang_setelah=0)
    )
)
_bring = Prepared(
    lambda: (
        update(_K)
        .where(_K.c.id == _kantor)
        .values(pemegang_menuju=bindparam("today"), pemegang_setelah=bindparam("after"))
    )
)
_offer_at = update(_K).where(_K.c.id == _kantor).values(tawaran_at=bindparam("at"))
_offering = Prepared(
    lambda: select(_K.c.id).where(_K.c.tawaran_at <= bindparam("now")).limit(bindparam("limit"))
)
_units = select(_U).where(_U.c.kantor_id == _kantor)
_posts = select(_J).where(_J.c.kantor_id == _kantor).order_by(_J.c.id)
_calendar = union_all(
    select(
        literal(True).label("is_sesi"),
        _S.c.hari,
        _S.c.mulai.label("one"),
        _S.c.selesai.label("other"),
        _S.c.berlaku.label("jenis"),
    ).where(_S.c.kantor_id == _kantor),
    select(literal(False), null(), cast(_L.c.tanggal, String), _L.c.dasar, _L.c.jenis).where(
        _L.c.kantor_id == _kantor
    ),
)


@cache
def _unsettled(zones: int) -> Prepared:
    """The offices that were brought to another versi or day, in no order: an index finds the first of them.

    What day it is in each of so many zones is bound: ``zona0`` and ``hari0``, and so on.
    """
    on = _K.c.pemegang_on
    found = select(_K.c.id, _K.c.zona, on, _K.c.pemegang_menuju, _K.c.pemegang_setelah)
    current = (_K.c.pemegang_versi == _K.c.versi,)
    other_day = (
        found.where(*current, _K.c.zona == bindparam(f"zona{no}"), each)
        for no in range(zones)
        for day in [bindparam(f"hari{no}", type_=on.type)]
        for each in (on.is_(None), on < day, on > day)
    )
    both = union_all(found.where(text(CHANGED)), *other_day).subquery()
    return Prepared(lambda: select(both).limit(bindparam("limit")))


_Shapes = dict[int, tuple[int, dict[str, Any]]]
_SHAPES = "shapes"
"""Where they hang on the connection: one that is given up because a COMMIT failed takes along what was read of it."""


class KantorRepo:
    """The offices, within one unit of work.

    1. The shape of an office (settings, calendar, units, posts, columns) is kept by the process
       under the office's ``versi``, which every unit reads anew. Who writes such rows calls
       ``changed`` in the same unit, also from another process.
    2. What a unit reads of an office that it has itself changed is kept for that unit only.
    """

    def __init__(self, connection: Connection, memory: UnitMemory, now: datetime) -> None:
        self._connection = connection
        self._memory = memory
        self._now = now
        self._jam_kerja = f"jam_kerja {now.year}"
        self._parts: dict[int, dict[str, Any]] = {}

    def get(self, kantor_id: int) -> Kantor:
        """See ``KantorPort.get``."""
        return self.shape(kantor_id, "kantor", lambda: self._get(kantor_id))

    def all(self) -> tuple[Kantor, ...]:
        """See ``KantorPort.all``."""
        return tuple(map(_read_kantor, self._connection.execute(_all).mappings()))

    def jam_kerja(self, kantor_id: int) -> JamKerja:
        """See ``KantorPort.jam_kerja``."""
        return self.shape(
            kantor_id, self._jam_kerja, lambda: self._compile(kantor_id, self.libur(kantor_id))
        )

    def jam_kerja_with(self, kantor_id: int, libur: tuple[HariKhusus, ...]) -> JamKerja:
        """See ``KantorPort.jam_kerja_with``."""
        return self._compile(kantor_id, libur)

    def libur(self, kantor_id: int) -> tuple[HariKhusus, ...]:
        """See ``KantorPort.libur``."""
        return self._own_calendar(kantor_id)[1]

    def kalender(self, kantor_id: int, tahun: int) -> KalenderTahun:
        """See ``KantorPort.kalender``."""
        return year_of(tahun, self.libur(kantor_id))

    def put_libur(self, kantor_id: int, libur: tuple[HariKhusus, ...]) -> None:
        """See ``KantorPort.put_libur``."""
        rows = OwnedRows(self._connection, LiburRow, kantor_id, ("tanggal", "jenis"))
        wanted = {(row.tanggal, row.jenis.value): row.dasar for row in libur}
        rows.remove([key for key in rows.stored if key not in wanted])
        rows.put(
            {"tanggal": tanggal, "jenis": jenis, "dasar": dasar}
            for (tanggal, jenis), dasar in wanted.items()
        )
        self.changed(kantor_id)

    def unit(self, kantor_id: int) -> Mapping[int, Unit]:
        """See ``KantorPort.unit``."""
        return self.shape(kantor_id, "unit", lambda: self._units(kantor_id))

    def jabatan(self, kantor_id: int) -> Mapping[int, Jabatan]:
        """See ``KantorPort.jabatan``."""
        return self.shape(kantor_id, "jabatan", lambda: self._posts(kantor_id))

    def counters(self, kantor_id: int) -> Counters:
        """Return the counters of the office as they stand in this unit.

        Raises:
            LookupError: There is no such office.
        """
        known = self._memory.counters.get(kantor_id)
        if known is None:
            row = _counters.first(self._connection, {"kantor": kantor_id})
            if row is None:
                raise LookupError(kantor_id)
            known = read_counters(kantor_id, *row)
            self._memory.counters[kantor_id] = known
        return known

    def changed(self, kantor_id: int) -> None:
        """Note that this unit writes the shape of the office: nobody's older reading holds.

        It goes on to its end then: what it did, perhaps a whole workbook, is not done again for each part that it looks at.
        """
        allow(self._connection, may_give_way=False)
        counters = self.counters(kantor_id)
        counters.versi = self._connection.execute(_changed, {"kantor": kantor_id}).scalar_one()
        self._parts[kantor_id] = {}
        self._memory.forget_standing()

    def put_logo(self, kantor_id: int, sha256: str) -> None:
        """See ``KantorPort.put_logo``."""
        self._connection.execute(_put_logo, {"kantor": kantor_id, "sha256": sha256})
        self.changed(kantor_id)

    def templat(self, kantor_id: int) -> Mapping[JenisPaper, str]:
        """See ``KantorPort.templat``."""
        return self.shape(kantor_id, "templat", lambda: self._templat(kantor_id))

    def put_templat(self, kantor_id: int, jenis: JenisPaper, sha256: str) -> None:
        """See ``KantorPort.put_templat``."""
        rows = OwnedRows(self._connection, TemplatRow, kantor_id, ("jenis",))
        rows.put([{"jenis": jenis.value, "sha256": sha256}])
        self.changed(kantor_id)

    def unsettled(self, limit: int) -> tuple[Brought, ...]:
        """See ``KantorPort.unsettled``."""
        zones = [row.zona for row in _each_zone.all(self._connection, {})]
        today = {zona: self._now.astimezone(ZoneInfo(zona)).date() for zona in zones}
        facts = {f"zona{no}": zona for no, zona in enumerate(zones)}
        facts |= {f"hari{no}": today[zona] for no, zona in enumerate(zones)}
        rows = _unsettled(len(zones)).all(self._connection, {**facts, "limit": limit})
        return tuple(
            Brought(
                kantor_id=row.id,
                since=row.pemegang_on,
                today=today[row.zona],
                after=row.pemegang_setelah if row.pemegang_menuju == today[row.zona] else 0,
            )
            for row in rows
        )

    def offer_at(self, kantor_id: int, at: datetime | None) -> None:
        """See ``KantorPort.offer_at``."""
        self._connection.execute(_offer_at, {"kantor": kantor_id, "at": at})

    def offering(self, limit: int) -> tuple[int, ...]:
        """See ``KantorPort.offering``."""
        rows = _offering.all(self._connection, {"now": self._now, "limit": limit})
        return tuple(row.id for row in rows)

    def bring(self, kantor_id: int, today: date, after: int) -> None:
        """See ``KantorPort.bring``."""
        facts = {"kantor": kantor_id, "today": today, "after": after}
        _bring.write(self._connection, facts)

    def settle(self, kantor_id: int, today: date) -> None:
        """See ``KantorPort.settle``."""
        _settle.write(self._connection, {"kantor": kantor_id, "today": today})

    def shape(self, kantor_id: int, name: str, load: Callable[[], T]) -> T:
        """Return a part of the office's shape; ``load`` reads it where nobody has yet."""
        parts = self._parts.get(kantor_id)
        if parts is None:
            parts = self._parts[kantor_id] = self._kept(kantor_id)
        if name not in parts:
            parts[name] = load()
        found: T = parts[name]
        return found

    def _kept(self, kantor_id: int) -> dict[str, Any]:
        versi = self.counters(kantor_id).versi
        shapes: _Shapes = self._connection.info.setdefault(_SHAPES, {})
        known = shapes.get(kantor_id)
        if known is None or known[0] != versi:
            if len(shapes) >= KEPT:
                shapes.clear()
            known = shapes[kantor_id] = (versi, {})
        return known[1]

    def _get(self, kantor_id: int) -> Kantor:
        row = self._connection.execute(_get, {"kantor": kantor_id}).mappings().one_or_none()
        if row is None:
            raise LookupError(kantor_id)
        return _read_kantor(row)

    def _compile(self, kantor_id: int, libur: tuple[HariKhusus, ...]) -> JamKerja:
        kantor = self.get(kantor_id)
        sesi, _ = self._own_calendar(kantor_id)
        years = tuple(range(self._now.year - 1, self._now.year + 3))
        return compile_jam_kerja(kantor.zona.key, kantor.hari_kerja, sesi, libur, years)

    def _own_calendar(
        self, kantor_id: int
    ) -> tuple[tuple[SesiKerja, ...], tuple[HariKhusus, ...]]:
        return self.shape(kantor_id, "kalender", lambda: self._read_calendar(kantor_id))

    def _read_calendar(
        self, kantor_id: int
    ) -> tuple[tuple[SesiKerja, ...], tuple[HariKhusus, ...]]:
        rows = self._connection.execute(_calendar, {"kantor": kantor_id}).all()
        sesi = tuple(
            SesiKerja(
                row.hari,
                time.fromisoformat(row.one),
                time.fromisoformat(row.other),
                BerlakuSesi(row.jenis),
            )
            for row in rows
            if row.is_sesi
        )
        libur = (
            HariKhusus(datetime.fromisoformat(row.one).date(), JenisHari(row.jenis), row.other)
            for row in rows
            if not row.is_sesi
        )
        return sesi, in_order(libur)

    def _templat(self, kantor_id: int) -> Mapping[JenisPaper, str]:
        rows = self._connection.execute(_templat, {"kantor": kantor_id})
        return MappingProxyType({JenisPaper(row.jenis): row.sha256 for row in rows})

    def _units(self, kantor_id: int) -> Mapping[int, Unit]:
        rows = self._connection.execute(_units, {"kantor": kantor_id})
        return MappingProxyType(
            {
                row.id: Unit(id=row.id, kode=row.kode, nama=row.nama, kepala_id=row.kepala_id)
                for row in sorted(rows, key=lambda row: numbered(row.kode))
            }
        )

    def _posts(self, kantor_id: int) -> Mapping[int, Jabatan]:
        rows = self._connection.execute(_posts, {"kantor": kantor_id})
        return MappingProxyType(
            {
                row.id: Jabatan(
                    id=row.id,
                    nama=row.nama,
                    atasan_id=row.atasan_id,
                    unit_id=row.unit_id,
                    alias=tuple(row.alias),
                )
                for row in rows
            }
        )


def _read_kantor(row: RowMapping) -> Kantor:
    return Kantor(
        id=row["id"],
        kode=row["kode"],
        nama=row["nama"],
        zona=ZoneInfo(row["zona"]),
        formula_turun=Formula(row["formula_turun"]),
        skala=skala_of(row["skala_kategori"]),
        aturan=Aturan(rendah=row["batas_rendah"] or RENDAH, batas=row["batas_rerata"]),
        jenis=row["jenis"],
        daerah=row["daerah"],
        alamat=row["alamat"],
        kop=Kop(**{each.name: row[each.name] for each in fields(Kop)}),
        hari_kerja=row["hari_kerja"],
        klasifikasi_surat=row["klasifikasi_surat"],
        format_nomor=row["format_nomor"],
        ketat=row["ketat"],
        minta_bukti=row["minta_bukti"],
        minta_analisis=row["minta_analisis"],
        setujui_sekaligus=row["setujui_sekaligus"],
        batas_laporan=row["batas_laporan"],
    )
