"""Who is next in each chat: the statements by which the outbox is claimed.

1. A row waits for what is on its way or held in its chat, for what is due there in a faster lane, and
   for what is ahead in its own, unless that failed more than ``PATIENCE`` times and is not due.
2. A claim looks at the ``NEAR`` rows that are first to go. Where these are behind the same few chats, and more
   wait, it looks at those of other chats among the first ``FAR``; and only where that is not enough either, it goes
   from chat to chat by the index and looks at the front of each. So it costs what it takes, or the chats that are
   owed anything, but never what waits behind them.
"""

from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    ScalarSelect,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from storage.carriers.kiriman import SHOWN
from storage.database.carrier_tables import OutboxRow
from storage.database.carrier_tables import StatusKiriman as Status
from storage.database.insert import table
from storage.database.open_rows import stands, stands_beside
from storage.database.prepared import Facts, Prepared

NEAR = 256  # rows in the order of their going that a claim looks at, before it asks chat by chat
FAR = 1024  # rows in that order among which it looks for other chats than those that it has seen
PATIENCE = 2  # failures for whose repetition the later rows of a chat wait

_T = table(OutboxRow)
_first = _T.alias("first")
WAITING: Final = (stands(_T, Status.BARU), _T.c.bot_id == bindparam("bot"))
"""What a row of the bot is that waits for its turn."""
_same_chat = (
    _first.c.bot_id == _T.c.bot_id,
    _first.c.chat_id == _T.c.chat_id,
    stands_beside(_first, Status.TERKIRIM, Status.GABUNG),
)
_is_due = _first.c.due_at <= bindparam("now")
_in_the_way = (
    stands(_first, Status.KIRIM),
    stands(_first, Status.TAHAN),
    and_(stands(_first, Status.BARU), _first.c.lane < _T.c.lane, _is_due),
    and_(
        stands(_first, Status.BARU),
        _first.c.lane == _T.c.lane,
        _first.c.id < _T.c.id,
        or_(_is_due, _first.c.attempts.between(1, PATIENCE)),
    ),
)
"""What a row waits for in its chat: each is one place of the index, and no walk over what waits behind."""
_claimable = (
    # no walk along an index, but a look at each candidate
    _T.c.status.concat("") == Status.BARU.value,
    _T.c.lane <= bindparam("slowest"),
    _T.c.due_at <= bindparam("now"),
    _T.c.chat_id.not_in(bindparam("skip", expanding=True)),
    *(
        select(_first.c.id).where(*_same_chat, reason).limit(1).scalar_subquery().is_(None)
        for reason in _in_the_way  # looked up for each candidate: PostgreSQL makes joins of EXISTS
    ),
)


def _chat_after(before: ColumnElement[int] | None = None) -> ScalarSelect[int]:
    """Return the next chat that is owed anything, from one to the next by the index."""
    later = () if before is None else (_first.c.chat_id > before,)
    return (
        select(func.min(_first.c.chat_id))
        .where(
            _first.c.bot_id == bindparam("bot"),
            stands_beside(_first, Status.TERKIRIM, Status.GABUNG),
            *later,
        )
        .scalar_subquery()
    )


_chats = select(_chat_after().label("chat_id")).cte("chats", recursive=True)
_chats = _chats.union_all(
    select(_chat_after(_chats.c.chat_id)).where(_chats.c.chat_id.is_not(None))
)
_front = (
    select(_first.c.id)
    .where(
        _first.c.bot_id == bindparam("bot"),
        _first.c.chat_id == _chats.c.chat_id,
        stands_beside(_first, Status.TERKIRIM, Status.GABUNG),
        stands(_first, Status.BARU),
        _is_due,
    )
    .order_by(_first.c.lane, _first.c.id)
    .limit(1)
    .scalar_subquery()
)
_fronts = (
    select(_front.label("id"))
    .select_from(_chats)
    .cte("fronts")
    .prefix_with("MATERIALIZED", dialect="postgresql")  # else looked up for each row of the outbox
)
_in_order = (
    select(_T.c.id).where(*WAITING, _T.c.lane <= bindparam("slowest")).order_by(_T.c.lane, _T.c.id)
)
_nearest = _in_order.limit(NEAR).cte("nearest").prefix_with("MATERIALIZED", dialect="postgresql")
_seen = select(_T.c.chat_id).select_from(_nearest.join(_T, _T.c.id == _nearest.c.id))
_ahead = _in_order.add_columns(_T.c.chat_id, _T.c.lane).limit(FAR).subquery("ahead")
_others = (
    select(_ahead.c.id)
    .where(_ahead.c.chat_id.not_in(_seen))
    .order_by(_ahead.c.lane, _ahead.c.id)
    .limit(NEAR)
    .cte("others")
    .prefix_with("MATERIALIZED", dialect="postgresql")
)
_in_doubt = exists().where(
    _first.c.kartu_id == _T.c.kartu_id, stands(_first, Status.BARU), _first.c.ambigu
)


def _claiming(candidates: CTE) -> Prepared:
    """Return what claims the first of some rows that wait for nothing in their chats."""
    following = (
        select(_T.c.id)
        .select_from(candidates.join(_T, _T.c.id == candidates.c.id))
        .where(*_claimable)
        .order_by(_T.c.lane, _T.c.id)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True, of=_T)
        .cte("following")
    )
    claim = (
        update(_T)
        .where(_T.c.id.in_(select(following.c.id)))
        .values(
            status=Status.KIRIM.value,
            lease_until=bindparam("until"),
            attempts=_T.c.attempts + 1,
            ambigu=or_(_T.c.ambigu, _in_doubt),
        )
        .returning(*SHOWN)
    )
    return Prepared(lambda: claim, "skip")


_claim_near, _claim_others, _claim_far = map(_claiming, (_nearest, _others, _fronts))
_reaches_far = Prepared(lambda: _in_order.limit(1).offset(NEAR))
_plain = (~_T.c.baru, ~_T.c.paksa, ~_T.c.sematkan)  # owes the state of a card and no more
ABSORB: Final = Prepared(
    lambda: (
        update(_T)
        .where(
            _T.c.kartu_id.in_(bindparam("cards", expanding=True)),
            stands(_T, Status.BARU),
            _T.c.due_at <= bindparam("now"),
            *_plain,
        )
        .values(status=Status.GABUNG.value)
    ),
    "cards",
)
"""Absorbs what owes the same cards as rows that were claimed: parameters ``cards`` and ``now``."""


def claim_rows(connection: Connection, facts: Facts) -> list[Any]:
    """Claim the first rows that wait for nothing in their chats; return what is shown of each, in no order.

    Args:
        facts: ``bot``, ``now``, ``skip`` (chats), ``slowest`` (lane), ``limit`` and ``until``.
    """
    found = _claim_near.all(connection, facts)
    room = facts["limit"] - len(found)
    if not room or _reaches_far.first(connection, facts) is None:
        return found
    for claim in (_claim_others, _claim_far):
        if room := facts["limit"] - len(found):
            found += claim.all(connection, {**facts, "limit": room})
    return found
