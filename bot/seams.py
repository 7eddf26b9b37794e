"""What the app is told from outside: everything that knows what Tapak is about."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from typing import Protocol

from bot.telegram.courier import Draw, Unreachable
from bot.telegram.delivery import Load
from bot.units import MakeUow, Rumah, TellGivenUp, WordRefusal
from handlers.context import App
from handlers.screens.screen import Screen
from sop_flows.deferred import dataclass
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.tick import Tick


class TakeTick(Protocol):
    """How a slice of a tick is taken."""

    def __call__(self, uow: UnitOfWork, /, part: int) -> Tick: ...


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
    tick: TakeTick
    """Does, within a unit of work, a slice of what is due at this moment of office time, from that part on."""
    next_due: Callable[[UnitOfWork, datetime], datetime | None]
    """Returns, within a unit of work, when something is due next."""
    reissue: Callable[[UnitOfWork, timedelta], None]
    """Notes, within a unit of work, that taps during the gap may be lost: with the ticks, every card that asks comes anew."""
    housekeep: Callable[[Rumah, datetime], Awaitable[None]]
    """Does the nightly work."""
