"""The source of a paper: a template of typst, filled by jinja with values that can never be code.

1. Every value is printed as a literal of typst. Of a text only letters, digits and spaces stand for
   themselves; the rest is written ``\\u{…}``, which means the same in code, in markup and in formulas. So
   a text is that text where a template puts it, and harmless where a template would put it wrongly.
2. What a template prints can be shown: see ``glyphs``.
3. What is shared between templates are functions of typst: a macro of jinja would be printed as a text.
"""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from storage.documents.papers.glyphs import readable

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
NO_LETTER: Final = "\ufffd"


class NoLiteral(TypeError):
    """A template prints what is neither text, number, truth nor a list of such."""


def fill(template: str, **facts: object) -> str:
    """Return the source that a template and these facts make.

    Raises:
        NoLiteral: A fact that is printed has no literal.
    """
    return environment().get_template(template).render(facts)


@cache
def environment() -> Environment:
    """Return what reads the templates; only papers need it."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=partial(literal, spell=readable),
        autoescape=False,  # noqa: S701  # that is for HTML: ``literal`` is what escapes here
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def literal(value: Any, spell: Callable[[str], str] = str) -> str:  # noqa: ANN401  # whatever a template prints
    """Return a value as typst writes it.

    Args:
        spell: What becomes of a text before it is written.

    Raises:
        NoLiteral: There is none.
    """
    match value:
        case None:
            return "none"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return f'"{"".join(map(letter, spell(value)))}"'
        case tuple() | list():
            return "".join(("(", *(f"{literal(one, spell)}, " for one in value), ")"))
    raise NoLiteral(type(value).__name__)


def letter(char: str) -> str:
    """Return one character of a text as it can stand anywhere in a source."""
    if char == " " or char.isalnum():
        return char
    if "\ud800" <= char <= "\udfff":
        char = NO_LETTER  # half of a character is none
    return f"\\u{{{ord(char):x}}}"
