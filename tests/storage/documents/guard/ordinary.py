"""Ordinary workbooks by chance: what offices put into theirs, in whatever program, and the values that are to be found there."""

import io
from datetime import date, datetime, time

import openpyxl
from openpyxl.chart import BarChart, PieChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.storage.documents.parts import backslashed, repacked, strict
from tests.storage.documents.produsen.isian import form
from tests.storage.documents.produsen.serupa import google, wps

FORMATS = ("General", "0", "0.00", "0.00%", "#,##0", '#,##0.00_);[Red](#,##0.00)', '"Rp"#,##0', "@", "0.0E+00", '0" desa"', '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-')  # fmt: skip
WORDS = (
    "Realisasi",
    "Seksi Pemerintahan",
    "é “kutip”",
    "=bukan rumus",
    "Jumlah\nkeluarga",
    "😀",
    "١٢",
    "x" * 300,
)
PICTURE = b"\x89PNG\r\n\x1a\n"
PARTS = {
    "docProps/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "docProps/thumbnail.jpeg": b"\xff\xd8\xff\xe0" + bytes(900),
    "xl/media/image1.png": PICTURE + bytes(5_000),
    "xl/printerSettings/printerSettings1.bin": bytes(range(256)) * 8,
    "xl/calcChain.xml": b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="B2" i="1"/><c r="A1"/></calcChain>',
    "customXml/item1.xml": b'<p:properties xmlns:p="http://schemas.microsoft.com/office/2006/metadata/properties"/>',
    "xl/persons/person.xml": b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>',
    "xl/threadedComments/threadedComment1.xml": b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>',
    "xl/pivotCache/pivotCacheRecords1.xml": b'<pivotCacheRecords xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="0"/>',
    "xl/drawings/vmlDrawing9.vml": b"<xml><div><br></div></xml>",
    "xl/media/": b"",
}  # fmt: skip
PROGRAMS = (lambda same: same, strict, backslashed, google, wps)


def value(rng):
    """Return something that people put into a cell."""
    return rng.choice((
        rng.randrange(-10_000, 10_000_000),
        round(rng.uniform(-500, 5_000), rng.randrange(1, 6)),
        rng.choice(WORDS),
        date(rng.randrange(1990, 2030), rng.randrange(1, 13), rng.randrange(1, 29)),
        datetime(2026, 8, rng.randrange(1, 29), rng.randrange(24), 30),
        time(rng.randrange(24), rng.randrange(60)),
        rng.random() < 0.5,
        None,
    ))  # fmt: skip


def fill(rng, sheet):
    """Put values into a block of cells, dressed as offices dress them."""
    top, left = rng.randrange(1, 12), rng.randrange(1, 6)
    side = Side(style=rng.choice(("thin", "medium", "double")))
    for row in range(top, top + rng.randrange(3, 30)):
        for column in range(left, left + rng.randrange(2, 9)):
            cell = sheet.cell(row, column)
            found = value(rng)
            cell.value = found
            if isinstance(found, str):
                cell.data_type = "s"
            elif isinstance(found, int | float) and not isinstance(found, bool):
                cell.number_format = rng.choice(FORMATS)
            cell.border = Border(left=side, bottom=side)
            cell.font = Font(bold=rng.random() < 0.2, size=rng.randrange(8, 16))
            cell.fill = PatternFill("solid", fgColor=f"{rng.randrange(1 << 24):06X}")
            cell.alignment = Alignment(wrap_text=True, textRotation=rng.choice((0, 45, 90)))
            cell.protection = Protection(locked=rng.random() < 0.5)


