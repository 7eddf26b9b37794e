"""The formulir of berkas with their values, and what was sent in the periode before them.

Where two berkas cover the same periode, the later one counts.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    literal,
    select,
    union_all,
)

from sop_flows.engine.berkas import Berkas
from sop_flows.engine.formulir import UNSTORED, Formulir, Lalu, Nilai, StatusFormulir, awaited
from sop_flows.kinerja.capaian import Sifat
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.database.insert import table
from storage.database.prepared import Prepared
from storage.database.tables import BerkasRow, FormulirRow, RealisasiRow
from storage.offices.covers import IS_BEFORE, WAS_BEFORE, before
from storage.offices.indikator import I, Listing, listings
from storage.offices.nilai import read_given

_F = table(FormulirRow)
_R = table(RealisasiRow)
_B = table(BerkasRow)
_ORDER: Final = ("unit_id", "indikator_id")


def _value(promised: Table) -> tuple[ColumnElement[Any], ...]:
    """Return what is read of a value; unit and sifat are as that table promised them."""
    return (
        I.c.id.label("indikator_id"),
        I.c.kode,
        promised.c.unit_id.label("unit_id"),
        _F.c.id.label("formulir_id"),
        _B.c.id.label("berkas_id"),
        _B.c.ke.label("ke"),
        _B.c.periode.label("jenis"),
        _B.c.tahun.label("tahun"),
        promised.c.sifat.label("sifat"),
        _F.c.status,
        _F.c.ronde,
        _F.c.stamp,
        _R.c.id.label("realisasi_id"),
        _R.c.nilai,
        _R.c.alasan,
        _R.c.sebelumnya,
        _R.c.ditandai,
        _R.c.dikonfirmasi,
        _R.c.konfirmasi,
        _R.c.analisis,
        _R.c.ronde.label("ronde_nilai"),
    )


def _nilai(
    *which: ColumnElement[bool], units: BindParameter[Any] | None = None
) -> tuple[Select[Any], ...]:
    """Every indikator of the berkas' Perjanjian, or of these units in it, with formulir and value where there are any."""

    def listed(one: Listing) -> Select[Any]:
        promised = one.promised
        found = _B.join(promised, and_(promised.c.kantor_id == _B.c.kantor_id, one.holds))
        if promised is not I:
            found = found.join(I, I.c.id == one.indikator_id)
        formulir = and_(_F.c.berkas_id == _B.c.id, _F.c.unit_id == promised.c.unit_id)
        realisasi = and_(_R.c.formulir_id == _F.c.id, _R.c.indikator_id == I.c.id)
        own = () if units is None else (promised.c.unit_id.in_(units),)
        return (
            select(*_value(promised), literal(False).label("is_earlier"))
            .select_from(found.outerjoin(_F, formulir).outerjoin(_R, realisasi))
            .where(_B.c.id == bindparam("berkas"), *which, *own)
        )

    return tuple(map(listed, listings(_B)))


_asked = _nilai(_F.c.id.is_not(None))
_of_berkas = Prepared(lambda: union_all(*_asked).order_by(*_ORDER))
_units: BindParameter[Any] = bindparam("units", expanding=True)
_of_unit = Prepared(lambda: union_all(*_nilai(units=_units)).order_by(*_ORDER), "units")
_sent: Select[Any] = (
    select(*_value(I), literal(True))
    .select_from(
        _R.join(_F, _F.c.id == _R.c.formulir_id)
        .join(_B, _B.c.id == _F.c.berkas_id)
        .join(I, I.c.id == _R.c.indikator_id)
    )
    .where(_F.c.status == StatusFormulir.TERKIRIM.value)
)
_stored: Select[Any] = (
    select(*_value(I), _F.c.unit_id.label("of_unit"))
    .select_from(
        _F.join(_B, _B.c.id == _F.c.berkas_id)
        .outerjoin(_R, _R.c.formulir_id == _F.c.id)
        .outerjoin(I, I.c.id == _R.c.indikator_id)
    )
    .where(_F.c.berkas_id == bindparam("berkas"))
    .order_by(_F.c.unit_id, _R.c.indikator_id)
)
_is_wanted: ColumnElement[bool] = I.c.id.in_(bindparam("wanted", expanding=True))
_wanted = [
    one.where(_is_wanted)
    for one in (*_nilai(_F.c.id.is_not(None), units=_units), _sent.where(*WAS_BEFORE))
]
_IN_TIME = ("ke", "berkas_id", *_ORDER)
_with_earlier = Prepared(lambda: union_all(*_asked, _sent.where(*IS_BEFORE)).order_by(*_IN_TIME))
_wanted_with_earlier = Prepared(lambda: union_all(*_wanted).order_by(*_IN_TIME), "wanted", "units")


