"""Looks of cells, and cells that are one: as openpyxl would do it, without what that costs."""

import io

import openpyxl
from openpyxl import Workbook
from openpyxl.styles import Font

from storage.documents.cells import FRAME, YELLOW, at, dress, merge

BOLD = Font(bold=True)


def test_cells_look_as_they_were_told_in_every_workbook_that_has_them():
    first, second = Workbook(), Workbook()
    dress(at(first.worksheets[0], 1, 1), font=Font(italic=True))
    for book in (first, second):
        for row in (2, 3):
            dress(at(book.worksheets[0], row, 1), font=BOLD, fill=YELLOW, border=FRAME)

    for book in (first, second):
        sheet = reopened(book).worksheets[0]
        assert [sheet.cell(row, 1).font.bold for row in (1, 2, 3)] == [False, True, True]
        assert {sheet.cell(row, 1).fill.fgColor.rgb for row in (2, 3)} == {"00FFF4B8"}
        assert sheet.cell(3, 1).border.left.style == "thin"


def test_merged_cells_are_one_and_keep_their_frames():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"].value = "Sasaran"
    for row in (1, 2, 3):
        dress(at(sheet, row, 1), border=FRAME)

    merge(sheet, 1, 1, 3, 1)

    found = reopened(book).worksheets[0]
    assert [str(one) for one in found.merged_cells.ranges] == ["A1:A3"]
    assert found["A1"].value == "Sasaran"
    assert found["A3"].border.bottom.style == "thin"


def reopened(book):
    out = io.BytesIO()
    book.save(out)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))
