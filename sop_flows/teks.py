"""What people write, cleaned once at the door: everything that can be seen stays, whole.

1. Every way in (a message, a caption, a name of a dokumen, a cell, an SOP file, a word on the command line) goes
   through ``clean_teks``.
2. Lines stay lines. What nobody sees goes: control characters, marks that turn the direction of
   writing (they can make a text read as another one), and characters without width.
3. Nothing is cut: who needs a text shorter says so, and asks again.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from sop_flows.deferred import pattern

LONGEST: Final = 4096  # letters of a message; a cell that holds more is refused
LINE_ENDS: Final = str.maketrans(
    {"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n"}
    | {"\u2028": "\n", "\u2029": "\n", "\t": " "}
)
JOINERS: Final = frozenset("\u200c\u200d")
"""Without width, but between others they shape what is seen: emoji of several parts, Arabic letters."""
IDLE: Final = pattern(
    "^[\u200c\u200d]+|(?<=[\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\x7f]|$)"
)
"""Joiners that join nothing: beside a digit, a plain letter or a space."""
NUMBER: Final = pattern(r"(\d+)")
UNSEEN: Final = frozenset(("Cc", "Cf", "Cs"))
"""The categories of controls, of marks without width, and of halves of characters."""


def clean_teks(teks: str) -> str:
    """Return a text as it can be seen, on the lines that it has."""
    if teks.isascii() and teks.replace("\n", "").isprintable():
        return teks
    lines = teks.replace("\r\n", "\n").translate(LINE_ENDS)
    return IDLE.sub("", "".join(char for char in lines if char == "\n" or is_seen(char)))


def is_seen(char: str) -> bool:
    """Tell whether a character is seen, or shapes what is seen."""
    return char in JOINERS or unicodedata.category(char) not in UNSEEN


@lru_cache(maxsize=8192)  # the indikator of 200 units are looked at again and again
def fold(teks: str) -> str:
    """Return a text for comparing: case and spacing do not count."""
    return " ".join(teks.casefold().split())


def plain(teks: str) -> str:
    """Return a name for comparing: hyphens do not count either."""
    return fold(teks.replace("-", " "))


@lru_cache(maxsize=4096)
def numbered(teks: str) -> tuple[tuple[str | int, ...], str]:
    """Return what sorts a text as people count: *Seksi 2* comes before *Seksi 10*."""
    parts = NUMBER.split(teks)  # every other one is a number
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts)), teks


def excerpt(teks: str, most: int = 64) -> str:
    """Return a text on one line of at most that many characters, saying where it goes on."""
    line = " ".join(teks.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def count_letters(teks: str) -> int:
    """Return how many letters and digits a text has: a reason has to have some."""
    return sum(letter.isalnum() for letter in teks)
