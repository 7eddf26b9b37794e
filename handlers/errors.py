"""Refusals, told: a pop-up for a tap, a message for a text; the wording is in the templates."""

from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from functools import wraps
from typing import Any

from telegram import CallbackQuery, Update
from telegram.error import TelegramError

from handlers.context import Context
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.sapaan import addressing
from handlers.screens.wording import popup
from handlers.spent import show_the_truth
from sop_flows.engine.sekaligus import SekaligusNotAllowed, SekaligusOver
from sop_flows.errors import (
    ConfirmationOver,
    IndikatorGone,
    NaskahChanged,
    NoLongerWithdrawable,
    Refusal,
    TugasChanged,
)
from sop_flows.ports.kiriman import Kiriman, answer_to
from sop_flows.use_cases.say import told_of

Handler = Callable[[Update, Context], Coroutine[Any, Any, str]]
"""A handler; returns the words of the pop-up that answers a tap, or nothing to say."""
OUTDATED = (
    TugasChanged,
    ConfirmationOver,
    NaskahChanged,
    NoLongerWithdrawable,
    IndikatorGone,
    SekaligusOver,
    SekaligusNotAllowed,
)
"""What refuses a button that the card should not have offered any more."""


def word_refusal(refusal: Refusal, context: Context) -> Iterable[Kiriman]:
    """Return the message that a refusal owes to somebody who wrote; a tap gets a pop-up."""
    update = context.handling.update
    if update is None or update.effective_chat is None or update.callback_query is not None:
        return ()
    chat_id = update.effective_chat.id
    return (answer_to(chat_id, told_of(refusal)),)


def answered(handler: Handler) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """Answer every tap after the commit, with what happened or why it did not."""

    @wraps(handler)
    async def wrapped(update: Update, context: Context) -> None:
        query = update.callback_query
        try:
            said = await handler(update, context)
        except CallbackUnreadable:
            await context.tell()
            await answer(query, popup("tombol_lama"), alert=True)
        except Refusal as refusal:
            await context.refuse(refusal)
            with addressing(context.handling.sapaan):
                said = popup_of(refusal)
            await answer(query, said, alert=True)
            if query is not None and isinstance(refusal, OUTDATED):
                await show_the_truth(query, context)
        else:
            await answer(query, said, alert=False)

    return wrapped


def popup_of(refusal: Refusal) -> str:
    """Return the pop-up of a refusal."""
    told = told_of(refusal)
    return popup(told.kode, **told.fakta)


async def answer(query: CallbackQuery | None, text: str, *, alert: bool) -> None:
    """Answer a tap, best effort: what counts is on the card."""
    if query is not None:
        with suppress(TelegramError):
            await query.answer(text or None, show_alert=alert)
