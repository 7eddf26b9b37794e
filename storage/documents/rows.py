"""Writing a workbook as openpyxl does, the same bytes in half of the time: a row of a sheet in one piece.

Openpyxl looks for the looks of every cell by a hash of all their fields, and opens and closes each element from Python.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final, cast
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import XML_NS
from openpyxl.xml.functions import Element, SubElement

STYLE: Final = "_style"
"""The attribute by which openpyxl keeps the places of a cell's looks."""
KEPT: Final = {f"{{{XML_NS}}}space": "preserve"}
"""What a text says whose first and last spaces count."""
KINDS: Final[Mapping[str, dict[str, str]]] = {
    "s": {"t": "inlineStr"},
    "f": {},
    "n": {"t": "n"},
    "d": {"t": "n"},
}
"""What a sheet says of a value, by what openpyxl calls its kind; there are no others in what we write."""


class Rows(WorksheetWriter):
    """Writes one sheet into memory."""

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__(sheet, BytesIO())
        self._known: dict[tuple[bytes, str], dict[str, str]] = {}

    def write_row(self, xf: Any, row: Any, row_idx: int) -> None:  # noqa: ANN401  # a stream of lxml
        """Write a row in one piece."""
        known = dict(cast("Worksheet", self.ws).row_dimensions.get(row_idx, {}))
        element = Element("row", {"r": str(row_idx), **known})
        for cell in row:
            attributes = self._attributes_of(cell)
            if "s" in attributes or cell.value is not None:
                named = {"r": f"{get_column_letter(cell.column)}{row_idx}", **attributes}
                put(cell, SubElement(element, "c", named))
        xf.write(element)

    def _attributes_of(self, cell: Cell) -> dict[str, str]:
        """Return where the workbook keeps the looks of a cell, if it has any, and of which kind its value is."""
        looks, kind = getattr(cell, STYLE) or b"", cell.data_type
        key = bytes(looks), kind
        known = self._known.get(key)
        if known is None:
            place = {"s": str(cell.style_id)} if cell.has_style else {}
            known = self._known[key] = place | KINDS[kind]
        return known


def put(cell: Cell, element: Any) -> None:  # noqa: ANN401  # of lxml
    """Put what a cell holds into its element: a text, a number, a day, or a formula without its value."""
    value: Any = cell.value
    kind = cell.data_type
    if value is None or value == "":
        element.text = ""
    elif kind == "s":
        text = SubElement(SubElement(element, "is"), "t", KEPT if value != value.strip() else {})
        text.text = value
    elif kind == "f":
        SubElement(element, "f").text = str(value)[1:]
        SubElement(element, "v").text = ""
    else:
        number = to_excel(value) if kind == "d" else value  # type: ignore[no-untyped-call]
        SubElement(element, "v").text = safe_string(number)


class Pages(ExcelWriter):
    """Writes a workbook of such sheets, without pictures."""

    def write_worksheet(self: Any, ws: Any) -> None:  # noqa: ANN401  # neither says all that it has
        """Write one sheet."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001
        rows: Any = Rows(ws)
        rows.write()
        ws._rels = rows._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], rows.read())
        self.manifest.append(ws)


def write_book(book: Workbook) -> BytesIO:
    """Return a workbook as a zip that is not packed."""
    raw = BytesIO()
    with ZipFile(raw, "w") as stored:
        Pages(book, stored).save()
    return raw
