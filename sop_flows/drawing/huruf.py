"""How wide words are in the face of the papers, and where their lines end.

A drawing fixes each line of its texts itself, so that what is free for an arrow is known before anything is set.
Of letters that are not measured here the widest is taken: a line may end early, never late.
"""

from collections.abc import Iterator
from typing import Final

TITIK: Final = 20
"""A point in the unit of a drawing: the twip, 1/1440 inch. Whole numbers are the same on every machine."""
BIASA: Final = 150
"""The size of words, 7.5 points."""
KECIL: Final = 140
"""The smallest size that anything is set in, 7 points."""
TEBAL: Final = 60
"""What a bold letter is wider, in thousandths of the size."""
WIDEST: Final = 1333
SAME_WIDTH: Final = {
    191: "'",
    222: "ijl\u2018\u2019",
    278: " !,./:;I[\\]ft|",
    355: '()-`r“”{}•"',
    389: "*",
    500: "Jcksvxyz^",
    556: "#$0123456789L_abdeghnopqu\u2013?",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…→",
    1015: "@",
}
"""Advance widths of Liberation Sans in thousandths of the size, by the letters that share them."""
WIDTHS: Final = {char: width for width, chars in SAME_WIDTH.items() for char in chars}


def measure(text: str, size: int, *, is_bold: bool = False) -> int:
    """Return the width of a line at most, in twips; its size is in twips too."""
    more = TEBAL if is_bold else 0
    return -(-sum(WIDTHS.get(char, WIDEST) + more for char in text) * size // 1000)


def leading(size: int) -> int:
    """Return how far the lines of a text stand apart."""
    return size * 6 // 5


def wrap(text: str, width: int, size: int = BIASA, *, is_bold: bool = False) -> tuple[str, ...]:
    """Return a text in lines no wider than that, each word whole where a line holds it."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in pieces(paragraph, width, size, is_bold=is_bold):
            joined = f"{line}{word}"
            if line and measure(joined.rstrip(), size, is_bold=is_bold) > width:
                lines.append(line.rstrip())
                joined = word
            line = joined
        if line.strip():
            lines.append(line.rstrip())
    return tuple(lines)


def pieces(paragraph: str, width: int, size: int, *, is_bold: bool) -> Iterator[str]:
    """Yield what a line may end after: words, parts joined by a slash, and letters of what no line holds."""
    for word in paragraph.split():
        parts = word.replace("/", "/\n").split("\n")
        for part in filter(None, (*parts[:-1], f"{parts[-1]} ")):
            if measure(part.rstrip(), size, is_bold=is_bold) <= width:
                yield part
            else:
                yield from letters(part, width, size, is_bold=is_bold)


def letters(word: str, width: int, size: int, *, is_bold: bool) -> Iterator[str]:
    """Yield a word in parts that a line holds."""
    part = ""
    for char in word:
        if part and measure(part + char, size, is_bold=is_bold) > width:
            yield part
            part = ""
        part += char
    yield part
