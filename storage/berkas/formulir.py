"""What an outcome does to formulir: opened for a unit, marked, closed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, false, insert, select, update

from sop_flows.engine.berkas import Berkas
from sop_flows.engine.formulir import FormulirChange, Nilai
from storage.database.insert import ByDialect, table
from storage.database.prepared import Prepared
from storage.database.tables import FormulirRow, RealisasiRow
from storage.offices.nilai import new_stamp, stamp_anew

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
_begin = insert(_R)
_kept = {
    "kantor_id": bindparam("kantor"),
    "formulir_id": bindparam("formulir"),
    "indikator_id": bindparam("which"),
    "alasan": bindparam("empty"),
    "sebelumnya": bindparam("before"),
    "ditandai": bindparam("marked"),
    "dikonfirmasi": false(),
    "konfirmasi": bindparam("nothing"),
    "analisis": bindparam("nothing"),
    "ronde": bindparam("first"),
}
_keep = ByDialect(
    lambda insert: Prepared(
        lambda: (into := insert(_R).values(_kept).inline()).on_conflict_do_update(
            index_elements=["formulir_id", "indikator_id"],
            set_={name: into.excluded[name] for name in ("sebelumnya", "ditandai")},
        )
    )
)


class FormulirWriter:
    """Writes formulir, within one unit of work.

    Where a berkas begins with the values of another, a formulir has them from when it is made; they
    are the unit's to correct, and nobody gave them here: the history says where they come from.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
        self._keep(berkas, [(row.id, change.nilai) for row, change in pairs])

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
                "stamp": new_stamp(),
            }
            for change in missing
        ]
        made = {row.unit_id: row for row in self._connection.execute(_new, rows)}
        given = [
            {
                "kantor_id": berkas.kantor_id,
                "formulir_id": made[change.unit_id].id,
                "indikator_id": one.indikator_id,
                "nilai": one.nilai,
                "alasan": one.alasan,
                "ditandai": False,
                "dikonfirmasi": one.dikonfirmasi,
                "konfirmasi": {},
                "analisis": {},
                "ronde": change.ronde,
            }
            for change in missing
            for one in change.bawaan
        ]
        if given:
            self._connection.execute(_begin, given)
        return made

    def _keep(self, berkas: Berkas, formulir: Iterable[tuple[int, tuple[Nilai, ...]]]) -> None:
        """Store what values were before and whether they are marked; one may not have a row yet."""
        changed = [(id, nilai) for id, nilai in formulir if nilai]
        rows: Iterable[dict[str, Any]] = (
            {
                "kantor": berkas.kantor_id,
                "formulir": formulir_id,
                "which": one.indikator_id,
                "before": one.sebelumnya,
                "marked": one.ditandai,
                "empty": "",
                "nothing": {},
                "first": 1,
            }
            for formulir_id, nilai in changed
            for one in nilai
        )
        _keep.of(self._connection).write(self._connection, *rows)
        stamp_anew(self._connection, (formulir_id for formulir_id, _ in changed))
