"""What an outcome does to formulir: opened for a unit, marked, closed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, false, insert, select, update

from sop_flows.engine.berkas import Berkas, FormulirChange, StatusFormulir
from storage.database.insert import table
from storage.database.tables import BerkasRow, FormulirRow, RealisasiRow
from storage.offices.kinerja import KinerjaRepo

_B = table(BerkasRow)
_F = table(FormulirRow)
_R = table(RealisasiRow)
_known: Select[Any] = select(_F.c.id, _F.c.unit_id, _F.c.ronde).where(
    _F.c.berkas_id == bindparam("berkas"),
    _F.c.unit_id.in_(bindparam("units", expanding=True)),
)
_new = insert(_F).returning(_F.c.id, _F.c.unit_id, _F.c.ronde)
_write = (
    update(_F)
    .where(_F.c.id == bindparam("this"))
    .values(status=bindparam("status_"), ronde=bindparam("ronde_"))
)
_source = _F.alias("source")
_prefill = insert(_R).from_select(
    [
        "kantor_id",
        "formulir_id",
        "indikator_id",
        "nilai",
        "alasan",
        "dikonfirmasi",
        "ditandai",
        "ronde",
        "oleh",
        "diisi_at",
    ],
    select(
        _F.c.kantor_id,
        _F.c.id,
        _R.c.indikator_id,
        _R.c.nilai,
        _R.c.alasan,
        _R.c.dikonfirmasi,
        false(),
        _F.c.ronde,
        _R.c.oleh,
        _R.c.diisi_at,
    )
    .select_from(
        _F.join(_B, _B.c.kantor_id == _F.c.kantor_id)
        .join(_source, and_(_source.c.berkas_id == _B.c.id, _source.c.unit_id == _F.c.unit_id))
        .join(_R, _R.c.formulir_id == _source.c.id)
    )
    .where(
        _F.c.id.in_(bindparam("these", expanding=True)),
        _B.c.nomor == bindparam("sumber"),
        _source.c.status != StatusFormulir.DIKECUALIKAN.value,
    ),
)
_of_formulir = _R.c.formulir_id == bindparam("this")
_carry_over = update(_R).where(_of_formulir).values(sebelumnya=_R.c.nilai)
_remember = update(_R).where(_of_formulir, _R.c.sebelumnya.is_(None)).values(sebelumnya=_R.c.nilai)
_unmark = update(_R).where(_of_formulir).values(ditandai=False)
_mark = (
    update(_R).where(_of_formulir, _R.c.indikator_id == bindparam("which")).values(ditandai=True)
)


class FormulirWriter:
    """Writes formulir, within one unit of work.

    1. A new ronde keeps the values as ``sebelumnya`` and takes the marks of the ronde before away.
    2. A correction within a ronde keeps what was sent as ``sebelumnya``, if nothing is kept yet.
    3. Within a ronde, a mark goes when its value is given; new ones come with a change that names
       them.
    3. Where a berkas begins with the values of another, a formulir has them from when it is made,
       each with who gave it; they are the unit's to correct.
    """

    def __init__(self, connection: Connection, kinerja: KinerjaRepo) -> None:
        self._connection = connection
        self._kinerja = kinerja

    def apply(self, berkas: Berkas, changes: Iterable[FormulirChange]) -> None:
        """Store what becomes of the formulir of a berkas; the last word on a unit counts."""
        last = {change.unit_id: change for change in changes}
        if not last:
            return
        known = self._known(berkas.id, last)
        missing = [change for unit_id, change in last.items() if unit_id not in known]
        known |= self._create(berkas, missing)
        pairs = [(known[unit_id], change) for unit_id, change in last.items()]
        rows = [
            {"this": row.id, "status_": change.status.value, "ronde_": change.ronde}
            for row, change in pairs
            if change not in missing
        ]
        if rows:
            self._connection.execute(_write, rows)
        opened = [pair for pair in pairs if pair[1].status is StatusFormulir.TERBUKA]
        self._begin_ronde([row.id for row, change in opened if change.ronde > row.ronde])
        corrected = [{"this": row.id} for row, change in opened if change.koreksi]
        if corrected:
            self._connection.execute(_remember, corrected)
        self._mark(berkas, [(row.id, change) for row, change in opened if change.ditandai])

    def _known(self, berkas_id: int, units: Iterable[int]) -> dict[int, Row[Any]]:
        facts = {"berkas": berkas_id, "units": list(units)}
        return {row.unit_id: row for row in self._connection.execute(_known, facts)}

    def _create(self, berkas: Berkas, missing: list[FormulirChange]) -> dict[int, Row[Any]]:
        if not missing:
            return {}
        rows = [
            {
                "kantor_id": berkas.kantor_id,
                "berkas_id": berkas.id,
                "unit_id": change.unit_id,
                "status": change.status.value,
                "ronde": change.ronde,
            }
            for change in missing
        ]
        made = {row.unit_id: row for row in self._connection.execute(_new, rows)}
        if berkas.keadaan.sumber:
            facts = {"these": [row.id for row in made.values()], "sumber": berkas.keadaan.sumber}
            self._connection.execute(_prefill, facts)
        return made

    def _begin_ronde(self, formulir: list[int]) -> None:
        if formulir:
            rows = [{"this": id} for id in formulir]
            self._connection.execute(_carry_over, rows)
            self._connection.execute(_unmark, rows)

    def _mark(self, berkas: Berkas, marked: list[tuple[int, FormulirChange]]) -> None:
        if not marked:
            return
        self._connection.execute(_unmark, [{"this": id} for id, _ in marked])
        cells = [(id, which) for id, change in marked for which in self._own(berkas, change)]
        if cells:
            self._kinerja.prepare(berkas.kantor_id, cells)
            self._connection.execute(_mark, [{"this": id, "which": which} for id, which in cells])

    def _own(self, berkas: Berkas, change: FormulirChange) -> list[int]:
        """The marked indikator that are this unit's: a return names those of all units."""
        own = self._kinerja.indikator(berkas.kantor_id, berkas.tahun, (change.unit_id,))
        return [one.id for one in own if one.id in change.ditandai]
