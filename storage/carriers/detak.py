"""The one row of a bot: its heartbeat, the newest moment of its ticks, and the gap whose cards come again."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from sop_flows.ports.records import Putus
from storage.database.carrier_tables import DetakRow
from storage.database.insert import table, upsert
from storage.database.prepared import Prepared

_D = table(DetakRow)
_this: Final = _D.c.bot_id == bindparam("bot")
_beat = upsert(DetakRow, "bot_id", "at")
_last_beat = select(_D.c.at).where(_this)
_note_clock_set = (
    update(_D).where(_this).values(disetel_at=bindparam("since"), disetel_s=bindparam("by"))
)
_clock_set = select(_D.c.disetel_at, _D.c.disetel_s).where(_this)
_tick = upsert(DetakRow, "bot_id", "tick_at")
_newest_tick: Final = Prepared(lambda: select(_D.c.tick_at).where(_this))
_note_putus: Final = Prepared(
    lambda: (
        update(_D)
        .where(_this)
        .values(
            putus_at=bindparam("mati"),
            sambung_at=bindparam("hidup"),
            sambung_setelah=bindparam("setelah"),
            sambung_tugas=bindparam("tugas"),
        )
    )
)
_pending_putus: Final = Prepared(
    lambda: select(_D.c.putus_at, _D.c.sambung_at, _D.c.sambung_setelah, _D.c.sambung_tugas).where(
        _this, _D.c.putus_at.is_not(None)
    )
)


def beat(connection: Connection, bot_id: int, at: float) -> None:
    """Note that the bot is alive, by the machine's clock."""
    connection.execute(_beat.of(connection), {"bot_id": bot_id, "at": at})


def last_beat(connection: Connection, bot_id: int) -> float | None:
    """Return when the bot was last alive, in seconds since the epoch; None where it has not been yet."""
    at: float | None = connection.execute(_last_beat, {"bot": bot_id}).scalar_one_or_none()
    return at or None


def note_clock_set(connection: Connection, bot_id: int, at: float, by: float) -> None:
    """Note when the machine's clock was found to have been set, and by how many seconds."""
    connection.execute(_note_clock_set, {"bot": bot_id, "since": at, "by": by})


def clock_set(connection: Connection, bot_id: int) -> tuple[float, float] | None:
    """Return when the machine's clock was last found to have been set, and by how many seconds."""
    row = connection.execute(_clock_set, {"bot": bot_id}).one_or_none()
    return (row.disetel_at, row.disetel_s) if row and row.disetel_s else None


class JamRepo:
    """The ticks of one bot."""

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def newest(self) -> datetime | None:
        """See ``JamPort.newest``."""
        row = _newest_tick.first(self._connection, {"bot": self._bot_id})
        return row.tick_at if row else None

    def note(self, at: datetime) -> None:
        """See ``JamPort.note``."""
        facts = {"bot_id": self._bot_id, "tick_at": at}
        self._connection.execute(_tick.of(self._connection), facts)


class PutusRepo:
    """The gaps of one bot, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def pending(self) -> Putus | None:
        """See ``PutusPort.pending``."""
        row = _pending_putus.first(self._connection, {"bot": self._bot_id})
        if row is None:
            return None
        return Putus(
            mati=row.putus_at,
            hidup=row.sambung_at,
            setelah=row.sambung_setelah,
            tugas=row.sambung_tugas,
        )

    def note(self, putus: Putus | None) -> None:
        """See ``PutusPort.note``."""
        facts = {
            "mati": putus and putus.mati,
            "hidup": putus and putus.hidup,
            "setelah": putus.setelah if putus else 0,
            "tugas": putus.tugas if putus else 0,
        }
        _note_putus.write(self._connection, {"bot": self._bot_id, **facts})
