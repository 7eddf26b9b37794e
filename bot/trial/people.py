"""What a person does on their phone: writing, sending files, tapping, blocking."""

import secrets
from datetime import UTC, datetime
from typing import Any

from bot.trial.asked import is_number
from bot.trial.calls import Upload
from bot.trial.markup import render_html, utf16_length
from bot.trial.messenger import Messenger, chat_of, document_of, quoted, user_of
from bot.trial.methods.content import TEXT_LIMIT, measure_picture
from bot.trial.refusals import BadRequest, PhoneRefused
from bot.trial.store import Json, Message, Phone
from sop_flows.deferred import pattern

COMMAND = pattern(r"(?<!\S)/[a-zA-Z0-9_]{1,32}(?:@\w+)?")
PICTOGRAPH = pattern(r"^[^\w]+")
AUTOMATIC = object()


def find_phone(messenger: Messenger, user_id: int) -> Phone:
    """Return the person.

    Raises:
        PhoneRefused: Nobody has that number.
    """
    phone = messenger.store.phone(user_id) if is_number(user_id) else None
    if phone is None:
        raise PhoneRefused(404, f"Tidak ada telepon dengan nomor {user_id}.")
    return phone


def write_text(
    messenger: Messenger, phone: Phone, text: str, reply_to: object = AUTOMATIC
) -> Json:
    """Send a text as the person."""
    text = text.encode("utf-8", "replace").decode().strip()
    if not text:
        raise PhoneRefused(400, "Pesan kosong.")
    if utf16_length(text) > TEXT_LIMIT:
        raise PhoneRefused(400, "Pesan lebih dari 4.096 karakter.")
    entities = [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: match.start()]),
            "length": len(match[0]),
        }
        for match in COMMAND.finditer(text)
    ]
    content = {"text": text, **({"entities": entities} if entities else {})}
    return _write(messenger, phone, content, reply_to)


def write_file(
    messenger: Messenger,
    phone: Phone,
    upload: Upload,
    *,
    caption: str = "",
    as_photo: bool = False,
    album: str = "",
    reply_to: object = AUTOMATIC,
) -> Json:
    """Send a file, or a picture, as the person; ``album`` names the album that it is part of."""
    folder = "photos" if as_photo else "documents"
    file = messenger.store.add_file(folder, upload.name, upload.mime, upload.content)
    content: Json = {"document": document_of(file)}
    if as_photo:
        try:
            width, height = measure_picture(upload.content)
        except BadRequest:
            raise PhoneRefused(400, "Foto harus PNG atau JPEG.") from None
        ids = {key: content["document"][key] for key in ("file_id", "file_unique_id", "file_size")}
        content = {"photo": [{**ids, "width": width, "height": height}]}
    extra = {"caption": caption, "media_group_id": album}
    content |= {name: value for name, value in extra.items() if value}
    return _write(messenger, phone, content, reply_to)


def _write(messenger: Messenger, phone: Phone, content: Json, reply_to: object) -> Json:
    _check_unblocked(phone)
    quote = _quoted(messenger, phone, reply_to)
    body = {
        "from": user_of(phone),
        "chat": chat_of(phone),
        "date": messenger.date(),
        **({"reply_to_message": quoted(quote)} if quote else {}),
        **content,
    }
    with messenger.store.transaction():
        message = messenger.store.add_message(phone.user_id, body, {}, from_bot=False)
        phone.started, phone.read_id = True, message.message_id
        messenger.store.save_phone(phone)
        messenger.queue(phone.user_id, "message", message.body)
    messenger.changed(phone.user_id)
    return message.body


def _quoted(messenger: Messenger, phone: Phone, reply_to: object) -> Message | None:
    if reply_to is None:
        return None
    if isinstance(reply_to, int):
        message = messenger.store.message(phone.user_id, reply_to)
        if message is None:
            raise PhoneRefused(409, "Pesan yang dibalas sudah tidak ada.")
        return message
    last = messenger.store.newest(phone.user_id)
    return last if last and last.extra.get("force_reply") else None


def _check_unblocked(phone: Phone) -> None:
    if phone.blocked:
        raise PhoneRefused(409, "Bot sedang diblokir di telepon ini. Buka blokirnya dahulu.")


def find_button(messenger: Messenger, phone: Phone, message_id: int | None, label: str) -> Json:
    """Return the button that is there now, with its ``message_id``.

    Raises:
        PhoneRefused: The message or the button is gone.
    """
    if message_id is None:
        messages = messenger.store.messages(phone.user_id)[::-1]
    else:
        found = messenger.store.message(phone.user_id, message_id)
        messages = [found] if found else []
    for fits in (_is_label, _starts_with_label):
        for message in messages:
            for button in buttons_of(message):
                if fits(button["text"], label):
                    return {**button, "message_id": message.message_id}
    raise PhoneRefused(409, f"Tombol «{label}» tidak ada lagi.")


def buttons_of(message: Message) -> list[Json]:
    """Return the buttons under a message."""
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _is_label(text: str, label: str) -> bool:
    return text == label


