"""The history within one unit of work: one head per office, read once and carried along."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from sop_flows.jejak import JejakLine
from storage.berkas.jejak import JejakStore
from storage.database.insert import table
from storage.database.tables import JejakRow
from storage.offices.kantor import KantorRepo

_T = table(JejakRow)
_of_berkas = select(_T).where(_T.c.berkas_id == bindparam("berkas")).order_by(_T.c.seq)
_since = (
    select(_T)
    .where(_T.c.kantor_id == bindparam("kantor"), _T.c.at >= bindparam("since"))
    .order_by(_T.c.seq)
)


class JejakRepo:
    """The history of offices."""

    def __init__(self, connection: Connection, kantor: KantorRepo) -> None:
        self._connection = connection
        self._store = JejakStore(connection)
        self._kantor = kantor

    def append(self, kantor_id: int, lines: Sequence[JejakLine], *, numbers: int = 0) -> None:
        """Chain the lines to the office's history.

        Args:
            numbers: How many short numbers were given out with these lines.
        """
        counters = self._kantor.counters(kantor_id)
        nomor = counters.nomor + numbers
        counters.head = self._store.append(kantor_id, lines, counters.head, nomor)
        counters.nomor = nomor

    def of_berkas(self, berkas_id: int) -> tuple[JejakLine, ...]:
        """Return the lines about a berkas, oldest first."""
        rows = self._connection.execute(_of_berkas, {"berkas": berkas_id})
        return _read(rows)

    def of_pelaku(self, kantor_id: int, pegawai_id: int, since: datetime) -> tuple[JejakLine, ...]:
        """Return what one employee did since a moment, oldest first."""
        rows = self._connection.execute(_since, {"kantor": kantor_id, "since": since})
        return _read(row for row in rows if row.pelaku.get("pegawai_id") == pegawai_id)


def _read(rows: Iterable[Row[Any]]) -> tuple[JejakLine, ...]:
    return tuple(
        JejakLine(
            at=row.at,
            aksi=row.aksi,
            berkas_id=row.berkas_id,
            tugas_id=row.tugas_id,
            langkah=row.langkah,
            pelaku=row.pelaku,
            rincian=row.rincian,
        )
        for row in rows
    )
