"""What chats were sent, by the numbers of their messages."""

from contextlib import suppress

from sqlalchemy import Connection, bindparam, select

from sop_flows.ports.kiriman import Kiriman
from storage.carriers.outbox import SHOWN, read_kiriman
from storage.codec import Unreadable
from storage.database.carrier_tables import OutboxRow
from storage.database.insert import table
from storage.database.prepared import Prepared

_T = table(OutboxRow)
_of_chat = (_T.c.bot_id == bindparam("bot"), _T.c.chat_id == bindparam("chat"))
_as_message = Prepared(
    select(*SHOWN)
    .where(*_of_chat, _T.c.message_id == bindparam("message"))
    .order_by(_T.c.id.desc())
    .limit(1)
)


class SentRepo:
    """The messages of one bot, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def as_message(self, chat_id: int, message_id: int) -> Kiriman | None:
        """Return what was sent to a chat as that message; None where that is not known any more."""
        facts = {"bot": self._bot_id, "chat": chat_id, "message": message_id}
        row = _as_message.first(self._connection, facts)
        with suppress(Unreadable):
            return None if row is None else read_kiriman(row)
        return None
