"""What the app is told from outside: everything that knows what Tapak is about."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.telegram.courier import Draw, Unreachable
from bot.telegram.delivery import Load
from bot.units import MakeUow, Rumah, TellGivenUp, WordRefusal
from handlers.context import App
from handlers.screens.screen import Screen
from sop_flows.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """The functions that fill the machine with a product."""

    make_uow: MakeUow
    register: Callable[[App], None]
    """Adds the handlers to PTB's application."""
    load: Load
    draw: Draw
    struck: Screen
    """What stays of a card that was sent anew further down."""
    word_refusal: WordRefusal
    tell_given_up: TellGivenUp
    unreachable: Unreachable
    reachable: Callable[[UnitOfWork, Collection[int]], None]
    """Notes, within a unit of work, that these chats wrote or tapped."""
    tick: Callable[[Rumah, datetime], Awaitable[datetime | None]]
    """Does what is due at this moment of office time; returns the one that the clock stands before, if it was set back."""
    next_due: Callable[[UnitOfWork, datetime], datetime | None]
    """Returns, within a unit of work, when something is due next."""
    reissue: Callable[[UnitOfWork, timedelta], None]
    """Owes, within a unit of work, every card that asks anew: taps during the gap may be lost."""
    housekeep: Callable[[Rumah, datetime], Awaitable[None]]
    """Does the nightly work."""
