"""A plain table of a sheet that is printed: its title, its columns, its rows, and how it is laid out."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Context, Decimal
from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sop_flows.deferred import dataclass
from sop_flows.waktu.cetak import printed
from storage.documents.cells import (
    DIGITS,
    FONT,
    FRAME,
    SIZE,
    TOP_WRAP,
    at,
    dress,
    put_header,
    put_number,
    put_text,
)

Value = str | int | Decimal | None
TANGGAL: Final = "[$-421]d mmmm yyyy"
PLAIN: Final = Font(name=FONT, size=SIZE)
BOLD: Final = Font(name=FONT, size=SIZE, bold=True)
TITLE: Final = Font(name=FONT, bold=True, size=13)
QUIET: Final = Font(name=FONT, size=SIZE, italic=True, color="6B7280")
CLOSING: Final = (
    "Disusun dengan Tapak. Catatan persetujuan elektronik, bukan tanda tangan elektronik "
    "tersertifikasi."
)


@dataclass(frozen=True, slots=True)
class Persen:
    """A percentage, shown with two decimals, or as many as its text has beside a kategori."""

    nilai: Decimal | None
    tampil: str = ""

    @property
    def format(self) -> str:
        """How a cell shows it."""
        _, _, decimals = self.tampil.removesuffix("%").partition(",")
        shown = "0" * max(2, len(decimals))
        return f'0.{shown};"0,{shown}"'  # from zero up


@dataclass(frozen=True, slots=True)
class Rumus:
    """A formula of ours, what it comes to, and how a cell shows that."""

    teks: str
    """Without the sign that begins it."""
    nilai: "Nilai"
    format: str = "General"


Nilai = Value | date
"""What a cell holds by itself."""
Isi = Nilai | Persen | Rumus


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: its name and its width in characters."""

    nama: str
    lebar: int


def put_title(sheet: Worksheet, lines: Sequence[str], *, bold: int = 2) -> int:
    """Write the title of a sheet, the first lines in bold; return the row of the header below it."""
    for row, line in enumerate(lines, start=1):
        cell = at(sheet, row, 1)
        put_text(cell, line)
        dress(cell, font=TITLE if row <= bold else PLAIN)
    return len(lines) + 2


def put_table(
    sheet: Worksheet,
    header: int,
    columns: Sequence[Kolom],
    rows: Iterable[Sequence[Value | Persen]],
) -> int:
    """Write a table below its header; return the row after its last."""
    put_header(sheet, header, tuple(column.nama for column in columns))
    row = header
    for row, values in enumerate(rows, start=header + 1):
        for column, value in enumerate(values, start=1):
            cell = at(sheet, row, column)
            dress(cell, border=FRAME, alignment=TOP_WRAP)
            put(cell, value)
    return row + 1


def put(cell: Cell, value: Isi) -> None:
    """Write a value; a text is never a formula."""
    match value:
        case Rumus():
            cell.value, cell.number_format = f"={value.teks}", value.format
        case date():
            cell.value, cell.number_format = value, TANGGAL
        case Persen(nilai=Decimal() as nilai):
            cell.value, cell.number_format = Context(prec=DIGITS).plus(nilai), value.format
        case str():
            put_text(cell, value)
        case Decimal():
            put_number(cell, value)
        case int():
            cell.value = value


def put_bold(sheet: Worksheet, row: int, values: Iterable[tuple[int, Value | Persen]]) -> None:
    """Write cells of one row, by column, in bold."""
    for column, value in values:
        cell = at(sheet, row, column)
        put(cell, value)
        dress(cell, font=BOLD)


def lay_out(sheet: Worksheet, header: int, columns: Sequence[Kolom]) -> None:
    """Lay a sheet out for the screen and for paper: landscape, as wide as the page."""
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[at(sheet, header, number).column_letter].width = column.lebar
    sheet.freeze_panes = f"A{header + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header}:{header}"
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(CLOSING), right=_HeaderFooterPart("Halaman &P dari &N")
    )


def print_moment(at: datetime) -> str:
    """Return a moment, already in the zone of the office, as a paper has it."""
    return printed(at, "d MMMM y 'pukul' HH.mm")
