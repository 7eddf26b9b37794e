"""What people type is never markup: marks of it in every value of every screen are shown as they were typed.

A screen with marks in all that it shows is the screen without them, but for the marks: none of them made
or broke a tag, none was escaped twice, and no other value was lost.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum, StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from bot.trial.markup import parse_html
from handlers.errors import popup_of, told_of
from handlers.screens.screen import Screen
from handlers.screens.wording import HTML, TEMPLATES, catalogue
from sop_flows.errors import Refusal
from sop_flows.kantor.dokumen import TAUTAN
from sop_flows.ports.ditanya import DITANYA
from storage.codec import encode
from tests.support.gallery import GALLERY
from tests.support.wall import TYPED, draw_layar

MARKS = "<b>&\"'"
MARK = re.compile(rf"{re.escape(MARKS)}\d+·")
BEGUN = re.compile(r"<b>?&?\"?'?")
ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|#)")
MACHINE = re.compile(
    r"[0-9a-f]{64}|[A-Z0-9]{8}|[A-Z][a-z]+/[A-Z][a-z]+"  # a sha256, a kode verifikasi, a zone
    r"|\d{4}-\d\d-\d\d(T[0-9:.+]+)?|[-+]?[0-9][0-9.,]*%?"  # a moment, a number
    r"|('.+'!)?[A-Z]{1,3}[0-9]{1,7}"  # a cell
)
"""What is written by no person, and would be no such thing with marks in it."""


def words_of(kind: type[Enum]) -> set[str]:
    """Return the values of every enumeration of the product."""
    below = [words_of(one) for one in kind.__subclasses__()]
    return set().union(*below, [str(one.value) for one in kind])


OURS = {
    *(kode for entries in catalogue().values() for kode in entries),
    *words_of(StrEnum),
    *DITANYA,
    *("%", "persen", "Persen", TAUTAN),
}
"""Words by which the product names something, and shows something else."""


TELLING = [one for one in Refusal.__subclasses__() if is_dataclass(one)]
"""Refusals that tell facts."""


class Typist:
    """Puts marks before whatever a person may have typed; the same text always has the same ones."""

    def __init__(self) -> None:
        self.typed: dict[str, str] = {}
        self.made: dict[int, tuple[Any, Any]] = {}
        """What was made of each value, which stays as long as its number does."""

    def __call__(self, value: Any) -> Any:
        if not is_dataclass(value) or isinstance(value, type):
            return self.make(value)
        if id(value) not in self.made:
            self.made[id(value)] = value, self.make(value)
        return self.made[id(value)][1]

    def make(self, value: Any) -> Any:
        match value:
            case str() if type(value) is str:
                if not value or value in OURS or MACHINE.fullmatch(value):
                    return value
                return self.typed.setdefault(value, f"{MARKS}{len(self.typed)}·{value}")
            case tuple() if hasattr(value, "_fields"):
                return type(value)(*(self(one) for one in value))
            case tuple() | list():
                return type(value)(self(one) for one in value)
            case Mapping():
                return {key: self(one) for key, one in value.items()}
            case _ if is_dataclass(value) and not isinstance(value, type):
                kept = [one.name for one in fields(value) if one.init]
                return replace(value, **{name: self(getattr(value, name)) for name in kept})
        return value


@contextmanager
def typing() -> Iterator[None]:
    """Let everything that is shown within have marks."""
    token = TYPED.set(Typist())
    try:
        yield
    finally:
        TYPED.reset(token)


@dataclass(frozen=True)
class Lukisan:
    """Every screen of the gallery as it is and with marks, and the templates that they are made of."""

    screens: dict[str, tuple[Screen, Screen]]
    templates: frozenset[str]


@pytest.fixture(scope="module")
def lukisan() -> Lukisan:
    if HTML.cache is not None:
        HTML.cache.clear()
    plain = {name: make() for name, make in GALLERY.items()}
    with typing():
        marked = {name: make() for name, make in GALLERY.items()}
    used = frozenset(name for _, name in HTML.cache or ())
    return Lukisan({name: (plain[name], marked[name]) for name in GALLERY}, used)


def parts(screen: Screen) -> list[str]:
    """Return all that a person reads of a screen: its text, its buttons, its field, its file."""
    files = [one.nama for one in (screen.document, screen.photo) if one is not None]
    buttons = [one for row in screen.keyboard for one in row]
    return [
        *(parse_html(html)[0] for html in (screen.text, screen.pengganti) if html),
        *(text for one in buttons for text in (one.label, one.url, one.salin)),
        screen.force_reply or "",
        *files,
    ]


def faults(before: str, after: str) -> Iterator[str]:
    """Yield what the marks did to a text that is read; where it was cut, it is not all there."""
    if ESCAPED.search(MARK.sub("", after)) and not ESCAPED.search(before):
        yield f"escaped twice: {after}"
    if "…" not in after and MARK.sub("", after) != before:
        yield f"not as it was typed: {after}"
    if any(one not in (MARKS, "<") and after[at + len(one)] != "…" for at, one in begun(after)):
        yield f"not whole: {after}"


def begun(text: str) -> Iterator[tuple[int, str]]:
    """Yield where marks begin, and how much of them is there."""
    return ((one.start(), one[0]) for one in BEGUN.finditer(text) if one[0].startswith("<b>"))


@pytest.mark.parametrize("name", GALLERY)
def test_marks_in_every_value_are_shown_as_they_were_typed(name: str, lukisan: Lukisan):
    before, after = lukisan.screens[name]

    found = zip(parts(before), parts(after), strict=True)
    assert [fault for one, other in found for fault in faults(one, other)] == []
    assert "…" in after.text or tags_of(before) == tags_of(after)


def tags_of(screen: Screen) -> list[str]:
    """Return the kinds of markup in a text, in order."""
    return [one["type"] for one in parse_html(screen.text)[1]]


def test_every_template_is_drawn_with_marks(lukisan: Lukisan):
    files = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.j2")}
    assert files - lukisan.templates == set()


@pytest.mark.parametrize("kind", TELLING)
def test_marks_in_a_refusal_are_shown_as_they_were_typed(kind: type[Refusal]):
    hints = get_type_hints(kind)
    refusal = kind(**{name: sample(name, hint) for name, hint in hints.items()})
    typed = Typist()
    marked = kind(**{name: typed(getattr(refusal, name)) for name in hints})

    assert list(faults(popup_of(refusal), popup_of(marked))) == []
    written = [draw_layar("penolakan", **encode(told_of(one))) for one in (refusal, marked)]
    found = zip(parts(written[0]), parts(written[1]), strict=True)
    assert [fault for one, other in found for fault in faults(one, other)] == []


def sample(name: str, hint: Any) -> Any:
    """Return a value of a type, such as a refusal may tell."""
    kind, within = get_origin(hint) or hint, get_args(hint)
    if kind is UnionType:
        return sample(name, within[0])
    if kind is tuple:
        return tuple(sample(name, one) for one in within if one is not ...)
    if kind is datetime:
        return datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
    if issubclass(kind, Enum):
        return next(iter(kind))
    if kind is str:
        return "ACDEFGHJ" if name in ("kode", "naskah") else "Seksi Desa"
    return kind(1)
