"""What the tugas of a berkas come to, so that a board need not read every one of them."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Integer, Select, and_, bindparam, case, func, select, tuple_

from sop_flows.engine.berkas import StatusTugas
from sop_flows.ports.records import LangkahSum, Masa
from sop_flows.sop.place import Place
from storage.berkas.tugas import WAS_GIVEN, T
from storage.database.prepared import Prepared
from storage.database.types import UtcDateTime

_berkas: Final = bindparam("berkas", type_=Integer)
_runs: Final = and_(T.c.isi["menunggu"].as_string().is_(None), ~WAS_GIVEN)
"""The clock of a tugas runs, as far as its row tells without those that were given time."""
_is_past: Final = T.c.tenggat < bindparam("now", type_=UtcDateTime)


def _sums() -> Select[Any]:
    """Every turn of a langkah once; beside its tugas the newest of each unit and employee, if it spreads."""
    newest = (
        select(func.max(T.c.id))
        .where(
            T.c.berkas_id == _berkas,
            tuple_(T.c.langkah, T.c.tahap).in_(bindparam("spread", expanding=True)),
        )
        .group_by(T.c.langkah, T.c.unit_id, T.c.pegawai_id)
    )
    is_newest = T.c.id.in_(
        newest.correlate(None)
    )  # looked up: a join would look through all for each
    is_open = T.c.status == StatusTugas.TERBUKA.value
    is_in = is_newest & ~is_open
    is_excused = T.c.status == StatusTugas.DIKECUALIKAN.value
    return (
        select(
            T.c.langkah,
            T.c.tahap,
            T.c.dibuka_at,
            func.max(T.c.ronde).label("ronde"),
            func.max(T.c.selesai_at, type_=UtcDateTime).label("selesai_at"),
            func.max(T.c.tenggat, type_=UtcDateTime).label("tenggat"),
            func.sum(case((is_open, 1), else_=0)).label("terbuka"),
            func.sum(case((is_newest, 1), else_=0)).label("sebar"),
            func.sum(case((is_in, 1), else_=0)).label("masuk"),
            func.sum(case((is_excused, 1), else_=0)).label("dikecualikan"),
            func.sum(case((and_(is_open, T.c.pegawai_id.is_(None)), 1), else_=0)).label("pos"),
            func.sum(case((and_(is_open, _is_past, _runs), 1), else_=0)).label("terlambat"),
        )
        .where(T.c.berkas_id == _berkas, T.c.tahap >= 0)
        .group_by(T.c.langkah, T.c.tahap, T.c.dibuka_at)
        .order_by(T.c.langkah, T.c.dibuka_at, T.c.tahap)
    )


_of_langkah: Final = Prepared(lambda: _sums(), "spread")


def sums_of(
    connection: Connection, berkas_id: int, spread: Collection[Place], now: datetime
) -> dict[int, LangkahSum]:
    """Return what the tugas of each langkah of a berkas come to, by its number."""
    places = [(place.langkah, place.tahap) for place in spread]
    rows = _of_langkah.all(connection, {"berkas": berkas_id, "spread": places, "now": now})
    return {
        langkah: sum_of(langkah, list(turns))
        for langkah, turns in groupby(rows, key=lambda row: int(row.langkah))
    }


def sum_of(langkah: int, turns: list[Any]) -> LangkahSum:
    """Return what the turns of a langkah come to."""
    return LangkahSum(
        langkah=langkah,
        ronde=max(row.ronde for row in turns),
        masa=tuple(
            Masa(row.tahap, row.dibuka_at, None if row.terbuka else row.selesai_at, row.tenggat)
            for row in turns
        ),
        sebar=sum(row.sebar for row in turns),
        masuk=sum(row.masuk for row in turns),
        dikecualikan=sum(row.dikecualikan for row in turns),
        terbuka=sum(row.pos for row in turns),
        terlambat=sum(row.terlambat for row in turns),
    )
