"""What an office sent for the same periode of the year before."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from sop_flows.engine.berkas import Berkas, StatusBerkas
from sop_flows.engine.formulir import StatusFormulir
from storage.database.insert import table
from storage.database.kinerja_tables import IndikatorRow
from storage.database.tables import BerkasRow, FormulirRow, RealisasiRow

_I, _F = table(IndikatorRow), table(FormulirRow)
_R, _B = table(RealisasiRow), table(BerkasRow)
_sent: Select[Any] = (
    select(_F.c.unit_id, _I.c.nama, _R.c.nilai)
    .select_from(
        _R.join(_F, _F.c.id == _R.c.formulir_id)
        .join(_B, _B.c.id == _F.c.berkas_id)
        .join(_I, _I.c.id == _R.c.indikator_id)
    )
    .where(
        _B.c.kantor_id == bindparam("kantor"),
        _B.c.tahun == bindparam("tahun"),
        _B.c.periode == bindparam("periode"),
        _B.c.ke == bindparam("ke"),
        _B.c.status != StatusBerkas.DIBATALKAN.value,
        _F.c.status == StatusFormulir.TERKIRIM.value,
        _R.c.nilai.is_not(None),
    )
    .order_by(_B.c.id)
)


def read_year_before(connection: Connection, berkas: Berkas) -> Mapping[tuple[int, str], Decimal]:
    """Return the values by unit and name of their indikator; of two berkas the later one counts."""
    periode = berkas.periode
    facts = {
        "kantor": berkas.kantor_id,
        "tahun": periode.tahun - 1,
        "periode": periode.jenis.value,
        "ke": periode.ke,
    }
    return {(row.unit_id, row.nama): row.nilai for row in connection.execute(_sent, facts)}
