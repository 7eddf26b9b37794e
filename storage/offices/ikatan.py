"""Who an employee is on Telegram: one-time links, bindings, revocation."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    exists,
    insert,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.records import Ikatan, Undangan
from storage.database.carrier_tables import AKTIF, DICABUT, MENUNGGU, IkatanChatRow, KartuRow
from storage.database.insert import table
from storage.database.prepared import Prepared
from storage.database.tables import PegawaiRow, UndanganRow
from storage.offices.pegawai import PegawaiRepo

_U = table(UndanganRow)
_C = table(IkatanChatRow)
_P = table(PegawaiRow)
_K = table(KartuRow)
_pegawai = bindparam("pegawai", type_=Integer)
_open = (_U.c.dipakai_at.is_(None), _U.c.kedaluwarsa_at > bindparam("at"))
_valid = (
    _U.c.token_hash == bindparam("token"),
    *_open,
    _U.c.pegawai_id.in_(select(_P.c.id).where(_P.c.keluar_on.is_(None))),
)
_invite = insert(_U).inline()
_find = select(_U.c.kantor_id, _U.c.pegawai_id).where(*_valid)
_of_pegawai = (
    select(_U.c.dibuat_at, _U.c.kedaluwarsa_at)
    .where(_U.c.pegawai_id == _pegawai, *_open)
    .order_by(_U.c.dibuat_at.desc())
)
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
        status=bindparam("new_status"),
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
    .where(_C.c.pegawai_id == _pegawai, _C.c.status != DICABUT)
    .values(status=DICABUT, dicabut_at=bindparam("at"))
    .returning(_C.c.bot_id, _C.c.user_id, _C.c.chat_id)
)
_chats = (
    _C.c.bot_id == bindparam("bot"),
    _C.c.chat_id.in_(bindparam("chats", expanding=True)),
    _C.c.status == AKTIF,
)
_waits = (_C.c.bot_id == bindparam("bot"), _C.c.status == MENUNGGU)
_one_waits = (*_waits, _C.c.user_id == bindparam("user"), _C.c.pegawai_id == _pegawai)
_accept = (
    update(_C)
    .where(*_one_waits)
    .values(status=AKTIF, bergabung_at=bindparam("at"))
    .returning(_C.c.id)
)
_refuse = (
    update(_C)
    .where(*_one_waits)
    .values(status=DICABUT, dicabut_at=bindparam("at"))
    .returning(_C.c.id)
)
_is_waiting = select(exists().where(*_waits, _C.c.user_id == bindparam("user")))
_take_over = (
    update(_K)
    .where(
        _K.c.bot_id == bindparam("bot"),
        _K.c.chat_id == bindparam("chat"),
        _K.c.kantor_id == bindparam("kantor"),
    )
    .values(pegawai_id=bindparam("owner"), revisi=-1)
)
_whose: Select[Any] = select(
    _C.c.user_id, _C.c.chat_id, _C.c.pegawai_id, _P.c.kantor_id, _C.c.username
).select_from(_C.join(_P, _P.c.id == _C.c.pegawai_id))
_of_bindings = _whose.where(_C.c.id.in_(bindparam("ids", expanding=True))).order_by(_C.c.id)
_waiting = _whose.where(*_waits, _P.c.kantor_id == bindparam("kantor")).order_by(_C.c.id)
_reach = Prepared(
    lambda: (
        update(_C)
        .where(*_chats, _C.c.terjangkau != bindparam("is_reachable", type_=Boolean))
        .values(terjangkau=bindparam("is_reachable", type_=Boolean))
        .returning(_C.c.id)
    ),
    "chats",
)


class IkatanRepo:
    """Links and bindings of one bot, within one unit of work.

    One user may be an employee of several offices, but only one of each; an employee has one
    account. A binding that would break this ends the older one.
    """

    def __init__(self, connection: Connection, bot_id: int, pegawai: PegawaiRepo) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._pegawai = pegawai

    def add_undangan(
        self, kantor_id: int, pegawai_id: int, token_hash: str, at: datetime, until: datetime
    ) -> None:
        """See ``IkatanPort.add_undangan``."""
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

    def find_undangan(self, token_hash: str, at: datetime) -> Pemegang | None:
        """See ``IkatanPort.find_undangan``."""
        row = self._connection.execute(_find, {"token": token_hash, "at": at}).one_or_none()
        return None if row is None else self._pegawai.person(row.kantor_id, row.pegawai_id)

    def redeem(
        self, token_hash: str, user_id: int, chat_id: int, username: str, at: datetime
    ) -> bool:
        """See ``IkatanPort.redeem``."""
        used = self._use(token_hash, user_id, at)
        if used is None:
            return False
        self._displace(used.pegawai_id, used.kantor_id, user_id, at)
        ikatan = _ikatan(used, user_id, chat_id, username)
        self._bind(ikatan, AKTIF, at)
        self._take_over(ikatan)
        return True

    def hold(
        self, token_hash: str, user_id: int, chat_id: int, username: str, at: datetime
    ) -> bool:
        """See ``IkatanPort.hold``."""
        used = self._use(token_hash, user_id, at)
        if used is None:
            return False
        self._bind(_ikatan(used, user_id, chat_id, username), MENUNGGU, at)
        return True

    def waiting(self, kantor_id: int) -> tuple[Ikatan, ...]:
        """See ``IkatanPort.waiting``."""
        facts = {"bot": self._bot_id, "kantor": kantor_id}
        return tuple(map(_read, self._connection.execute(_waiting, facts)))

    def is_waiting(self, user_id: int) -> bool:
        """See ``IkatanPort.is_waiting``."""
        facts = {"bot": self._bot_id, "user": user_id}
        return bool(self._connection.execute(_is_waiting, facts).scalar_one())

    def accept(self, pegawai_id: int, user_id: int, at: datetime) -> Ikatan | None:
        """See ``IkatanPort.accept``."""
        kantor_id = self._pegawai.kantor_of(pegawai_id)
        waiting = {(one.pegawai_id, one.user_id) for one in self.waiting(kantor_id)}
        if (pegawai_id, user_id) not in waiting:
            return None
        self._displace(pegawai_id, kantor_id, user_id, at)
        ikatan = self._settle(_accept, pegawai_id, user_id, at)
        if ikatan is not None:
            self._take_over(ikatan)
        return ikatan

    def refuse(self, pegawai_id: int, user_id: int, at: datetime) -> Ikatan | None:
        """See ``IkatanPort.refuse``."""
        return self._settle(_refuse, pegawai_id, user_id, at)

    def discard_undangan(self, token_hash: str, at: datetime) -> None:
        """See ``IkatanPort.discard_undangan``."""
        self._connection.execute(_discard, {"token": token_hash, "at": at})

    def undangan(self, pegawai_id: int, at: datetime) -> tuple[Undangan, ...]:
        """See ``IkatanPort.undangan``."""
        rows = self._connection.execute(_of_pegawai, {"pegawai": pegawai_id, "at": at})
        return tuple(
            Undangan(dibuat_at=row.dibuat_at, kedaluwarsa_at=row.kedaluwarsa_at) for row in rows
        )

    def discard_undangan_of(self, pegawai_id: int, at: datetime) -> None:
        """See ``IkatanPort.discard_undangan_of``."""
        self._connection.execute(_discard_all, {"pegawai": pegawai_id, "at": at})

    def revoke(self, pegawai_id: int, at: datetime) -> tuple[Ikatan, ...]:
        """See ``IkatanPort.revoke``."""
        self._pegawai.forget()
        self.discard_undangan_of(pegawai_id, at)
        rows = self._connection.execute(_revoke, {"pegawai": pegawai_id, "at": at}).all()
        if not rows:
            return ()
        kantor_id = self._pegawai.kantor_of(pegawai_id)
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

    def unreachable(self, chats: Collection[int]) -> tuple[Ikatan, ...]:
        """See ``IkatanPort.unreachable``."""
        return self._reach(chats, is_reachable=False)

    def reachable(self, chats: Collection[int]) -> tuple[Ikatan, ...]:
        """See ``IkatanPort.reachable``."""
        return self._reach(chats, is_reachable=True)

    def _use(self, token_hash: str, user_id: int, at: datetime) -> Row[Any] | None:
        """Use up a link, and the other links of its employee with it."""
        facts = {"token": token_hash, "at": at, "user": user_id}
        used = self._connection.execute(_redeem, facts).one_or_none()
        if used is not None:
            self.discard_undangan_of(used.pegawai_id, at)
        return used

    def _displace(self, pegawai_id: int, kantor_id: int, user_id: int, at: datetime) -> None:
        self._pegawai.forget()
        facts = {"bot": self._bot_id, "user": user_id, "pegawai": pegawai_id, "at": at}
        self._connection.execute(_displace, {**facts, "kantor": kantor_id})

    def _bind(self, ikatan: Ikatan, status: str, at: datetime) -> None:
        who = {"bot": self._bot_id, "user": ikatan.user_id, "pegawai": ikatan.pegawai_id}
        new = {"chat": ikatan.chat_id, "name": ikatan.username, "new_status": status, "at": at}
        if self._connection.execute(_again, who | new).rowcount:
            return
        self._connection.execute(
            _bind,
            {
                "bot_id": self._bot_id,
                "user_id": ikatan.user_id,
                "chat_id": ikatan.chat_id,
                "pegawai_id": ikatan.pegawai_id,
                "username": ikatan.username,
                "status": status,
                "terjangkau": True,
                "bergabung_at": at,
            },
        )

    def _take_over(self, ikatan: Ikatan) -> None:
        """Let the cards of a chat be of who has it now: what is not theirs is shown as gone."""
        whose = {"kantor": ikatan.kantor_id, "chat": ikatan.chat_id, "owner": ikatan.pegawai_id}
        self._connection.execute(_take_over, {"bot": self._bot_id, **whose})

    def _settle(
        self, statement: ReturningUpdate[Any], pegawai_id: int, user_id: int, at: datetime
    ) -> Ikatan | None:
        facts = {"bot": self._bot_id, "user": user_id, "pegawai": pegawai_id, "at": at}
        ids = self._connection.execute(statement, facts).scalars().all()
        found = self._connection.execute(_of_bindings, {"ids": ids}).one_or_none()
        return None if found is None else _read(found)

    def _reach(self, chats: Collection[int], *, is_reachable: bool) -> tuple[Ikatan, ...]:
        facts = {"bot": self._bot_id, "chats": list(chats), "is_reachable": is_reachable}
        changed = _reach.all(self._connection, facts)
        if not changed:
            return ()
        self._pegawai.forget()
        ids = [row.id for row in changed]
        return tuple(map(_read, self._connection.execute(_of_bindings, {"ids": ids})))


def _read(row: Row[Any]) -> Ikatan:
    return Ikatan(
        user_id=row.user_id,
        chat_id=row.chat_id,
        pegawai_id=row.pegawai_id,
        kantor_id=row.kantor_id,
        username=row.username,
    )


def _ikatan(used: Row[Any], user_id: int, chat_id: int, username: str) -> Ikatan:
    return Ikatan(
        user_id=user_id,
        chat_id=chat_id,
        pegawai_id=used.pegawai_id,
        kantor_id=used.kantor_id,
        username=username,
    )
