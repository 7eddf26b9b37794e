"""What is owed leaves: drawn as it is true now, who just tapped first, at Telegram's pace.

1. A row is claimed with what its screen needs, drawn, sent, and marked, in this order. A crash in
   between repeats at most a first message, and the repetition says so.
2. At most one message of a chat is on its way, so a chat reads in order; chats go in parallel.
3. A card is edited where it stands. One that is owed as ``baru`` becomes a new message, and the
   old one says only that it moved.
4. What nobody waits for (``MASSAL``) is claimed and drawn a few at a time, since claiming keeps the database, and
   drawing the loop. While an update is being handled it waits, but never longer than ``YIELD_S``; then what is of
   faster lanes still goes first.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from bot.process.clock import Clock
from bot.process.supervisor import Crew
from bot.telegram.courier import Courier
from bot.telegram.job import Job
from bot.telegram.outage import ASK_S
from bot.telegram.pacing import Pacer
from bot.units import BotUnits, Carrier
from sop_flows.deferred import dataclass
from sop_flows.ports.kiriman import Kiriman, Lane, QueuedKiriman
from sop_flows.ports.records import AnyKartu, KartuPapan
from sop_flows.ports.unit_of_work import UnitOfWork
from storage.database.session import DatabaseClosed

logger = logging.getLogger(__name__)

PARALLEL = 16  # messages on their way at once
PARALLEL_AFTER_TAP = 24  # the same when somebody tapped and waits
ROOM = 32  # rows claimed and not yet sent
SLOW_ROWS = 8  # rows claimed at once where some are of the slowest lane
YIELD_S = 0.25  # how long the slowest lane waits at most for updates in hand
POLL_S = 5.0  # how often the outbox is looked into without being told
NEVER = float("inf")

Load = Callable[[UnitOfWork, QueuedKiriman, AnyKartu | None], Any]
"""Returns what a screen needs, within the unit of work; ``None``: nothing is to be seen any more.
It is given the card that the message shows, if it shows one.

What is returned for a card has its ``revisi``.
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What to take from the outbox and when, and the parked chats with the seconds they wait."""

    now_s: float
    limit: int
    slowest: Lane
    parked: dict[int, float]


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was taken; whether more may be there to take at once; when the next is due."""

    jobs: list[Job]
    has_more: bool
    next_due: float


