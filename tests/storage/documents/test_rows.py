"""Workbooks that are written row by row: the bytes that openpyxl would write cell by cell."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from storage.documents.cells import FRAME, ORANGE, TOP_WRAP, at, dress, dress_all
from storage.documents.rekap.table import Isi, Persen, Rumus, put
from storage.documents.rows import write_book

ISI = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from(["=1+1", " tepi ", "baris\nbaru", "<&>", "\u00a0"]),
    st.integers(-(10**9), 10**9),
    st.decimals(allow_nan=False, allow_infinity=False, places=4),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.builds(Persen, st.decimals(0, 500, places=2)),
    st.builds(Rumus, st.sampled_from(["A1*2", 'IF(A1="","<",1)']), st.just(Decimal(1))),
)


@given(st.lists(st.lists(ISI, max_size=5), max_size=4))
def test_a_sheet_is_written_as_openpyxl_writes_it(rows: list[list[Isi]]):
    assert parts_of(write_book(book_of(rows))) == parts_of(saved(book_of(rows)))


def book_of(rows: list[list[Isi]]) -> Workbook:
    """Return a workbook of values in several looks, some cells without a value."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row, values in enumerate(rows, start=1):
        dress_all([at(sheet, row, column) for column in range(2, 7)], border=FRAME)
        for column, value in enumerate(values, start=1):
            put(at(sheet, row, column), value)
            if column % 2:
                dress(at(sheet, row, column), fill=ORANGE, alignment=TOP_WRAP)
        sheet.row_dimensions[row].height = 14.5 * row
    return book


def saved(book: Workbook) -> BytesIO:
    """Return what openpyxl makes of it."""
    content = BytesIO()
    book.save(content)
    return content


def parts_of(content: BytesIO) -> dict[str, bytes]:
    """Return the parts of a workbook, but for the one that says when it was written."""
    with zipfile.ZipFile(content) as opened:
        return {name: opened.read(name) for name in opened.namelist() if "core" not in name}
