"""What a handler works with: who the bot is, what time it is, and one unit of work per update.

1. ``perform`` runs one use case, adds its messages to the outbox and marks the update done, all
   in one transaction: it happened with all its consequences, or not at all.
2. One ``perform`` per update. A refusal is a ``perform`` too: rolled back, then answered.
3. The moment of an update is fixed when its handling begins.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextvars import ContextVar
from dataclasses import field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from telegram import Bot, Update
from telegram.ext import Application, CallbackContext, ContextTypes

from sop_flows.deferred import dataclass
from sop_flows.errors import Refusal
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.unit_of_work import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")

UseCase = Callable[Concatenate[UnitOfWork, P], T]
"""A synchronous function of the unit of work and its own arguments."""
Step = Callable[[UnitOfWork], object]
"""A use case with its arguments, still without its unit of work."""


class InboxPort(Protocol):
    """The updates that came."""

    def mark_done(self, update_id: int, at: datetime) -> None:
        """Mark an update done."""


class HandlingUnit(UnitOfWork, Protocol):
    """The unit of work in which an update is handled, and marked done."""

    @property
    def inbox(self) -> InboxPort: ...


Work = Callable[[HandlingUnit], T]
"""What is run on the database thread, in one unit of work."""


class FileRef(Protocol):
    """A file that somebody sent, as its message names it."""

    file_id: str
    file_size: int | None


class FileOnItsWay(Exception):
    """An update cannot be handled before its file is here: it comes again at the ``arrival``."""

    def __init__(self, arrival: asyncio.Future[bytes]) -> None:
        super().__init__()
        self.arrival = arrival


Fetch = Callable[[FileRef], Awaitable[bytes]]
"""Returns the content of the file that an update brings."""


@dataclass(slots=True)
class Handling:
    """One attempt to handle one update."""

    update_id: int
    now: datetime
    fetch: Fetch
    has_performed: bool = False
    is_done: bool = False
    errors: list[Exception] = field(default_factory=list)
    update: Update | None = None
    sapaan: str = ""
    """How the person is addressed, once a refusal has to be told; empty where that is not known."""
    also: list[Kiriman] = field(default_factory=list)
    """What is owed beside the answer, whichever that is."""


HANDLING: ContextVar[Handling] = ContextVar("handling")


class Units(Protocol):
    """The machine under the handlers; ``bot.app`` builds it."""

    @property
    def bot_id(self) -> int:
        """The bot's own user id."""

    async def run(self, work: Work[T], now: datetime) -> T:
        """Return the outcome of one unit of work, after its COMMIT."""

    def wake(self) -> None:
        """Tell delivery that the outbox may owe something."""

    def word_refusal(self, refusal: Refusal, context: "Context") -> Iterable[Kiriman]:
        """Return the messages that a refusal owes."""


class PerformedTwice(RuntimeError):
    """A handler called ``perform`` a second time for one update: a bug."""


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with our machine in it."""

    @property
    def units(self) -> Units:
        """The machine under the handlers."""
        units: Units = self.bot_data["units"]
        return units

    @property
    def handling(self) -> Handling:
        """The attempt that is under way."""
        return HANDLING.get()

    @property
    def bot_id(self) -> int:
        """The bot's own user id."""
        return self.units.bot_id

    @property
    def now(self) -> datetime:
        """The moment of this update: aware, UTC, the same however often it is asked."""
        return self.handling.now

    async def perform(self, use_case: UseCase[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the use case and return its result, once everything it owes is committed.

        Raises:
            Refusal: The rules do not allow it; the update is done and answered.
            PerformedTwice: This update had its unit of work already.
        """

        handling = self.handling

        def work(uow: HandlingUnit) -> T:
            result = use_case(uow, *args, **kwargs)
            close(uow, handling, ())
            return result

        try:
            return await self._commit(work)
        except Refusal as refusal:
            await self.refuse(refusal)
            raise

    async def fetch(self, file: FileRef) -> bytes:
        """Return the content of a file that this update brings.

        Raises:
            FileOnItsWay: It takes longer; the handling begins again once it is here.
        """
        return await self.handling.fetch(file)

    async def tell(self, *kiriman: Kiriman) -> None:
        """Owe these messages and call the update done: for an answer that changes nothing."""
        handling = self.handling
        await self._commit(lambda uow: close(uow, handling, kiriman))

    async def read(self, query: UseCase[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the query finds, in a unit of work that changes nothing.

        Raises:
            Refusal: The rules do not allow it; the update is done and answered.
        """
        try:
            return await self.units.run(lambda uow: query(uow, *args, **kwargs), self.now)
        except Refusal as refusal:
            await self.refuse(refusal)
            raise

    async def refuse(self, refusal: Refusal) -> None:
        """Owe the words of a refusal and call the update done, unless that has happened."""
        handling = self.handling
        if handling.is_done:
            return
        handling.has_performed = True
        kiriman = tuple(self.units.word_refusal(refusal, self))
        user = handling.update.effective_user if handling.update else None

        def work(uow: HandlingUnit) -> str:
            close(uow, handling, kiriman)
            return uow.pegawai.sapaan(user.id) if user else ""

        handling.sapaan = await self.units.run(work, handling.now)
        handling.is_done = True
        if kiriman or handling.also:
            self.units.wake()

    async def _commit(self, work: Work[T]) -> T:
        handling = self.handling
        if handling.has_performed:
            raise PerformedTwice(handling.update_id)
        handling.has_performed = True
        result = await self.units.run(work, handling.now)
        handling.is_done = True
        self.units.wake()
        return result


def bind(use_case: UseCase[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Step:
    """Return a use case with its arguments, which are read before its unit of work begins."""
    return lambda uow: use_case(uow, *args, **kwargs)


def telling(use_case: UseCase[P, T], say: Callable[[T], Kiriman], /) -> UseCase[P, T]:
    """Return a use case that also owes a message about its result."""

    def run(uow: UnitOfWork, /, *args: P.args, **kwargs: P.kwargs) -> T:
        result = use_case(uow, *args, **kwargs)
        uow.outbox.add(say(result))
        return result

    return run


def close(uow: HandlingUnit, handling: Handling, kiriman: Iterable[Kiriman]) -> None:
    """Owe the messages and mark the update done; on the database thread."""
    uow.outbox.add(*kiriman, *handling.also)
    uow.inbox.mark_done(handling.update_id, handling.now)


CONTEXT_TYPES = ContextTypes(context=Context)

TelegramApplication = Application[
    Bot, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any
]
"""PTB's application with our context: what ``routes.register`` gets."""
