"""What chats were sent, by the numbers of their messages."""

from contextlib import suppress

from sqlalchemy import Connection, bindparam, or_, select, union_all

from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.formulir import TANYA_NILAI
from storage.carriers.kiriman import SHOWN, read_kiriman
from storage.codec import Unreadable
from storage.database.carrier_tables import OutboxRow
from storage.database.carrier_tables import StatusKiriman as Status
from storage.database.insert import table
from storage.database.open_rows import stands, stands_beside
from storage.database.prepared import Prepared

_T = table(OutboxRow)
_of_chat = (_T.c.bot_id == bindparam("bot"), _T.c.chat_id == bindparam("chat"))
_as_message = Prepared(
    lambda: (
        select(*SHOWN)
        .where(*_of_chat, _T.c.message_id == bindparam("message"))
        .order_by(_T.c.id.desc())
        .limit(1)
    )
)
_asks_value = (*_of_chat, _T.c.layar.in_([kind.layar for kind in TANYA_NILAI]))
_unsent = (
    stands_beside(_T, Status.TERKIRIM, Status.GABUNG),  # says it as the index of a chat does
    or_(stands(_T, Status.BARU), stands(_T, Status.KIRIM), stands(_T, Status.TAHAN)),
    ~_T.c.ambigu,
)
_since = union_all(
    select(_T.c.id).where(*_asks_value, *_unsent),
    select(_T.c.id).where(*_asks_value, _T.c.message_id > bindparam("message")),
)
_asked_after = Prepared(
    lambda: select(*SHOWN).where(_T.c.id.in_(_since)).order_by(_T.c.id.desc()).limit(1)
)


class SentRepo:
    """The messages of one bot, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def as_message(self, chat_id: int, message_id: int) -> Kiriman | None:
        """See ``SentPort.as_message``."""
        return self._first(_as_message, chat_id, message_id)

    def asked_after(self, chat_id: int, message_id: int) -> Kiriman | None:
        """See ``SentPort.asked_after``."""
        return self._first(_asked_after, chat_id, message_id)

    def _first(self, statement: Prepared, chat_id: int, message_id: int) -> Kiriman | None:
        facts = {"bot": self._bot_id, "chat": chat_id, "message": message_id}
        row = statement.first(self._connection, facts)
        with suppress(Unreadable):
            return None if row is None else read_kiriman(row)
        return None
