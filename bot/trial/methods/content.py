"""The parts of a message that several methods read alike: text, files, replies."""

import struct
from typing import Any

from bot.trial.calls import Call, Upload
from bot.trial.markup import parse_html, trimmed, utf16_length
from bot.trial.messenger import Messenger, describe_file, document_of, quoted
from bot.trial.refusals import BadRequest
from bot.trial.store import Json, Phone, StoredFile

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
PHOTO_LIMIT = 10 * 1024 * 1024


def read_text(source: Json) -> Json:
    """Return ``text`` and ``entities`` of a message.

    Raises:
        BadRequest: It is empty, too long, or its HTML is wrong.
    """
    text, entities = _parsed(source, "text", "entities")
    if not text:
        raise BadRequest("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise BadRequest("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def read_caption(source: Json) -> Json:
    """Return ``caption`` and ``caption_entities``, or nothing where there is none.

    Raises:
        BadRequest: It is too long, or its HTML is wrong.
    """
    text, entities = _parsed(source, "caption", "caption_entities")
    if utf16_length(text) > CAPTION_LIMIT:
        raise BadRequest("message caption is too long")
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def _parsed(source: Json, name: str, entities_name: str) -> tuple[str, list[Json]]:
    text = str(source.get(name) or "").replace("\r", "")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadRequest("strings must be encoded in UTF-8")
    mode = str(source.get("parse_mode") or "").lower()
    if mode == "html":
        return parse_html(text)
    if mode:
        raise BadRequest("unsupported parse_mode")
    return trimmed(text, source.get(entities_name) or [])


def source_of(call: Call, *json_names: str) -> Json:
    """Return the parameters of a call with the named ones read as JSON."""
    return {**call.params, **{name: call.data(name) for name in json_names}}


def read_reply(messenger: Messenger, call: Call, phone: Phone) -> Json:
    """Return ``reply_to_message``, or nothing.

    Raises:
        BadRequest: The message is not there and the call insists on it.
    """
    wanted = call.data("reply_parameters")
    if not wanted:
        return {}
    if not isinstance(wanted, dict) or not isinstance(wanted.get("message_id"), int):
        raise BadRequest("can't parse reply parameters")
    found = messenger.store.message(phone.user_id, wanted["message_id"])
    if found is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise BadRequest("message to be replied not found")
    return {"reply_to_message": quoted(found)}


def read_document(messenger: Messenger, call: Call, value: Any) -> Json:  # noqa: ANN401
    """Return ``document`` from an upload, an attachment or a file_id."""
    return {"document": document_of(_file(messenger, call, value, "documents"))}


def read_photo(messenger: Messenger, call: Call, value: Any) -> Json:  # noqa: ANN401
    """Return ``photo`` from an upload, an attachment or a file_id.

    Raises:
        BadRequest: Telegram could not show it as a picture.
    """
    file = _file(messenger, call, value, "photos")
    if len(file.content) > PHOTO_LIMIT:
        raise BadRequest("file is too big")
    width, height = measure_picture(file.content)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    return {"photo": [{**describe_file(file), "width": width, "height": height}]}


def _file(messenger: Messenger, call: Call, value: Any, folder: str) -> StoredFile:  # noqa: ANN401
    if isinstance(value, str) and value.startswith("attach://"):
        value = call.files.get(value.removeprefix("attach://"))
    if isinstance(value, Upload):
        if not value.content:
            raise BadRequest("file must be non-empty")
        return messenger.store.add_file(folder, value.name, value.mime, value.content)
    known = messenger.store.file(value) if isinstance(value, str) else None
    if known is None or known.file_id != value:
        raise BadRequest("wrong file identifier/HTTP URL specified")
    if not known.path.startswith(f"{folder}/"):
        kinds = {"documents": "Document", "photos": "Photo"}
        found = kinds[known.path.partition("/")[0]]
        raise BadRequest(f"can't use file of type {found} as {kinds[folder]}")
    return known


def measure_picture(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG.

    Raises:
        BadRequest: It is neither.
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    at = 2 if content.startswith(b"\xff\xd8") else len(content)
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise BadRequest("IMAGE_PROCESS_FAILED")
