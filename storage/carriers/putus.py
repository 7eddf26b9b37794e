"""The gap of a bot after which the cards that ask come again, and how far they have come."""

from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from sop_flows.ports.records import Putus
from storage.database.carrier_tables import DetakRow
from storage.database.insert import table
from storage.database.prepared import Prepared

_D = table(DetakRow)
_pending: Final = Prepared(
    select(_D.c.putus_at, _D.c.sambung_at, _D.c.sambung_setelah, _D.c.sambung_tugas).where(
        _D.c.bot_id == bindparam("bot"), _D.c.putus_at.is_not(None)
    )
)
_note: Final = Prepared(
    update(_D)
    .where(_D.c.bot_id == bindparam("bot"))
    .values(
        putus_at=bindparam("mati"),
        sambung_at=bindparam("hidup"),
        sambung_setelah=bindparam("setelah"),
        sambung_tugas=bindparam("tugas"),
    )
)


class PutusRepo:
    """The gaps of one bot, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def pending(self) -> Putus | None:
        """Return the gap of which cards are still to come; None where there is none."""
        row = _pending.first(self._connection, {"bot": self._bot_id})
        if row is None:
            return None
        return Putus(
            mati=row.putus_at,
            hidup=row.sambung_at,
            setelah=row.sambung_setelah,
            tugas=row.sambung_tugas,
        )

    def note(self, putus: Putus | None) -> None:
        """Keep how far the cards of a gap have come; None once all did."""
        facts = {
            "mati": putus and putus.mati,
            "hidup": putus and putus.hidup,
            "setelah": putus.setelah if putus else 0,
            "tugas": putus.tugas if putus else 0,
        }
        _note.write(self._connection, {"bot": self._bot_id, **facts})
