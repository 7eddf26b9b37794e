"""Cards: which message shows what to whom, and the revisi it was drawn at."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from storage.carrier_tables import KartuRow
from storage.insert import table

_T = table(KartuRow)
_this = _T.c.id == bindparam("card")
_get = select(_T).where(_T.c.id.in_(bindparam("ids", expanding=True)))
_drawn = (
    update(_T)
    .where(_this, _T.c.revisi <= bindparam("drawn"))
    .values(
        message_id=bindparam("message"), revisi=bindparam("drawn"), digambar_at=bindparam("at")
    )
)
_replace = update(_T).where(_this).values(message_id=bindparam("message"), revisi=-1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kartu:
    """A message that shows a tugas or the board of a berkas to one pegawai."""

    id: int
    bot_id: int
    chat_id: int
    kantor_id: int
    pegawai_id: int
    tugas_id: int | None
    berkas_id: int | None
    message_id: int | None
    revisi: int
    digambar_at: datetime | None
    lepas: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What delivery has put on a phone."""

    kartu_id: int
    message_id: int
    revisi: int
    at: datetime


class KartuStore:
    """The cards, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, ids: Collection[int]) -> dict[int, Kartu]:
        """Return the cards of these ids."""
        if not ids:
            return {}
        rows = self._connection.execute(_get, {"ids": list(ids)}).mappings()
        return {row["id"]: Kartu(**row) for row in rows}

    def drawn(self, results: Iterable[Drawn]) -> None:
        """Note what the cards show now; a card never goes back to an older revisi."""
        rows = [
            {
                "card": one.kartu_id,
                "message": one.message_id,
                "drawn": one.revisi,
                "at": one.at,
            }
            for one in results
        ]
        if rows:
            self._connection.execute(_drawn, rows)

    def replace_message(self, kartu_id: int, message_id: int | None) -> None:
        """Put the card on another message, or on none: it must be drawn there anew."""
        self._connection.execute(_replace, {"card": kartu_id, "message": message_id})