def _starts_with_label(text: str, label: str) -> bool:
    return bool(label) and PICTOGRAPH.sub("", text).startswith(PICTOGRAPH.sub("", label) or label)


async def tap(
    messenger: Messenger, phone: Phone, message_id: int, data: str, *, wait: float | None = None
) -> Json | None:
    """Send a callback and return the bot's pop-up answer, or None if it did not come in time."""
    _check_unblocked(phone)
    message = messenger.store.message(phone.user_id, message_id)
    gone = {"chat": chat_of(phone), "message_id": message_id, "date": 0}
    query_id = str(secrets.randbits(62) + 1)
    query = {
        "id": query_id,
        "from": user_of(phone),
        "message": message.body if message else gone,
        "chat_instance": str(phone.user_id * 7919),
        "data": data,
    }
    with messenger.store.transaction():
        messenger.store.add_tap(query_id, phone.user_id, messenger.machine())
        messenger.queue(phone.user_id, "callback_query", query)
        phone.read_id = max(phone.read_id, message_id)
        messenger.store.save_phone(phone)
    until = messenger.machine() + (messenger.lifetimes.tap if wait is None else wait)
    while True:
        waiting = messenger.store.tap(query_id)
        if waiting is not None and waiting[1]:
            return waiting[1]
        left = until - messenger.machine()
        if left <= 0 or messenger.closing:
            return None
        await messenger.answered.heard(left)


def add_to_group(messenger: Messenger, phone: Phone, group_id: int, title: str) -> None:
    """Let a person add the bot to a group, which is kept as a phone with a number below zero."""
    group = Phone(group_id, title, None, "", "", started=True)
    absent = {"user": messenger.bot, "status": "left"}
    change_membership(messenger, group, phone, absent, absent | {"status": "member"})


def write_in_group(messenger: Messenger, phone: Phone, group_id: int, text: str) -> None:
    """Let a person write in a group, where the bot hears it as one that is spoken to."""
    group = find_phone(messenger, group_id)
    body = {"from": user_of(phone), "chat": chat_of(group), "date": messenger.date(), "text": text}
    with messenger.store.transaction():
        message = messenger.store.add_message(group_id, body, {}, from_bot=False)
        messenger.queue(group_id, "message", message.body)


def set_blocked(messenger: Messenger, phone: Phone, *, blocked: bool) -> None:
    """Block or unblock the bot; it is told, as Telegram tells it."""
    if phone.blocked == blocked:
        return
    phone.blocked = blocked
    members: list[Json] = [
        {"user": messenger.bot, "status": "member"},
        {"user": messenger.bot, "status": "kicked", "until_date": 0},
    ]
    change_membership(messenger, phone, phone, members[not blocked], members[blocked])
    messenger.changed(phone.user_id)


def change_membership(
    messenger: Messenger, chat: Phone, person: Phone, before: Json, after: Json
) -> None:
    """Keep a chat as it is now, and tell the bot what somebody made of its membership there."""
    change = {
        "chat": chat_of(chat),
        "from": user_of(person),
        "date": messenger.date(),
        "old_chat_member": before,
        "new_chat_member": after,
    }
    with messenger.store.transaction():
        messenger.store.save_phone(chat)
        messenger.queue(chat.user_id, "my_chat_member", change)


def show_message(message: Message) -> Json:
    """Return a message as the phone shows it."""
    body = message.body
    plain = body.get("text") or body.get("caption") or ""
    entities = body.get("entities") or body.get("caption_entities") or []
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    force = message.extra.get("force_reply")
    return {
        "message_id": message.message_id,
        "from": "bot" if message.from_bot else "me",
        "text": render_html(plain, entities),
        "plain": plain,
        "buttons": [[button["text"] for button in row] for row in rows],
        "keys": [[_show_button(button) for button in row] for row in rows],
        "document": _show_document(body.get("document")),
        "photo": _show_photo(body.get("photo")),
        "album": body.get("media_group_id"),
        "edited": "edit_date" in body,
        "date": datetime.fromtimestamp(body["date"], UTC).isoformat(),
        "pinned": bool(message.extra.get("pinned")),
        "reply_to": body.get("reply_to_message", {}).get("message_id"),
        "force_reply": {"placeholder": force.get("input_field_placeholder")} if force else None,
        "reaction": message.extra.get("reaction"),
        "silent": bool(message.extra.get("silent")),
    }


def _show_button(button: Json) -> Json:
    copied: Any = button.get("copy_text") or {}
    return {
        "label": button["text"],
        "style": button.get("style"),
        "url": button.get("url"),
        "copy": copied.get("text"),
    }


def _show_document(document: Json | None) -> Json | None:
    if document is None:
        return None
    return {
        "name": document["file_name"],
        "size": document["file_size"],
        "url": f"/trial/files/{document['file_id']}",
    }


def _show_photo(sizes: list[Json] | None) -> Json | None:
    if not sizes:
        return None
    size = sizes[-1]
    url = f"/trial/files/{size['file_id']}"
    return {"url": url, "width": size["width"], "height": size["height"]}
