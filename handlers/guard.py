"""Which updates may pass at all: a person's own words and taps, in a private chat.

Who the person is stands in the database and is read there, in the deciding transaction.
"""

from collections.abc import Iterator

from telegram import Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context
from sop_flows.deferred import replace
from sop_flows.ports.kiriman import Kiriman, answer_to
from sop_flows.ports.layar.tugas import (
    PesanDisunting,
    PesanTerusan,
    PetunjukGrup,
    TinggalkanGrup,
)

PRESENT = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)
ANONYMOUS_ADMIN = 1087968824


async def on_any(update: Update, context: Context) -> None:
    """Stop what is nobody's own: groups, channels, forwards, edits, other bots."""
    if is_own(update):
        return
    if is_called(update):
        await context.tell(*leaving(update, context.bot.username))
        raise ApplicationHandlerStop
    told, user = explained(update), update.effective_user
    if told is not None and user is not None:
        await context.tell(answer_to(user.id, told))
    else:
        await context.tell()
    raise ApplicationHandlerStop


def is_called(update: Update) -> bool:
    """Tell whether the bot was added to a group or a channel, or is spoken to there."""
    chat, member, message = update.effective_chat, update.my_chat_member, update.message
    if chat is None or chat.type == ChatType.PRIVATE:
        return False
    if member is not None:
        return member.new_chat_member.status in PRESENT
    return message is not None and message.text is not None


def leaving(update: Update, username: str) -> Iterator[Kiriman]:
    """Yield what a group or a channel is owed: one hint for ever, and that the bot leaves."""
    if (chat := update.effective_chat) is not None:
        hint = PetunjukGrup(bot=username)
        yield replace(answer_to(chat.id, hint), dedup=f"grup:{chat.id}")
        yield answer_to(chat.id, TinggalkanGrup())


def explained(update: Update) -> PesanTerusan | PesanDisunting | None:
    """Return which message tells a person in a private chat why this was not read, if any."""
    message, user = update.message or update.edited_message, update.effective_user
    if message is None or user is None or user.is_bot or message.chat.type != ChatType.PRIVATE:
        return None
    if update.message is not None:
        return PesanTerusan() if is_borrowed(message) else None
    has_words = message.text is not None or message.caption is not None
    return PesanDisunting() if has_words else None


def is_own(update: Update) -> bool:
    """Tell whether an update is one person's own act in a private chat."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or user.is_bot or user.id == ANONYMOUS_ADMIN:
        return False
    if chat is not None and chat.type != ChatType.PRIVATE:
        return False
    if update.callback_query is not None:
        return True
    return update.message is not None and not is_borrowed(update.message)


def is_borrowed(message: Message) -> bool:
    """Tell whether a message carries somebody else's words."""
    is_forwarded = message.forward_origin is not None
    return is_forwarded or message.via_bot is not None or message.sender_chat is not None
