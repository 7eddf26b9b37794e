"""People and the posts they hold on a day; who acts, and who is owed the cards of a post.

A post that nobody holds is its atasan's, and so on upwards. The atasan acts in the own post.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Pelaku, Penugasan
from sop_flows.kantor.identitas import read_nip
from sop_flows.kantor.kantor import Pegangan, Pegawai, Pemegang
from storage.database.carrier_tables import AKTIF, IkatanChatRow
from storage.database.insert import table
from storage.database.prepared import Prepared
from storage.database.remembered import UnitMemory
from storage.database.tables import JabatanRow, PegawaiRow, PenugasanRow
from storage.offices.kantor import KantorRepo
from storage.offices.roster import (
    BOUND,
    EMPLOYED,
    IN_FORCE,
    RANK,
    Holders,
    Roster,
    each_once,
    read_pemegang,
)

_P = table(PegawaiRow)
_N = table(PenugasanRow)
_J = table(JabatanRow)
_C = table(IkatanChatRow)
_user = (
    _C.c.bot_id == bindparam("bot"),
    _C.c.user_id == bindparam("user"),
    _C.c.status == AKTIF,
    EMPLOYED,
)
_people = (
    select(
        _P,
        _C.c.chat_id,
        _C.c.terjangkau,
        _N.c.jabatan_id,
        _J.c.nama.label("jabatan"),
        _N.c.jenis,
        _N.c.mulai_on,
        _N.c.selesai_on,
    )
    .select_from(
        _P.outerjoin(_C, BOUND)
        .outerjoin(_N, and_(_N.c.pegawai_id == _P.c.id, IN_FORCE))
        .outerjoin(_J, _J.c.id == _N.c.jabatan_id)
    )
    .where(EMPLOYED)
)
_everybody = _people.where(_P.c.kantor_id == bindparam("kantor")).order_by(_P.c.id, _N.c.id)
_of_kantor = Prepared(lambda: _everybody)
_one = Prepared(lambda: _everybody.where(_P.c.id == bindparam("pegawai")))
_admins = Prepared(lambda: _everybody.where(_P.c.admin.is_(True)))
_of_user = Prepared(lambda: _people.where(*_user).order_by(_C.c.id, _N.c.id))
_somebody = Prepared(
    lambda: select(_P.c.id, _P.c.nama, _P.c.sapaan).where(
        _P.c.kantor_id == bindparam("kantor"), _P.c.id == bindparam("pegawai")
    )
)
_of_several = Prepared(
    lambda: (
        select(_C.c.user_id)
        .select_from(_P.join(_C, BOUND))
        .where(_C.c.user_id.in_(bindparam("users", expanding=True)), EMPLOYED)
        .group_by(_C.c.user_id)
        .having(func.count(_P.c.kantor_id.distinct()) > 1)
    ),
    "users",
)
_sapaan = Prepared(
    lambda: (
        select(_P.c.sapaan)
        .distinct()
        .select_from(_P.join(_C, BOUND))
        .where(_C.c.chat_id == bindparam("chat"), _P.c.sapaan != "")
    )
)
_kantor_of = select(_P.c.kantor_id).where(_P.c.id == bindparam("pegawai"))
_chats = Prepared(
    lambda: (
        select(_C.c.pegawai_id, _C.c.chat_id)
        .select_from(_C.join(_P, _P.c.id == _C.c.pegawai_id))
        .where(
            _P.c.kantor_id == bindparam("kantor"),
            _C.c.bot_id == bindparam("bot"),
            _C.c.status == AKTIF,
            EMPLOYED,
        )
    )
)


class PegawaiRepo:
    """The people of offices, within one unit of work."""

    def __init__(
        self,
        connection: Connection,
        bot_id: int,
        memory: UnitMemory,
        kantor: KantorRepo,
        now: datetime,
    ) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._kantor = kantor
        self._now = now
        self._roster = Roster(connection, bot_id, memory, kantor)
        self._persons: dict[int, dict[int, Pemegang]] = {}
        self._owed: dict[tuple[int, int, date], tuple[Pemegang, ...]] = {}
        self._held: dict[tuple[int, date], Mapping[int, tuple[int, ...]]] = {}

    def identify(self, user_id: int, today: date) -> tuple[Pegawai, ...]:
        """See ``PegawaiPort.identify``."""
        facts = {"bot": self._bot_id, "user": user_id, "today": today}
        return tuple(_read_pegawai(_of_user.all(self._connection, facts)))

    def of_several(self, users: Collection[int], today: date) -> frozenset[int]:
        """See ``PegawaiPort.of_several``."""
        facts = {"bot": self._bot_id, "users": list(users), "today": today}
        return frozenset(row.user_id for row in _of_several.all(self._connection, facts))

    def sapaan(self, chat_id: int) -> str:
        """See ``PegawaiPort.sapaan``."""
        known = _sapaan.all(self._connection, {"bot": self._bot_id, "chat": chat_id})
        return known[0].sapaan if len(known) == 1 else ""

    def pelaku(self, user_id: int, kantor_id: int, jabatan_id: int, today: date) -> Pelaku | None:
        """See ``PegawaiPort.pelaku``."""
        for post in self._roster.upwards(kantor_id, jabatan_id):
            if rows := self._roster.of_post(kantor_id, post, today):
                return next((_read_pelaku(row) for row in rows if row.user_id == user_id), None)
        return None

    def look_up(self, kantor_id: int, posts: Collection[int] | None, today: date) -> None:
        """See ``PegawaiPort.look_up``; at one statement."""
        self._roster.look_up(kantor_id, posts, today)

    def pelaku_self(self, user_id: int, kantor_id: int, today: date) -> Pelaku | None:
        """See ``PegawaiPort.pelaku_self``."""
        for orang in self.identify(user_id, today):
            if orang.kantor_id == kantor_id:
                post = orang.jabatan[0] if orang.jabatan else Pegangan(jabatan_id=0, nama="")
                return Pelaku(
                    pegawai_id=orang.id,
                    nama=orang.nama,
                    jabatan_id=post.jabatan_id,
                    jabatan=post.nama,
                    penugasan=post.penugasan,
                )
        return None

    def pemegang(self, kantor_id: int, jabatan_id: int, today: date) -> tuple[Pemegang, ...]:
        """See ``PegawaiPort.pemegang``."""
        key = (kantor_id, jabatan_id, today)
        if key not in self._owed:
            own = each_once(self._roster.of_post(kantor_id, jabatan_id, today))
            self._owed[key] = own or self._wakil(kantor_id, jabatan_id, today)
        return self._owed[key]

    def person(self, kantor_id: int, pegawai_id: int) -> Pemegang:
        """See ``PegawaiPort.person``.

        The first employee of a unit of work is read alone, the second one with everybody of the office.
        """
        known = self._persons.setdefault(kantor_id, {})
        if pegawai_id not in known:
            known |= self._holders_read(kantor_id)
        if pegawai_id not in known:
            known |= self._read_persons(kantor_id, None if known else pegawai_id)
        if pegawai_id not in known:
            facts = {"kantor": kantor_id, "pegawai": pegawai_id}
            row = _somebody.first(self._connection, facts)
            if row is None:
                raise LookupError(pegawai_id)
            known[pegawai_id] = Pemegang(
                pegawai_id=row.id, nama=row.nama, sapaan=row.sapaan, jabatan_id=0, jabatan=""
            )
        return known[pegawai_id]

    def all(self, kantor_id: int, today: date) -> tuple[Pegawai, ...]:
        """See ``PegawaiPort.all``."""
        rows = _of_kantor.all(self._connection, self._facts(kantor_id, today))
        return tuple(_read_pegawai(rows))

    def employee(self, kantor_id: int, pegawai_id: int, today: date) -> Pegawai | None:
        """See ``PegawaiPort.employee``."""
        facts = self._facts(kantor_id, today) | {"pegawai": pegawai_id}
        rows = _one.all(self._connection, facts)
        self._persons.setdefault(kantor_id, {}).update(_by_id(rows))
        return next(_read_pegawai(rows), None)

    def chats(self, kantor_id: int) -> Mapping[int, int]:
        """See ``PegawaiPort.chats``."""
        facts = self._facts(kantor_id, self._local(kantor_id))
        rows = _chats.all(self._connection, facts)
        return {row.pegawai_id: row.chat_id for row in rows}

    def admins(self, kantor_id: int) -> tuple[Pemegang, ...]:
        """See ``PegawaiPort.admins``."""
        facts = self._facts(kantor_id, self._local(kantor_id))
        return _read_recipients(_admins.all(self._connection, facts))

    def posts_held(self, kantor_id: int, today: date) -> Mapping[int, tuple[int, ...]]:
        """See ``PegawaiPort.posts_held``."""
        key = (kantor_id, today)
        if key not in self._held:
            self._held[key] = _posts_of_each(self._roster.of_kantor(kantor_id, today))
        return self._held[key]

    def kantor_of(self, pegawai_id: int) -> int:
        """See ``PegawaiPort.kantor_of``."""
        kantor_id: int = self._connection.execute(_kantor_of, {"pegawai": pegawai_id}).scalar_one()
        return kantor_id

    def forget(self) -> None:
        """Read anew who is whom and holds what: this unit has changed it."""
        self._roster.forget()
        self._persons.clear()
        self._owed.clear()
        self._held.clear()

    def _holders_read(self, kantor_id: int) -> dict[int, Pemegang]:
        """Those who hold a post of the office, where that was read already."""
        roster = self._roster.known(kantor_id, self._local(kantor_id))
        return _by_id(row for held in roster.values() for row in held)

    def _read_persons(self, kantor_id: int, pegawai_id: int | None) -> dict[int, Pemegang]:
        facts = self._facts(kantor_id, self._local(kantor_id))
        if pegawai_id is None:
            return _by_id(_of_kantor.all(self._connection, facts))
        return _by_id(_one.all(self._connection, facts | {"pegawai": pegawai_id}))

    def _wakil(self, kantor_id: int, jabatan_id: int, today: date) -> tuple[Pemegang, ...]:
        roster = self._roster.of_kantor(kantor_id, today)
        for post in self._roster.upwards(kantor_id, jabatan_id):
            if roster.get(post):
                return tuple(replace(one, is_wakil=True) for one in each_once(roster[post]))
        return ()

    def _local(self, kantor_id: int) -> date:
        return self._now.astimezone(self._kantor.get(kantor_id).zona).date()

    def _facts(self, kantor_id: int, today: date) -> dict[str, Any]:
        return {"bot": self._bot_id, "kantor": kantor_id, "today": today}


def _posts_of_each(roster: Holders) -> Mapping[int, tuple[int, ...]]:
    """Return the posts of everyone who holds one, the first one first."""
    held: dict[int, list[Pemegang]] = {}
    for people in roster.values():
        for pemegang in each_once(people):
            held.setdefault(pemegang.pegawai_id, []).append(pemegang)
    return {
        pegawai_id: tuple(
            one.jabatan_id for one in sorted(own, key=lambda one: RANK[one.penugasan])
        )
        for pegawai_id, own in held.items()
    }


def _read_pelaku(row: Any) -> Pelaku:  # noqa: ANN401 -- a row of Prepared
    return Pelaku(
        pegawai_id=row.id,
        nama=row.nama,
        jabatan_id=row.jabatan_id,
        jabatan=row.jabatan,
        penugasan=Penugasan(row.jenis),
    )


def _by_id(rows: Iterable[Any]) -> dict[int, Pemegang]:
    return {one.pegawai_id: one for one in _read_recipients(rows)}


def _read_recipients(rows: Iterable[Any]) -> tuple[Pemegang, ...]:
    """Everybody once, in the strongest appointment."""
    people: dict[int, Any] = {}
    for row in rows:
        known = people.setdefault(row.id, row)
        if row.jenis and RANK[Penugasan(row.jenis)] < RANK[Penugasan(known.jenis)]:
            people[row.id] = row
    return tuple(map(read_pemegang, people.values()))


def _read_pegawai(rows: Iterable[Any]) -> Iterator[Pegawai]:
    """Everybody once, with their posts, the strongest appointment first and each post once."""
    people: dict[int, list[Any]] = {}
    for row in rows:
        people.setdefault(row.id, []).append(row)
    for own in people.values():
        held = sorted(
            (row for row in own if row.jenis), key=lambda row: RANK[Penugasan(row.jenis)]
        )
        posts: dict[int, Pegangan] = {}
        for row in held:
            posts.setdefault(
                row.jabatan_id,
                Pegangan(
                    jabatan_id=row.jabatan_id,
                    nama=row.jabatan,
                    penugasan=Penugasan(row.jenis),
                    mulai_on=row.mulai_on,
                    selesai_on=row.selesai_on,
                ),
            )
        row = own[0]
        yield Pegawai(
            id=row.id,
            kantor_id=row.kantor_id,
            nama=row.nama,
            sapaan=row.sapaan,
            pangkat=row.pangkat,
            nip=read_nip(row.kunci),
            unit_id=row.unit_id,
            admin=row.admin,
            jabatan=tuple(posts.values()),
        )
