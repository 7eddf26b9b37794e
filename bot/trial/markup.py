"""Telegram's HTML: read as strictly as Telegram reads it, drawn back as safe HTML."""

import re
from html import escape
from typing import Any
from urllib.parse import urlsplit

from bot.trial.refusals import BadRequest
from sop_flows.deferred import dataclass, pattern

Entity = dict[str, Any]

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
}
SUPPORTED = {*SIMPLE, "span", "pre", "a", "blockquote", "tg-emoji", "tg-time"}
DRAWN = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
LINK_SCHEMES = {"http", "https", "tg"}

_TAG = pattern(r"""<(/?)([^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>""")
_ATTRIBUTE = pattern(r"""([^\s=/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
_CHARACTER = pattern(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def utf16_length(text: str) -> int:
    """Return the length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


class _Reader:
    """One pass over the source; what is read is in ``text`` and ``entities``."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> None:
        at = 0
        while at < len(self.source):
            character = self.source[at]
            if character == "<":
                at = self._tag(at)
            elif character == "&" and (match := _CHARACTER.match(self.source, at)):
                self._text(_decoded(match))
                at = match.end()
            else:
                end = min(x for x in (self._find("<", at), self._find("&", at + 1)) if x > at)
                self._text(self.source[at:end])
                at = end
        if self.open:
            self._fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def _find(self, character: str, at: int) -> int:
        found = self.source.find(character, at)
        return len(self.source) if found < 0 else found

    def _text(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += utf16_length(piece)

    def _text_since(self, offset: int) -> str:
        return "".join(self.pieces).encode("utf-16-le")[offset * 2 :].decode("utf-16-le")

    def _fail(self, reason: str, at: int | None = None) -> None:
        where = "" if at is None else f" at byte offset {len(self.source[:at].encode())}"
        raise BadRequest(f"can't parse entities: {reason}{where}")

    def _tag(self, at: int) -> int:
        match = _TAG.match(self.source, at)
        if match is None:
            kind = "end" if self.source.startswith("</", at) else "start"
            self._fail(f"Unclosed {kind} tag", at)
            raise AssertionError
        name = match[2].lower()
        if match[1]:
            self._close(name, at)
        else:
            self._start(name, _attributes(match[3]), at)
        return match.end()

    def _start(self, name: str, attributes: dict[str, str], at: int) -> None:
        if name not in SUPPORTED:
            self._fail(f'Unsupported start tag "{name}"', at)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            self._fail('Tag "span" must have class "tg-spoiler"', at)
        self.open.append(_Open(name, attributes, self.length))

    def _close(self, name: str, at: int) -> None:
        if not self.open:
            self._fail("Unexpected end tag", at)
        tag = self.open.pop()
        if name not in ("", tag.tag):
            expected = f"Unmatched end tag at byte offset {len(self.source[:at].encode())}"
            self._fail(f'{expected}, expected "</{tag.tag}>", found "</{name}>"')
        length = self.length - tag.offset
        inside = {outer.tag for outer in self.open}
        if "pre" in inside and tag.tag == "code":
            language = tag.attributes.get("class", "").removeprefix("language-")
            self.open[-1].attributes.setdefault("language", language)
        elif length and not inside & {"pre", "code"}:
            entity = _entity(tag, self._text_since(tag.offset) if tag.tag == "a" else "")
            if entity:
                self.entities.append({**entity, "offset": tag.offset, "length": length})


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text, trimmed as Telegram trims it, and its entities.

    Raises:
        BadRequest: A tag is unknown, unclosed or closed in the wrong order.
    """
    reader = _Reader(source)
    reader.read()
    return trimmed("".join(reader.pieces), reader.entities)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Return text and entities without the white space around them."""
    lead = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    end = utf16_length(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] - lead + entity["length"], end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, kept


def _decoded(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match[0]


def _attributes(source: str) -> dict[str, str]:
    found = {}
    for name, value in _ATTRIBUTE.findall(source):
        bare = value[1:-1] if value[:1] in ('"', "'") else value
        found[name.lower()] = _CHARACTER.sub(_decoded, bare)
    return found


def _entity(tag: _Open, within: str) -> Entity | None:
    match tag.tag:
        case "a":
            return _link(tag.attributes.get("href") or within)
        case "pre":
            language = tag.attributes.get("language")
            return {"type": "pre", **({"language": language} if language else {})}
        case "blockquote":
            kind = "expandable_" if "expandable" in tag.attributes else ""
            return {"type": f"{kind}blockquote"}
        case "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": tag.attributes.get("emoji-id", "")}
        case "tg-time":
            return _date_time(tag.attributes)
        case "span":
            return {"type": "spoiler"}
    return {"type": SIMPLE[tag.tag]}


def _date_time(attributes: dict[str, str]) -> Entity:
    unix = attributes.get("unix", "")
    if not unix.isdecimal():
        raise BadRequest("can't parse entities: Invalid Unix time specified in the tag tg-time")
    shown = attributes.get("format", "")
    return {"type": "date_time", "unix_time": int(unix), "date_time_format": shown}


def _link(href: str) -> Entity | None:
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", href):
        href = f"http://{href}"
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme not in LINK_SCHEMES or not parts.netloc:
        return None
    return {"type": "text_link", "url": href if parts.path else f"{href}/"}


def render_html(text: str, entities: list[Entity]) -> str:
    """Return safe HTML of Telegram's subset, made from the entities and nothing else."""
    units = text.encode("utf-16-le", "surrogatepass")
    drawn: list[str] = []
    stack: list[tuple[int, str]] = []
    cursor = 0

    def draw_to(end: int) -> None:
        nonlocal cursor
        piece = units[cursor * 2 : end * 2].decode("utf-16-le", "replace")
        drawn.append(escape(piece))
        cursor = end

    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        while stack and stack[-1][0] <= start:
            draw_to(stack[-1][0])
            drawn.append(stack.pop()[1])
        tags = _tags(entity)
        overlaps = bool(stack) and end > stack[-1][0]
        if tags is None or overlaps or _splits_a_pair(units, start) or _splits_a_pair(units, end):
            continue
        draw_to(start)
        drawn.append(tags[0])
        stack.append((end, tags[1]))
    while stack:
        draw_to(stack[-1][0])
        drawn.append(stack.pop()[1])
    draw_to(len(units) // 2)
    return "".join(drawn)


def _splits_a_pair(units: bytes, at: int) -> bool:
    return 0xDC <= int.from_bytes(units[at * 2 + 1 : at * 2 + 2]) <= 0xDF


def _tags(entity: Entity) -> tuple[str, str] | None:
    kind = entity["type"]
    if kind == "text_link" and _link(str(entity.get("url"))):
        href = escape(str(entity["url"]))
        return f'<a href="{href}" target="_blank" rel="noopener noreferrer">', "</a>"
    if kind == "date_time":
        shown = escape(str(entity.get("date_time_format", "")))
        return f'<tg-time unix="{int(entity["unix_time"])}" format="{shown}">', "</tg-time>"
    tag = DRAWN.get(kind)
    if tag is None:
        return None
    return f"<{tag}{' expandable' if kind.startswith('expandable') else ''}>", f"</{tag}>"
