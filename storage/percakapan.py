"""What each chat is being asked just now."""

from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from sop_flows.records import Percakapan
from storage.carrier_tables import PercakapanRow
from storage.insert import table
from storage.unit_memory import UnitMemory

_T = table(PercakapanRow)
_this = (_T.c.bot_id == bindparam("bot"), _T.c.chat_id == bindparam("chat"))
_shown = (_T.c.chat_id, _T.c.jenis, _T.c.isi, _T.c.dimulai_at)
_get = select(*_shown).where(*_this)
_drop = delete(_T).where(*_this).returning(*_shown)
_PUT: Final[dict[str, Any]] = {
    dialect: statement.on_conflict_do_update(
        index_elements=["bot_id", "chat_id"],
        set_={name: statement.excluded[name] for name in ("jenis", "isi", "dimulai_at")},
    )
    for dialect, statement in (
        ("sqlite", sqlite.insert(_T)),
        ("postgresql", postgresql.insert(_T)),
    )
}


class PercakapanRepo:
    """The conversations of one bot, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int, memory: UnitMemory) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._silent = memory.silent

    def get(self, chat_id: int) -> Percakapan | None:
        """Return what a chat is being asked."""
        if chat_id in self._silent:
            return None
        return self._read(_get, chat_id)

    def put(self, percakapan: Percakapan) -> None:
        """Ask a chat something; what it was asked before is forgotten."""
        self._silent.discard(percakapan.chat_id)
        self._connection.execute(
            _PUT[self._connection.dialect.name],
            {
                "bot_id": self._bot_id,
                "chat_id": percakapan.chat_id,
                "jenis": percakapan.jenis,
                "isi": dict(percakapan.isi),
                "dimulai_at": percakapan.dimulai_at,
            },
        )

    def drop(self, chat_id: int) -> Percakapan | None:
        """End the conversation of a chat; return what it was."""
        if chat_id in self._silent:
            return None
        was = self._read(_drop, chat_id)
        self._silent.add(chat_id)
        return was

    def _read(self, statement: Any, chat_id: int) -> Percakapan | None:  # noqa: ANN401
        row = self._connection.execute(
            statement, {"bot": self._bot_id, "chat": chat_id}
        ).one_or_none()
        if row is None:
            self._silent.add(chat_id)
            return None
        return Percakapan(
            chat_id=row.chat_id, jenis=row.jenis, isi=row.isi, dimulai_at=row.dimulai_at
        )
