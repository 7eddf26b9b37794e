"""``PYTHON tulis.py FORM INSTRUCTIONS XLSXWRITER PANDAS``: the form filled with XlsxWriter and pandas, as ``buat.py`` tells.

XlsxWriter opens no workbook, so it writes the form anew, cell by cell; pandas keeps what cells hold and nothing else.
"""

import json
import sys
from datetime import date, datetime
from importlib import import_module

import openpyxl
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

# Tools of this folder only: nothing that tests need.
pandas, xlsxwriter = map(import_module, ("pandas", "xlsxwriter"))


def place(sel):
    """Return row and column of a cell, the first being 0."""
    letters, row = coordinate_from_string(sel)
    return row - 1, column_index_from_string(letters) - 1


def with_xlsxwriter(form, told, out):
    book = xlsxwriter.Workbook(out)
    for sheet in openpyxl.load_workbook(form):
        copy = book.add_worksheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                copy.write(*place(cell.coordinate), cell.value)
        if sheet.title == "_tapak":
            copy.very_hidden()
        else:
            fill(book, copy, told)
    notes = book.add_worksheet("Catatan")
    for number, row in enumerate(told["catatan"]):
        notes.write_row(number, 0, row)
    book.close()


def fill(book, sheet, told):
    for row in told["hidden"]:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for one in told["writes"]:
        write(sheet, one, book.add_format({"num_format": one.get("format", "General")}))
    for span in told["merged"]:
        first, _, _ = span.partition(":")
        sheet.merge_range(span, next(w["angka"] for w in told["writes"] if w["sel"] == first))


def write(sheet, one, form):
    at = place(one["sel"])
    if "rumus" in one and "hasil" in one:
        sheet.write_formula(*at, "=" + one["rumus"], form, one["hasil"])
    elif "rumus" in one:
        sheet.write_formula(*at, "=" + one["rumus"], form)
    elif "galat" in one:
        sheet.write_formula(*at, "=1/0", form, one["galat"])
    elif "tanggal" in one:
        sheet.write_datetime(*at, datetime.fromisoformat(one["tanggal"]), form)
    elif "teks" in one:
        sheet.write_string(*at, one["teks"], form)
    elif "angka" in one:
        sheet.write_number(*at, one["angka"], form)
    else:
        sheet.write_blank(*at, None, form)


def with_pandas(form, told, out):
    frames = pandas.read_excel(form, sheet_name=None, header=None, dtype=object)
    sheet = frames["Realisasi"]
    for one in told["writes"]:
        row, column = place(one["sel"])
        for missing in range(len(sheet), row + 1):
            sheet.loc[missing] = None
        value = next((one[key] for key in ("hasil", "angka", "teks", "galat") if key in one), None)
        if "tanggal" in one:
            value = date.fromisoformat(one["tanggal"])
        elif "rumus" in one and value is None:
            value = "=" + one["rumus"]
        sheet.iat[row, column] = value
    with pandas.ExcelWriter(out, engine="openpyxl") as writer:
        for name, frame in {**frames, "Catatan": pandas.DataFrame(told["catatan"])}.items():
            frame.to_excel(writer, sheet_name=name, header=False, index=False)


if __name__ == "__main__":
    form, instructions, xlsxwriter_out, pandas_out = sys.argv[1:]
    with open(instructions, encoding="utf-8") as file:  # noqa: PTH123  # a script of its own
        told = json.load(file)
    with_xlsxwriter(form, told, xlsxwriter_out)
    with_pandas(form, told, pandas_out)
