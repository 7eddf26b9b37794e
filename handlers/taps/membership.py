"""Joining by a link, and membership."""

from collections.abc import Callable, Mapping
from contextlib import suppress

from telegram import BotCommand, BotCommandScopeChat, CallbackQuery, Update
from telegram.error import TelegramError

from handlers.context import Context, Step, bind
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import AnggotaTap
from handlers.screens.menu import menu
from handlers.screens.wording import popup
from handlers.spent import spent_by, take_off
from handlers.taps.commands import tell_of_kode
from handlers.taps.limits import WrongLinks
from sop_flows.errors import TooManyWrongLinks, UndanganInvalid
from sop_flows.naskah.kode import kode_in
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.daftar import LayarBantuan
from sop_flows.ports.layar.keanggotaan import NOBODY, Disebut
from sop_flows.ports.records import Actor
from sop_flows.use_cases.pegawai.admission import refuse_member
from sop_flows.use_cases.pegawai.joining import (
    accept_member,
    confirm_identity,
    decline_identity,
    list_roles,
    present_link,
    revoke_member,
)
from sop_flows.use_cases.pegawai.tautan import request_link, revoke_links, show_member

ASKED_AGAIN = "ditanya_lagi"
OPENED = "orang"
"""Opens an employee of the list, whose other buttons stay."""
NAMED_AT = 2  # after employee and account


async def on_start(update: Update, context: Context) -> str:
    """Somebody opened the bot, perhaps by a join link or by the code on a paper."""
    chat_id = update.effective_chat.id if update.effective_chat else 0
    if context.args:
        if kode := kode_in(context.args[0]):
            return await tell_of_kode(update, context, kode)
        await open_link(context, chat_id, context.args[0][:64])
        return ""
    await context.tell(answer_to(chat_id, LayarBantuan(user_id=chat_id)))
    await show_menu(context, chat_id)
    return ""


async def open_link(context: Context, chat_id: int, token: str) -> None:
    """Ask whether somebody is the person of a link; who tried several wrong ones has to wait.

    Raises:
        UndanganInvalid: The link is unknown, used or expired.
        TooManyWrongLinks: Several were, within the hour.
    """
    wrong: WrongLinks = context.bot_data.setdefault("wrong_links", WrongLinks())
    if wrong.is_over(chat_id, context.now):
        raise TooManyWrongLinks
    try:
        await context.perform(present_link, chat_id=chat_id, token=token)
    except UndanganInvalid:
        wrong.note(chat_id, token, context.now)
        raise


async def on_anggota(query: CallbackQuery, context: Context, tap: AnggotaTap) -> str:
    """A button about joining or membership."""
    user, code = query.from_user, ""
    match tap.aksi:
        case "ya":
            is_done = await context.perform(
                confirm_identity,
                Actor.private(user.id),
                username=user.username or "",
                pegawai_id=whose(tap),
            )
            await show_menu(context, user.id)
            code = "" if is_done else ASKED_AGAIN
        case "bukan":
            await context.perform(decline_identity, chat_id=user.id, pegawai_id=whose(tap))
        case "terima":
            joined = await context.perform(
                accept_member,
                user_id=user.id,
                pegawai_id=tap.number(),
                calon=tap.number(1),
                disebut=named_by(tap),
            )
            if joined is None:
                code = ASKED_AGAIN
            else:
                await show_menu(context, joined.chat_id)
        case "tolak":
            refused = await context.perform(
                refuse_member, user_id=user.id, pegawai_id=tap.number(), calon=tap.number(1)
            )
            await show_menu(context, refused.chat_id)
        case aksi if aksi in ABOUT:
            actor = Actor.private(user.id, context.bot.username)
            await context.perform(ABOUT[aksi](actor, tap))
        case _:
            raise CallbackUnreadable(tap.aksi)
    if tap.aksi != OPENED:
        await take_off(query, spent_by(tap))
    return popup(code) if code else ""


ABOUT: Mapping[str, Callable[[Actor, AnggotaTap], Step]] = {
    OPENED: lambda actor, tap: bind(show_member, actor, pegawai_id=tap.number()),
    "tautan": lambda actor, tap: bind(request_link, actor, pegawai_id=tap.number()),
    "cabut_tautan": lambda actor, tap: bind(revoke_links, actor, pegawai_id=tap.number()),
    "cabut": lambda actor, tap: bind(revoke_member, actor, pegawai_id=tap.number()),
}
"""What an admin does about one employee."""


def named_by(tap: AnggotaTap) -> Disebut:
    """Return whom a confirmation named as pushed out; a button of earlier versions named nobody."""
    if len(tap.args) <= NAMED_AT:
        return NOBODY
    return Disebut(pemilik=tap.number(NAMED_AT), akun_lama=tap.number(NAMED_AT + 1))


def whose(tap: AnggotaTap) -> int | None:
    """Return the employee whom the question of a button named; None for one that named nobody yet."""
    return tap.number() if tap.args else None


async def show_menu(context: Context, chat_id: int) -> None:
    """Show somebody the commands that their posts may use, best effort."""
    roles = await context.read(list_roles, user_id=chat_id)
    commands = [BotCommand(name, text) for name, text in menu(roles).items()]
    with suppress(TelegramError):
        await context.bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id))
