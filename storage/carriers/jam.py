"""The newest moment of office time that a bot's ticks have seen, within one unit of work."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select

from storage.database.carrier_tables import DetakRow
from storage.database.insert import table, upsert
from storage.database.prepared import Prepared

_D = table(DetakRow)
_newest: Final = Prepared(select(_D.c.tick_at).where(_D.c.bot_id == bindparam("bot")))
_note = upsert(DetakRow, "bot_id", "tick_at")


class JamRepo:
    """The ticks of one bot."""

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def newest(self) -> datetime | None:
        """Return the newest moment that a tick has seen; None where there was none."""
        row = _newest.first(self._connection, {"bot": self._bot_id})
        return row.tick_at if row else None

    def note(self, at: datetime) -> None:
        """Take a moment for the newest one, be it before that or after."""
        facts = {"bot_id": self._bot_id, "tick_at": at}
        self._connection.execute(_note.of(self._connection), facts)
