"""What the app is told from outside: everything that knows what Tapak is about."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.telegram.courier import Draw, Unreachable
from bot.telegram.delivery import Load
from bot.units import BotUnits, MakeUow, TellGivenUp, WordRefusal
from bot.worker import Apologise, AskForPatience
from handlers.context import TelegramApplication
from handlers.screens.screen import Screen
from sop_flows.deferred import dataclass
from sop_flows.ports.tick import Tick
from sop_flows.ports.unit_of_work import UnitOfWork


class TakeTick(Protocol):
    """How a slice of a tick is taken."""

    def __call__(self, uow: UnitOfWork, /, part: int) -> Tick: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A history that is not as it was written: its name, and what the log says of it."""

    nama: str
    facts: Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a look at all that was ever written came to."""

    lines: int
    broken: tuple[Broken, ...]
    tell: Callable[[UnitOfWork], None]
    """Owes, within a unit of work, the news to whom it concerns: once, until more is found."""


Examine = Callable[[str, int, datetime], Examined]
"""Looks at a database by its URL, for a bot and at a moment, in whatever thread it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """The functions that fill the machine with a product."""

    make_uow: MakeUow
    register: Callable[[TelegramApplication], None]
    """Adds the handlers to PTB's application."""
    load: Load
    draw: Draw
    struck: Screen
    """What stays of a card that was sent anew further down."""
    word_refusal: WordRefusal
    tell_given_up: TellGivenUp
    apologise: Apologise
    ask_for_patience: AskForPatience
    unreachable: Unreachable
    reachable: Callable[[UnitOfWork, Collection[int]], None]
    """Notes, within a unit of work, that these chats wrote or tapped."""
    tick: TakeTick
    """Does, within a unit of work, a slice of what is due at this moment of office time, from that part on."""
    next_due: Callable[[UnitOfWork, datetime], datetime | None]
    """Returns, within a unit of work, when something is due next."""
    reissue: Callable[[UnitOfWork, timedelta], None]
    """Notes, within a unit of work, that taps during the gap may be lost: with the ticks, every card that asks comes anew."""
    housekeep: Callable[[BotUnits, datetime], Awaitable[None]]
    """Does the nightly work."""
    examine: Examine
