"""Fills a sheet that the bot sent, as a person would with a spreadsheet program."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.trial.refusals import PhoneRefused

CODE_HEADING = "kode"


def fill_sheet(content: bytes, values: Mapping[str, Any], *, column: str) -> bytes:
    """Return the workbook with each value written into the row of its code.

    Raises:
        PhoneRefused: A code or the column is not in the workbook.
    """
    workbook = load_workbook(BytesIO(content))
    left = {str(code).strip(): value for code, value in values.items()}
    for sheet in workbook.worksheets:
        _fill(sheet, left, column.strip().lower())
    if left:
        missing = ", ".join(left)
        raise PhoneRefused(400, f"Tidak ada kode {missing} dengan kolom {column} di lembar itu.")
    filled = BytesIO()
    workbook.save(filled)
    return filled.getvalue()


def _fill(sheet: Worksheet, left: dict[str, Any], column: str) -> None:
    code_at: int | None = None
    value_at: int | None = None
    for number, row in enumerate(sheet.iter_rows(), start=1):
        headings = {
            str(cell.value).strip().lower(): cell.column for cell in row if cell.value is not None
        }
        if CODE_HEADING in headings and column in headings:
            code_at, value_at = headings[CODE_HEADING], headings[column]
        elif code_at is not None and value_at is not None:
            code = str(sheet.cell(number, code_at).value or "").strip()
            if code in left:
                sheet.cell(number, value_at).value = left.pop(code)
