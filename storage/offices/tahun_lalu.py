"""What an office sent for the same periode of the year before."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from sop_flows.engine.berkas import Berkas, StatusBerkas
from sop_flows.engine.formulir import StatusFormulir, YearBefore
from sop_flows.teks import fold
from storage.database.insert import table
from storage.database.kinerja_tables import IndikatorRow
from storage.database.prepared import Prepared
from storage.database.tables import BerkasRow, FormulirRow, RealisasiRow
from storage.offices.covers import Revisi

_I, _F = table(IndikatorRow), table(FormulirRow)
_R, _B = table(RealisasiRow), table(BerkasRow)
_is_then: Final = (
    _B.c.kantor_id == bindparam("kantor"),
    _B.c.tahun == bindparam("tahun"),
    _B.c.periode == bindparam("periode"),
    _B.c.ke == bindparam("ke"),
    _B.c.status != StatusBerkas.DIBATALKAN.value,
)
_then: Final = Prepared(lambda: select(_B.c.id, _B.c.revisi).where(*_is_then).order_by(_B.c.id))
_sent: Final = (
    select(_F.c.unit_id, _I.c.nama, _R.c.nilai)
    .select_from(
        _R.join(_F, _F.c.id == _R.c.formulir_id)
        .join(_B, _B.c.id == _F.c.berkas_id)
        .join(_I, _I.c.id == _R.c.indikator_id)
    )
    .where(*_is_then, _F.c.status == StatusFormulir.TERKIRIM.value, _R.c.nilai.is_not(None))
    .order_by(_B.c.id)
)
_of_all: Final = Prepared(lambda: _sent)
_of_units: Final = Prepared(
    lambda: _sent.where(_F.c.unit_id.in_(bindparam("units", expanding=True))), "units"
)
PER_VALUE: Final = 220
"""Bytes, about, that one of them takes."""


def then(berkas: Berkas) -> dict[str, Any]:
    """Return what tells the berkas of that periode."""
    periode = berkas.periode
    return {
        "kantor": berkas.kantor_id,
        "tahun": periode.tahun - 1,
        "periode": periode.jenis.value,
        "ke": periode.ke,
    }


def read_then(connection: Connection, berkas: Berkas) -> Revisi:
    """Return the berkas of that periode."""
    return tuple((row.id, row.revisi) for row in _then.all(connection, then(berkas)))


def read_year_before(
    connection: Connection, berkas: Berkas, units: Collection[int] | None = None
) -> YearBefore:
    """Return the values of these units, or of all; of two berkas the later one counts."""
    facts = then(berkas)
    rows = (
        _of_all.all(connection, facts)
        if units is None
        else _of_units.all(connection, {**facts, "units": list(units)})
    )
    return {(row.unit_id, fold(row.nama)): row.nilai for row in rows}
