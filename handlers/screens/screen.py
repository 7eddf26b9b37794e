"""What a person sees, as data; refused here when Telegram would refuse it.

1. Text is Telegram HTML. Every value in it was escaped by the template.
2. A screen that exists can be sent: its checks run when it is drawn, not when it is sent.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any, Literal

from telegram import CopyTextButton, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from sop_flows.deferred import dataclass, pattern
from sop_flows.ports.unit_of_work import UnitOfWork

MAX_TEXT = 4096  # UTF-16 units, after parsing
MAX_CAPTION = 1024  # UTF-16 units, after parsing
MAX_DATA = 64  # bytes
MAX_PLACEHOLDER = 64  # characters
MAX_BUTTONS = 100

TAGS = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "code",
        "pre",
        "a",
        "blockquote",
        "tg-spoiler",
        "tg-time",
    ]
)
TAG = pattern(r"<(/?)([a-zA-Z][a-zA-Z-]*)((?:\s[^<>]*)?)>")


class ScreenRefused(ValueError):
    """Telegram would refuse this screen."""


@dataclass(frozen=True, slots=True)
class Tombol:
    """A button: it taps back ``data``, opens ``url`` or copies ``salin``; exactly one of them."""

    label: str
    data: str = ""
    url: str = ""
    salin: str = ""
    gaya: Literal["primary", "success", "danger"] | None = None

    def __post_init__(self) -> None:
        if not self.label.strip():
            raise ScreenRefused("a button without a label")
        if (bool(self.data), bool(self.url), bool(self.salin)).count(True) != 1:
            raise ScreenRefused(f"the button {self.label!r} must do exactly one thing")
        if len(self.data.encode()) > MAX_DATA:
            raise ScreenRefused(f"the button {self.label!r} carries over {MAX_DATA} bytes")


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A file to send: its name and its content, where that lies, or what makes it.

    With ``file_id`` Telegram has it already; the content counts where Telegram refuses that.
    """

    nama: str
    isi: bytes | Path | Callable[[], bytes]
    file_id: str = ""
    sent: Callable[[UnitOfWork], None] | None = None
    """Notes, within a unit of work, that it was sent."""

    def read(self) -> bytes:
        """Return the content; not on the event loop, it may take a while."""
        if isinstance(self.isi, bytes):
            return self.isi
        return self.isi.read_bytes() if isinstance(self.isi, Path) else self.isi()


@dataclass(frozen=True, slots=True)
class Reaksi:
    """An emoji on the person's own message, as a light acknowledgement."""

    message_id: int
    emoji: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: text with buttons, a question, a file with a caption, or a reaction.

    ``is_passing``: the message goes away once it was answered, as every question with a field does.
    ``deletion``: no message, but those that go away. ``is_over``: nothing more happens to what it
    shows, so it stands on top of no chat.
    """

    text: str = ""
    keyboard: tuple[tuple[Tombol, ...], ...] = ()
    force_reply: str | None = None
    document: Dokumen | None = None
    photo: Dokumen | None = None
    reaction: Reaksi | None = None
    pengganti: str = ""
    """What is told where the file can be read no more, cannot be made, or is too big to send."""
    is_passing: bool = False
    deletion: tuple[int, ...] = ()
    leaves: bool = False
    """Whether the bot leaves the chat."""
    is_over: bool = False

    @property
    def is_question(self) -> bool:
        """Whether the message goes away once it was answered."""
        return self.is_passing or self.force_reply is not None

    def __post_init__(self) -> None:
        has_file = self.document is not None or self.photo is not None
        if not (self.text.strip() or has_file or self.reaction or self.deletion or self.leaves):
            raise ScreenRefused("an empty screen")
        check_markup(self.text)
        check_markup(self.pengganti)
        limit = MAX_CAPTION if has_file else MAX_TEXT
        if (length := parsed_length(self.text)) > limit:
            raise ScreenRefused(f"{length} of {limit} UTF-16 units")
        if sum(map(len, self.keyboard)) > MAX_BUTTONS:
            raise ScreenRefused(f"more than {MAX_BUTTONS} buttons")
        if self.force_reply is None:
            return
        if self.keyboard or not 1 <= len(self.force_reply) <= MAX_PLACEHOLDER:
            raise ScreenRefused("a question has a placeholder of 1 to 64 characters, no buttons")


def check_markup(text: str) -> None:
    """Raise ``ScreenRefused`` where Telegram cannot parse the HTML."""
    open_tags: list[str] = []
    for closing, name, attributes in tags(text):
        if name not in TAGS and not (name == "span" and "tg-spoiler" in attributes):
            raise ScreenRefused(f"the tag <{name}> is not Telegram's")
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            raise ScreenRefused(f"</{name}> closes nothing")
    if open_tags:
        raise ScreenRefused(f"<{open_tags[-1]}> stays open")
    if "<" in without_tags(text):
        raise ScreenRefused("a value was not escaped: a stray <")


def tags(text: str) -> Iterator[tuple[bool, str, str]]:
    """Yield closing or not, name, and attributes of each tag."""
    for match in TAG.finditer(text):
        yield bool(match[1]), match[2].lower(), match[3]


@lru_cache(maxsize=8)  # a text is measured while it is drawn, and checked when it was
def without_tags(text: str) -> str:
    """Return an HTML text without its tags."""
    return TAG.sub("", text)


def plain(text: str) -> str:
    """Return what a person reads of an HTML text."""
    return unescape(without_tags(text))


def parsed_length(text: str) -> int:
    """Return the length that Telegram counts: UTF-16 units after parsing."""
    return len(plain(text).encode("utf-16-le")) // 2


def to_markup(screen: Screen) -> InlineKeyboardMarkup | ForceReply | None:
    """Return PTB's object for what stands under the text."""
    if screen.force_reply is not None:
        return ForceReply(input_field_placeholder=screen.force_reply)
    if not screen.keyboard:
        return None
    return InlineKeyboardMarkup([[to_button(each) for each in row] for row in screen.keyboard])


def to_json(screen: Screen) -> dict[str, Any] | None:
    """Return what stands under the text as the Bot API has it."""
    if screen.force_reply is not None:
        return {"force_reply": True, "input_field_placeholder": screen.force_reply}
    if not screen.keyboard:
        return None
    return {"inline_keyboard": [[button_json(each) for each in row] for row in screen.keyboard]}


def button_json(tombol: Tombol) -> dict[str, Any]:
    """Return a button as the Bot API has it."""
    button: dict[str, Any] = {"text": tombol.label}
    if tombol.data:
        button["callback_data"] = tombol.data
    if tombol.url:
        button["url"] = tombol.url
    if tombol.salin:
        button["copy_text"] = {"text": tombol.salin}
    if tombol.gaya:
        button["style"] = tombol.gaya
    return button


def to_button(tombol: Tombol) -> InlineKeyboardButton:
    """Return PTB's object for a button."""
    return InlineKeyboardButton(
        tombol.label,
        callback_data=tombol.data or None,
        url=tombol.url or None,
        copy_text=CopyTextButton(tombol.salin) if tombol.salin else None,
        style=tombol.gaya,
    )
