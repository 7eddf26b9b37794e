"""Databases of some size, and what is done in them to see whether the size matters."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, ClassVar

from sqlalchemy import Connection, func, select, update

from benchmarks.bot_api import BOT_ID
from benchmarks.many import (
    LATE,
    POSTS,
    TOMORROW,
    begin_outage,
    copy_berkas,
    fill,
    owe_all,
    stand_in,
)
from benchmarks.offices import now
from benchmarks.p6 import idle, tick, timed
from benchmarks.steps import begin, open_office, step
from benchmarks.units import AT, REST, SEKRETARIS, STAF, act, board_of, look_back, open_units, send
from sop_flows.engine.aksi import Kerja
from sop_flows.kinerja.bentuk import measured
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.tugas import Gangguan
from sop_flows.ports.unit_of_work import SLICE
from sop_flows.use_cases.berkas.papan import view_board
from sop_flows.use_cases.putus import reissue_cards
from sop_flows.use_cases.tick import PARTS, remind_due, settle_offices
from sop_flows.use_cases.tugas.kartu import view_kartu
from storage.carriers.outbox import Outbox
from storage.database.carrier_tables import OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.database.schema import migrate
from storage.database.session import Database
from storage.database.tables import TugasRow
from storage.unit_of_work import SqlUnitOfWork, in_unit

TUGAS = 500
"""Open ones of an office, where offices are many."""
TAKEN = 4  # slices, or times of what is short, in each round
BLOCKED = 300  # messages of the chat that is on its way, ahead of all others
_O, _T = table(OutboxRow), table(TugasRow)
Works = Mapping[str, Callable[[], float]]
"""What is done, by name; each returns the seconds of processor time that it took."""


class Grown:
    """A database, what is done in it, and for how long each of that held the database thread."""

    once: ClassVar[frozenset[str]] = frozenset()
    """Of what is done, what can be done but once."""
    shows_all: ClassVar[frozenset[str]] = frozenset()
    """What shows, or opens, all that there is: it cannot but grow."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.held: dict[str, list[float]] = {}
        self.works = self.list_works()

    def list_works(self) -> Works:
        """Return what is done."""
        raise NotImplementedError

    def hold(self, what: str, work: Callable[[Connection], Any]) -> tuple[float, Any]:
        """Return what processor time a unit of work takes, and its result; its longest turn holds the database thread."""
        turns, found = timed(self.database, work)
        self.held.setdefault(what, []).append(max(turns))
        return sum(turns), found

    def close(self) -> None:
        """Leave the database."""
        self.database.close()


