"""What outsiders think of the bot's calls: the description of the Bot API, and aiogram's types.

Imported by the test that looks with these eyes, when it runs: aiogram takes seconds.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import aiogram  # noqa: TID253
from pydantic import ValidationError

from bot.trial.bot_api import BY_LOWER_NAME
from tests.bot.trial import bot_api_schema

LABEL = 28  # characters that a thumb can read on one button
LIMITS = {"text": 4096, "caption": 1024}  # UTF-16 units after parsing
ALLOWED = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}

METHODS = {name[0].lower() + name[1:] for name in aiogram.methods.__all__}
"""Every method that aiogram knows."""
NAME = re.compile(r"[a-z]+[A-Z][A-Za-z]+")
TAPPED = {"answer": "answerCallbackQuery"}
"""What a tap can be asked to do itself, in python-telegram-bot."""


class Html(HTMLParser):
    """A reader of Telegram's HTML that is not ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.faults = "", [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag not in ALLOWED:
            self.faults.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text += data


def find_faults(call: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with one recorded call."""
    method, params = call["method"], call["params"]
    if method not in BY_LOWER_NAME.values():
        yield f"{method} is not emulated"
        return
    if call["unknown"]:
        yield f"{method} has no {call['unknown']}"
    if bot_api_schema.is_available():
        yield from bot_api_schema.find_request_faults(method, params)
    yield from find_aiogram_faults(method, params)
    yield from find_text_faults(method, params)
    yield from find_button_faults(method, params)


def methods_in(files: Iterable[Path]) -> set[str]:
    """Return the methods of the Bot API that source names: in a text, or as python-telegram-bot does."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in files)
    return {method for tree in trees for node in ast.walk(tree) for method in named_by(node)}


def named_by(node: ast.AST) -> Iterator[str]:
    """Yield the methods that one node names; what only explains is no call."""
    match node:
        case ast.Constant(value=str(text)) if "\n" not in text and " " not in text:
            yield from METHODS.intersection(NAME.findall(text))
        case ast.Attribute(value=ast.Name(id="query"), attr=attr) if attr in TAPPED:
            yield TAPPED[attr]
        case ast.Attribute(attr=attr) if "_" in attr:
            first, *rest = attr.split("_")
            yield from METHODS & {first + "".join(map(str.capitalize, rest))}


def typed(method: str) -> type[aiogram.methods.TelegramMethod[Any]]:
    found: type[aiogram.methods.TelegramMethod[Any]] = getattr(
        aiogram.methods, method[0].upper() + method[1:]
    )
    return found


def find_aiogram_faults(method: str, params: dict[str, Any]) -> Iterator[str]:
    """Yield why aiogram's own class of the method would not be made from these parameters."""
    try:
        typed(method)(**{name: read(value) for name, value in params.items()})
    except ValidationError as error:
        yield f"aiogram, {method}: {error}"


def read(value: Any) -> Any:
    """Return a parameter as aiogram takes it: JSON read, uploads as files."""
    if isinstance(value, dict) and value.keys() == {"file", "size"}:
        return aiogram.types.BufferedInputFile(b"", value["file"])
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def find_text_faults(method: str, params: dict[str, Any]) -> Iterator[str]:
    """Yield texts that are too long or that cannot be parsed."""
    for name, limit in LIMITS.items():
        if name not in params or method == "answerCallbackQuery":
            continue
        html = Html()
        html.feed(params[name])
        html.close()
        if html.open or html.faults:
            yield f"{method}.{name}: {html.open} {html.faults} in {params[name]!r}"
        if not 1 <= len(html.text.encode("utf-16-le")) // 2 <= limit:
            yield f"{method}.{name} has {len(html.text)} characters"
    if method == "answerCallbackQuery" and len(params.get("text", "")) > 200:
        yield f"a pop-up of {len(params['text'])} characters"


def find_button_faults(method: str, params: dict[str, Any]) -> Iterator[str]:
    """Yield buttons that Telegram would refuse or nobody could read."""
    markup = read(params.get("reply_markup")) or {}
    for button in (b for row in markup.get("inline_keyboard", []) for b in row):
        if len(button.get("callback_data", "").encode()) > 64:
            yield f"{method}: {button} carries too much"
        if not 1 <= len(button["text"]) <= LABEL:
            yield f"{method}: the label {button['text']!r}"


def find_answer_faults(url: str, status: int, payload: bytes) -> Iterator[str]:
    """Yield why aiogram could not read an answer."""
    method = BY_LOWER_NAME[url.rpartition("/")[2].lower()]
    returning = typed(method).__returning__
    answer = json.loads(payload)
    try:
        aiogram.methods.Response[returning].model_validate(answer)  # type: ignore[valid-type]
    except ValidationError as error:
        yield f"aiogram, answer of {method} ({status}): {error}"
