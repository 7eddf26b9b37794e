"""A year of one office on a virtual clock: the real bot over HTTP, and people who work, forget and return."""

import atexit
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from bot.app import App
from bot.product import furnish
from bot.trial.server import TrialServer
from bot.trial.with_bot import found as found_office
from bot.trial.with_bot import invite_all, join, settings_of
from handlers.screens.callback import AwalTap, MulaiTap
from sop_flows.engine.aksi import Kerja
from sop_flows.ports.ditanya import TanyaMulai
from sop_flows.ports.records import SopAktif
from sop_flows.ports.unit_of_work import UnitOfWork
from tests.support.http import client
from tests.tahun.atasan import Atasan
from tests.tahun.kantor import DINAS
from tests.tahun.orang import Keadaan, Pejabat, Stuck, look
from tests.tahun.ponsel import Ponsel

T = TypeVar("T")
MONDAY: Final = datetime(2026, 3, 30, 1, 0, tzinfo=UTC)
"""When the year begins: 08.00 WIB, two days before the first triwulan is over."""
STEPS: Final = 60
"""How many things one tugas may need."""
AGAIN: Final = 150
"""After how many minutes of work somebody looks again at what waits for others."""
MORE: Final = 900
"""How many minutes of work longer it takes whoever asked for time."""
ASKED: Final = 0.5
GIVEN: Final = 0.7
HANDED_ON: Final = 0.3
LATE: Final = 0.12
QUESTIONED: Final = 0.3
RETURNED: Final = 0.15
RETURNS: Final = 2
"""How often a tugas of a berkas is returned at most."""


class KantorClock:
    """Office time that stands still until somebody moves it."""

    def __init__(self, server: TrialServer) -> None:
        self._clock = server.messenger.clock

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return self._clock.now()


@dataclass(slots=True)
class Niat:
    """What somebody means to do about a tugas, and when."""

    at: datetime
    besides: Kerja | None = None
    """What is done first, or in its place: a question, a return."""
    asks: bool = False
    """First for more time."""


FOUNDED: list[Path] = []
Peristiwa = tuple[datetime, Callable[["Tahun"], Awaitable[None]]]


