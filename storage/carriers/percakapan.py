"""What each chat is being asked just now.

A conversation that ends, or goes on, owes the phone that the questions it put go away.
"""

import logging
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, delete, func, or_, select

from sop_flows.ports.ditanya import DITANYA, Ditanya
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.daftar import HapusTanya
from sop_flows.ports.records import Percakapan
from storage.berkas.loading import load_asked
from storage.carriers.outbox import MAY_ASK
from storage.carriers.owed import OwedOutbox
from storage.codec import Unreadable, decode, encode
from storage.database.carrier_tables import PercakapanRow
from storage.database.insert import INSERTS, table
from storage.database.prepared import Prepared
from storage.database.remembered import Asked, UnitMemory

logger = logging.getLogger(__name__)

_T = table(PercakapanRow)
_this = (_T.c.bot_id == bindparam("bot"), _T.c.chat_id == bindparam("chat"))
_shown = (_T.c.chat_id, _T.c.jenis, _T.c.isi, _T.c.dimulai_at)
_drop = Prepared(delete(_T).where(*_this).returning(*_shown, MAY_ASK.label("may_ask")))
_of_kind = (
    _T.c.bot_id == bindparam("bot"),
    _T.c.jenis.in_(bindparam("jenis", expanding=True)),
)
_begun: Select[Any] = (
    select(*_shown)
    .where(
        *_of_kind,
        or_(_T.c.dimulai_at <= bindparam("since"), _T.c.dimulai_at > bindparam("until")),
    )
    .order_by(_T.c.dimulai_at)
    .limit(bindparam("limit"))
)
_oldest = select(func.min(_T.c.dimulai_at)).where(*_of_kind)
_PUT: Final = {
    dialect: Prepared(
        (into := insert(_T))
        .on_conflict_do_update(
            index_elements=["bot_id", "chat_id"],
            set_={name: into.excluded[name] for name in ("jenis", "isi", "dimulai_at")},
        )
        .returning(MAY_ASK.label("may_ask"))
    )
    for dialect, insert in INSERTS.items()
}


class PercakapanRepo:
    """The conversations of one bot, within one unit of work."""

    def __init__(
        self, connection: Connection, bot_id: int, memory: UnitMemory, outbox: OwedOutbox
    ) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._outbox = outbox
        self._memory = memory
        self._known = memory.percakapan

    def get(self, chat_id: int) -> Percakapan | None:
        """Return what a chat is being asked."""
        if chat_id not in self._known:
            self._known[chat_id] = load_asked(
                self._connection, self._memory, self._bot_id, chat_id
            )
        asked = self._known[chat_id]
        return None if asked is None else _percakapan(asked)

    def put(self, percakapan: Percakapan) -> None:
        """Ask a chat something; what it was asked before is forgotten."""
        asked = Asked(
            chat_id=percakapan.chat_id,
            jenis=percakapan.isi.kind,
            isi=encode(percakapan.isi),
            dimulai_at=percakapan.dimulai_at,
        )
        self._known[asked.chat_id] = asked
        of = {"bot_id": self._bot_id, "bot": self._bot_id, "chat": asked.chat_id}
        put = _PUT[self._connection.dialect.name].first(self._connection, asdict(asked) | of)
        self._end_questions(percakapan.chat_id, may_ask=put.may_ask)

    def drop(self, chat_id: int) -> Percakapan | None:
        """End the conversation of a chat; return what it was."""
        if chat_id in self._known and self._known[chat_id] is None:
            return None
        self._known[chat_id] = None
        was = _drop.first(self._connection, {"bot": self._bot_id, "chat": chat_id})
        if was is None:
            return None
        self._end_questions(chat_id, may_ask=was.may_ask)
        return _percakapan(was)

    def begun_outside(
        self, kinds: Collection[type[Ditanya]], since: datetime, until: datetime, limit: int
    ) -> tuple[Percakapan, ...]:
        """Return conversations of those kinds that began by the one moment or after the other, oldest first."""
        named = [kind.kind for kind in kinds]
        facts = {
            "bot": self._bot_id,
            "jenis": named,
            "since": since,
            "until": until,
            "limit": limit,
        }
        rows = self._connection.execute(_begun, facts)
        return tuple(found for row in rows if (found := _percakapan(row)) is not None)

    def oldest(self, kinds: Collection[type[Ditanya]]) -> datetime | None:
        """Return when the oldest conversation of those kinds began."""
        facts = {"bot": self._bot_id, "jenis": [kind.kind for kind in kinds]}
        at: datetime | None = self._connection.execute(_oldest, facts).scalar_one()
        return at

    def _end_questions(self, chat_id: int, *, may_ask: bool) -> None:
        """Owe a chat that its questions go off the phone, if it may have been asked anything."""
        if may_ask or self._outbox.has_words_for(chat_id):
            self._outbox.add(Kiriman(chat_id=chat_id, isi=HapusTanya()))


def _percakapan(row: Any) -> Percakapan | None:  # noqa: ANN401 -- a row, or what is known of it
    """Return a conversation; one that nobody can read any more is over."""
    try:
        isi = decode(DITANYA[row.jenis], row.isi)
    except (KeyError, Unreadable):
        logger.exception("A conversation cannot be read", extra={"jenis": row.jenis})
        return None
    return Percakapan(chat_id=row.chat_id, isi=isi, dimulai_at=row.dimulai_at)
