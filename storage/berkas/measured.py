"""What an office measured when: the periode, and the berkas of years with what is open in them."""

from collections.abc import Collection
from itertools import groupby
from typing import Final

from sqlalchemy import Connection, and_, bindparam, exists, select

from sop_flows.engine.berkas import Berkas, StatusBerkas
from sop_flows.waktu.periode import LENGTH, JenisPeriode, Periode
from storage.berkas.tugas import BERKAS, IS_OPEN, B, T, read_berkas, read_tugas, with_open
from storage.database.insert import table
from storage.database.tables import FormulirRow

_F: Final = table(FormulirRow)
_COUNTING: Final = (
    B.c.kantor_id == bindparam("kantor"),
    B.c.status != StatusBerkas.DIBATALKAN.value,
    exists().where(_F.c.berkas_id == B.c.id),
)
"""Of an office, not cancelled, and asked of units."""
_measured: Final = (
    select(T, *BERKAS.values())
    .select_from(B.outerjoin(T, and_(T.c.berkas_id == B.c.id, IS_OPEN)))
    .where(
        *_COUNTING,
        B.c.periode == bindparam("jenis"),
        B.c.tahun.in_(bindparam("tahun", expanding=True)),
    )
    .order_by(B.c.id, T.c.id)
)
_periode: Final = (
    select(B.c.periode, B.c.tahun, B.c.ke)
    .distinct()
    .where(*_COUNTING, B.c.periode.in_([jenis.value for jenis in LENGTH]))
)


def periods_in(connection: Connection, kantor_id: int) -> tuple[Periode, ...]:
    """Return the periode that come again of which units fill a formulir, the oldest end first."""
    rows = connection.execute(_periode, {"kantor": kantor_id}).all()
    found = (Periode(JenisPeriode(row.periode), row.tahun, row.ke) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.selesai, one.mulai)))


def measured_in(
    connection: Connection, kantor_id: int, jenis: JenisPeriode, tahun: Collection[int]
) -> tuple[tuple[Berkas, int], ...]:
    """Return the berkas of a kind and of years, oldest first, with their sop_id and open tugas."""
    facts = {"kantor": kantor_id, "jenis": jenis.value, "tahun": list(tahun)}
    rows = connection.execute(_measured, facts).all()
    by_berkas = (list(of) for _, of in groupby(rows, key=lambda row: row.b_id))
    return tuple(
        (
            with_open(read_berkas(of[0]), (read_tugas(row) for row in of if row.id is not None)),
            of[0].b_sop_id,
        )
        for of in by_berkas
    )
