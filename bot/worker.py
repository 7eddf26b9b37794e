"""Updates are handled: in order within a chat, chats in parallel, poison set aside.

1. An update is done when its row says so, which the unit of work of its handler sees to. What a
   handler could not do is tried again; the chat's later updates wait for it.
2. After ``LIMIT`` attempts an update is set aside under an incident number. Attempts are counted
   before they are made, so one that kills the process counts too.
3. Updates that were tried before are tried one by one after a restart: a neighbour may be guilty.
   Deaths of the process prove nothing, so after ``LIMIT`` of them there is one more attempt, with
   nothing else in hand.
4. An update whose file is still on its way is no failure: its chat goes on, and it comes again. While it is awaited,
   no other file of that chat holds up what comes after it: who sends ten waits once. Nor is one a failure that a
   full disk or a database that is away is in the way of: it waits until that is over.
"""

import asyncio
import json
import logging
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from functools import partial
from typing import Protocol, TypeVar

from telegram import Update

from bot.process.clock import Clock
from bot.process.log import redact
from bot.process.retry import insist, pause_after
from bot.process.supervisor import Crew
from bot.units import BotUnits, Carrier, Carry
from handlers.context import HANDLING, FileOnItsWay, FileRef, Handling, TelegramApplication
from handlers.door import clean_update
from sop_flows.errors import Refusal
from sop_flows.ports.kiriman import Kiriman, RawUpdate
from storage.carriers.inbox import UpdateAlreadyDone
from storage.database.trouble import is_trouble

T = TypeVar("T")

logger = logging.getLogger(__name__)

LIMIT = 5
PAUSES_S = (0.2, 2.0, 10.0, 30.0)
PARALLEL = 32

Apologise = Callable[[RawUpdate, str], Iterable[Kiriman]]
"""Returns the messages for whoever sent an update that was set aside, under an incident number."""
AskForPatience = Callable[[RawUpdate], Iterable[Kiriman]]
"""Returns the messages, owed once, for whoever sent a file that is still on its way."""


class Files(Protocol):
    """The files that updates, named by their ids, bring."""

    async def fetch(self, update_id: int, file: FileRef, *, lingers: bool) -> bytes:
        """Return the content; raise ``FileOnItsWay`` where it is not here, or not soon if one ``lingers``."""

    def forget(self, update_id: int) -> None:
        """Let go of what came: the update is done."""


