"""Forgetting what was taken in and sent long ago, a small batch per transaction.

1. Forgotten is only what is done: updates handled, messages that left or were absorbed. What waits,
   is held, or was given up stays.
2. A ``dedup`` of a card may go: the revisi of the card says the same. Any other one makes its row
   unique for ever, and stays.
3. Old is decided by the machine's clock for messages (their last lease), by the office's for updates.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, select

from storage.database.carrier_tables import InboxRow, OutboxRow, StatusKiriman, StatusUpdate
from storage.database.insert import table
from storage.database.open_rows import stands

BATCH = 500
DONE = frozenset({StatusKiriman.TERKIRIM, StatusKiriman.TANYA, StatusKiriman.GABUNG})

_I = table(InboxRow)
_O = table(OutboxRow)
_oldest = (
    select(_I.c.update_id, _I.c.done_at)
    .where(stands(_I, StatusUpdate.SELESAI), _I.c.bot_id == bindparam("bot"))
    .order_by(_I.c.update_id)
    .limit(bindparam("limit"))
)
_forget_updates = delete(_I).where(
    _I.c.bot_id == bindparam("bot"), _I.c.update_id.in_(bindparam("ids", expanding=True))
)
_walk: Select[Any] = (
    select(_O.c.id, _O.c.bot_id, _O.c.status, _O.c.lease_until, _O.c.dedup, _O.c.kartu_id)
    .where(_O.c.id > bindparam("after"))
    .order_by(_O.c.id)
    .limit(bindparam("limit"))
)
_forget_messages = delete(_O).where(_O.c.id.in_(bindparam("ids", expanding=True)))


def forget_updates(
    connection: Connection, bot_id: int, before: datetime, limit: int = BATCH
) -> bool:
    """Forget the oldest updates that were done before a moment; return whether more may be."""
    rows = connection.execute(_oldest, {"bot": bot_id, "limit": limit}).all()
    ids = [row.update_id for row in rows if row.done_at < before]
    if ids:
        connection.execute(_forget_updates, {"bot": bot_id, "ids": ids})
    return len(ids) == limit


def forget_messages(
    connection: Connection, bot_id: int, before_s: float, after: int, limit: int = BATCH
) -> int | None:
    """Forget old messages among the next rows; return where to go on, None at the young ones.

    A row that was absorbed has no time of its own: it is as old as the next one that was leased.

    Args:
        before_s: Seconds of the machine's clock since the epoch.
        after: The id to begin behind: 0, or what the call before returned.
    """
    rows = connection.execute(_walk, {"after": after, "limit": limit}).all()
    old = max((row.id for row in rows if 0 < row.lease_until < before_s), default=0)
    ids = [row.id for row in rows if row.id <= old and is_forgettable(row, bot_id, before_s)]
    if ids:
        connection.execute(_forget_messages, {"ids": ids})
    is_young = any(row.lease_until >= before_s for row in rows)
    if len(rows) < limit or (is_young and not ids):
        return None
    return old or int(rows[-1].id)


def is_forgettable(row: Row[Any], bot_id: int, before_s: float) -> bool:
    """Tell whether a row is done, and no later one needs it."""
    is_unique = row.dedup is not None and row.kartu_id is None
    is_ours = row.bot_id == bot_id and row.status in DONE
    return is_ours and not is_unique and row.lease_until < before_s