class Ticked(Grown):
    """So many open tugas, in offices of 500: idle ticks, and slices of all that may be due at once."""

    def __init__(self, path: Path, tugas: int) -> None:
        super().__init__(fill(path, max(1, tugas // TUGAS), min(tugas, TUGAS)))

    def list_works(self) -> Works:
        """Return what is done."""
        moved, anew, swept = (
            "a tugas brought to its holders",
            "a tugas shown again after an outage",
            "a tugas swept",
        )
        return {
            "a tick that finds nothing": lambda: idle(self.database),
            moved: self.each(moved, settle_offices, TOMORROW, stand_in),
            anew: self.each(anew, reissue_cards, TOMORROW, begin_outage),
            swept: self.each(swept, remind_due, LATE, owe_all),
        }

    def each(
        self,
        what: str,
        part: Callable[..., int],
        at: datetime,
        begin_it: Callable[[Database], None],
    ) -> Callable[[], float]:
        """Return what takes some slices of a part of a tick, and returns the time of one tugas."""
        first, is_begun = PARTS.index(part) + 1, iter((False,))

        def take() -> float:
            if not next(is_begun, True):
                begin_it(self.database)
            taken = [tick(self.database, at, first)[0] for _ in range(TAKEN)]
            self.held.setdefault(what, []).extend(taken)
            return median(taken) / SLICE

        return take


class Offices(Grown):
    """So many offices with a berkas each, of which a tugas of every post is open."""

    def __init__(self, path: Path, offices: int) -> None:
        super().__init__(fill(path, offices, POSTS))

    def list_works(self) -> Works:
        """Return what is done."""
        return {"a tick that finds nothing": lambda: idle(self.database)}


class Runs(Grown):
    """So many running berkas of one office: steps of the engine."""

    def __init__(self, path: Path, runs: int) -> None:
        database, self.office = open_office(f"sqlite:///{path}", 10)
        begin(database, self.office, 1)
        database.run_now(lambda connection: copy_berkas(connection, runs - 1))
        self.tugas = database.run_now(lambda c: iter(c.execute(select(_T.c.id)).scalars().all()))
        super().__init__(database)

    def list_works(self) -> Works:
        """Return what is done."""
        return {"a step": lambda: median(self.step() for _ in range(TAKEN))}

    def step(self) -> float:
        """Hand one tugas on."""
        return self.hold("a step", step(self.office, next(self.tugas), now()))[0]


class Filled(Grown):
    """A berkas that so many units have filled: what they send, its board, its cards, and the opening of its signing."""

    once = frozenset(
        {
            "the last sending",
            "a card of all units after a start",
            "a decision on all",
            "opening the signing",
        }
    )
    shows_all = once | {"a board", "a card of all units"}
    indikator: ClassVar[int] = 25

    def __init__(self, path: Path, units: int) -> None:
        database, self.campaign = open_units(path, units, self.indikator)
        self.path = path
        self.unsent = iter(self.campaign.unsent[:-1])
        super().__init__(database)

    def list_works(self) -> Works:
        """Return what is done."""
        return {
            "a unit's sending": lambda: median(self.send() for _ in range(TAKEN)),
            "a board": self.board,
            "the last sending": self.send_last,
            "a card of all units after a start": self.start,
            "a card of all units": self.look,
            "a decision on all": self.decide,
            "opening the signing": self.open_signing,
        }

    def send(self) -> float:
        """Let the next unit send."""
        unsent = next(self.unsent)
        return self.hold("a unit's sending", lambda connection: send(connection, unsent))[0]

    def board(self) -> float:
        """Look at the board of the berkas, as who delivers it does."""
        board = board_of(self.campaign, SEKRETARIS)

        def work(connection: Connection) -> None:
            in_unit(view_board, SqlUnitOfWork(connection, BOT_ID, AT), board)

        return self.hold("a board", work)[0]

    def send_last(self) -> float:
        """Let the last unit send, after all others."""
        for unsent in self.unsent:
            self.database.run_now(partial(send, unsent=unsent))
        last = self.campaign.unsent[-1]
        seconds, self.done = self.hold("the last sending", lambda c: send(c, last))
        return seconds

    def start(self) -> float:
        """Look at a card of all units in a process that has kept nothing of them."""
        measured.cache_clear()
        warm, self.database = self.database, Database.open(f"sqlite:///{self.path}")
        try:
            return self.look("a card of all units after a start")
        finally:
            self.database.close()
            self.database = warm

    def look(self, what: str = "a card of all units") -> float:
        """Look at the card of whoever works with the values of all now, as who delivers it does."""
        tugas_id = self.done.opened[0].id

        def work(connection: Connection) -> None:
            uow = SqlUnitOfWork(connection, BOT_ID, AT)
            for kartu in uow.kartu.of_tugas(tugas_id):
                in_unit(view_kartu, uow, kartu)

        return self.hold(what, work)[0]

    def decide(self) -> float:
        """Let the values of all be gathered and decided on, twice, by who has looked at them; return the last time."""
        seconds = 0.0
        for post, kerja in REST:
            self.look()
            seconds = self.act("a decision on all", post, kerja)
        return seconds

    def open_signing(self) -> float:
        """Let the signing be opened, for all who have to sign."""
        return self.act("opening the signing", STAF, Kerja.SELESAI)

    def act(self, what: str, post: str, kerja: Kerja) -> float:
        """Let a post do what the one before opened for it."""
        user_id, tugas_id = self.campaign.users[post], self.done.opened[0].id
        seconds, self.done = self.hold(what, lambda c: act(c, user_id, tugas_id, kerja))
        return seconds


class Open(Filled):
    """A berkas of which so many tugas are open: what one unit sends, and its board."""

    indikator = 1

    def list_works(self) -> Works:
        """Return what is done."""
        works = super().list_works()
        return {what: works[what] for what in ("a unit's sending", "a board")}


class Proved(Filled):
    """The same berkas, whose units sent as much a year before and handed in proof of each value: sending, and cards."""

    def __init__(self, path: Path, units: int) -> None:
        super().__init__(path, units)
        self.database.run_now(lambda connection: look_back(connection, self.campaign))

    def list_works(self) -> Works:
        """Return what is done."""
        works = super().list_works()
        shown = ("a card of all units after a start", "a card of all units")
        return {what: works[what] for what in ("a unit's sending", "the last sending", *shown)}


class Queued(Grown):
    """So many messages that wait behind a hundred chats."""

    def __init__(self, path: Path, rows: int) -> None:
        super().__init__(empty(path))
        self.database.run_now(lambda connection: owe(connection, (n % 100 for n in range(rows))))

    def list_works(self) -> Works:
        """Return what is done."""
        now_s = count(1_000)
        return {"ten claimed and sent": lambda: self.claim(float(next(now_s)))}

    def claim(self, now_s: float) -> float:
        """Claim ten of what is owed, as delivery does, and call it sent."""

        def work(connection: Connection) -> None:
            outbox = Outbox(connection, BOT_ID)
            rows = outbox.claim(now_s=now_s, limit=10)
            outbox.mark_sent([(row.id, None) for row in rows])

        return self.hold("ten claimed and sent", work)[0]


class Waiting(Queued):
    """One message for each of so many chats, behind those of a chat in which one is on its way."""

    def __init__(self, path: Path, chats: int) -> None:
        Grown.__init__(self, empty(path))
        owed = [0] * BLOCKED + list(range(1, chats + 1))
        self.database.run_now(lambda connection: owe(connection, iter(owed)))
        first = select(func.min(_O.c.id)).scalar_subquery()
        block = (
            update(_O).where(_O.c.id == first).values(status=StatusKiriman.KIRIM, lease_until=1e12)
        )
        self.database.run_now(lambda connection: connection.execute(block))


def empty(path: Path) -> Database:
    """Return a new database."""
    url = f"sqlite:///{path}"
    migrate(url)
    return Database.open(url)


def owe(connection: Connection, chats: Iterator[int]) -> None:
    """Owe each of these chats a message, in that order."""
    Outbox(connection, BOT_ID).add(
        *(Kiriman(chat_id=chat, isi=Gangguan(insiden="x")) for chat in chats)
    )
