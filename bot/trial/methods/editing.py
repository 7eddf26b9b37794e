"""Changing what was sent: edits, deletion, pins and reactions."""

from bot.trial.calls import Call
from bot.trial.keyboards import read_inline_markup
from bot.trial.messenger import Messenger
from bot.trial.methods.content import read_caption, read_text, source_of
from bot.trial.methods.sending import read_media
from bot.trial.refusals import BadRequest
from bot.trial.store import Json, Message

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
CONTENT = {"text", "entities", "caption", "caption_entities", "photo", "document"}
DELETABLE_SECONDS = 48 * 3600
REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 "
    "🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 "
    "🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)


def edit_message_text(messenger: Messenger, call: Call, unknown: list[str]) -> Json:
    """Replace the text and the keyboard."""
    message = _editable(messenger, call)
    if "text" not in message.body:
        raise BadRequest("there is no text in the message to edit")
    content = read_text(source_of(call, "entities"))
    return _replace(messenger, call, message, content, unknown)


def edit_message_caption(messenger: Messenger, call: Call, unknown: list[str]) -> Json:
    """Replace the caption and the keyboard."""
    message = _editable(messenger, call)
    if "text" in message.body:
        raise BadRequest("there is no caption in the message to edit")
    kept = {key: message.body[key] for key in ("photo", "document") if key in message.body}
    content = kept | read_caption(source_of(call, "caption_entities"))
    return _replace(messenger, call, message, content, unknown)


def edit_message_media(messenger: Messenger, call: Call, unknown: list[str]) -> Json:
    """Replace everything by a picture or a file."""
    message = _editable(messenger, call)
    content = read_media(messenger, call, call.data("media"))
    return _replace(messenger, call, message, content, unknown)


def edit_message_reply_markup(messenger: Messenger, call: Call, unknown: list[str]) -> Json:
    """Replace the keyboard."""
    message = _editable(messenger, call)
    content = {key: value for key, value in message.body.items() if key in CONTENT}
    return _replace(messenger, call, message, content, unknown)


def _editable(messenger: Messenger, call: Call) -> Message:
    if call.text("inline_message_id"):
        raise BadRequest("MESSAGE_ID_INVALID")
    message = _message(messenger, call, "message to edit not found")
    if not message.from_bot:
        raise BadRequest("message can't be edited")
    return message


def _message(messenger: Messenger, call: Call, missing: str) -> Message:
    phone = messenger.known_chat(call)
    number = call.integer("message_id")
    if number is None:
        raise BadRequest("message identifier is not specified")
    message = messenger.store.message(phone.user_id, number)
    if message is None:
        raise BadRequest(missing)
    return message


def _replace(
    messenger: Messenger, call: Call, message: Message, content: Json, unknown: list[str]
) -> Json:
    markup = read_inline_markup(call, unknown)
    new = content | ({"reply_markup": markup} if markup else {})
    changing = CONTENT | {"reply_markup"}
    if new == {key: value for key, value in message.body.items() if key in changing}:
        raise BadRequest(NOT_MODIFIED)
    kept = {key: value for key, value in message.body.items() if key not in changing}
    message.body = {**kept, "edit_date": messenger.date(), **new}
    messenger.store.save_message(message)
    messenger.changed(message.chat_id)
    return message.body


def delete_message(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Delete a message of the last 48 hours."""
    message = _message(messenger, call, "message to delete not found")
    if messenger.date() - message.body["date"] > DELETABLE_SECONDS:
        raise BadRequest("message can't be deleted for everyone")
    messenger.store.delete_message(message.message_id)
    messenger.changed(message.chat_id)
    return True


def delete_messages(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Delete those of the named messages that can be."""
    phone = messenger.known_chat(call)
    for number in call.data("message_ids") or []:
        message = messenger.store.message(phone.user_id, int(number))
        if message and messenger.date() - message.body["date"] <= DELETABLE_SECONDS:
            messenger.store.delete_message(message.message_id)
    messenger.changed(phone.user_id)
    return True


def pin_chat_message(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Pin a message on top of the chat."""
    message = _message(messenger, call, "message to pin not found")
    message.extra["pinned"] = True
    messenger.store.save_message(message)
    messenger.changed(message.chat_id)
    return True


def unpin_chat_message(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Unpin the named message, or the newest pinned one."""
    if call.integer("message_id") is not None:
        pinned = [_message(messenger, call, "message to unpin not found")]
    else:
        pinned = _pinned(messenger, call)[-1:]
    return _unpin(messenger, pinned)


def unpin_all_chat_messages(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Unpin everything in the chat."""
    return _unpin(messenger, _pinned(messenger, call))


def _pinned(messenger: Messenger, call: Call) -> list[Message]:
    chat_id = messenger.known_chat(call).user_id
    return [one for one in messenger.store.messages(chat_id) if one.extra.get("pinned")]


def _unpin(messenger: Messenger, messages: list[Message]) -> bool:
    for message in messages:
        message.extra["pinned"] = False
        messenger.store.save_message(message)
        messenger.changed(message.chat_id)
    return True


def set_message_reaction(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """React to a message, or take the reaction back."""
    message = _message(messenger, call, "message to react not found")
    reactions = call.data("reaction") or []
    if len(reactions) > 1:
        raise BadRequest("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction.get("type") != "emoji" or reaction.get("emoji") not in REACTIONS.split():
            raise BadRequest("REACTION_INVALID")
    message.extra["reaction"] = reactions[0]["emoji"] if reactions else None
    messenger.store.save_message(message)
    messenger.changed(message.chat_id)
    return True
