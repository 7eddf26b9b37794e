"""What a handler works with: who the bot is, what time it is, and one unit of work per update.

1. ``perform`` runs one use case, adds its messages to the outbox and marks the update done, all
   in one transaction: it happened with all its consequences, or not at all.
2. One ``perform`` per update. A refusal is a ``perform`` too: rolled back, then answered.
3. The moment of an update is fixed when its handling begins.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from telegram import Bot, Update
from telegram.ext import Application, CallbackContext, ContextTypes

from sop_flows.errors import Refusal
from sop_flows.kiriman import Kiriman

T = TypeVar("T")

Work = Callable[[Any], T]
"""A synchronous function of the unit of work, run on the database thread."""


@dataclass(slots=True)
class Handling:
    """One attempt to handle one update."""

    update_id: int
    now: datetime
    has_performed: bool = False
    is_done: bool = False
    errors: list[Exception] = field(default_factory=list)
    update: Update | None = None


HANDLING: ContextVar[Handling] = ContextVar("handling")


class Rumah(Protocol):
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
    def rumah(self) -> Rumah:
        """The machine under the handlers."""
        rumah: Rumah = self.bot_data["rumah"]
        return rumah

    @property
    def handling(self) -> Handling:
        """The attempt that is under way."""
        return HANDLING.get()

    @property
    def bot_id(self) -> int:
        """The bot's own user id."""
        return self.rumah.bot_id

    @property
    def now(self) -> datetime:
        """The moment of this update: aware, UTC, the same however often it is asked."""
        return self.handling.now

    async def perform(
        self,
        use_case: Callable[..., T],
        /,
        *,
        reply: Callable[[T], Iterable[Kiriman]] | None = None,
        **kwargs: Any,  # noqa: ANN401 -- the use case's own arguments
    ) -> T:
        """Run the use case and return its result, once everything it owes is committed.

        Raises:
            Refusal: The rules do not allow it; the update is done and answered.
            PerformedTwice: This update had its unit of work already.
        """

        handling = self.handling

        def work(uow: Any) -> T:  # noqa: ANN401
            result = use_case(uow, **kwargs)
            close(uow, handling, reply(result) if reply else ())
            return result

        try:
            return await self._commit(work)
        except Refusal as refusal:
            await self.refuse(refusal)
            raise

    async def tell(self, *kiriman: Kiriman) -> None:
        """Owe these messages and call the update done: for an answer that changes nothing."""
        handling = self.handling
        await self._commit(lambda uow: close(uow, handling, kiriman))

    async def read(self, query: Callable[..., T], /, **kwargs: Any) -> T:  # noqa: ANN401
        """Return what the query finds, in a unit of work that changes nothing.

        Raises:
            Refusal: The rules do not allow it; the update is done and answered.
        """
        try:
            return await self.rumah.run(lambda uow: query(uow, **kwargs), self.now)
        except Refusal as refusal:
            await self.refuse(refusal)
            raise

    async def refuse(self, refusal: Refusal) -> None:
        """Owe the words of a refusal and call the update done, unless that has happened."""
        handling = self.handling
        if handling.is_done:
            return
        handling.has_performed = True
        kiriman = tuple(self.rumah.word_refusal(refusal, self))
        await self.rumah.run(lambda uow: close(uow, handling, kiriman), handling.now)
        handling.is_done = True
        if kiriman:
            self.rumah.wake()

    async def _commit(self, work: Work[T]) -> T:
        handling = self.handling
        if handling.has_performed:
            raise PerformedTwice(handling.update_id)
        handling.has_performed = True
        result = await self.rumah.run(work, handling.now)
        handling.is_done = True
        self.rumah.wake()
        return result


def close(uow: Any, handling: Handling, kiriman: Iterable[Kiriman]) -> None:  # noqa: ANN401
    """Owe the messages and mark the update done; on the database thread."""
    uow.outbox.add(*kiriman)
    uow.inbox.done(handling.update_id, handling.now)


CONTEXT_TYPES = ContextTypes(context=Context)

App = Application[Bot, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
"""PTB's application with our context: what ``routes.register`` gets."""
