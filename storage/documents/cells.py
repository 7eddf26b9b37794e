"""Writing into cells: people's text stays text, numbers stay exact, bytes come out the same every time."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final
from weakref import WeakKeyDictionary
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from sop_flows.deferred import pattern
from storage.documents.rows import STYLE, write_book

UNPRINTABLE: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and what a cell should not: controls, lone surrogates, non-characters."""
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_TEXT: Final = 32_000
DIGITS: Final = 15
"""Digits that a spreadsheet keeps of a number."""
STAMP: Final = (2026, 1, 1, 0, 0, 0)
STAMP_XML: Final = rb"\g<1>2026-01-01T00:00:00Z\g<2>"
FORMULA: Final = pattern(
    rb'(?P<open><c r="(?P<cell>[A-Z]+[0-9]+)"[^>]*)>(?P<formula><f>[^<]*</f>)(?:<v ?/>|<v></v>)'
)
EPOCH: Final = date(1899, 12, 30)
"""From which a spreadsheet counts its days."""
NO_HASIL: Final[Mapping[str, Mapping[str, object]]] = {}
SAVED_AT: Final = pattern(rb"(<dcterms:\w+[^>]*>)[^<]*(</dcterms:)")

THIN: Final = Side(style="thin", color="B0B7C3")
FRAME: Final = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADER_FILL: Final = PatternFill("solid", fgColor="1F3A5F")
FONT: Final = "Calibri"
"""Of every cell: one without a name is shown in whatever the program likes."""
SIZE: Final = 11
HEADER_FONT: Final = Font(name=FONT, size=SIZE, bold=True, color="FFFFFF")
YELLOW: Final = PatternFill("solid", fgColor="FFF4B8")
ORANGE: Final = PatternFill("solid", fgColor="FFD9A8")
TOP_WRAP: Final = Alignment(vertical="top", wrap_text=True)
MIDDLE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
VALUE: Final = "_value"
"""That by which it keeps its value: what is ``clean`` is not looked at for what a cell cannot hold once more."""
FIELDS: Final[Mapping[str, int]] = {
    "font": 0,
    "fill": 1,
    "border": 2,
    "protection": 4,
    "alignment": 5,
}
"""Where the places of looks stand in that."""
Look = Font | PatternFill | Border | Alignment | Protection
_places: WeakKeyDictionary[Workbook, dict[int, tuple[Look, int]]] = WeakKeyDictionary()
"""Where each workbook keeps a look, by the identity of that, which is kept beside it."""


def clean(text: str) -> str:
    """Return the text without what a cell cannot hold."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_TEXT]


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell of a sheet that has no merged cells."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101  # nothing of ours is merged
    return cell


def put_text(cell: Cell, text: str | None) -> None:
    """Write a text that is never a formula, whatever it starts with."""
    plain = clean(text or "")
    if not plain:
        return
    setattr(cell, VALUE, plain)
    cell.data_type = "s"
    if plain.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True


def put_number(cell: Cell, number: Decimal | None) -> None:
    """Write a number exactly, as text where a spreadsheet would lose digits."""
    if number is None:
        return
    if len(number.normalize().as_tuple().digits) > DIGITS:
        put_text(cell, f"{number:f}".replace(".", ","))
        return
    cell.value = number
    cell.number_format = number_format(number)


def put_value(cell: Cell, value: Decimal | str | None) -> None:
    """Write a number or a text."""
    if isinstance(value, str):
        put_text(cell, value)
    else:
        put_number(cell, value)


@lru_cache(maxsize=4096)
def number_format(number: Decimal) -> str:
    """Return the format that shows all decimals of this number and no lonely decimal mark."""
    exponent = number.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def put_header(sheet: Worksheet, row: int, names: tuple[str, ...], first: int = 1) -> None:
    """Write a row of column names, from a column on."""
    for column, name in enumerate(names, start=first):
        cell = at(sheet, row, column)
        put_text(cell, name)
        dress(cell, font=HEADER_FONT, fill=HEADER_FILL, border=FRAME, alignment=MIDDLE)


def dress(cell: Cell, **looks: Look) -> None:
    """Give a cell looks that many cells have: font, fill, border, alignment, protection.

    A workbook keeps each of them once. Openpyxl finds its place by a hash of all its fields, anew for every
    cell: half of what a workbook took to write.
    """
    book = cell.parent.parent
    assert book  # noqa: S101  # a cell is written in its workbook
    places = _places.get(book)
    if places is None:
        places = _places[book] = {}
    style = getattr(cell, STYLE)  # nothing public leads past the hash
    if not style:
        style = StyleArray()
        setattr(cell, STYLE, style)
    for name, look in looks.items():
        known = places.get(id(look))
        if known is None:
            setattr(cell, name, look)
            known = places[id(look)] = look, style[FIELDS[name]]
        style[FIELDS[name]] = known[1]


def dress_all(cells: Sequence[Cell], **looks: Look) -> None:
    """Give new cells the same looks."""
    first, *others = cells
    dress(first, **looks)
    style = getattr(first, STYLE)
    for cell in others:
        setattr(cell, STYLE, StyleArray(style))


def merge(sheet: Worksheet, row: int, column: int, last_row: int, last_column: int) -> None:
    """Make cells one whose values stand in the first; the others keep their frames.

    Openpyxl would compare it with every other one of the sheet: for a thousand rows a minute.
    """
    span = CellRange(min_row=row, min_col=column, max_row=last_row, max_col=last_column)
    sheet.merged_cells.ranges.add(span)


def saved(book: Workbook, hasil: Mapping[str, Mapping[str, object]] = NO_HASIL) -> bytes:
    """Return the bytes of a workbook, the same for the same content.

    Args:
        hasil: What formulas come to, by the part of the sheet and by cell.
    """
    book.calculation.fullCalcOnLoad = True
    packed = io.BytesIO()
    with zipfile.ZipFile(write_book(book)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = SAVED_AT.sub(STAMP_XML, part)
            if name in hasil:
                part = with_hasil(part, hasil[name])
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, part)
    return packed.getvalue()


def with_hasil(part: bytes, hasil: Mapping[str, object]) -> bytes:
    """Return a sheet whose formulas carry what they come to, for who does not calculate."""

    def put(found: re.Match[bytes]) -> bytes:
        kind, text = written(hasil.get(found["cell"].decode(), ""))
        shown = escape(text).encode()
        return b"%s%s>%s<v>%s</v>" % (found["open"], kind, found["formula"], shown)

    return FORMULA.sub(put, part)


def written(hasil: object) -> tuple[bytes, str]:
    """Return how a sheet keeps what a formula comes to: the kind of its cell, and the text."""
    match hasil:
        case Decimal():
            return b"", f"{Context(prec=DIGITS).plus(hasil):f}"
        case date():
            return b"", str((hasil - EPOCH).days)
        case int():
            return b"", str(hasil)
    return b' t="str"', str(hasil or "")