class Worker:
    """Handles what intake stored."""

    def __init__(
        self,
        application: TelegramApplication,
        units: BotUnits,
        clock: Clock,
        *,
        files: Files,
        apologise: Apologise,
        ask_for_patience: AskForPatience,
        pauses: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._application = application
        self._units = units
        self._clock = clock
        self._files = files
        self._apologise = apologise
        self._ask_for_patience = ask_for_patience
        self._pauses = pauses
        self._queues: dict[int, deque[RawUpdate]] = {}
        self._known: dict[int, bool] = {}
        self._crew = Crew("worker")
        self._expecting = Crew("worker: files")
        self._awaited: Counter[int] = Counter()
        self._places = asyncio.Semaphore(PARALLEL)
        self._alone = asyncio.Lock()
        self._resting = 0
        self._changed = asyncio.Event()
        self.handled = 0
        self.set_aside = 0

    async def load(self) -> None:
        """Take up what an earlier process left behind."""
        left = await self._units.carry(lambda carrier: carrier.inbox.pending(), self._clock.now())
        if left:
            logger.info("Updates are left from before", extra={"updates": len(left)})
        self._enqueue(left, is_left=True)

    @property
    def is_handling(self) -> bool:
        """Whether an update is in hand that does not rest before another try."""
        return len(self._crew) > self._resting

    def receive(self, updates: Sequence[RawUpdate]) -> None:
        """Take up updates that were stored just now."""
        self._enqueue(updates, is_left=False)

    async def drain(self) -> None:
        """Wait until nothing can be done now: all is handled, or rests before another try."""
        while self.is_handling:
            self._changed.clear()
            await self._changed.wait()

    async def stop(self, seconds: float) -> None:
        """Finish the updates in hand; those still queued wait in the inbox."""
        for queue in self._queues.values():
            queue.clear()
        await self._expecting.finish(0)
        await self._crew.finish(seconds)

    def _enqueue(self, updates: Sequence[RawUpdate], *, is_left: bool) -> None:
        for raw in updates:
            if raw.update_id in self._known:
                continue
            self._known[raw.update_id] = is_left
            self._queue(raw)

    def _queue(self, raw: RawUpdate) -> None:
        if (queue := self._queues.get(raw.chat_key)) is None:
            queue = self._queues[raw.chat_key] = deque()
            self._crew.spawn(self._handle_chat(raw.chat_key, queue))
        queue.append(raw)

    async def _handle_chat(self, key: int, queue: deque[RawUpdate]) -> None:
        try:
            while queue:
                raw = queue.popleft()
                if await self._handle(raw, is_left=self._known[raw.update_id]):
                    del self._known[raw.update_id]
                    self._files.forget(raw.update_id)
        finally:
            del self._queues[key]
            asyncio.get_running_loop().call_soon(self._changed.set)

    async def _handle(self, raw: RawUpdate, *, is_left: bool) -> bool:
        """Return whether nothing is left to be done about the update."""
        async with self._alone if is_left and raw.attempts > 1 else nullcontext():
            number, spared = await self._count(raw) if is_left else 1, 0
            while (error := await self._attempt(raw, number)) is not None:
                if isinstance(error, FileOnItsWay):
                    await self._expect(raw, error.arrival)
                    return False
                if is_trouble(error):
                    spared += 1
                    await self._spare(raw, error)
                    await self._rest(pause_after(self._pauses[:2], spared))
                elif await self._set_aside(raw, error):
                    return True
                else:
                    await self._rest(pause_after(self._pauses, number))
                number = await self._count(raw)
        self.handled += 1
        return True

    async def _spare(self, raw: RawUpdate, error: Exception) -> None:
        """Count no attempt that the machine was in the way of; return when it can write again."""
        logger.warning(
            "An update waits for the machine", extra={"update": raw.update_id}, exc_info=error
        )
        await self._insist(lambda carrier: carrier.inbox.spare(raw.update_id))

    async def _expect(self, raw: RawUpdate, arrival: asyncio.Future[bytes]) -> None:
        """Let the update come again, as a left one, when its file is here."""

        def wait(carrier: Carrier) -> None:
            carrier.inbox.spare(raw.update_id)
            carrier.outbox.add(*self._ask_for_patience(raw))

        await self._insist(wait)
        self._units.wake()
        self._known[raw.update_id] = True
        self._awaited[raw.chat_key] += 1

        async def come_again() -> None:
            await asyncio.wait({arrival})
            self._awaited -= Counter([raw.chat_key])
            self._queue(raw)

        self._expecting.spawn(come_again())

    async def _attempt(self, raw: RawUpdate, number: int) -> Exception | None:
        """Return what stands in the way of the update, or ``None`` when it is done."""
        if number > LIMIT + 1:
            return ProcessDied(f"attempt {number - 1} never came back, and it was alone")
        lingers = raw.chat_key not in self._awaited
        fetch = partial(self._files.fetch, raw.update_id, lingers=lingers)
        handling = Handling(raw.update_id, self._clock.now(), fetch)
        HANDLING.set(handling)
        async with self._places if number <= LIMIT else self._every_place():
            try:
                body = clean_update(json.loads(raw.body))
                update = Update.de_json(body, self._application.bot)
                handling.update = update
                await self._application.process_update(update)
                if not (handling.is_done or handling.errors):
                    await self._mark_done(handling)
            except Exception as error:  # noqa: BLE001 -- kept, counted, logged
                handling.errors.append(error)
        if is_done_before(handling):
            self._units.wake()  # nobody was told then that something is owed
        return outcome(handling)

    @asynccontextmanager
    async def _every_place(self) -> AsyncIterator[None]:
        """Wait until nothing else is handled, and keep it so: one at a time can be in here."""
        async with AsyncExitStack() as places:
            for _ in range(PARALLEL):
                await places.enter_async_context(self._places)
            yield

    async def _mark_done(self, handling: Handling) -> None:
        await self._units.carry(
            lambda carrier: carrier.inbox.mark_done(handling.update_id, handling.now), handling.now
        )

    async def _count(self, raw: RawUpdate) -> int:
        return await self._insist(lambda carrier: carrier.inbox.attempt(raw.update_id))

    async def _set_aside(self, raw: RawUpdate, error: Exception) -> bool:
        """Note the failure; return whether it was the last one."""
        incident = f"U{raw.update_id}"

        def note(carrier: Carrier) -> bool:
            is_dead = carrier.inbox.fail(raw.update_id, redact(repr(error)), LIMIT)
            if is_dead:
                carrier.outbox.add(*self._apologise(raw, incident))
            return is_dead

        is_dead = await self._insist(note)
        if is_dead:
            self.set_aside += 1
            logger.critical("An update is set aside", extra={"insiden": incident}, exc_info=error)
            self._units.wake()
        else:
            logger.warning(
                "An update will be tried again", extra={"update": raw.update_id}, exc_info=error
            )
        return is_dead

    async def _insist(self, work: Carry[T]) -> T:
        """Return the outcome of a unit of work that must not be lost with the database away."""
        return await insist(
            lambda: self._units.carry(work, self._clock.now()),
            "the inbox",
            rest=self._rest,
        )

    async def _rest(self, seconds: float) -> None:
        self._resting += 1
        self._changed.set()
        try:
            await asyncio.sleep(seconds)
        finally:
            self._resting -= 1


class ProcessDied(RuntimeError):
    """The process did not survive this update."""


def is_done_before(handling: Handling) -> bool:
    """Return whether the update had its effect already, and this attempt found that out."""
    return any(isinstance(error, UpdateAlreadyDone) for error in handling.errors)


def outcome(handling: Handling) -> Exception | None:
    """Return the error that leaves the update undone, and log those that do not."""
    if not handling.is_done and not is_done_before(handling):
        return next(iter(handling.errors), None)
    for error in handling.errors:
        if not isinstance(error, Refusal | UpdateAlreadyDone):
            logger.warning(
                "An update is done, but:", extra={"update": handling.update_id}, exc_info=error
            )
    return None
