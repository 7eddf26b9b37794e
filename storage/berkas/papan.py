"""What boards read of berkas: those tugas that they name, and what the others come to."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from sop_flows.engine.berkas import Berkas
from sop_flows.ports.records import LangkahSum
from sop_flows.sop.place import Place, Samping
from storage.berkas.loading import read_run, run_with
from storage.berkas.sums import sums_of
from storage.berkas.tugas import IS_OPEN, T
from storage.database.prepared import Prepared
from storage.database.remembered import UnitMemory

_nth: Final = (
    select(
        T.c.id,
        func.row_number().over(partition_by=(T.c.langkah, T.c.tahap), order_by=T.c.id).label("ke"),
    )
    .where(T.c.berkas_id == bindparam("this"), IS_OPEN, T.c.pegawai_id.is_(None))
    .subquery("nth")
)
_is_early: Final = T.c.id.in_(select(_nth.c.id).where(_nth.c.ke <= bindparam("most")))
_named: Final = run_with(or_(T.c.tahap < 0, T.c.pegawai_id.is_not(None), _is_early))
_is_there: Final = and_(T.c.langkah == bindparam("langkah"), T.c.tahap == bindparam("tahap"))
_units: Final = Prepared(
    lambda: (
        select(T.c.unit_id)
        .distinct()
        .where(
            T.c.berkas_id == bindparam("berkas"),
            IS_OPEN,
            T.c.unit_id.is_not(None),
            or_(_is_there, T.c.tahap == Samping.TANYA.value),
        )
    )
)


class PapanRepo:
    """What boards read, within one unit of work."""

    def __init__(self, connection: Connection, memory: UnitMemory) -> None:
        self._connection = connection
        self._memory = memory

    def berkas(self, berkas_id: int, most: int) -> tuple[Berkas, int]:
        """See ``PapanPort.berkas``.

        Raises:
            LookupError: There is none.
        """
        whole = self._memory.berkas.get(berkas_id)
        if whole is not None:
            return whole
        rows = _named.all(self._connection, {"this": berkas_id, "most": most})
        found = read_run(self._memory, rows)
        if found is None:
            raise LookupError(berkas_id)
        return found

    def sums(
        self, berkas_id: int, spread: Collection[Place], now: datetime
    ) -> Mapping[int, LangkahSum]:
        """See ``PapanPort.sums``."""
        return sums_of(self._connection, berkas_id, spread, now)

    def units_at(self, berkas_id: int, place: Place) -> frozenset[int]:
        """See ``PapanPort.units_at``."""
        facts = {"berkas": berkas_id, "langkah": place.langkah, "tahap": place.tahap}
        return frozenset(row.unit_id for row in _units.all(self._connection, facts))
