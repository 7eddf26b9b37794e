"""How much of a unit's formulir is filled, as columns of a query that finds its tugas."""

from typing import Final

from sqlalchemy import Label, ScalarSelect, Table, and_, case, func, or_, select

from sop_flows.kinerja.capaian import Sifat
from sop_flows.waktu.periode import LENGTH
from storage.database.insert import table
from storage.database.tables import FormulirRow, RealisasiRow
from storage.offices.indikator import Listing, listings

_F: Final = table(FormulirRow)
_R: Final = table(RealisasiRow)


def filled_columns(tugas: Table, berkas: Table) -> tuple[Label[int], Label[int]]:
    """Return how many values of the formulir of a tugas are filled, and of how many; 0 without one."""
    ends_year = or_(
        *(and_(berkas.c.periode == j.value, berkas.c.ke == 12 // n) for j, n in LENGTH.items())
    )

    def count(one: Listing) -> tuple[ScalarSelect[int], ...]:
        promised = one.promised
        is_awaited = and_(promised.c.sifat == Sifat.TAHUNAN.value, ~ends_year)
        is_filled = or_(_R.c.nilai.is_not(None), _R.c.alasan != "", is_awaited)
        listed = _F.join(promised, promised.c.unit_id == _F.c.unit_id)
        given = and_(_R.c.formulir_id == _F.c.id, _R.c.indikator_id == one.indikator_id)
        return tuple(
            select(func.count(which))
            .select_from(listed.outerjoin(_R, given))
            .where(_F.c.berkas_id == tugas.c.berkas_id, _F.c.unit_id == tugas.c.unit_id, one.holds)
            .correlate(tugas, berkas)
            .scalar_subquery()
            for which in (case((is_filled, 1)), promised.c.id)
        )

    filled, total = (
        case((tugas.c.unit_id.is_(None), 0), else_=now + before)
        for now, before in zip(*map(count, listings(berkas)), strict=True)
    )
    return filled.label("filled"), total.label("total")
