"""When a tugas is to be looked at again, and which reminders were said."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from sop_flows.ports.records import Berulang, TugasDue
from storage.berkas.tugas import IS_OPEN, B, T, read_tugas
from storage.database.insert import NewRows, table
from storage.database.tables import PengingatRow, SopRow

TAWARAN = "tawaran"
_P = table(PengingatRow)
_S = table(SopRow)
_due = (
    select(T, B.c.sop_id)
    .join(B, B.c.id == T.c.berkas_id)
    .where(IS_OPEN, T.c.ingat_at <= bindparam("before"))
    .order_by(T.c.ingat_at, T.c.id)
    .limit(bindparam("limit"))
)
_next = select(func.min(T.c.ingat_at)).where(IS_OPEN)
_at = update(T).where(T.c.id == bindparam("this"), IS_OPEN).values(ingat_at=bindparam("at"))
_kept, _run, _piece = _S.alias("kept"), B.alias("run"), T.alias("piece")
_runs = (
    _run.c.kantor_id == _S.c.kantor_id,
    _run.c.sop_id == _kept.c.id,
    _kept.c.kode == _S.c.kode,
)
_first_run = select(func.min(_run.c.id)).where(*_runs).correlate(_S).scalar_subquery()
_first_piece = select(func.min(_piece.c.id)).where(_piece.c.berkas_id == _first_run)
_repeated = (
    select(_S.c.kantor_id, _S.c.id.label("sop_id"), T.c.id.label("tugas_id"))
    .select_from(_S.join(T, T.c.id == _first_piece.scalar_subquery()))
    .where(
        _S.c.aktif.is_(True),
        ~select(_run.c.id)
        .where(
            *_runs, _run.c.tahun == bindparam("tahun"), _run.c.triwulan == bindparam("triwulan")
        )
        .correlate(_S)
        .exists(),
        ~select(_P.c.tugas_id)
        .where(_P.c.tugas_id == T.c.id, _P.c.jenis == TAWARAN, _P.c.slot == bindparam("slot"))
        .correlate(T)
        .exists(),
    )
    .order_by(_S.c.id)
)
_say = NewRows(PengingatRow, "tugas_id")


class PengingatRepo:
    """The reminders of open tugas, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(self, before: datetime, limit: int) -> tuple[TugasDue, ...]:
        """Return open tugas with ``ingat_at`` at or before that moment, oldest first."""
        rows = self._connection.execute(_due, {"before": before, "limit": limit})
        return tuple(
            TugasDue(
                tugas=read_tugas(row),
                berkas_id=row.berkas_id,
                kantor_id=row.kantor_id,
                sop_id=row.sop_id,
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

    def repeated(self, tahun: int, triwulan: int) -> tuple[Berulang, ...]:
        """Return active SOPs that ran before, not for that triwulan, and were not offered for it."""
        facts = {"tahun": tahun, "triwulan": triwulan, "slot": _slot(tahun, triwulan)}
        rows = self._connection.execute(_repeated, facts).mappings()
        return tuple(Berulang(**row) for row in rows)

    def record_offer(self, one: Berulang, tahun: int, triwulan: int, at: datetime) -> bool:
        """Record that an SOP was offered for a triwulan; False if it was before."""
        slot = _slot(tahun, triwulan)
        return self.record_reminder(one.kantor_id, one.tugas_id, TAWARAN, slot, at)


def _slot(tahun: int, triwulan: int) -> str:
    return f"{tahun}.{triwulan}"