Forms = tuple[Formulir, ...]
"""By unit."""


def read_all(connection: Connection, berkas_id: int) -> Forms:
    """Return every formulir of a berkas, with a value, perhaps empty, for each indikator."""
    return _by_unit(_of_berkas.all(connection, {"berkas": berkas_id}))


def read_units(connection: Connection, berkas_id: int, units: Collection[int]) -> Forms:
    """Return the formulir of some units that measure something, with values; where none is stored yet, one that is not."""
    return _by_unit(_of_unit.all(connection, {"berkas": berkas_id, "units": list(units)}))


def read_stored(connection: Connection, berkas_id: int) -> Forms:
    """Return every formulir of a berkas with the values that have a row."""
    rows = connection.execute(_stored, {"berkas": berkas_id}).all()
    by_unit: dict[int, list[Row[Any]]] = {}
    for row in rows:
        by_unit.setdefault(row.of_unit, []).append(row)
    return tuple(
        Formulir(
            id=given[0].formulir_id,
            berkas_id=berkas_id,
            unit_id=unit_id,
            status=StatusFormulir(given[0].status),
            ronde=given[0].ronde,
            nilai=tuple(
                read_given(row, row.ronde) for row in given if row.realisasi_id is not None
            ),
        )
        for unit_id, given in by_unit.items()
    )


def read_with_earlier(connection: Connection, berkas: Berkas) -> tuple[Forms, Lalu]:
    """Return every formulir of a berkas, and what was sent in earlier periode."""
    return _apart(_with_earlier.all(connection, {"berkas": berkas.id, **before(berkas)}))


def read_wanted_with_earlier(
    connection: Connection, berkas: Berkas, wanted: Collection[int], units: Collection[int]
) -> tuple[Forms, Lalu]:
    """Return what is said of these indikator alone, by id, in formulir of the units that measure them, and what was sent before."""
    facts = {"wanted": list(wanted), "units": list(units)}
    rows = _wanted_with_earlier.all(connection, {"berkas": berkas.id, **before(berkas), **facts})
    return _apart(rows)


def _apart(rows: Sequence[Row[Any]]) -> tuple[Forms, Lalu]:
    """Return the formulir of a berkas, and what rows say of the periode before it."""
    lalu: dict[int, dict[int, Any]] = {}
    for row in rows:
        if row.is_earlier:
            lalu.setdefault(row.indikator_id, {})[row.ke] = row.nilai
    return _by_unit(row for row in rows if not row.is_earlier), lalu


def _by_unit(rows: Iterable[Row[Any]]) -> Forms:
    """Return the formulir that rows hold, in their order."""
    by_unit: dict[int, list[Row[Any]]] = {}
    for row in rows:
        by_unit.setdefault(row.unit_id, []).append(row)
    return tuple(map(_read_formulir, by_unit.values()))


def _read_formulir(rows: Sequence[Row[Any]]) -> Formulir:
    one = rows[0]
    ronde = one.ronde or 1
    return Formulir(
        id=UNSTORED if one.formulir_id is None else one.formulir_id,
        berkas_id=one.berkas_id,
        unit_id=one.unit_id,
        status=StatusFormulir(one.status or StatusFormulir.TERBUKA),
        ronde=ronde,
        nilai=tuple(_read_nilai(row, ronde) for row in rows),
        stamp=one.stamp or 0,
    )


def _read_nilai(row: Row[Any], ronde: int) -> Nilai:
    nilai = read_given(row, ronde)
    if row.sifat != Sifat.TAHUNAN:
        return nilai
    periode = Periode(JenisPeriode(row.jenis), row.tahun, row.ke)
    return awaited(nilai, Sifat.TAHUNAN, periode)
