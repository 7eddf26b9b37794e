"""sendMessage and its relatives."""

import secrets
from typing import Any

from bot.trial.calls import Call
from bot.trial.keyboards import read_markup
from bot.trial.messenger import Messenger, chat_of
from bot.trial.methods.content import (
    read_caption,
    read_document,
    read_photo,
    read_reply,
    read_text,
    source_of,
)
from bot.trial.refusals import BadRequest
from bot.trial.store import Json, Phone

ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note"
)


def send_message(messenger: Messenger, call: Call, unknown: list[str]) -> Json:
    """Send a text."""
    phone = messenger.reachable_chat(call)
    content = read_text(source_of(call, "entities"))
    return _post(messenger, call, phone, content, unknown)


def send_photo(messenger: Messenger, call: Call, unknown: list[str]) -> Json:
    """Send a picture."""
    phone = messenger.reachable_chat(call)
    content = read_photo(messenger, call, _attached(call, "photo"))
    content |= read_caption(source_of(call, "caption_entities"))
    return _post(messenger, call, phone, content, unknown)


def send_document(messenger: Messenger, call: Call, unknown: list[str]) -> Json:
    """Send a file."""
    phone = messenger.reachable_chat(call)
    content = read_document(messenger, call, _attached(call, "document"))
    content |= read_caption(source_of(call, "caption_entities"))
    return _post(messenger, call, phone, content, unknown)


def send_media_group(messenger: Messenger, call: Call, unknown: list[str]) -> list[Json]:
    """Send an album of pictures, or one of files."""
    phone = messenger.reachable_chat(call)
    album = call.data("media")
    if not isinstance(album, list) or not 2 <= len(album) <= 10:
        raise BadRequest("media group must include 2-10 items")
    if len({media.get("type") for media in album}) > 1:
        raise BadRequest("documents can't be mixed with other media types")
    group = {"media_group_id": str(secrets.randbits(53))}
    contents = [read_media(messenger, call, media) | group for media in album]
    return [_post(messenger, call, phone, content, unknown) for content in contents]


def read_media(messenger: Messenger, call: Call, media: Any) -> Json:  # noqa: ANN401 - as it came
    """Return the content that an InputMedia describes."""
    if not isinstance(media, dict) or media.get("type") not in ("photo", "document"):
        raise BadRequest("can't parse InputMedia: unsupported type")
    read = read_photo if media["type"] == "photo" else read_document
    return read(messenger, call, media.get("media")) | read_caption(media)


def send_chat_action(messenger: Messenger, call: Call, _unknown: list[str]) -> bool:
    """Show that the bot is busy."""
    messenger.reachable_chat(call)
    if call.text("action") not in ACTIONS.split():
        raise BadRequest("wrong parameter action in request")
    return True


def _attached(call: Call, name: str) -> object:
    value = call.files.get(name) or call.text(name)
    if not value:
        raise BadRequest(f"there is no {name} in the request")
    return value


def _post(
    messenger: Messenger, call: Call, phone: Phone, content: Json, unknown: list[str]
) -> Json:
    markup = read_markup(call, unknown)
    inline = {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}
    body = {
        "from": messenger.bot,
        "chat": chat_of(phone),
        "date": messenger.date(),
        **read_reply(messenger, call, phone),
        **content,
        **inline,
    }
    if call.flag("protect_content"):
        body["has_protected_content"] = True
    extra = {
        "silent": call.flag("disable_notification"),
        "force_reply": markup if markup and markup.get("force_reply") else None,
    }
    message = messenger.store.add_message(phone.user_id, body, extra, from_bot=True)
    messenger.changed(phone.user_id)
    return message.body
