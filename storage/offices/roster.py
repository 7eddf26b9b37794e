"""Who holds the posts of an office on a day, and what their chats are asked, read once in a unit of work.

1. A post may have several holders at once: a definitive one and a Plh. may both act, and the
   record says which of them did. Of several appointments of one person the strongest counts:
   definitif, Pj., Plt., Plh.
2. An employee counts until the day of leaving, exclusive; an appointment on both its days.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Date, Select, and_, bindparam, or_, select

from sop_flows.engine.aksi import Penugasan
from sop_flows.kantor.kantor import NO_POST, Pemegang
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
IN_FORCE: Final = and_(
    or_(_N.c.mulai_on.is_(None), _N.c.mulai_on <= _today),
    or_(_N.c.selesai_on.is_(None), _N.c.selesai_on >= _today),
)
EMPLOYED: Final = or_(_P.c.keluar_on.is_(None), _P.c.keluar_on > _today)
BOUND: Final = and_(
    _C.c.pegawai_id == _P.c.id, _C.c.bot_id == bindparam("bot"), _C.c.status == AKTIF
)
_conversing = and_(_V.c.bot_id == _C.c.bot_id, _V.c.chat_id == _C.c.chat_id)
_holders: Select[Any] = (
    select(
        _P.c.id,
        _P.c.nama,
        _P.c.sapaan,
        _C.c.chat_id,
        _C.c.user_id,
        _C.c.terjangkau,
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
        .outerjoin(_C, BOUND)
        .outerjoin(_V, _conversing)
    )
    .where(IN_FORCE, EMPLOYED)
    .order_by(_J.c.id, _N.c.id)
)
_holders_of = Prepared(
    lambda: _holders.where(
        _J.c.kantor_id == bindparam("kantor"),
        _N.c.jabatan_id.in_(bindparam("posts", expanding=True)),
    ),
    "posts",
)
_holders_of_kantor = Prepared(lambda: _holders.where(_N.c.kantor_id == bindparam("kantor")))

Holders = Mapping[int, tuple[Any, ...]]
"""The rows of the holders of each post, the strongest appointment first."""


class Roster:
    """Who holds which post, within one unit of work."""

    def __init__(
        self, connection: Connection, bot_id: int, memory: UnitMemory, kantor: KantorRepo
    ) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._memory = memory
        self._kantor = kantor
        self._held: dict[tuple[int, date], dict[int, tuple[Any, ...]]] = {}
        self._offices: dict[tuple[int, date], Holders] = {}

    def look_up(self, kantor_id: int, posts: Collection[int] | None, today: date) -> None:
        """Read who holds these posts, or any, at one statement: they are going to be asked for."""
        if posts is None or (kantor_id, today) in self._offices:
            self.of_kantor(kantor_id, today)
            return
        held = self._held.setdefault((kantor_id, today), {})
        if missing := [post for post in dict.fromkeys(posts) if post not in held]:
            found = self._read(_holders_of, kantor_id, today, posts=missing)
            held |= {post: found.get(post, ()) for post in missing}

    def of_post(self, kantor_id: int, jabatan_id: int, today: date) -> tuple[Any, ...]:
        """Return who holds a post.

        An office's first post of a unit of work is read alone, the second one with all of them.
        """
        if (kantor_id, today) not in self._held:
            self.look_up(kantor_id, (jabatan_id,), today)
        known = self._held.get((kantor_id, today), {})
        if jabatan_id in known:
            return known[jabatan_id]
        return self.of_kantor(kantor_id, today).get(jabatan_id, ())

    def of_kantor(self, kantor_id: int, today: date) -> Holders:
        """Return who holds the posts of an office, all read at one statement."""
        key = (kantor_id, today)
        if key not in self._offices:
            self._offices[key] = self._read(_holders_of_kantor, kantor_id, today)
        return self._offices[key]

    def known(self, kantor_id: int, today: date) -> Holders:
        """Return who holds the posts of an office, where all of them were read already."""
        return self._offices.get((kantor_id, today), {})

    def upwards(self, kantor_id: int, jabatan_id: int) -> Iterator[int]:
        """Yield a post, its atasan, and so on; the posts are read when the first is not enough."""
        yield jabatan_id
        posts, seen = self._kantor.jabatan(kantor_id), {jabatan_id}
        post = posts[jabatan_id].atasan_id if jabatan_id in posts else None
        while post is not None and post not in seen:
            yield post
            seen.add(post)
            post = posts[post].atasan_id

    def forget(self) -> None:
        """Read anew who holds what: this unit has changed it."""
        self._held.clear()
        self._offices.clear()

    def _read(
        self, statement: Prepared, kantor_id: int, today: date, **facts: list[int]
    ) -> Holders:
        of = {"bot": self._bot_id, "kantor": kantor_id, "today": today}
        rows = statement.all(self._connection, of | facts)
        for row in rows:
            if row.chat_id is not None:
                self._memory.percakapan.setdefault(row.chat_id, _asked(row))
        posts: dict[int, list[Any]] = {}
        for row in sorted(rows, key=lambda row: RANK[Penugasan(row.jenis)]):
            posts.setdefault(row.jabatan_id, []).append(row)
        return {jabatan_id: tuple(held) for jabatan_id, held in posts.items()}


def each_once(rows: Iterable[Any]) -> tuple[Pemegang, ...]:
    """Everybody once, in the strongest appointment: it comes first."""
    return tuple({row.id: read_pemegang(row) for row in reversed(tuple(rows))}.values())[::-1]


def _asked(row: Any) -> Asked | None:  # noqa: ANN401 -- a row of Prepared
    if row.percakapan is None:
        return None
    return Asked(chat_id=row.chat_id, jenis=row.percakapan, isi=row.isi, dimulai_at=row.dimulai_at)


def read_pemegang(row: Any) -> Pemegang:  # noqa: ANN401 -- a row of Core or Prepared
    """Return somebody as a recipient; who holds no post is one too."""
    return Pemegang(
        pegawai_id=row.id,
        nama=row.nama,
        sapaan=row.sapaan,
        jabatan_id=NO_POST if row.jabatan_id is None else row.jabatan_id,
        jabatan=row.jabatan or "",
        penugasan=Penugasan(row.jenis or Penugasan.DEFINITIF),
        chat_id=row.chat_id,
        terjangkau=row.terjangkau is not False,
    )
