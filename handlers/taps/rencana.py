"""Taps about planning an SOP: its day, and the pages of its plan."""

from telegram import CallbackQuery

from handlers.context import Context
from handlers.screens.callback import RencanaTap
from handlers.screens.wording import popup
from handlers.spent import spent_by, take_off
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.rencana import ask_day, leave_day, show_rencana


async def on_rencana_tap(query: CallbackQuery, context: Context, tap: RencanaTap) -> str:
    """A button about planning an SOP."""
    actor = Actor.private(query.from_user.id)
    if tap.leaves:
        await context.perform(leave_day, chat_id=actor.chat_id, sop_id=tap.sop_id)
        await take_off(query, spent_by(tap))
        return popup("batal")
    if tap.maksud is None:
        await context.perform(ask_day, actor, sop_id=tap.sop_id)
    else:
        await context.perform(show_rencana, actor, maksud=tap.maksud)
    return ""
