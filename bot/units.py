"""The machine under handlers, worker and delivery: units of work on the database thread."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import Protocol, TypeVar

from bot.process.log import redact
from handlers.context import Context, HandlingUnit
from sop_flows.errors import Refusal
from sop_flows.ports.kiriman import GivenUp, Kiriman
from sop_flows.ports.unit_of_work import UnitOfWork
from storage.carriers.inbox import Inbox
from storage.carriers.kartu_drawn import KartuStore
from storage.carriers.outbox import Outbox
from storage.database.session import Connection, Database
from storage.unit_of_work import in_unit

T = TypeVar("T")


class MachineUnit(HandlingUnit, Protocol):
    """A unit of work with its connection, on which the machine keeps rows of its own."""

    @property
    def connection(self) -> Connection: ...
    def flush(self) -> None:
        """Write what is owed so far."""


Work = Callable[[MachineUnit], T]
"""What is run on the database thread, in one unit of work."""
MakeUow = Callable[[Connection, int, datetime], MachineUnit]
"""Makes the unit of work of the domain: connection, bot_id, now."""
TellGivenUp = Callable[[UnitOfWork, GivenUp], None]
"""Owes, within a unit of work, the news of a message that will never arrive."""
WordRefusal = Callable[[Refusal, Context], Iterable[Kiriman]]


class Carrier:
    """What carries updates in and messages out, within one unit of work."""

    def __init__(
        self,
        connection: Connection,
        bot_id: int,
        make_uow: Callable[[], MachineUnit],
        tell_given_up: TellGivenUp,
    ) -> None:
        self.inbox = Inbox(connection, bot_id)
        self.outbox = Outbox(connection, bot_id)
        self.kartu = KartuStore(connection)
        self._make_uow = make_uow
        self._tell_given_up = tell_given_up

    @cached_property
    def _uow(self) -> MachineUnit:
        return self._make_uow()

    def within(self, work: Work[T]) -> T:
        """Return what work in the domain comes to, on the same transaction, with what it owes."""
        return in_unit(work, self._uow)

    def give_up(self, row: int, why: str) -> None:
        """Call a message dead, and tell of it whom it concerns; why is kept, and tells of nobody."""
        lost = self.outbox.give_up(row, redact(why))
        self.within(lambda uow: self._tell_given_up(uow, lost))


Carry = Callable[[Carrier], T]
"""A synchronous function of the carrier, run on the database thread."""


class BotUnits:
    """Runs units of work for one bot."""

    def __init__(
        self,
        database: Database,
        bot_id: int,
        *,
        make_uow: MakeUow,
        word_refusal: WordRefusal,
        tell_given_up: TellGivenUp,
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._make_uow = make_uow
        self._word_refusal = word_refusal
        self._tell_given_up = tell_given_up
        self._wake = wake

    @property
    def bot_id(self) -> int:
        """The bot's own user id."""
        return self._bot_id

    async def run(self, work: Work[T], now: datetime) -> T:
        """Return the outcome of one unit of work of the domain, after its COMMIT."""
        return await self._database.run(
            lambda connection: in_unit(work, self._make_uow(connection, self._bot_id, now))
        )

    async def carry(self, work: Carry[T], now: datetime) -> T:
        """Return the outcome of one unit of work of inbox and outbox, after its COMMIT."""
        return await self._database.run(
            lambda connection: work(
                Carrier(
                    connection,
                    self._bot_id,
                    lambda: self._make_uow(connection, self._bot_id, now),
                    self._tell_given_up,
                )
            )
        )

    def wake(self) -> None:
        """Tell delivery that the outbox may owe something."""
        self._wake()

    def word_refusal(self, refusal: Refusal, context: Context) -> Iterable[Kiriman]:
        """Return the messages that a refusal owes."""
        return self._word_refusal(refusal, context)
