"""A workbook with live formulas: each cell is put by its kind, and a formula is only ever ours.

1. A formula carries what it comes to: who looks at the sheet on a phone sees it without calculating.
2. A row is as high as its longest text, whatever opens the sheet: nothing is cut.
"""

import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from storage.documents.cells import (
    FRAME,
    TOP_WRAP,
    Look,
    at,
    dress,
    merge,
    put_header,
    saved,
)
from storage.documents.rekap.table import (
    BOLD,
    PLAIN,
    Isi,
    Kolom,
    Nilai,
    Persen,
    Rumus,
    lay_out,
    put,
    put_title,
)

LINE: Final = 14.5  # points
HIGHEST: Final = 409  # points that a row may have
SHARE: Final = 0.93  # of a column's width is text: letters are wider in some fonts
BOLD_SHARE: Final = 0.85
FOLIO: Final = 14  # F4, as offices call it
DAY_WIDTH: Final = 18  # of the longest, such as 30 September 2026
RIGHT: Final = Alignment(horizontal="right", vertical="top", wrap_text=True)
MARGINS: Final = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6, "footer": 0.25}  # inches

Row = Sequence[Isi]


class BukuRumus:
    """A workbook, and what its formulas come to."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._hasil: dict[str, dict[str, Isi]] = {}

    def sheet(self, nama: str, columns: Sequence[Kolom], *, paper: int = FOLIO) -> "Lembar":
        """Add a sheet with columns of those widths."""
        sheet = self._book.create_sheet(nama)
        hasil = self._hasil[f"xl/worksheets/sheet{len(self._book.worksheets)}.xml"] = {}
        return Lembar(sheet, columns, hasil, paper)

    def saved(self) -> bytes:
        """Return its bytes, the same for the same content."""
        return saved(self._book, self._hasil)


class Lembar:
    """One sheet, written from above to below."""

    def __init__(
        self, sheet: Worksheet, columns: Sequence[Kolom], hasil: dict[str, Isi], paper: int
    ) -> None:
        self._sheet = sheet
        self._columns = columns
        self._hasil = hasil
        self._paper = paper
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._texts: dict[tuple[int, int], str] = {}
        self._needed: dict[int, int] = {}
        self._headers: list[int] = []
        self.row = 1
        """The next row that is free."""

    def title(self, lines: Sequence[str]) -> None:
        """Write the lines above the first table, the first two in bold."""
        self.row = put_title(self._sheet, lines)

    def header(self, *groups: tuple[int, int, str]) -> None:
        """Write the names of the columns; above them groups of several, by first and last column."""
        if groups:
            self._named(["" for _ in self._columns])
            for first, last, nama in groups:
                self._sheet.cell(self.row - 1, first).value = nama
                self._texts[self.row - 1, first] = nama
                self.merge(self.row - 1, first, self.row - 1, last)
        self._named([one.nama for one in self._columns])

    def _named(self, names: Sequence[str]) -> None:
        put_header(self._sheet, self.row, tuple(names))
        self._texts |= {(self.row, at): nama for at, nama in enumerate(names, start=1) if nama}
        self._headers.append(self.row)
        self.row += 1

    def subheader(self, names: Sequence[str]) -> None:
        """Write the names of the columns of another table below."""
        headers = self._headers.copy()
        self._named(names)
        self._headers = headers

    def table(self, rows: Iterable[Row]) -> tuple[int, int]:
        """Write framed rows; return the first and the last of them."""
        first = self.row
        for values in rows:
            self.line(values)
        return first, self.row - 1

    def line(self, values: Row, *, bold: bool = False) -> int:
        """Write one framed row; return its number."""
        looks: dict[str, Look] = {"border": FRAME, "font": BOLD} if bold else {"border": FRAME}
        for column, value in enumerate(values, start=1):
            self.put(self.row, column, value, **looks)
        self.row += 1
        return self.row - 1

    def text(self, teks: str, *, font: Font = PLAIN) -> None:
        """Write a text over the whole width."""
        self.put(self.row, 1, teks, font=font)
        self.merge(self.row, 1, self.row, len(self._columns))
        self.row += 1

    def put(self, row: int, column: int, value: Isi, **looks: Look) -> Cell:
        """Write a value into a cell with those looks; return the cell."""
        cell = at(self._sheet, row, column)
        put(cell, value)
        shown = value.nilai if isinstance(value, Rumus) else value
        if isinstance(value, Rumus):
            self._hasil[cell.coordinate] = value.nilai
        if isinstance(shown, str):
            self._texts[row, column] = shown
        elif shown is not None:
            needed = width_of(shown, cell.number_format)
            self._needed[column] = max(self._needed.get(column, 0), needed)
        dress(cell, alignment=TOP_WRAP if isinstance(shown, str) else RIGHT, **looks)
        return cell

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Make cells one, once all of them are written."""
        if (row, column) != (last_row, last_column):
            self._spans[row, column] = last_row, last_column

    def fill(self, row: int, column: int, fill: PatternFill) -> None:
        """Give a cell a colour."""
        dress(at(self._sheet, row, column), fill=fill)

    def break_page(self) -> None:
        """Let what follows begin on a new page."""
        self._sheet.row_breaks.append(Break(id=self.row - 1))

    def close(self) -> None:
        """Lay the sheet out, once all of it is written: wide enough for its numbers, high enough for its texts."""
        self._columns = [
            Kolom(one.nama, max(one.lebar, self._needed.get(column, 0)))
            for column, one in enumerate(self._columns, start=1)
        ]
        for (row, column), (last_row, last_column) in self._spans.items():
            merge(self._sheet, row, column, last_row, last_column)
        for row, lines in self._heights().items():
            self._sheet.row_dimensions[row].height = min(lines * LINE, HIGHEST)
        last = self._headers[-1] if self._headers else 1
        lay_out(self._sheet, last, self._columns)
        self._sheet.page_setup.paperSize = self._paper
        self._sheet.page_margins = PageMargins(**MARGINS)
        if self._headers:
            self._sheet.print_title_rows = f"{self._headers[0]}:{last}"

    def print_on_two(self, column: int, heading: int) -> None:
        """Print it two pages wide, the second after a column, with the first columns on both."""
        sheet = self._sheet
        sheet.page_setup.fitToWidth = 2
        sheet.col_breaks.append(Break(id=column))
        sheet.print_title_cols = f"A:{get_column_letter(heading)}"

    def _heights(self) -> dict[int, int]:
        """How many lines each row has room for."""
        heights: dict[int, int] = {}
        tall: list[tuple[int, int, int]] = []
        for (row, column), teks in self._texts.items():
            last_row, last_column = self._spans.get((row, column), (row, column))
            width = self._width(column, last_column)
            lines = lines_of(teks, int(width * BOLD_SHARE) if row in self._headers else width)
            if last_row == row:
                heights[row] = max(heights.get(row, 1), lines)
            else:
                tall.append((row, last_row, lines))
        for row, last_row, lines in tall:
            missing = lines - sum(heights.get(each, 1) for each in range(row, last_row + 1))
            if missing > 0:
                heights[last_row] = heights.get(last_row, 1) + missing
        return heights

    def _width(self, first: int, last: int) -> int:
        return sum(one.lebar for one in self._columns[first - 1 : last])


@lru_cache(maxsize=4096)  # a sasaran stands in many rows
def lines_of(teks: str, width: int) -> int:
    """Return on how many lines a text stands in so wide a cell."""
    letters = max(int(width * SHARE), 1)
    return sum(max(len(textwrap.wrap(line, letters)), 1) for line in teks.split("\n"))


def width_of(value: Nilai | Persen, shown: str) -> int:
    """Return how wide a column has to be for a number or a day."""
    if isinstance(value, Persen):
        value = value.nilai
    if not isinstance(value, Decimal | int):
        return DAY_WIDTH
    decimals = len(shown.split(";")[0].partition(".")[2])
    return len(f"{value:,.{decimals}f}") + 2


def cell_name(row: int, column: int, sheet: str = "") -> str:
    """Return how a formula names a cell that it always means."""
    name = f"${get_column_letter(column)}${row}"
    return f"'{sheet}'!{name}" if sheet else name