def outfit(sheet):
    """Return what may be added to a sheet, each by itself."""
    return (
        lambda: sheet.merge_cells("A100:AZ100"),
        lambda: sheet.merge_cells("A101:C104"),
        lambda: setattr(sheet, "freeze_panes", "C4"),
        lambda: setattr(sheet.auto_filter, "ref", "A3:H60"),
        lambda: sheet.column_dimensions.group("H", "XFD", hidden=True),
        lambda: sheet.row_dimensions.group(40, 60, hidden=True),
        lambda: setattr(sheet.row_dimensions[1_048_576], "hidden", True),
        lambda: sheet.conditional_formatting.add("A1:H90", CellIsRule("lessThan", ["80"], fill=PatternFill(bgColor="FF0000"))),
        lambda: sheet.conditional_formatting.add("B1:B90", ColorScaleRule("min", None, "FF0000", "max", None, "00FF00")),
        lambda: sheet.conditional_formatting.add("C1:C90", DataBarRule("min", None, "max", None, "638EC6")),
        lambda: setattr(sheet["J3"], "comment", Comment("Mohon dicek " * 900, "Kasubbag")),
        lambda: setattr(sheet["J4"], "hyperlink", "https://pan.go.id/permenpan?tahun=2021&x=1"),
        lambda: setattr(sheet["J5"], "value", "=SUM(B4:B20)"),
        lambda: setattr(sheet["J6"], "value", '=IFERROR(VLOOKUP(A4,$B$4:$C$20,2,FALSE),"")'),
        lambda: sheet.add_data_validation(DataValidation(type="list", formula1='"naik,turun"', sqref="D4:D400")),
        lambda: sheet.add_chart(chart(sheet, BarChart()), "L2"),
        lambda: sheet.add_chart(chart(sheet, PieChart()), "L20"),
        lambda: sheet.protection.set_password("rahasia"),
        lambda: setattr(sheet, "print_area", "A1:H60"),
        lambda: setattr(sheet, "print_title_rows", "1:3"),
        lambda: setattr(sheet.page_setup, "orientation", "landscape"),
        lambda: setattr(sheet, "sheet_state", "hidden"),
        lambda: table(sheet),
    )  # fmt: skip


def chart(sheet, kind):
    kind.add_data(Reference(sheet, min_col=2, min_row=4, max_row=12))
    return kind


def table(sheet):
    for column, name in enumerate(("Kode", "Target", "Realisasi"), start=30):
        sheet.cell(2, column, name)
        sheet.cell(3, column, column)
    sheet.add_table(Table(displayName=f"T{sheet.title.replace(' ', '_')}", ref="AD2:AF3"))


def office_book(rng):
    """Return a workbook of an office, of several sheets."""
    book = openpyxl.Workbook()
    for number in range(rng.randrange(1, 8)):
        sheet = book.create_sheet(f"{rng.choice(('TW', 'Lembar', 'Rekap 2026'))} {number}")
        fill(rng, sheet)
        for add in rng.sample(outfit(sheet), rng.randrange(0, 9)):
            add()
    if rng.random() < 0.3:
        book.defined_names["Target"] = DefinedName(
            "Target", attr_text=f"'{sheet.title}'!$B$4:$B$20"
        )
    if rng.random() < 0.1:
        book.create_chartsheet("Grafik")
    return book


def filled_form(rng):
    """Return our own form, filled and dressed by somebody."""
    book = openpyxl.load_workbook(io.BytesIO(form()))
    sheet = book["Realisasi"]
    for row in range(7, 28):
        sheet[f"I{row}"] = value(rng)
    fill(rng, book.create_sheet("Catatan"))
    return book


def ordinary(rng):
    """Return an ordinary workbook, and the numbers that stand in it: sheet, row, column, value."""
    book = (filled_form if rng.random() < 0.3 else office_book)(rng)
    numbers = [
        (sheet.title, cell.row, cell.column, cell.value)
        for sheet in book.worksheets
        for cell in sheet._cells.values()
        if type(cell.value) in {int, float} and cell.number_format in {"General", "0.00", "#,##0"}
    ]
    out = io.BytesIO()
    book.save(out)
    extra = {name: PARTS[name] for name in rng.sample(sorted(PARTS), rng.randrange(0, 5))}
    content = repacked(out.getvalue(), lambda *part: part, extra)
    return rng.choice(PROGRAMS)(content), numbers


def sel(row, column):
    return f"{get_column_letter(column)}{row}"
