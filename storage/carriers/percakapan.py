"""What each chat is being asked just now.

A conversation that ends, or goes on, owes the phone that the questions it put go away. The card,
board or list that it leaves for good is owed a redraw: what it shows of it is no more true.
"""

import logging
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, or_, select

from sop_flows.ports.ditanya import DITANYA, Ditanya, PadaKartu, PadaPapan, Sekaligus
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.daftar import HapusTanya
from sop_flows.ports.records import Daftar, Percakapan
from storage.berkas.loading import load_asked
from storage.carriers.kartu_owed import KartuRepo
from storage.carriers.outbox import MAY_ASK
from storage.carriers.owed import OwedOutbox
from storage.codec import Unreadable, decode, encode
from storage.database.carrier_tables import PercakapanRow
from storage.database.insert import ByDialect, table
from storage.database.prepared import Prepared
from storage.database.remembered import Asked, UnitMemory

logger = logging.getLogger(__name__)

_T = table(PercakapanRow)
_this = (_T.c.bot_id == bindparam("bot"), _T.c.chat_id == bindparam("chat"))
_shown = (_T.c.chat_id, _T.c.jenis, _T.c.isi, _T.c.dimulai_at)
_drop = Prepared(lambda: delete(_T).where(*_this).returning(*_shown, MAY_ASK.label("may_ask")))
_of_kind = (
    _T.c.bot_id == bindparam("bot"),
    _T.c.jenis.in_(bindparam("jenis", expanding=True)),
)
_begun: Final = Prepared(
    lambda: (
        select(*_shown)
        .where(
            *_of_kind,
            or_(_T.c.dimulai_at <= bindparam("since"), _T.c.dimulai_at > bindparam("until")),
        )
        .order_by(_T.c.dimulai_at)
        .limit(bindparam("limit"))
    ),
    "jenis",
)
_oldest = select(func.min(_T.c.dimulai_at)).where(*_of_kind)
_put: Final = ByDialect(
    lambda insert: Prepared(
        lambda: (
            (into := insert(_T))
            .on_conflict_do_update(
                index_elements=["bot_id", "chat_id"],
                set_={name: into.excluded[name] for name in ("jenis", "isi", "dimulai_at")},
            )
            .returning(MAY_ASK.label("may_ask"))
        )
    )
)


class PercakapanRepo:
    """The conversations of one bot, within one unit of work."""

    def __init__(
        self,
        connection: Connection,
        bot_id: int,
        memory: UnitMemory,
        outbox: OwedOutbox,
        kartu: KartuRepo,
    ) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._outbox = outbox
        self._kartu = kartu
        self._memory = memory
        self._known = memory.percakapan

    def get(self, chat_id: int) -> Percakapan | None:
        """See ``PercakapanPort.get``."""
        if chat_id not in self._known:
            self._known[chat_id] = load_asked(
                self._connection, self._memory, self._bot_id, chat_id
            )
        asked = self._known[chat_id]
        return None if asked is None else _percakapan(asked)

    def put(self, percakapan: Percakapan) -> None:
        """See ``PercakapanPort.put``."""
        before = self.get(percakapan.chat_id)
        asked = Asked(
            chat_id=percakapan.chat_id,
            jenis=percakapan.isi.kind,
            isi=encode(percakapan.isi),
            dimulai_at=percakapan.dimulai_at,
        )
        self._known[asked.chat_id] = asked
        of = {"bot_id": self._bot_id, "bot": self._bot_id, "chat": asked.chat_id}
        put = _put.of(self._connection).first(self._connection, asdict(asked) | of)
        self._end_questions(percakapan.chat_id, may_ask=put.may_ask)
        if before is not None and _place(before) != _place(percakapan):
            self._give_back(before)

    def drop(self, chat_id: int, owed: Collection[int] = ()) -> Percakapan | None:
        """See ``PercakapanPort.drop``."""
        if chat_id in self._known and self._known[chat_id] is None:
            return None
        self._known[chat_id] = None
        was = _drop.first(self._connection, {"bot": self._bot_id, "chat": chat_id})
        if was is None:
            return None
        self._end_questions(chat_id, may_ask=was.may_ask)
        left = _percakapan(was)
        if left is not None and _place(left) not in {(PadaKartu, id) for id in owed}:
            self._give_back(left)
        return left

    def begun_outside(
        self, kinds: Collection[type[Ditanya]], since: datetime, until: datetime, limit: int
    ) -> tuple[Percakapan, ...]:
        """See ``PercakapanPort.begun_outside``."""
        named = [kind.kind for kind in kinds]
        facts = {
            "bot": self._bot_id,
            "jenis": named,
            "since": since,
            "until": until,
            "limit": limit,
        }
        rows = _begun.all(self._connection, facts)
        return tuple(found for row in rows if (found := _percakapan(row)) is not None)

    def oldest(self, kinds: Collection[type[Ditanya]]) -> datetime | None:
        """See ``PercakapanPort.oldest``."""
        facts = {"bot": self._bot_id, "jenis": [kind.kind for kind in kinds]}
        at: datetime | None = self._connection.execute(_oldest, facts).scalar_one()
        return at

    def _end_questions(self, chat_id: int, *, may_ask: bool) -> None:
        """Owe a chat that its questions go off the phone, if it may have been asked anything."""
        if may_ask or self._outbox.has_words_for(chat_id):
            self._outbox.add(Kiriman(chat_id=chat_id, isi=HapusTanya()))

    def _give_back(self, left: Percakapan) -> None:
        """Owe what a conversation stood on its own state: it asks nothing any more."""
        match left.isi:
            case PadaKartu(tugas=tugas_id):
                self._kartu.owe_again(tugas_id, left.chat_id)
            case PadaPapan(berkas=berkas_id):
                self._kartu.owe_board_again(berkas_id, left.chat_id)
            case Sekaligus(kantor=kantor_id):
                self._kartu.owe_list_again(Daftar.SEKALIGUS, kantor_id, left.chat_id)


def _place(percakapan: Percakapan) -> tuple[type[Ditanya], int] | None:
    """Return what a conversation stands on: a card, a board or a list; None for a message of its own."""
    match percakapan.isi:
        case PadaKartu(tugas=id):
            return PadaKartu, id
        case PadaPapan(berkas=id):
            return PadaPapan, id
        case Sekaligus(kantor=id):
            return Sekaligus, id
    return None


def _percakapan(row: Any) -> Percakapan | None:  # noqa: ANN401 -- a row, or what is known of it
    """Return a conversation; one that nobody can read any more is over."""
    try:
        isi = decode(DITANYA[row.jenis], row.isi)
    except (KeyError, Unreadable):
        logger.exception("A conversation cannot be read", extra={"jenis": row.jenis})
        return None
    return Percakapan(chat_id=row.chat_id, isi=isi, dimulai_at=row.dimulai_at)
