"""What the buttons of a question in several parts have in common: each leads to one step, or out of it."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from telegram import CallbackQuery

from handlers.context import Context, Step
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import DelegasiTap, KantorTap, LiburTap
from handlers.screens.wording import popup
from handlers.spent import spent_by, take_off
from sop_flows.ports.records import Actor
from sop_flows.use_cases.tugas.percakapan import leave

T = TypeVar("T", bound=KantorTap)
Steps = Mapping[str, Callable[[Actor, T], Step]]
"""What each word of a button leads to."""


async def take_step(query: CallbackQuery, context: Context, tap: T, steps: Steps[T]) -> None:
    """Do what a button leads to."""
    step = steps.get(tap.aksi)
    if step is None:
        raise CallbackUnreadable(tap.aksi)
    await context.perform(step(Actor.private(query.from_user.id), tap))


async def leave_question(
    query: CallbackQuery, context: Context, tap: DelegasiTap | LiburTap
) -> str:
    """End a question, and take its buttons off."""
    await context.perform(leave, chat_id=query.from_user.id)
    await take_off(query, spent_by(tap))
    return popup("batal")
