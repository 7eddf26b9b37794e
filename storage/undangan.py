"""Who an employee is on Telegram: one-time links, bindings, revocation."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Connection, Integer, Row, Select, bindparam, insert, select, update

from sop_flows.records import Ikatan
from storage.carrier_tables import IkatanChatRow
from storage.insert import table
from storage.tables import PegawaiRow, UndanganRow

AKTIF, DICABUT = "aktif", "dicabut"

_U = table(UndanganRow)
_C = table(IkatanChatRow)
_P = table(PegawaiRow)
_pegawai = bindparam("pegawai", type_=Integer)
_valid = (
    _U.c.token_hash == bindparam("token"),
    _U.c.dipakai_at.is_(None),
    _U.c.kedaluwarsa_at > bindparam("at"),
    _U.c.pegawai_id.in_(select(_P.c.id).where(_P.c.keluar_on.is_(None))),
)
_invite = insert(_U).inline()
_find = select(_U.c.kantor_id, _U.c.pegawai_id).where(*_valid)
_redeem = (
    update(_U)
    .where(*_valid)
    .values(dipakai_at=bindparam("at"), dipakai_oleh=bindparam("user"))
    .returning(_U.c.kantor_id, _U.c.pegawai_id)
)
_discard = (
    update(_U)
    .where(_U.c.token_hash == bindparam("token"), _U.c.dipakai_at.is_(None))
    .values(dipakai_at=bindparam("at"))
)
_discard_all = (
    update(_U)
    .where(_U.c.pegawai_id == _pegawai, _U.c.dipakai_at.is_(None))
    .values(dipakai_at=bindparam("at"))
)
_colleagues = select(_P.c.id).where(_P.c.kantor_id == bindparam("kantor"))
_displace = (
    update(_C)
    .where(
        _C.c.bot_id == bindparam("bot"),
        _C.c.status == AKTIF,
        (_C.c.pegawai_id == _pegawai)
        | ((_C.c.user_id == bindparam("user")) & _C.c.pegawai_id.in_(_colleagues)),
    )
    .values(status=DICABUT, dicabut_at=bindparam("at"))
)
_again = (
    update(_C)
    .where(
        _C.c.bot_id == bindparam("bot"),
        _C.c.user_id == bindparam("user"),
        _C.c.pegawai_id == _pegawai,
    )
    .values(
        status=AKTIF,
        terjangkau=True,
        chat_id=bindparam("chat"),
        username=bindparam("name"),
        bergabung_at=bindparam("at"),
        dicabut_at=None,
    )
)
_bind = insert(_C).inline()
_revoke = (
    update(_C)
    .where(_C.c.pegawai_id == _pegawai, _C.c.status == AKTIF)
    .values(status=DICABUT, dicabut_at=bindparam("at"))
    .returning(_C.c.bot_id, _C.c.user_id, _C.c.chat_id)
)
_chats = (
    _C.c.bot_id == bindparam("bot"),
    _C.c.chat_id.in_(bindparam("chats", expanding=True)),
    _C.c.status == AKTIF,
)
_whose: Select[Any] = select(
    _C.c.user_id, _C.c.chat_id, _C.c.pegawai_id, _P.c.kantor_id
).select_from(_C.join(_P, _P.c.id == _C.c.pegawai_id))
_of_bindings = _whose.where(_C.c.id.in_(bindparam("ids", expanding=True))).order_by(_C.c.id)
_reach = (
    update(_C)
    .where(*_chats, _C.c.terjangkau != bindparam("is_reachable", type_=Boolean))
    .values(terjangkau=bindparam("is_reachable", type_=Boolean))
    .returning(_C.c.id)
)
_kantor_of = select(_P.c.kantor_id).where(_P.c.id == _pegawai)


class IkatanRepo:
    """Links and bindings of one bot, within one unit of work.

    One user may be an employee of several offices, but only one of each; an employee has one
    account. A binding that would break this ends the older one.
    """

    def __init__(self, connection: Connection, bot_id: int) -> None:
        self._connection = connection
        self._bot_id = bot_id

    def add_undangan(
        self, kantor_id: int, pegawai_id: int, token_hash: str, at: datetime, until: datetime
    ) -> None:
        """Store a one-time link for an employee by the hash of its token."""
        self._connection.execute(
            _invite,
            {
                "token_hash": token_hash,
                "kantor_id": kantor_id,
                "pegawai_id": pegawai_id,
                "dibuat_at": at,
                "kedaluwarsa_at": until,
            },
        )

    def find_link(self, token_hash: str, at: datetime) -> tuple[int, int] | None:
        """Return (kantor_id, pegawai_id) of an unused, unexpired link."""
        row = self._connection.execute(_find, {"token": token_hash, "at": at}).one_or_none()
        return None if row is None else (row.kantor_id, row.pegawai_id)

    def redeem(
        self, token_hash: str, user_id: int, chat_id: int, username: str, at: datetime
    ) -> bool:
        """Use the link and bind the user; False if somebody used it first or it expired.

        The employee's other links end with it.
        """
        used = self._connection.execute(
            _redeem, {"token": token_hash, "at": at, "user": user_id}
        ).one_or_none()
        if used is None:
            return False
        who = {"bot": self._bot_id, "user": user_id, "pegawai": used.pegawai_id, "at": at}
        self._connection.execute(_discard_all, {"pegawai": used.pegawai_id, "at": at})
        self._connection.execute(_displace, {**who, "kantor": used.kantor_id})
        known = self._connection.execute(_again, {**who, "chat": chat_id, "name": username})
        if known.rowcount == 0:
            self._connection.execute(
                _bind,
                {
                    "bot_id": self._bot_id,
                    "user_id": user_id,
                    "chat_id": chat_id,
                    "pegawai_id": used.pegawai_id,
                    "username": username,
                    "status": AKTIF,
                    "terjangkau": True,
                    "bergabung_at": at,
                },
            )
        return True

    def discard_undangan(self, token_hash: str, at: datetime) -> None:
        """End a link that reached the wrong person."""
        self._connection.execute(_discard, {"token": token_hash, "at": at})

    def revoke(self, pegawai_id: int, at: datetime) -> tuple[Ikatan, ...]:
        """End every binding and every open link of an employee at once.

        Returns:
            The bindings to this bot that were.
        """
        self._connection.execute(_discard_all, {"pegawai": pegawai_id, "at": at})
        rows = self._connection.execute(_revoke, {"pegawai": pegawai_id, "at": at}).all()
        if not rows:
            return ()
        kantor_id = self.kantor_of(pegawai_id)
        return tuple(
            Ikatan(
                user_id=row.user_id,
                chat_id=row.chat_id,
                pegawai_id=pegawai_id,
                kantor_id=kantor_id,
            )
            for row in rows
            if row.bot_id == self._bot_id
        )

    def unreachable(self, chat_id: int) -> tuple[Ikatan, ...]:
        """Mark a chat as not reachable; return whose it is, nobody where that is known."""
        return self._reach([chat_id], is_reachable=False)

    def reachable(self, chats: Collection[int]) -> tuple[Ikatan, ...]:
        """Mark chats as reachable; return whose they are that were not."""
        return self._reach(chats, is_reachable=True)

    def kantor_of(self, pegawai_id: int) -> int:
        """Return the office of an employee."""
        kantor_id: int = self._connection.execute(_kantor_of, {"pegawai": pegawai_id}).scalar_one()
        return kantor_id

    def _reach(self, chats: Collection[int], *, is_reachable: bool) -> tuple[Ikatan, ...]:
        facts = {"bot": self._bot_id, "chats": list(chats), "is_reachable": is_reachable}
        changed = self._connection.execute(_reach, facts).scalars().all()
        if not changed:
            return ()
        return tuple(map(_read, self._connection.execute(_of_bindings, {"ids": changed})))


def _read(row: Row[Any]) -> Ikatan:
    return Ikatan(
        user_id=row.user_id,
        chat_id=row.chat_id,
        pegawai_id=row.pegawai_id,
        kantor_id=row.kantor_id,
    )
