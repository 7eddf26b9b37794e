"""People and the posts they hold on a day; who acts, and who is owed the cards of a post.

1. A post may have several holders at once: a definitive one and a Plh. may both act, and the
   record says which of them did. Of several appointments of one person the strongest counts:
   definitif, Pj., Plt., Plh.
2. A post that nobody holds is its atasan's, and so on upwards. The atasan acts in the own post.
3. An employee counts until the day of leaving, exclusive; an appointment on both its days.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Date, Row, Select, and_, bindparam, or_, select

from sop_flows.engine.aksi import Pelaku, Penugasan
from sop_flows.kantor.kantor import NO_POST, Pegangan, Pegawai, Pemegang
from storage.database.carrier_tables import AKTIF, IkatanChatRow, PercakapanRow
from storage.database.insert import table
from storage.database.prepared import Prepared
from storage.database.remembered import Asked, UnitMemory
from storage.database.tables import JabatanRow, PegawaiRow, PenugasanRow
from storage.offices.kantor import KantorRepo

RANK: Final = {
    Penugasan.DEFINITIF: 0,
    Penugasan.PJ: 1,
    Penugasan.PLT: 2,
    Penugasan.PLH: 3,
}

_P = table(PegawaiRow)
_N = table(PenugasanRow)
_J = table(JabatanRow)
_C = table(IkatanChatRow)
_V = table(PercakapanRow)
_today = bindparam("today", type_=Date)
_in_force = and_(
    or_(_N.c.mulai_on.is_(None), _N.c.mulai_on <= _today),
    or_(_N.c.selesai_on.is_(None), _N.c.selesai_on >= _today),
)
_employed = or_(_P.c.keluar_on.is_(None), _P.c.keluar_on > _today)
_bound = and_(_C.c.pegawai_id == _P.c.id, _C.c.bot_id == bindparam("bot"), _C.c.status == AKTIF)
_conversing = and_(_V.c.bot_id == _C.c.bot_id, _V.c.chat_id == _C.c.chat_id)
_user = (
    _C.c.bot_id == bindparam("bot"),
    _C.c.user_id == bindparam("user"),
    _C.c.status == AKTIF,
    _employed,
)
_people = (
    select(
        _P,
        _C.c.chat_id,
        _N.c.jabatan_id,
        _J.c.nama.label("jabatan"),
        _N.c.jenis,
        _N.c.mulai_on,
        _N.c.selesai_on,
    )
    .select_from(
        _P.outerjoin(_C, _bound)
        .outerjoin(_N, and_(_N.c.pegawai_id == _P.c.id, _in_force))
        .outerjoin(_J, _J.c.id == _N.c.jabatan_id)
    )
    .where(_employed)
)
_of_kantor = _people.where(_P.c.kantor_id == bindparam("kantor")).order_by(_P.c.id, _N.c.id)
_one = _of_kantor.where(_P.c.id == bindparam("pegawai"))
_admins = _of_kantor.where(_P.c.admin.is_(True))
_of_user = _people.where(*_user).order_by(_C.c.id, _N.c.id)
_somebody = select(_P.c.id, _P.c.nama, _P.c.sapaan).where(
    _P.c.kantor_id == bindparam("kantor"), _P.c.id == bindparam("pegawai")
)
_holders: Select[Any] = (
    select(
        _P.c.id,
        _P.c.nama,
        _P.c.sapaan,
        _C.c.chat_id,
        _C.c.user_id,
        _N.c.jabatan_id,
        _J.c.nama.label("jabatan"),
        _N.c.jenis,
        _V.c.jenis.label("percakapan"),
        _V.c.isi,
        _V.c.dimulai_at,
    )
    .select_from(
        _N.join(_P, _P.c.id == _N.c.pegawai_id)
        .join(_J, _J.c.id == _N.c.jabatan_id)
        .outerjoin(_C, _bound)
        .outerjoin(_V, _conversing)
    )
    .where(_in_force, _employed)
    .order_by(_J.c.id, _N.c.id)
)
_holders_of = Prepared(
    _holders.where(
        _J.c.kantor_id == bindparam("kantor"),
        _N.c.jabatan_id.in_(bindparam("posts", expanding=True)),
    ),
    "posts",
)
_holders_of_kantor = Prepared(_holders.where(_N.c.kantor_id == bindparam("kantor")))
_kantor_of = select(_P.c.kantor_id).where(_P.c.id == bindparam("pegawai"))
_chats = (
    select(_C.c.pegawai_id, _C.c.chat_id)
    .select_from(_C.join(_P, _P.c.id == _C.c.pegawai_id))
    .where(
        _P.c.kantor_id == bindparam("kantor"),
        _C.c.bot_id == bindparam("bot"),
        _C.c.status == AKTIF,
        _employed,
    )
)

Roster = Mapping[int, tuple[Any, ...]]
"""The rows of the holders of each post, the strongest appointment first."""


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
        self._memory = memory
        self._kantor = kantor
        self._now = now
        self._held: dict[tuple[int, date], dict[int, tuple[Any, ...]]] = {}
        self._rosters: dict[tuple[int, date], Roster] = {}
        self._persons: dict[int, dict[int, Pemegang]] = {}

    def identify(self, user_id: int, today: date) -> tuple[Pegawai, ...]:
        """Return the employees that a Telegram user is, one per office, with posts held today."""
        facts = {"bot": self._bot_id, "user": user_id, "today": today}
        return tuple(_read_pegawai(self._connection.execute(_of_user, facts)))

    def pelaku(self, user_id: int, kantor_id: int, jabatan_id: int, today: date) -> Pelaku | None:
        """Return the user as holder of that post today; None if the user does not hold it.

        Where nobody holds it, the holder of its atasan acts (recorded with the own post).
        """
        for post in self._upwards(kantor_id, jabatan_id):
            if rows := self._holders_of(kantor_id, post, today):
                return next((_read_pelaku(row) for row in rows if row.user_id == user_id), None)
        return None

    def look_up(self, kantor_id: int, posts: Collection[int] | None, today: date) -> None:
        """Read who holds these posts, or any, at one statement: they are going to be asked for."""
        if posts is None or (kantor_id, today) in self._rosters:
            self._roster(kantor_id, today)
            return
        held = self._held.setdefault((kantor_id, today), {})
        if missing := [post for post in dict.fromkeys(posts) if post not in held]:
            facts = self._facts(kantor_id, today) | {"posts": missing}
            found = self._read_roster(_holders_of, facts)
            held |= {post: found.get(post, ()) for post in missing}

    def pelaku_self(self, user_id: int, kantor_id: int, today: date) -> Pelaku | None:
        """Return the user in the first post held today in that office.

        Somebody of the office who holds no post acts with ``jabatan_id`` 0 and no name of a post.
        """
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
        """Return who is owed the cards of a post today; the atasan's holders if it is vacant.

        An office's first post of a unit of work is read alone, the second one with all of them.
        """
        own = _each_once(self._holders_of(kantor_id, jabatan_id, today))
        return own or self._wakil(kantor_id, jabatan_id, today)

    def person(self, kantor_id: int, pegawai_id: int) -> Pemegang:
        """Return one employee as a recipient, with chat_id where joined.

        Who has left is still somebody with a name. The first employee of a unit of work is read
        alone, the second one with everybody of the office.

        Raises:
            LookupError: The office has no such employee.
        """
        known = self._persons.setdefault(kantor_id, {})
        if pegawai_id not in known:
            known |= self._holders_read(kantor_id)
        if pegawai_id not in known:
            known |= self._read_persons(kantor_id, None if known else pegawai_id)
        if pegawai_id not in known:
            facts = {"kantor": kantor_id, "pegawai": pegawai_id}
            row = self._connection.execute(_somebody, facts).one_or_none()
            if row is None:
                raise LookupError(pegawai_id)
            known[pegawai_id] = Pemegang(
                pegawai_id=row.id, nama=row.nama, sapaan=row.sapaan, jabatan_id=0, jabatan=""
            )
        return known[pegawai_id]

    def all(self, kantor_id: int, today: date) -> tuple[Pegawai, ...]:
        """Return the employees of an office, with the posts they hold today."""
        rows = self._connection.execute(_of_kantor, self._facts(kantor_id, today))
        return tuple(_read_pegawai(rows))

    def chats(self, kantor_id: int) -> Mapping[int, int]:
        """Return pegawai_id -> chat_id of everyone who has joined and is bound."""
        facts = self._facts(kantor_id, self._local(kantor_id))
        rows = self._connection.execute(_chats, facts)
        return {row.pegawai_id: row.chat_id for row in rows}

    def admins(self, kantor_id: int) -> tuple[Pemegang, ...]:
        """Return the admins of an office."""
        facts = self._facts(kantor_id, self._local(kantor_id))
        return _read_recipients(self._connection.execute(_admins, facts))

    def posts_held(self, kantor_id: int, today: date) -> Mapping[int, tuple[int, ...]]:
        """Return the posts of everyone who holds one today, the first one first."""
        held: dict[int, list[Pemegang]] = {}
        for people in self._roster(kantor_id, today).values():
            for pemegang in _each_once(people):
                held.setdefault(pemegang.pegawai_id, []).append(pemegang)
        return {
            pegawai_id: tuple(
                one.jabatan_id for one in sorted(own, key=lambda one: RANK[one.penugasan])
            )
            for pegawai_id, own in held.items()
        }

    def kantor_of(self, pegawai_id: int) -> int:
        """Return the office of an employee."""
        kantor_id: int = self._connection.execute(_kantor_of, {"pegawai": pegawai_id}).scalar_one()
        return kantor_id

    def forget(self) -> None:
        """Read anew who is whom and holds what: this unit has changed it."""
        for known in (self._held, self._rosters, self._persons):
            known.clear()

    def _holders_read(self, kantor_id: int) -> dict[int, Pemegang]:
        """Those who hold a post of the office, where that was read already."""
        roster = self._rosters.get((kantor_id, self._local(kantor_id)), {})
        rows = [row for held in roster.values() for row in held]
        return {one.pegawai_id: one for one in _read_recipients(rows)}

    def _read_persons(self, kantor_id: int, pegawai_id: int | None) -> dict[int, Pemegang]:
        facts = self._facts(kantor_id, self._local(kantor_id))
        if pegawai_id is None:
            rows = self._connection.execute(_of_kantor, facts)
        else:
            rows = self._connection.execute(_one, facts | {"pegawai": pegawai_id})
        return {one.pegawai_id: one for one in _read_recipients(rows)}

    def _holders_of(self, kantor_id: int, jabatan_id: int, today: date) -> tuple[Any, ...]:
        if (kantor_id, today) not in self._held:
            self.look_up(kantor_id, (jabatan_id,), today)
        known = self._held.get((kantor_id, today), {})
        if jabatan_id in known:
            return known[jabatan_id]
        return self._roster(kantor_id, today).get(jabatan_id, ())

    def _wakil(self, kantor_id: int, jabatan_id: int, today: date) -> tuple[Pemegang, ...]:
        roster = self._roster(kantor_id, today)
        for post in self._upwards(kantor_id, jabatan_id):
            if roster.get(post):
                return tuple(replace(one, is_wakil=True) for one in _each_once(roster[post]))
        return ()

    def _upwards(self, kantor_id: int, jabatan_id: int) -> Iterator[int]:
        """Yield a post, its atasan, and so on; the posts are read when the first is not enough."""
        yield jabatan_id
        posts, seen = self._kantor.jabatan(kantor_id), {jabatan_id}
        post = posts[jabatan_id].atasan_id if jabatan_id in posts else None
        while post is not None and post not in seen:
            yield post
            seen.add(post)
            post = posts[post].atasan_id

    def _roster(self, kantor_id: int, today: date) -> Roster:
        key = (kantor_id, today)
        if key not in self._rosters:
            facts = self._facts(kantor_id, today)
            self._rosters[key] = self._read_roster(_holders_of_kantor, facts)
        return self._rosters[key]

    def _read_roster(self, statement: Prepared, facts: Mapping[str, Any]) -> Roster:
        rows = statement.all(self._connection, facts)
        for row in rows:
            if row.chat_id is not None:
                self._memory.percakapan.setdefault(row.chat_id, _asked(row))
        posts: dict[int, list[Any]] = {}
        for row in sorted(rows, key=lambda row: RANK[Penugasan(row.jenis)]):
            posts.setdefault(row.jabatan_id, []).append(row)
        return {jabatan_id: tuple(held) for jabatan_id, held in posts.items()}

    def _local(self, kantor_id: int) -> date:
        return self._now.astimezone(self._kantor.get(kantor_id).zona).date()

    def _facts(self, kantor_id: int, today: date) -> dict[str, Any]:
        return {"bot": self._bot_id, "kantor": kantor_id, "today": today}


def _each_once(rows: Iterable[Any]) -> tuple[Pemegang, ...]:
    """Everybody once, in the strongest appointment: it comes first."""
    return tuple({row.id: _read_pemegang(row) for row in reversed(tuple(rows))}.values())[::-1]


def _asked(row: Any) -> Asked | None:  # noqa: ANN401 -- likewise
    if row.percakapan is None:
        return None
    return Asked(chat_id=row.chat_id, jenis=row.percakapan, isi=row.isi, dimulai_at=row.dimulai_at)


def _read_pelaku(row: Any) -> Pelaku:  # noqa: ANN401 -- a row of Prepared
    return Pelaku(
        pegawai_id=row.id,
        nama=row.nama,
        jabatan_id=row.jabatan_id,
        jabatan=row.jabatan,
        penugasan=Penugasan(row.jenis),
    )


def _read_recipients(rows: Iterable[Row[Any]]) -> tuple[Pemegang, ...]:
    """Everybody once, in the strongest appointment."""
    people: dict[int, Row[Any]] = {}
    for row in rows:
        known = people.setdefault(row.id, row)
        if row.jenis and RANK[Penugasan(row.jenis)] < RANK[Penugasan(known.jenis)]:
            people[row.id] = row
    return tuple(map(_read_pemegang, people.values()))


def _read_pemegang(row: Row[Any]) -> Pemegang:
    return Pemegang(
        pegawai_id=row.id,
        nama=row.nama,
        sapaan=row.sapaan,
        jabatan_id=NO_POST if row.jabatan_id is None else row.jabatan_id,
        jabatan=row.jabatan or "",
        penugasan=Penugasan(row.jenis or Penugasan.DEFINITIF),
        chat_id=row.chat_id,
    )


def _read_pegawai(rows: Iterable[Row[Any]]) -> Iterator[Pegawai]:
    """Everybody once, with their posts, the strongest appointment first and each post once."""
    people: dict[int, list[Row[Any]]] = {}
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
            unit_id=row.unit_id,
            admin=row.admin,
            jabatan=tuple(posts.values()),
        )
