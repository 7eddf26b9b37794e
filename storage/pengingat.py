"""When a tugas is to be looked at again, and which reminders were said."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from sop_flows.records import TugasDue
from storage.insert import NewRows, table
from storage.tables import PengingatRow
from storage.tugas import TERBUKA, B, T, read_tugas

_P = table(PengingatRow)
_open = T.c.status == TERBUKA
_due = (
    select(T, B.c.sop_id)
    .join(B, B.c.id == T.c.berkas_id)
    .where(_open, T.c.ingat_at <= bindparam("before"))
    .order_by(T.c.ingat_at, T.c.id)
    .limit(bindparam("limit"))
)
_next = select(func.min(T.c.ingat_at)).where(_open)
_at = update(T).where(T.c.id == bindparam("this"), _open).values(ingat_at=bindparam("at"))
_say = NewRows(PengingatRow, "tugas_id")


class PengingatRepo:
    """The reminders of open tugas, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(self, before: datetime, limit: int) -> tuple[TugasDue, ...]:
        """Return open tugas with ``ingat_at`` at or before that moment, oldest first."""
        rows = self._connection.execute(_due, {"before": before, "limit": limit}).mappings()
        return tuple(
            TugasDue(
                tugas=read_tugas(row),
                berkas_id=row["berkas_id"],
                kantor_id=row["kantor_id"],
                sop_id=row["sop_id"],
            )
            for row in rows
        )

    def next_due(self) -> datetime | None:
        """Return when the next open tugas is to be looked at."""
        at: datetime | None = self._connection.execute(_next).scalar_one()
        return at

    def remind_at(self, tugas_id: int, at: datetime | None) -> None:
        """Look at an open tugas at that moment, or never again."""
        self._connection.execute(_at, {"this": tugas_id, "at": at})

    def record_reminder(
        self, kantor_id: int, tugas_id: int, jenis: str, slot: str, at: datetime
    ) -> bool:
        """Record a rung; False if it was recorded before."""
        row = {
            "kantor_id": kantor_id,
            "tugas_id": tugas_id,
            "jenis": jenis,
            "slot": slot,
            "dikirim_at": at,
        }
        return bool(_say.insert(self._connection, [row]))
