"""What the shipped fonts can show, and what stands for the rest: no paper has a box where a letter should be.

1. A letter is shown with its marks by one font that has them all, or not at all. A letter in a dress of
   its own, such as a bold one of mathematics, is shown as the plain letter that it is.
2. What no font has is named where it stands. Only what nobody sees is left out: controls, and what turns
   the direction of a text around.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Final

from storage.documents.papers.kata import AKSARA_LAIN, EMOJI

FONTS: Final = Path(__file__).with_name("fonts")
HALF: Final = "\ufffd"
"""What stands for half of a character."""
LINES: Final = frozenset("\n\u2028\u2029")
KEYCAP: Final = "\u20e3"
JOINERS: Final = frozenset("\u200c\u200d")
PICTURES: Final = range(0x1F000, 0x20000)
"""Where the pictographs are, also those that this Python does not know yet."""


def readable(text: str) -> str:
    """Return a text as it can be shown: the same, but for what no font has."""
    if text.isascii() and text.isprintable():
        return text
    shown = (show(cluster) for cluster in clusters(text))
    return "".join(
        part if part in (EMOJI, AKSARA_LAIN) else "".join(same) for part, same in groupby(shown)
    )


def clusters(text: str) -> Iterator[str]:
    """Yield each letter of a text with the marks that follow it, without what nobody sees."""
    found = ""
    for char in filter(None, map(seen, text)):
        if found and (unicodedata.category(char) in ("Mn", "Me", "Mc") or char in JOINERS):
            found += char
            continue
        if found:
            yield found
        found = char
    if found:
        yield found


def seen(char: str) -> str:
    """Return what somebody sees of a character: nothing of what only says how others are drawn."""
    kind = unicodedata.category(char)
    if char in JOINERS:
        return char
    if char in LINES:
        return "\n"
    if char == "\t" or kind == "Zs":
        return " "
    if kind == "Cs":
        return HALF
    return "" if kind in ("Cc", "Cf") or is_selector(char) else char


def is_selector(char: str) -> bool:
    """Tell whether a character only says how the one before it is drawn."""
    return char == KEYCAP or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def show(cluster: str) -> str:
    """Return a letter with its marks, in another dress of it if need be, or what names it."""
    for dress in (cluster, unicodedata.normalize("NFKC", cluster)):
        needed = {ord(char) for char in dress if char != "\n" and char not in JOINERS}
        if any(needed <= each for each in covered()):
            return dress
    first = cluster[0]
    is_picture = ord(first) in PICTURES or unicodedata.category(first) in ("So", "Sk")
    return EMOJI if is_picture else AKSARA_LAIN


@cache
def covered() -> tuple[frozenset[int], ...]:
    """Return which characters each of the fonts has."""
    return tuple(
        frozenset(characters_in(path.read_bytes())) for path in sorted(FONTS.glob("*.ttf"))
    )


def characters_in(font: bytes) -> Iterator[int]:
    """Yield the characters for which a font has a glyph, by its table ``cmap``."""
    tables = iter_unpack(">4sIII", font[12 : 12 + 16 * unpack_from(">H", font, 4)[0]])
    cmap = next(at for name, _, at, _ in tables if name == b"cmap")
    count = unpack_from(">H", font, cmap + 2)[0]
    parts = iter_unpack(">HHI", font[cmap + 4 : cmap + 4 + 8 * count])
    for at in {cmap + offset for platform, _, offset in parts if platform in (0, 3)}:
        match unpack_from(">H", font, at)[0]:
            case 4:
                yield from characters_by_segment(font, at)
            case 12:
                groups = unpack_from(">I", font, at + 12)[0]
                ends = iter_unpack(">III", font[at + 16 : at + 16 + 12 * groups])
                yield from chain.from_iterable(range(first, last + 1) for first, last, _ in ends)


def characters_by_segment(font: bytes, at: int) -> Iterator[int]:
    """Yield the characters of a table of format 4: segments of 16 bits, each with a step to its glyphs."""
    double = unpack_from(">H", font, at + 6)[0]
    starts, steps, offsets = (at + 16 + double * no for no in (1, 2, 3))
    for no in range(0, double, 2):
        last, first, step, offset = (
            unpack_from(">H", font, each + no)[0] for each in (at + 14, starts, steps, offsets)
        )
        for char in range(first, min(last, 0xFFFE) + 1):
            glyph = char
            if offset:
                glyph = unpack_from(">H", font, offsets + no + offset + 2 * (char - first))[0]
            if (glyph + step) % 0x10000 and glyph:
                yield char
