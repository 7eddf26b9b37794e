"""Updates taken in: stored before Telegram is told, done in the transaction of their effect."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, delete, func, select, update

from sop_flows.ports.kiriman import RawUpdate
from storage.database.carrier_tables import InboxRow
from storage.database.carrier_tables import StatusUpdate as Status
from storage.database.insert import NewRows, table
from storage.database.open_rows import stands, stands_beside
from storage.database.prepared import Prepared

REHEARSED = RawUpdate(update_id=-1, chat_key=0, body=" " * 65_536)
"""An update as Telegram sends none, and as large as few are."""

_T = table(InboxRow)
_mine = (_T.c.bot_id == bindparam("bot"), _T.c.update_id == bindparam("id"))
_store = NewRows(InboxRow, "update_id")
_pending = (
    select(_T.c.update_id, _T.c.chat_key, _T.c.body, _T.c.attempts)
    .where(stands(_T, Status.BARU), _T.c.bot_id == bindparam("bot"))
    .order_by(_T.c.received_at, _T.c.update_id)
)
_still = select(_T.c.update_id).where(
    stands(_T, Status.BARU),
    _T.c.bot_id == bindparam("bot"),
    _T.c.update_id.in_(bindparam("ids", expanding=True)),
)
_attempt = update(_T).where(*_mine).values(attempts=_T.c.attempts + 1).returning(_T.c.attempts)
_spare = update(_T).where(*_mine, _T.c.attempts > 0).values(attempts=_T.c.attempts - 1)
_done = Prepared(
    lambda: (
        update(_T)
        .where(*_mine, stands_beside(_T, Status.SELESAI))
        .values(status=Status.SELESAI.value, done_at=bindparam("at"), error="")
    )
)
_fail = (
    update(_T)
    .where(*_mine, stands(_T, Status.BARU))
    .values(
        error=bindparam("why"),
        status=case(
            (_T.c.attempts >= bindparam("most"), Status.MATI.value), else_=Status.BARU.value
        ),
    )
    .returning(_T.c.status)
)
_remove = delete(_T).where(*_mine)
_waiting = (stands(_T, Status.BARU), _T.c.bot_id == bindparam("bot"))
_oldest = select(func.min(_T.c.received_at)).where(*_waiting)
_newest = select(func.max(_T.c.received_at)).where(*_waiting)


class Inbox:
    """The updates of one bot, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def store(self, updates: Sequence[RawUpdate], at: datetime) -> list[int]:
        """Store what is new and return its update ids in order.

        A new update counts as attempted once: intake hands it straight to the worker.
        """
        stored = _store.insert(
            self._connection,
            [
                {
                    "bot_id": self._bot_id,
                    "update_id": raw.update_id,
                    "chat_key": raw.chat_key,
                    "body": raw.body,
                    "status": Status.BARU.value,
                    "attempts": 1,
                    "received_at": at,
                    "error": "",
                }
                for raw in updates
            ],
        )
        return sorted(row.update_id for row in stored)

    def rehearse(self, at: datetime) -> None:
        """Store an update and take it out again: who commits this could take one in."""
        self.store([REHEARSED], at)
        self._connection.execute(_remove, self._key(REHEARSED.update_id))

    def pending(self) -> list[RawUpdate]:
        """Return all updates that are neither done nor given up, in order of arrival."""
        rows = self._connection.execute(_pending, {"bot": self._bot_id})
        return [
            RawUpdate(
                update_id=row.update_id,
                chat_key=row.chat_key,
                body=row.body,
                attempts=row.attempts,
            )
            for row in rows
        ]

    def waiting(self, update_ids: Collection[int]) -> set[int]:
        """Return which of these are neither done nor given up."""
        row = {"bot": self._bot_id, "ids": list(update_ids)}
        return set(self._connection.execute(_still, row).scalars())

    def attempt(self, update_id: int) -> int:
        """Count one more attempt, before it is made, and return which one it is."""
        attempts: int = self._connection.execute(_attempt, self._key(update_id)).scalar_one()
        return attempts

    def spare(self, update_id: int) -> None:
        """Take an attempt back: what it lacked has not come yet."""
        self._connection.execute(_spare, self._key(update_id))

    def mark_done(self, update_id: int, at: datetime) -> None:
        """Mark the update as done, in the transaction of its effect.

        Raises:
            UpdateAlreadyDone: Its effect is committed. This unit of work must not stand.
        """
        key = self._key(update_id)
        if _done.write(self._connection, {**key, "at": at}) != 1:
            raise UpdateAlreadyDone(update_id)

    def fail(self, update_id: int, error: str, limit: int = 5) -> bool:
        """Note why an attempt failed; return whether the update is given up now."""
        row = {**self._key(update_id), "why": error, "most": limit}
        return self._connection.execute(_fail, row).scalar_one_or_none() == Status.MATI

    def oldest_pending(self) -> datetime | None:
        """Return when the oldest update that still waits came in."""
        at: datetime | None = self._connection.execute(_oldest, {"bot": self._bot_id}).scalar_one()
        return at

    def newest_pending(self) -> datetime | None:
        """Return when the newest update that still waits came in: what comes is later, whatever the clock says."""
        at: datetime | None = self._connection.execute(_newest, {"bot": self._bot_id}).scalar_one()
        return at

    def _key(self, update_id: int) -> dict[str, int | str | datetime]:
        return {"bot": self._bot_id, "id": update_id}


class UpdateAlreadyDone(RuntimeError):
    """An update is about to have its effect a second time."""
