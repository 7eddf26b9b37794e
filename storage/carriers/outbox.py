"""Messages owed out: written with the effect that owes them, claimed by delivery.

1. At most one row of a chat is on its way. Rows of one chat leave in order of ``id`` within
   their lane: one that is due is never overtaken there, and one that waits to be tried again is
   waited for ``PATIENCE`` times; whoever acts after that hears of it.
2. Claiming a card claims its current state: older and newer rows that owe the same card are
   absorbed by the one that is claimed, unless they owe more than that. Their doubts are its
   own: if one of them may have arrived, so may the card.
3. A row is ``baru``, ``kirim`` (on its way, leased), ``tahan`` (the chat cannot be reached),
   ``terkirim``, ``tanya`` (sent, and to go off the phone once it was answered), ``gabung``
   (absorbed) or ``mati``.
"""

import logging
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    update,
)

from sop_flows.ports.kiriman import GivenUp, Kiriman, Lane, QueuedKiriman
from storage.carriers.claims import ABSORB, WAITING, claim_rows
from storage.carriers.kiriman import read_kiriman
from storage.codec import Unreadable, encode
from storage.database.carrier_tables import KartuRow, OutboxRow
from storage.database.carrier_tables import StatusKiriman as Status
from storage.database.insert import NewRows, table
from storage.database.open_rows import stands, stands_beside
from storage.database.prepared import Prepared

logger = logging.getLogger(__name__)

MOST_QUESTIONS = 100  # that go off a phone at once
LEASE = 60.0  # seconds that a claimed row may be on its way

_T = table(OutboxRow)
_K = table(KartuRow)
_add = NewRows(OutboxRow)

_owed = stands_beside(_T, Status.TERKIRIM, Status.GABUNG)  # says it as the index of a chat does
_this = _T.c.id == bindparam("row")
_mark_sent = Prepared(
    lambda: (
        update(_T)
        .where(_this)
        .values(status=Status.TERKIRIM.value, message_id=bindparam("message"), error="")
    )
)
_retry = (
    update(_T)
    .where(_this, stands(_T, Status.KIRIM))
    .values(
        status=Status.BARU.value,
        due_at=bindparam("due"),
        ambigu=case((bindparam("doubt") == true(), True), else_=_T.c.ambigu),
    )
)
_resume = (
    update(_T)
    .where(_T.c.bot_id == bindparam("bot"), _owed, stands(_T, Status.BARU), _T.c.due_at > 0)
    .values(due_at=0.0)
)
_defer = (
    update(_T)
    .where(_this, stands(_T, Status.KIRIM))
    .values(status=Status.BARU.value, due_at=bindparam("due"), attempts=_T.c.attempts - 1)
)
_unclaim = (
    update(_T)
    .where(
        _T.c.bot_id == bindparam("bot"),
        _owed,
        stands(_T, Status.KIRIM),
        _T.c.lease_until == bindparam("until"),
    )
    .values(status=Status.BARU.value, attempts=_T.c.attempts - 1)
)
_give_up = (
    update(_T)
    .where(_this)
    .values(status=Status.MATI.value, error=bindparam("why"))
    .returning(_T.c.id, _T.c.chat_id, _T.c.kantor_id, _T.c.layar)
)
_chat = (_T.c.bot_id == bindparam("bot"), _T.c.chat_id == bindparam("chat"), _owed)
_park = (
    update(_T)
    .where(*_chat, or_(stands(_T, Status.BARU), stands(_T, Status.KIRIM)))
    .values(status=Status.TAHAN.value, lease_until=bindparam("until"))
)
_release = update(_T).where(*_chat, stands(_T, Status.TAHAN)).values(status=Status.BARU.value)
_mark_asked = (
    update(_T).where(_this, _T.c.message_id.is_not(None)).values(status=Status.TANYA.value)
)
MAY_ASK: Final = exists().where(
    *_chat,
    or_(stands(_T, Status.BARU), stands(_T, Status.KIRIM), stands(_T, Status.TANYA)),
    _T.c.kartu_id.is_(None),
)
"""Whether a question may stand on the phone of a chat: parameters ``bot`` and ``chat``."""
_questions = (
    select(_T.c.message_id)
    .where(*_chat, stands(_T, Status.TANYA), _T.c.id < bindparam("before"))
    .order_by(_T.c.id.desc())
    .limit(MOST_QUESTIONS)
)
_mark_gone = (
    update(_T)
    .where(*_chat, stands(_T, Status.TANYA))
    .where(_T.c.message_id.in_(bindparam("messages", expanding=True)))
    .values(status=Status.TERKIRIM.value)
)
_drawn = exists().where(_K.c.id == _T.c.kartu_id, _K.c.message_id.is_not(None))
_edits = and_(_drawn, ~_T.c.baru)
_recover = (
    update(_T)
    .where(
        _T.c.bot_id == bindparam("bot"),
        _owed,
        or_(stands(_T, Status.KIRIM), stands(_T, Status.TAHAN)),
        _T.c.lease_until <= bindparam("now"),
    )
    .values(
        status=Status.BARU.value,
        attempts=case((stands(_T, Status.KIRIM), _T.c.attempts - 1), else_=_T.c.attempts),
        ambigu=case((and_(stands(_T, Status.KIRIM), ~_edits), True), else_=_T.c.ambigu),
    )
)
_next_due = Prepared(
    lambda: select(func.min(_T.c.due_at).label("at")).where(
        *WAITING, _T.c.due_at > literal(0, literal_execute=True), _T.c.due_at > bindparam("after")
    )
)
_backlog = (
    select(_T.c.status, func.count())
    .where(_T.c.bot_id == bindparam("bot"), _owed)
    .group_by(_T.c.status)
)


