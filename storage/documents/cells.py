"""Writing into cells: people's text stays text, numbers stay exact, bytes come out the same every time."""

import io
import re
import zipfile
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

#: What XML cannot hold, and what a cell should not: controls, lone surrogates, non-characters.
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_TEXT: Final = 32_000
#: Digits that a spreadsheet keeps of a number.
DIGITS: Final = 15
STAMP: Final = (2026, 1, 1, 0, 0, 0)
STAMP_XML: Final = rb"\g<1>2026-01-01T00:00:00Z\g<2>"
SAVED_AT: Final = re.compile(rb"(<dcterms:\w+[^>]*>)[^<]*(</dcterms:)")

THIN: Final = Side(style="thin", color="B0B7C3")
FRAME: Final = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADER_FILL: Final = PatternFill("solid", fgColor="1F3A5F")
HEADER_FONT: Final = Font(bold=True, color="FFFFFF")
YELLOW: Final = PatternFill("solid", fgColor="FFF4B8")
ORANGE: Final = PatternFill("solid", fgColor="FFD9A8")
TOP_WRAP: Final = Alignment(vertical="top", wrap_text=True)
MIDDLE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)


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
    cell.value = plain
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


def number_format(number: Decimal) -> str:
    """Return the format that shows all decimals of this number and no lonely decimal mark."""
    exponent = number.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def put_header(sheet: Worksheet, row: int, names: tuple[str, ...]) -> None:
    """Write a row of column names."""
    for column, name in enumerate(names, start=1):
        cell = at(sheet, row, column)
        put_text(cell, name)
        cell.font, cell.fill, cell.border, cell.alignment = (
            HEADER_FONT,
            HEADER_FILL,
            FRAME,
            MIDDLE,
        )


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook, the same for the same content."""
    book.calculation.fullCalcOnLoad = True
    raw = io.BytesIO()
    book.save(raw)
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = SAVED_AT.sub(STAMP_XML, part)
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, part)
    return packed.getvalue()
