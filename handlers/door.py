"""The one place where what people write comes in: cleaned before any handler reads it.

What marks a part of a text (a command, a link) is moved along with it.
"""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from sop_flows.teks import clean_teks

LONGEST_NAME: Final = 255
SUFFIX: Final = 16
"""Letters of the name of a file, and of its ending, dot included."""
MARKED: Final[Mapping[str, str]] = {"text": "entities", "caption": "caption_entities"}
"""A text of a message, and what marks parts of it by offset and length in UTF-16 units."""


def clean_update(body: Mapping[str, object]) -> dict[str, object]:
    """Return an update whose message says nothing that cannot be seen."""
    message = body.get("message")
    if not isinstance(message, Mapping):
        return dict(body)
    return {**body, "message": clean_message(message)}


def clean_message(message: Mapping[str, object]) -> dict[str, object]:
    """Return a message with clean texts and names, and marks that still lie on the same words."""
    found = {key: with_short_name(cleaned(value)) for key, value in message.items()}
    for name, marks in MARKED.items():
        teks, entities = message.get(name), message.get(marks)
        if isinstance(teks, str) and isinstance(entities, list) and found[name] != teks:
            found[marks] = [moved(one, teks) for one in entities if isinstance(one, Mapping)]
    return found


def cleaned(value: object) -> object:
    """Return a value of JSON with every text in it clean."""
    match value:
        case str():
            return clean_teks(value)
        case list():
            return [cleaned(one) for one in value]
        case Mapping():
            return {key: cleaned(one) for key, one in value.items()}
    return value


def with_short_name(value: object) -> object:
    """Return what came with a message; if it has the name of a file, one that a disk could hold."""
    match value:
        case {"file_name": str(name), **rest} if len(name) > LONGEST_NAME:
            suffix = PurePath(name).suffix[-SUFFIX:]
            return {**rest, "file_name": name[: LONGEST_NAME - len(suffix)] + suffix}
    return value


def moved(entity: Mapping[str, object], teks: str) -> dict[str, object]:
    """Return what marks a part of a text as it marks the same part of the clean one."""
    units = teks.encode("utf-16-le")
    start, length = entity.get("offset"), entity.get("length")
    if not (isinstance(start, int) and isinstance(length, int)):
        return dict(entity)
    before, part = units[: 2 * start], units[2 * start : 2 * (start + length)]
    return {**entity, "offset": clean_length(before), "length": clean_length(part)}


def clean_length(units: bytes) -> int:
    """Return how many UTF-16 units are left of a part of a text once it is clean."""
    return len(clean_teks(units.decode("utf-16-le", "ignore")).encode("utf-16-le")) // 2
