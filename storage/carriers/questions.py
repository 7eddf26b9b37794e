"""Which messages ask, of those that a chat was sent, and whether they still stand on its phone."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from sqlalchemy import Connection, bindparam, exists, or_, select, update

from sop_flows.ports.layar import LAYAR, Isi
from storage.codec import Unreadable, decode
from storage.database.carrier_tables import BARU, GABUNG, KIRIM, TANYA, TERKIRIM, OutboxRow
from storage.database.insert import table
from storage.database.open_rows import stands, stands_beside

MOST_QUESTIONS = 100  # that go off a phone at once

_T = table(OutboxRow)
_this = _T.c.id == bindparam("row")
IS_OWED = stands_beside(_T, TERKIRIM, GABUNG)  # says it as the index of a chat does
OF_CHAT = (_T.c.bot_id == bindparam("bot"), _T.c.chat_id == bindparam("chat"), IS_OWED)
_asked = update(_T).where(_this, _T.c.message_id.is_not(None)).values(status=TANYA)
MAY_ASK: Final = exists().where(
    *OF_CHAT,
    or_(stands(_T, BARU), stands(_T, KIRIM), stands(_T, TANYA)),
    _T.c.kartu_id.is_(None),
)
"""Whether a question may stand on the phone of a chat: parameters ``bot`` and ``chat``."""
_said = (
    select(_T.c.layar, _T.c.isi)
    .where(
        _T.c.bot_id == bindparam("bot"),
        _T.c.chat_id == bindparam("chat"),
        _T.c.message_id == bindparam("message"),
        _T.c.kartu_id.is_(None),
    )
    .order_by(_T.c.id.desc())
    .limit(1)
)
_questions = (
    select(_T.c.message_id)
    .where(*OF_CHAT, stands(_T, TANYA), _T.c.id < bindparam("before"))
    .order_by(_T.c.id.desc())
    .limit(MOST_QUESTIONS)
)
_gone = (
    update(_T)
    .where(*OF_CHAT, stands(_T, TANYA))
    .where(_T.c.message_id.in_(bindparam("messages", expanding=True)))
    .values(status=TERKIRIM)
)


class Questions:
    """The questions of one bot, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def asked(self, rows: Sequence[int]) -> None:
        """Mark sent rows as questions, which go off the phone once they were answered."""
        if rows:
            self._connection.execute(_asked, [{"row": row} for row in rows])

    def questions(self, chat_id: int, before: int) -> tuple[int, ...]:
        """Return the messages that put a question to a chat, owed before that row, and still stand."""
        facts = {"bot": self._bot_id, "chat": chat_id, "before": before}
        return tuple(self._connection.execute(_questions, facts).scalars())

    def said(self, chat_id: int, message_id: int) -> Isi | None:
        """Return what a message said that was sent to a chat; None of a card, or where it is forgotten."""
        facts = {"bot": self._bot_id, "chat": chat_id, "message": message_id}
        row = self._connection.execute(_said, facts).first()
        if row is None or row.layar not in LAYAR:
            return None
        with suppress(Unreadable):
            return decode(LAYAR[row.layar], row.isi)
        return None

    def gone(self, chat_id: int, messages: Sequence[int]) -> None:
        """Note that questions are off the phone."""
        facts = {"bot": self._bot_id, "chat": chat_id, "messages": list(messages)}
        self._connection.execute(_gone, facts)