@dataclass
class Tahun:
    """``async with Tahun(folder, seed) as tahun: await tahun.play(until)``."""

    folder: Path
    seed: int
    diam: frozenset[str] = frozenset()
    """Who does nothing."""
    niat: dict[int, Niat] = field(default_factory=dict)
    peristiwa: list[Peristiwa] = field(default_factory=list)
    """What else happens, by its moment."""
    pengamat: Callable[["Tahun"], None] = lambda _: None
    """Looks at the office whenever the bot has nothing left to do."""
    returned: Counter[tuple[int, int, int]] = field(default_factory=Counter)

    async def __aenter__(self) -> Self:
        shutil.copytree(await founded(), self.folder, dirs_exist_ok=True)
        return await self.enter()

    async def enter(self) -> Self:
        """Open on what is in the folder."""
        self._stack = AsyncExitStack()
        stands = MONDAY.timestamp()
        self.server = await self._stack.enter_async_context(
            TrialServer(
                self.folder / "server",
                phones=DINAS.phones(),
                start_at=MONDAY,
                machine=lambda: stands,
            )
        )
        self.http = await self._stack.enter_async_context(client(self.server.url))
        self.ponsel = Ponsel(self.server.messenger)
        self.user = {phone["name"]: phone["user_id"] for phone in DINAS.phones()}
        self.atasan = [Atasan(self.ponsel, self.user[one]) for one in leading()]
        await self.open()
        return self

    async def found(self) -> None:
        """Found the office and let everybody join, one after another: the history tells in which order."""
        await self.read(found_office, buku=DINAS.buku, now=self.now)
        people = await self.read(invite_all)
        for nama, (_, token) in people.items():
            await join(self.http, self.user[nama], token)
            await self.answered()

    async def __aexit__(self, *_: object) -> None:
        await self.close()
        await self._stack.aclose()

    async def open(self) -> None:
        """Start the bot on what there is."""
        folder = self.folder / "bot"
        self.app = App(
            settings_of(self.server, folder), furnish(folder), clock=KantorClock(self.server)
        )
        await self.app.__aenter__()
        await self.app.ready()
        self.server.watched = self.app

    async def close(self) -> None:
        """Stop it."""
        await self.app.__aexit__(None, None, None)

    @property
    def now(self) -> datetime:
        """The time in the office."""
        return self.server.messenger.clock.now()

    async def read(self, work: Callable[..., T], **facts: Any) -> T:
        """Return what is true now."""
        return await self.app.units.run(partial(work, **facts), self.now)

    async def answered(self) -> None:
        """Let the bot answer all that was tapped and written."""
        while self.server.messenger.store.pending_count():
            await self.server.messenger.answered.heard(0.005)
        await self.app.worker.drain()
        await self.app.delivery.drain()

    async def settle(self) -> None:
        """Let the bot do all that there is to do at this moment."""
        await self.answered()
        await self.app.settle(self.now)
        self.pengamat(self)

    async def move_to(self, moment: datetime) -> None:
        """Let time pass; whatever is due on the way happens when it is due."""
        await self.settle()
        while (due := await self.app._next_due()) is not None and due <= moment:
            await self.server.messenger.clock.move_to(max(due, self.now))
            await self.settle()
            if await self.app._next_due() == due:
                break
        await self.server.messenger.clock.move_to(max(moment, self.now))
        await self.settle()

    # What happens

    def chance(self, *of: object) -> random.Random:
        """Return what decides by chance about something, the same in every run of a seed."""
        return random.Random(f"{self.seed}:{of}")

    async def intend(self) -> None:
        """Let whoever has a new tugas make up their mind when to do it."""
        still = {self.user[nama] for nama in self.diam}
        standing, new = await self.read(open_now, known=frozenset(self.niat))
        for tugas_id in set(self.niat) - standing:
            del self.niat[tugas_id]
        for one in new:
            if one.chat_id not in still:
                self.niat[one.tugas.id] = await self._intention(one)

    async def _intention(self, one: Keadaan) -> Niat:
        chance = self.chance(one.tugas.id)
        langkah = one.sop.langkah_of(one.tugas.langkah)
        waktu = langkah.waktu_of(one.tugas.tahap).menit if not one.tugas.is_beside else 900
        minutes = max(1, int(waktu * chance.uniform(0.05, 0.95)))
        asks = False
        if chance.random() < LATE:
            asks = chance.random() < ASKED
            minutes = minutes if asks else waktu + int(450 * chance.uniform(0.5, 14))
        at = await self.later(minutes)
        if one.tugas.facts.rapat:
            at = max(at, one.tugas.facts.rapat.mulai + timedelta(minutes=90))
        return Niat(at, self._besides(one, chance), asks)

    def _besides(self, one: Keadaan, chance: random.Random) -> Kerja | None:
        """Return what somebody does first: a question to a unit, or a return, which a berkas sees twice at most."""
        if Kerja.TANYA in one.kerja and chance.random() < QUESTIONED:
            return Kerja.TANYA
        place = (one.berkas_id, one.tugas.langkah, one.tugas.tahap)
        is_good = self.returned[place] == RETURNS or chance.random() > RETURNED
        if Kerja.KEMBALIKAN not in one.kerja or is_good:
            return None
        self.returned[place] += 1
        return Kerja.KEMBALIKAN

    async def later(self, minutes: int) -> datetime:
        """Return the moment after so many minutes of work."""
        jam_kerja = await self.read(lambda uow: uow.kantor.jam_kerja(the_office(uow)))
        return jam_kerja.add(self.now, minutes).astimezone(UTC)

    async def work(self, tugas_id: int) -> None:
        """Let somebody do a tugas to its end."""
        niat, chance = self.niat[tugas_id], self.chance("kerja", tugas_id)
        pejabat = Pejabat(self.ponsel, chance, self.now.date())
        before = None
        for _ in range(STEPS):
            await self.answered()
            keadaan = await self.read(look, tugas_id=tugas_id)
            if not keadaan.tugas.is_open or keadaan.chat_id is None:
                return
            if niat.at > self.now and keadaan.asked is None:
                return
            if keadaan == before or keadaan.tugas.is_waiting:
                niat.at = await self.later(AGAIN)  # others are not ready
                return
            before = keadaan
            if niat.asks and keadaan.asked is None:
                niat.asks = False
                if await pejabat.ask_for_time(keadaan):
                    niat.at = await self.later(MORE)
                    continue
            await pejabat.go_on(keadaan, niat.besides)
            niat.besides = None
        assert before is not None
        raise Stuck(pejabat.tell(before, "so much"))

    async def begin(self, sop_kode: str, nama: str) -> None:
        """Let somebody start an SOP for the triwulan that is over."""
        chat_id = self.user[nama]
        count = len(await self.read(berkas_now))
        sop = {one.sop.kode: one.id for one in await self.read(sop_now)}
        pejabat = Pejabat(self.ponsel, self.chance("mulai"), self.now.date())
        self.ponsel.write(chat_id, "/mulai")
        for _ in range(STEPS):
            await self.answered()
            if len(await self.read(berkas_now)) > count:
                return
            percakapan = await self.read(lambda uow: uow.percakapan.get(chat_id))
            asked = percakapan.isi if percakapan else None
            if not isinstance(asked, TanyaMulai):
                await self._tap(chat_id, MulaiTap, lambda tap: tap.sop_id == sop[sop_kode])
            elif asked.ke is None:
                await self._tap(chat_id, AwalTap, lambda tap: tap.aksi == "ya")
            else:
                mulai = next(o.sop for o in await self.read(sop_now) if o.id == asked.sop).mulai
                isian = mulai[asked.ke]
                if isian.wajib:
                    self.ponsel.write(chat_id, pejabat.words(isian, count + 1))
                else:
                    await self._tap(chat_id, AwalTap, lambda tap: tap.aksi == "lewati")
        raise Stuck(f"{sop_kode} does not start: {asked}")

    async def _tap(self, chat_id: int, kind: type[T], fits: Callable[[T], bool]) -> None:
        for button in self.ponsel.buttons(chat_id, kind):
            if isinstance(button.tap, kind) and fits(button.tap):
                await self.ponsel.tap(chat_id, button)
                return
        raise Stuck(self.ponsel.tail(chat_id))

    async def oversee(self) -> None:
        """Let everybody who is asked for time, or told who is late, do something about it."""
        for atasan in self.atasan:
            new = atasan.look()
            for button in atasan.offered(new, "beri_waktu"):
                if self.chance("beri", button.data).random() < GIVEN:
                    await atasan.tap(button)
                    await self.answered()
            for button in atasan.offered(new, "tolak_waktu", "alihkan"):
                if self.chance("alih", atasan.chat_id, button.data).random() < HANDED_ON:
                    await atasan.tap(button)
                    await self._finish(atasan)

    async def _finish(self, atasan: Atasan) -> None:
        for _ in range(STEPS):
            await self.answered()
            asked = await self.read(lambda uow: uow.percakapan.get(atasan.chat_id))
            if not await atasan.go_on(asked.isi if asked else None):
                return

    async def play(self, until: datetime) -> None:
        """Let the office work until then, or until nothing is left to do."""
        while True:
            await self.oversee()
            await self.intend()
            tugas_id, niat = min(
                self.niat.items(),
                key=lambda item: (item[1].at, item[0]),
                default=(0, Niat(until)),
            )
            planned, happen = self.peristiwa[0] if self.peristiwa else (until, None)
            moment = min(niat.at, planned, until)
            if moment > self.now:
                await self.move_to(moment)
            elif happen is not None and planned <= self.now:
                self.peristiwa.pop(0)
                await happen(self)
            elif tugas_id and niat.at <= self.now:
                await self.work(tugas_id)
            else:
                return