class Delivery:
    """Brings one bot's outbox to the phones."""

    def __init__(
        self,
        units: BotUnits,
        courier: Courier,
        pacer: Pacer,
        clock: Clock,
        *,
        load: Load,
        machine: Callable[[], float],
        is_handling: Callable[[], bool],
    ) -> None:
        """Deliver for a bot; ``is_handling`` tells whether an update is in hand, whose sender waits."""
        self._units = units
        self._courier = courier
        self._pacer = pacer
        self._clock = clock
        self._load = load
        self._machine = machine
        self._is_handling = is_handling
        self._ready: list[Job] = []
        self._crew = Crew("delivery")
        self._woken = asyncio.Event()
        self._idle = asyncio.Event()
        self._ended = asyncio.Event()
        self._ended.set()
        self._is_owed = True
        self._is_closing = False
        self._next_due = NEVER
        self._slow_at = 0.0
        """When the slowest lane was looked into last."""
        self._slow_due = NEVER
        """When it is to be looked into though updates are in hand; never: that was done just now."""
        self._ask_at = 0.0
        self._unheard: list[float] = []
        """When rows were claimed without the database having said so: nobody has them in hand."""

    def wake(self) -> None:
        """Look into the outbox again."""
        self._is_owed = True
        self._woken.set()

    async def recover(self) -> None:
        """Put back what an earlier process had on its way. Only the one deliverer calls this.

        Telegram has answered this process: what waited for that is due.
        """

        def work(carrier: Carrier) -> int:
            carrier.outbox.resume()
            return carrier.outbox.recover(NEVER)

        if count := await self._units.carry(work, self._clock.now()):
            logger.info("Messages were on their way or held", extra={"messages": count})

    async def run(self) -> None:
        """Deliver for ever."""
        self._ended.clear()
        while not self._is_closing:
            self._woken.clear()
            if self._courier.is_cut_off:
                await self._sit_out()
                continue
            self._is_owed = self._is_owed or self._soonest() <= self._machine()
            if self._is_owed or self._courier.has_results:
                await self._exchange()
            pause = self._dispatch()
            if self._is_owed or self._courier.has_results:
                continue
            is_looked_through = self._slow_due == NEVER and (not self._ready or pause > 1)
            if len(self._crew) == 0 and is_looked_through:
                self._idle.set()
            await self._wait(pause)
        self._ended.set()

    async def drain(self) -> None:
        """Wait until everything has left that can leave now."""
        self._idle.clear()
        self.wake()
        await self._idle.wait()

    async def stop(self, seconds: float) -> None:
        """Finish the messages in hand and put the others back."""
        self._is_closing = True
        self._woken.set()
        await wait_at_most(self._ended, seconds)
        await self._crew.finish(seconds)
        self._put_back_ready()
        results = self._courier.take_results()
        try:
            await self._units.carry(results.write, self._clock.now())
        except Exception:
            logger.exception(
                "Messages stay in doubt",
                extra={"messages": len(results.rest) + len(results.sent)},
            )

    async def _sit_out(self) -> None:
        """Write what became of the last messages; ask after Telegram when it is time, or at a tap."""
        self._put_back_ready()
        if self._courier.has_results:
            await self._exchange()
        pause = self._ask_at - self._machine()
        if not self._is_owed and 0 < pause <= ASK_S:
            if len(self._crew) == 0:
                self._idle.set()
            await wait_at_most(self._woken, pause)
            return
        self._is_owed = False
        self._ask_at = self._machine() + ASK_S
        await self._courier.ask()

    def _put_back_ready(self) -> None:
        """Let what was not tried wait in its row: it is drawn anew when it is claimed again."""
        self._courier.put_back(job.row for job in self._ready)
        self._ready.clear()

    def _dispatch(self) -> float:
        """Send what may leave now; return in how many seconds more may."""
        while self._ready and len(self._crew) < (
            PARALLEL_AFTER_TAP if self._has_tapped() else PARALLEL
        ):
            if (gate := self._pacer.wait()) > 0:
                return gate
            waits = [self._pacer.wait_for(job.kiriman.chat_id) for job in self._ready]
            if (soonest := min(waits)) > 0:
                return soonest
            job = self._ready.pop(waits.index(0))
            self._pacer.leave(job.kiriman.chat_id)
            self._crew.spawn(self._carry(job))
        return POLL_S if self._ready else max(0.0, self._soonest() - self._machine())

    def _soonest(self) -> float:
        """Return when the outbox is to be looked into though nobody says that it owes more."""
        return min(self._next_due, self._slow_due)

    def _has_tapped(self) -> bool:
        return self._ready[0].kiriman.lane is Lane.KETUK

    async def _wait(self, seconds: float) -> None:
        await wait_at_most(self._woken, min(seconds, POLL_S))
        if not self._woken.is_set() and seconds >= POLL_S:
            self._is_owed = True

    async def _exchange(self) -> None:
        """Write the results and claim more, in one unit of work."""
        results = self._courier.take_results()
        claim = self._next_claim()
        self._is_owed = self._is_owed and self._courier.is_cut_off

        def work(carrier: Carrier) -> Claimed | None:
            results.write(carrier)
            for now_s in self._unheard:
                carrier.outbox.unclaim(now_s)
            if claim is None:
                return None
            self._unheard.append(claim.now_s)
            return self._claim(carrier, claim)

        try:
            claimed = await self._units.carry(work, self._clock.now())
        except DatabaseClosed:
            raise
        except Exception:
            logger.exception("The outbox cannot be read or written; trying again")
            self._courier.give_back(results)
            self._is_owed = True
            await asyncio.sleep(1.0)
            return
        self._unheard.clear()
        if claimed is not None:
            self._ready = sorted([*self._ready, *claimed.jobs], key=lambda job: job.order)
            self._is_owed = self._is_owed or claimed.has_more
            self._next_due = claimed.next_due

    def _next_claim(self) -> Claim | None:
        """Return what there is room for; nothing while Telegram does not answer."""
        if self._courier.is_cut_off:
            return None
        now_s, parked = self._machine(), self._pacer.parked()
        has_room = len(self._ready) <= ROOM // 2
        is_slow_due = now_s >= self._slow_at + YIELD_S or not self._is_handling()
        self._slow_due = self._slow_at + YIELD_S if has_room and not is_slow_due else NEVER
        if has_room and is_slow_due:
            self._slow_at = now_s
            return Claim(now_s, SLOW_ROWS, Lane.MASSAL, parked)
        slowest = Lane.BIASA if has_room else Lane.KETUK
        return Claim(now_s, ROOM // 2, slowest, parked) if self._is_owed else None

    def _claim(self, carrier: Carrier, claim: Claim) -> Claimed:
        now_s = claim.now_s
        rows = carrier.outbox.claim(
            now_s=now_s,
            limit=claim.limit,
            slowest=claim.slowest,
            skip_chats=list(claim.parked),
        )
        for row, why in carrier.outbox.unreadable:
            carrier.give_up(row, why)
        cards = carrier.kartu.get([row.kartu_id for row in rows if row.kartu_id is not None])
        jobs = [job for row in rows if (job := self._prepare(carrier, row, cards)) is not None]
        moments = [now_s + min(claim.parked.values(), default=NEVER)]
        if not rows and (due := carrier.outbox.next_due(after=now_s)) is not None:
            moments.append(due)
        return Claimed(jobs, len(jobs) < len(rows) or len(rows) == claim.limit, min(moments))

    def _prepare(
        self,
        carrier: Carrier,
        kiriman: QueuedKiriman,
        cards: dict[int, AnyKartu],
    ) -> Job | None:
        """Return the job, or mark a row that needs none or not yet."""
        row = kiriman.id
        kartu = cards.get(kiriman.kartu_id) if kiriman.kartu_id is not None else None
        if kartu is not None and (pause := self._rest_of_board(kiriman, kartu)) > 0:
            carrier.outbox.defer(row, self._machine() + pause)
            return None
        try:
            view = carrier.within(lambda uow: self._load(uow, kiriman, kartu))
        except Exception as error:
            logger.exception("A message cannot be loaded", extra={"row": row})
            if self._courier.count_failure(row, error):
                carrier.give_up(row, repr(error))
            else:
                due_at = self._machine() + self._courier.pause_after(kiriman)
                carrier.outbox.retry(row, due_at, ambigu=False)
            return None
        job = Job(kiriman, kartu, view)
        if view is None or job.is_current:
            carrier.outbox.mark_sent([(row, kartu.message_id if kartu else None)])
            return None
        return job

    def _rest_of_board(self, kiriman: Kiriman, kartu: AnyKartu) -> float:
        """Return in how many seconds a board may be edited that nobody just asked for."""
        is_edit = isinstance(kartu, KartuPapan) and kartu.message_id is not None
        return self._pacer.wait_for_board(kartu.id) if is_edit and not kiriman.insists else 0.0

    async def _carry(self, job: Job) -> None:
        try:
            await self._courier.carry(job)
        finally:  # when this task has left the crew: whoever looks then may find all idle
            asyncio.get_running_loop().call_soon(self._woken.set)


async def wait_at_most(event: asyncio.Event, seconds: float) -> None:
    """Wait for the event, but not longer than so many seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
