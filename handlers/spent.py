"""Buttons that have done their work are taken off their message, best effort.

What counts is the row: a button that stays is refused or does nothing new.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress

from telegram import CallbackQuery, InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from handlers.context import Context
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import (
    AwalTap,
    BerkasTap,
    MulaiTap,
    SekaligusTap,
    Tap,
    TugasTap,
    decode,
)
from sop_flows.use_cases.berkas.steer import redraw_board
from sop_flows.use_cases.tugas.kartu import redraw
from sop_flows.use_cases.tugas.pilihan_sekaligus import redraw_list
from sop_flows.waktu.periode import Periode

CHOOSING = frozenset({"pakai", "benar", "isi"})
REQUEST = frozenset({"beri_waktu", "tolak_waktu", "beri_hari", "alihkan"})
SPENT: Mapping[str, frozenset[str]] = {
    "pakai": CHOOSING,
    "benar": CHOOSING,
    "beri_waktu": REQUEST,
}
"""Which buttons of the same question are spent by which."""


async def take_off(query: CallbackQuery, is_spent: Callable[[str], bool]) -> None:
    """Take the spent buttons off the tapped message."""
    message = query.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return
    rows = message.reply_markup.inline_keyboard
    left = [
        [button for button in row if not is_spent(str(button.callback_data or ""))] for row in rows
    ]
    markup = InlineKeyboardMarkup([row for row in left if row])
    with suppress(TelegramError):
        await query.edit_message_reply_markup(markup if any(left) else None)


def spent_by(tap: Tap) -> Callable[[str], bool]:
    """Return which buttons are spent once a button was used: those of the same question.

    Of several SOPs that can be started, it is the buttons of this one.
    """
    match tap:
        case TugasTap():
            return lambda data: is_same(tap, read(data))
        case MulaiTap(sop_id=sop_id, periode=periode):
            return lambda data: is_start(read(data), sop_id, periode)
    return lambda _: True


def read(data: str) -> Tap | None:
    """Return what another button means; None where it is not of this version's form."""
    try:
        return decode(data)
    except CallbackUnreadable:
        return None


def is_same(tap: TugasTap, other: Tap | None) -> bool:
    """Tell whether another button answers the same question about a tugas; what means nothing is spent too."""
    if other is None:
        return True
    return (
        isinstance(other, TugasTap)
        and other.aksi in SPENT[tap.aksi]
        and (other.tugas_id, other.args[:1]) == (tap.tugas_id, tap.args[:1])
    )


def is_start(other: Tap | None, sop_id: int, periode: Periode) -> bool:
    """Tell whether another button starts that SOP for that periode, or puts that off."""
    match other:
        case MulaiTap(sop_id=of, periode=at):
            return (of, at) == (sop_id, periode)
        case AwalTap(sop_id=of):
            return of == sop_id
    return other is None


async def show_the_truth(query: CallbackQuery, context: Context) -> None:
    """After a stale tap: bring the card, board or list up to date, and disarm an older copy of it."""
    try:
        tap = decode(query.data or "")
    except CallbackUnreadable:
        tap = None
    if isinstance(tap, BerkasTap):
        await context.read(redraw_board, chat_id=query.from_user.id, berkas_id=tap.berkas_id)
        context.units.wake()
    if query.message is None:
        return
    match tap:
        case TugasTap(tugas_id=tugas_id):
            shown = await context.read(redraw, chat_id=query.from_user.id, tugas_id=tugas_id)
        case SekaligusTap():
            kantor_id = tap.number()
            shown = await context.read(
                redraw_list, chat_id=query.from_user.id, kantor_id=kantor_id
            )
        case _:
            return
    context.units.wake()
    if shown is not None and shown != query.message.message_id:
        await take_off(query, lambda _: True)