class Outbox:
    """What one bot owes to its chats, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self.unreadable: list[tuple[int, str]] = []
        """Rows that were claimed and say nothing that can be understood, each with why."""

    def add(self, *kiriman: Kiriman) -> None:
        """Owe these messages; a ``dedup`` that was ever used is not owed again."""
        _add.insert(self._connection, [self._row(one) for one in kiriman])

    def claim(
        self,
        *,
        now_s: float,
        limit: int,
        skip_chats: Collection[int] = (),
        slowest: Lane = Lane.MASSAL,
        lease_s: float = LEASE,
    ) -> list[QueuedKiriman]:
        """Take what is due, the fast lane first, at most one row of a chat, and lease it.

        Args:
            now_s: Seconds that pass evenly, since about the epoch.
            skip_chats: Chats that may not be written to just now.
            slowest: The slowest lane to take from.
        """
        facts = {
            "bot": self._bot_id,
            "now": now_s,
            "skip": list(skip_chats),
            "slowest": int(slowest),
            "limit": limit,
            "until": now_s + lease_s,
        }
        found = claim_rows(self._connection, facts)
        claimed = [one for row in found if (one := self._read(row)) is not None]
        claimed.sort(key=lambda one: (one.lane, one.id))
        cards = [one.kartu_id for one in claimed if one.kartu_id is not None]
        if cards:
            ABSORB.write(self._connection, {"cards": cards, "now": now_s})
        return claimed

    def mark_sent(self, results: Iterable[tuple[int, int | None]]) -> None:
        """Mark rows as sent, each with the message that Telegram made of it."""
        rows = ({"row": row, "message": message_id} for row, message_id in results)
        _mark_sent.write(self._connection, *rows)

    def mark_asked(self, rows: Sequence[int]) -> None:
        """Mark sent rows as questions, which go off the phone once they were answered."""
        if rows:
            self._connection.execute(_mark_asked, [{"row": row} for row in rows])

    def questions(self, chat_id: int, before: int) -> tuple[int, ...]:
        """Return the messages that put a question to a chat, owed before that row, and still stand."""
        facts = {"bot": self._bot_id, "chat": chat_id, "before": before}
        return tuple(self._connection.execute(_questions, facts).scalars())

    def mark_gone(self, chat_id: int, messages: Sequence[int]) -> None:
        """Mark questions as off the phone."""
        facts = {"bot": self._bot_id, "chat": chat_id, "messages": list(messages)}
        self._connection.execute(_mark_gone, facts)

    def retry(self, row: int, due_at: float, *, ambigu: bool) -> None:
        """Put a claimed row back; ``ambigu`` when it may have arrived all the same."""
        self._connection.execute(_retry, {"row": row, "due": due_at, "doubt": ambigu})

    def resume(self) -> None:
        """Let everything that waits be due; only delivery lets rows wait, by the seconds of its process."""
        self._connection.execute(_resume, {"bot": self._bot_id})

    def defer(self, row: int, due_at: float) -> None:
        """Put a claimed row back untried; until it is due, others of its chat go first."""
        self._connection.execute(_defer, {"row": row, "due": due_at})

    def unclaim(self, now_s: float) -> None:
        """Put back what was claimed at that moment, and nobody was told that it was."""
        self._connection.execute(_unclaim, {"bot": self._bot_id, "until": now_s + LEASE})

    def give_up(self, row: int, error: str) -> GivenUp:
        """Give a row up; return whom it was for."""
        return GivenUp(
            **self._connection.execute(_give_up, {"row": row, "why": error}).one()._asdict()
        )

    def park(self, chat_id: int, until: float) -> None:
        """Hold everything owed to a chat that cannot be reached, until a moment or a release."""
        self._connection.execute(_park, {"bot": self._bot_id, "chat": chat_id, "until": until})

    def release(self, chat_id: int) -> None:
        """Let go what was held for a chat."""
        self._connection.execute(_release, {"bot": self._bot_id, "chat": chat_id})

    def recover(self, now_s: float) -> int:
        """Put back rows whose lease or hold has run out; return how many.

        A new message that was on its way may have arrived: it becomes ``ambigu``. That its process
        ended says nothing against it, so the claim was no attempt. Whoever starts as the only
        deliverer passes infinity.
        """
        return self._connection.execute(_recover, {"bot": self._bot_id, "now": now_s}).rowcount

    def next_due(self, after: float = 0.0) -> float | None:
        """Return when the earliest row that waits for a moment after this one is due.

        What is due already and still waits is behind another row of its chat.
        """
        due: float | None = _next_due.first(
            self._connection, {"bot": self._bot_id, "after": after}
        ).at
        return due

    def backlog(self) -> dict[str, int]:
        """Return how many rows that are not over stand at each status."""
        rows = self._connection.execute(_backlog, {"bot": self._bot_id})
        return {status: count for status, count in rows}  # noqa: C416

    def _read(self, row: Any) -> QueuedKiriman | None:  # noqa: ANN401 -- as it was claimed
        """Return a claimed row; one that nobody can read any more is set apart, alone."""
        try:
            return read_kiriman(row)
        except Unreadable as error:
            logger.exception("A message cannot be read", extra={"row": row.id})
            self.unreadable.append((row.id, str(error)))
            return None

    def _row(self, one: Kiriman) -> dict[str, Any]:
        return {
            "bot_id": self._bot_id,
            "chat_id": one.chat_id,
            "kantor_id": one.kantor_id,
            "lane": int(one.lane),
            "layar": one.layar,
            "kartu_id": one.kartu_id,
            "isi": encode(one.isi),
            "senyap": one.senyap,
            "baru": one.baru,
            "paksa": one.paksa,
            "sematkan": one.sematkan,
            "dedup": one.dedup,
            "status": Status.BARU.value,
            "attempts": 0,
            "ambigu": False,
            "due_at": 0.0,
            "lease_until": 0.0,
            "error": "",
        }