async def founded() -> Path:
    """Return the folder of the office as it begins, made once in this process."""
    if not FOUNDED:
        folder = Path(tempfile.mkdtemp(prefix="tapak-"))
        atexit.register(shutil.rmtree, folder)
        office = await Tahun(folder, seed=0).enter()
        await office.found()
        await office.__aexit__()
        FOUNDED.append(folder)
    return FOUNDED[0]


def leading() -> list[str]:
    """Return the names of those who have somebody below them."""
    above = {row.atasan for row in DINAS.buku.jabatan}
    return [row.nama for row in DINAS.buku.pegawai if row.jabatan in above]


def open_now(uow: UnitOfWork, known: frozenset[int]) -> tuple[frozenset[int], tuple[Keadaan, ...]]:
    """Return the ids of what is open and has to be done by somebody, and what of that is not known yet."""
    standing = [
        one.id for one in uow.berkas.open_of(the_office(uow)) if not one.facts.only_attends
    ]
    new = tuple(look(uow, tugas_id) for tugas_id in standing if tugas_id not in known)
    return frozenset(standing), new


def berkas_now(uow: UnitOfWork) -> tuple[int, ...]:
    """Return the ids of all berkas."""
    return uow.berkas.latest(the_office(uow))


def sop_now(uow: UnitOfWork) -> tuple[SopAktif, ...]:
    """Return the SOPs of the office."""
    return tuple(uow.sop.active(the_office(uow)))


def the_office(uow: UnitOfWork) -> int:
    """Return the id of the one office."""
    return uow.kantor.all()[0].id
