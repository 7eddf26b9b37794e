"""What the tugas of a berkas come to, so that a board need not read every one of them."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, Integer, Select, bindparam, case, func, select, tuple_

from sop_flows.engine.berkas import StatusTugas
from sop_flows.ports.records import LangkahSum
from sop_flows.sop.place import Place
from storage.berkas.tugas import T
from storage.database.types import UtcDateTime

_berkas: Final = bindparam("berkas", type_=Integer)


def _sums() -> Select[Any]:
    """Every langkah once; beside its own tugas the newest of each unit and employee, if it spreads."""
    newest = (
        select(func.max(T.c.id).label("id"))
        .where(
            T.c.berkas_id == _berkas,
            tuple_(T.c.langkah, T.c.tahap).in_(bindparam("spread", expanding=True)),
        )
        .group_by(T.c.langkah, T.c.unit_id, T.c.pegawai_id)
        .subquery("newest")
    )
    is_in = newest.c.id.is_not(None) & (T.c.status != StatusTugas.TERBUKA.value)
    is_excused = T.c.status == StatusTugas.DIKECUALIKAN.value
    return (
        select(
            T.c.langkah,
            func.max(T.c.ronde).label("ronde"),
            func.min(T.c.dibuka_at, type_=UtcDateTime).label("dibuka_at"),
            func.max(T.c.selesai_at, type_=UtcDateTime).label("selesai_at"),
            func.count(newest.c.id).label("sebar"),
            func.sum(case((is_in, 1), else_=0)).label("masuk"),
            func.sum(case((is_excused, 1), else_=0)).label("dikecualikan"),
        )
        .select_from(T.outerjoin(newest, newest.c.id == T.c.id))
        .where(T.c.berkas_id == _berkas, T.c.tahap >= 0)
        .group_by(T.c.langkah)
    )


_of_langkah: Final = _sums()


def sums_of(
    connection: Connection, berkas_id: int, spread: Collection[Place]
) -> dict[int, LangkahSum]:
    """Return what the tugas of each langkah of a berkas come to, by its number."""
    places = [(place.langkah, place.tahap) for place in spread]
    rows = connection.execute(_of_langkah, {"berkas": berkas_id, "spread": places})
    return {
        row.langkah: LangkahSum(
            langkah=row.langkah,
            ronde=row.ronde,
            dibuka_at=row.dibuka_at,
            selesai_at=row.selesai_at,
            sebar=row.sebar,
            masuk=row.masuk,
            dikecualikan=row.dikecualikan,
        )
        for row in rows
    }
