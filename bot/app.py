"""The composition root: everything meets here, starts in order and ends in order.

1. Start: database, HTTP, the right to be the one process, Telegram, what was left, the loops.
2. End: intake, worker, delivery, ticks, HTTP, database. What is not finished stands in rows. It is
   not cut off: whoever is cancelled meanwhile waits for it.
3. The right lost is the end of the process: whoever started it starts it again, to stand by.
"""

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from functools import partial
from typing import Self

from bot import worker
from bot.health import Health
from bot.heartbeat import BEAT_S, Heartbeat
from bot.nightly_check import NightlyCheck
from bot.process.clock import (
    Clock,
    ClockHold,
    ClockWatch,
    FollowingClock,
    clock_seconds,
    machine_seconds,
    make_clock,
)
from bot.process.figures import Figure
from bot.process.leader import AnotherBot, Leader
from bot.process.memory import settle_later, spare_imports
from bot.process.nightly import NightlyBackup
from bot.process.probes import Readiness
from bot.process.retry import insist
from bot.process.scheduler import Scheduler
from bot.process.settings import Settings
from bot.process.supervisor import Supervisor, end, every
from bot.process.waiting import first_of, uncut
from bot.seams import Seams
from bot.server import Endpoints, listen, make_server
from bot.telegram import downloads, intake
from bot.telegram.courier import PAUSES_S as COURIER_PAUSES_S
from bot.telegram.courier import Courier
from bot.telegram.delivery import Delivery
from bot.telegram.downloads import Downloads
from bot.telegram.intake import Intake, is_back, who_is_there
from bot.telegram.line import Line
from bot.telegram.pacing import LOOPBACK, TELEGRAM, Pace, Pacer
from bot.units import BotUnits, Carrier
from bot.worker import Worker
from sop_flows.deferred import dataclass
from sop_flows.ports.kiriman import RawUpdate
from sop_flows.ports.tick import Tick
from storage.database.schema import migrate
from storage.database.session import Database

logger = logging.getLogger(__name__)

FINISH_S = 8.0  # how long the end waits for what is in hand
FAREWELL_S = 2.0  # how long it still sends, first to those who tapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the loops wait between tries, in seconds, and Telegram's pace."""

    intake: tuple[float, ...] = intake.PAUSES_S
    worker: tuple[float, ...] = worker.PAUSES_S
    courier: tuple[float, ...] = COURIER_PAUSES_S
    pace: Pace = TELEGRAM
    files: tuple[float, ...] = downloads.PAUSES_S
    moment: float = downloads.MOMENT_S
    farewell: float = FAREWELL_S


class App:
    """The bot as a whole: ``async with App(settings, seams) as app: await app.ready()``."""

    def __init__(
        self,
        settings: Settings,
        seams: Seams,
        *,
        clock: Clock | None = None,
        patience: Patience | None = None,
        machine: Callable[[], float] = machine_seconds,
        wall: Callable[[], float] = clock_seconds,
        open_database: Callable[[str], Database] = Database.open,
    ) -> None:
        self.settings = settings
        self.clock = clock or make_clock(settings.clock_url, wall)
        self._seams = seams
        self._patience = patience or Patience(pace=LOOPBACK if settings.clock_url else TELEGRAM)
        self._machine = machine
        self._clock_watch = ClockWatch(wall, machine)
        self._hold = ClockHold()
        self._open_database = open_database
        self._ready = asyncio.Event()
        self._ticking = asyncio.Lock()
        self._supervisor = Supervisor()
        self.last_tick = 0.0
        self._arrived_at: datetime | None = None

    async def __aenter__(self) -> Self:
        spare_imports()
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        await uncut(asyncio.to_thread(migrate, self.settings.database))
        if isinstance(self.clock, FollowingClock):
            await self.clock.synchronise()
        self._opened = AsyncExitStack()
        try:
            await self._open(self._opened)
        except BaseException:
            await uncut(self._opened.aclose())
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await uncut(self._end())

    async def _open(self, opened: AsyncExitStack) -> None:
        self._socket = opened.enter_context(
            listen(self.settings.http_host, self.settings.http_port)
        )
        self.database = self._open_database(self.settings.database)
        opened.push_async_callback(asyncio.to_thread, self.database.close)
        self._compose()
        opened.push_async_callback(self.line.close)
        opened.push_async_callback(self._leader.release)
        loop = asyncio.get_running_loop()
        self._serving = loop.create_task(self._server.serve([self._socket]), name="http")
        self._leading = loop.create_task(self._lead(), name="lead")
        opened.push_async_callback(self._end_serving)
        await first_of(self._server.is_up.wait(), self._serving)

    async def _end(self) -> None:
        async with self._opened:
            was_ready = self._ready.is_set()
            self._ready.clear()
            await self._supervisor.stop("clock")
            await self._supervisor.stop("intake")
            await self.worker.stop(FINISH_S)
            await self._downloads.stop()
            if was_ready:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._patience.farewell):
                        await self.delivery.drain()
            await self.delivery.stop(FINISH_S)

    async def _end_serving(self) -> None:
        await self._supervisor.stop_all()
        self._scheduler.stop()
        self._server.stop()
        await end([self._leading])
        await asyncio.gather(self._serving, return_exceptions=True)

    @property
    def port(self) -> int:
        """The port that HTTP is served at."""
        return int(self._socket.getsockname()[1])

    async def ready(self) -> None:
        """Wait until updates are taken in."""
        await first_of(self._ready.wait(), self._leading)

    async def run(self) -> int:
        """Serve until a signal comes; return the exit code.

        Raises:
            AnotherBot: The database serves another bot now.
        """
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows
                loop.add_signal_handler(number, stopped.set)
        async with self:
            waiting = loop.create_task(stopped.wait())
            settling = loop.create_task(self._settle_down())
            await asyncio.wait({waiting, self._leading}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            settling.cancel()
            if stopped.is_set():
                return 0
            error = self._leading.exception()
            if isinstance(error, AnotherBot):
                raise error
            if error:
                logger.critical("The bot cannot go on", exc_info=error)
        return 1

    async def _settle_down(self) -> None:
        await self._ready.wait()
        await settle_later()

    async def receive(self, updates: Sequence[RawUpdate]) -> None:
        """Store updates, and see to their handling.

        Raises:
            NotServing: Another process serves this bot, or this one has not begun.
        """
        if not self._ready.is_set():
            raise NotServing
        now, seams = self.clock.now(), self._seams
        at = self._arrived_at = max(now, self._arrived_at or now)
        waiting = await self.units.carry(lambda carrier: take_in(carrier, updates, at, seams), now)
        self.worker.receive(waiting)

    async def settle(self, now: datetime) -> None:
        """Do all that is due at this moment, to the last message that can leave."""
        await self.tick(now)
        await self.worker.drain()
        await self.delivery.drain()

    async def tick(self, now: datetime) -> None:
        """Do what is due at this moment of office time, in slices: others go in between."""
        async with self._ticking:
            tick = Tick(part=0)
            while tick.part is not None and (tick.part == 0 or self._ready.is_set()):
                tick = await self.units.run(partial(self._seams.tick, part=tick.part), now)
                self.last_tick = self._machine()
                self.delivery.wake()
            self._hold.note(tick.before, now)

    async def readiness(self) -> Readiness:
        """Return what must work, and whether it does."""
        return await self._health.readiness()

    async def measurements(self) -> Sequence[Figure]:
        """Return the figures, each with its type and what it means."""
        return [
            *await self._health.measurements(),
            *await self._backup.measurements(),
            *await self._check.measurements(),
        ]

    def _compose(self) -> None:
        settings, seams, patience = self.settings, self._seams, self._patience
        self.units = BotUnits(
            self.database,
            settings.bot_id,
            make_uow=seams.make_uow,
            word_refusal=seams.word_refusal,
            tell_given_up=seams.tell_given_up,
            wake=lambda: self.delivery.wake(),
        )
        self._heart = Heartbeat(self.units, self.clock, self._clock_watch, seams.reissue)
        self.line = Line(settings, self.units, seams.register)
        self._compose_sending()
        self._downloads = Downloads(self.line.files, pauses=patience.files, moment=patience.moment)
        self.worker = Worker(
            self.line.application,
            self.units,
            self.clock,
            files=self._downloads,
            apologise=seams.apologise,
            ask_for_patience=seams.ask_for_patience,
            pauses=patience.worker,
        )
        self.intake = Intake(
            self.line.ask,
            self.receive,
            self._heart.heard,
            machine=self._machine,
            pauses=patience.intake,
        )
        self._schedule()
        self._leader = Leader(
            self.database,
            settings.bot_id,
            settings.data_dir / f"bot-{settings.bot_id}.lock",
            machine=self._machine,
            wall=self._clock_watch.wall,
        )
        self._health = self._watch()
        self._server = make_server(self._endpoints().application())

    def _compose_sending(self) -> None:
        seams, patience = self._seams, self._patience
        # Not by the loop's clock, which stands still while the loop is busy.
        pacer = Pacer(patience.pace, time.monotonic)
        self._courier = Courier(
            self.line,
            pacer,
            self.clock,
            seams.draw,
            unreachable=seams.unreachable,
            struck=seams.struck,
            machine=self._machine,
            pauses=patience.courier,
        )
        self.delivery = Delivery(
            self.units,
            self._courier,
            pacer,
            self.clock,
            load=seams.load,
            machine=self._machine,
            is_handling=lambda: self.worker.is_handling,
        )

    def _watch(self) -> Health:
        return Health(
            units=self.units,
            clock=self.clock,
            machine=self._machine,
            worker=self.worker,
            courier=self._courier,
            intake=None if self.settings.webhook_url else self.intake,
            is_serving=self._ready.is_set,
            last_tick=lambda: self.last_tick,
            remarks=lambda: {**self._clock_watch.remarks(), **self._hold.remarks()},
        )

    def _schedule(self) -> None:
        self._backup = NightlyBackup(self.settings)
        self._check = NightlyCheck(self.settings, self.units, self._seams.examine)
        self._scheduler = Scheduler(
            tick=lambda: self.tick(self.clock.now()),
            nightly=self._work_nightly,
            housekeep=lambda: self._seams.housekeep(self.units, self.clock.now()),
        )

    async def _work_nightly(self) -> None:
        """Do what is due once a night, one after the other: both read everything."""
        await self._backup.knock()
        await self._check.knock()

    def _endpoints(self) -> Endpoints:
        settings = self.settings
        secret = settings.webhook_secret if settings.webhook_url else ""
        return Endpoints(self, secret=secret, metrics_token=settings.metrics_token)

    async def _lead(self) -> None:
        await self._leader.acquire()
        await self.line.connect()
        await insist(self._take_up, "what was left")
        self._supervisor.start("delivery", self.delivery.run)
        self._ready.set()
        way = "webhook" if self.settings.webhook_url else "long polling"
        logger.info("Serving", extra={"bot": self.settings.bot_id, "by": way})
        if not self.settings.webhook_url:
            self._supervisor.start("intake", self.intake.run)
        self._scheduler.start()
        self._supervisor.start("beat", lambda: every(BEAT_S, self._beat))
        clock = self.clock
        if isinstance(clock, FollowingClock):
            self._supervisor.start("clock", lambda: clock.follow(self.settle, self._next_due))
        await self._leader.hold()

    async def _take_up(self) -> None:
        """Go on with what was left."""
        await self.delivery.recover()
        await self.worker.load()
        self._arrived_at = await self.units.carry(
            lambda carrier: carrier.inbox.newest_pending(), self.clock.now()
        )
        await self._heart.beat()

    async def _beat(self) -> None:
        """Look at the clock; and be sure, without a poll that would show it, that a process which runs can be reached."""
        if self._clock_watch.look():
            self._scheduler.align()
        if self.settings.webhook_url:
            await self._heart.heard()

    async def _next_due(self) -> datetime | None:
        now = self.clock.now()
        return await self.units.run(lambda uow: self._seams.next_due(uow, now), now)


class NotServing(RuntimeError):
    """This process does not take updates in now."""


def take_in(
    carrier: Carrier, updates: Sequence[RawUpdate], at: datetime, seams: Seams
) -> list[RawUpdate]:
    """Store the updates and return those that wait; who is back gets what was held, who left is known to be gone.

    What is stored already may wait as well: of a COMMIT that stands the database may have said nothing.
    """
    stored = set(carrier.inbox.store(updates, at))
    new = [raw for raw in updates if raw.update_id in stored]
    known = [raw.update_id for raw in updates if raw.update_id not in stored]
    heard, gone = who_is_there(new)
    if heard:
        carrier.within(lambda uow: seams.reachable(uow, heard))
    if gone:
        carrier.within(lambda uow: seams.unreachable(uow, gone))
    for raw in new:
        if is_back(raw):
            carrier.outbox.release(raw.chat_key)
    waiting = stored | carrier.inbox.waiting(known) if known else stored
    return [raw for raw in updates if raw.update_id in waiting]
