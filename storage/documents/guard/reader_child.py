"""The process that reads workbooks: ``python -m storage.documents.guard.reader_child``.

It waits for requests on its standard input and reads each in a fork of its own, which has a limit of memory and of processor
time, and may open neither files nor sockets. Whatever happens to that fork, the next request finds this process as it was.

A request is a length, a JSON header and the workbook; a reply is a length and JSON. The first reply is empty and says
that this process is ready.
"""

import datetime as dt
import gc
import io
import json
import os
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, partial
from typing import Any, BinaryIO, Final, TypedDict
from xml.etree.ElementTree import Element

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from storage.documents.apart.confine import confine, shut
from storage.documents.guard.shown import WORDS, show
from storage.documents.guard.wire import LENGTH, LENGTHS, Batas, over

DIGITS: Final = 15
"""Excel keeps, shows and calculates with this many digits."""
LARGEST: Final = Decimal(10) ** 18
SMALLEST: Final = Decimal(1).scaleb(-DIGITS)


RawCell = tuple[int, int, str, str]
"""Row, column, kind and text of a cell."""


class RawSheet(TypedDict):
    """One sheet: the cells that hold something, and what lies over them."""

    nama: str
    sel: list[RawCell]
    gabungan: list[tuple[int, int, int, int]]
    """Merged cells: first row, first column, last row, last column."""
    tersembunyi: bool
    """Nobody sees the sheet."""
    baris_tersembunyi: list[int]
    kolom_tersembunyi: list[tuple[int, int]]
    """The rows, and the spans of columns, that nobody sees."""


TYPE_NAMES: Final[dict[type, str]] = {
    dt.datetime: "d",
    dt.date: "d",
    dt.time: "t",
    dt.timedelta: "t",
    bool: "b",
}


def plain(number: float) -> str | None:
    """Return the number as Excel shows it, with a dot; None when it is not one to keep."""
    exact = Decimal(number) if isinstance(number, int) else Decimal(f"{number:.{DIGITS}g}")
    if not exact.is_finite() or abs(exact) >= LARGEST:
        return None
    if exact.as_tuple().exponent < -DIGITS:  # type: ignore[operator]  # finite, as just checked
        exact = exact.quantize(SMALLEST)
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def cell_facts(value: object, data_type: str, number_format: Callable[[], str]) -> tuple[str, str]:
    """Return the kind of a cell and its value as text."""
    kind = TYPE_NAMES.get(type(value))
    if kind is not None:
        return kind, value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
    if isinstance(value, int | float):
        number = plain(value)
        if number is None:
            return "e", str(value)[:40]
        kind, text = show(Decimal(number), number_format())
        is_lost = len(number) > DIGITS and "." not in number  # no words hide that digits are gone
        return ("n", number) if kind == WORDS and is_lost else (kind, text)
    return ("e" if data_type == "e" else "s"), str(value)


class CellsOnly(ExcelReader):
    """Opens a workbook without its sheets of charts."""

    def read_chartsheet(self, sheet: object, rel: object) -> None:
        """Leave it."""


class OnePass(WorkSheetParser):
    """Reads the values of a sheet, and in the same pass which of its cells hold a formula."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return what a cell holds."""
        cell: dict[str, Any] = super().parse_cell(element)
        cell["has_formula"] = element.find(FORMULA_TAG) is not None
        return cell


def read_sheets(content: bytes, *, is_uncalculated: bool) -> list[RawSheet]:
    """Return every sheet with the cells that hold something.

    Args:
        is_uncalculated: What stands for the value of a formula is none.
    """
    opened = CellsOnly(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    opened.read()
    return [
        _sheet(opened.wb, sheet, is_uncalculated=is_uncalculated) for sheet in opened.wb.worksheets
    ]


def _sheet(book: Any, sheet: Any, *, is_uncalculated: bool) -> RawSheet:  # noqa: ANN401  # a read-only sheet shows no merged cells
    @cache
    def number_format(style: int) -> str:
        return str(ReadOnlyCell(sheet, 1, 1, None, style_id=style).number_format)

    def facts(at: dict[str, Any]) -> tuple[str, str] | None:
        value = at["value"]
        if at["has_formula"] and (is_uncalculated or value is None):
            return "f", ""
        if value is None:
            return None
        return cell_facts(value, at["data_type"], partial(number_format, at["style_id"]))

    with sheet._get_source() as source:  # noqa: SLF001
        parser = OnePass(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        cells = [
            (at["row"], at["column"], *found)
            for _, row in parser.parse()
            for at in row
            if (found := facts(at)) is not None
        ]
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    spans = parser.column_dimensions.values()
    return {
        "nama": sheet.title,
        "sel": cells,
        "gabungan": [(m.min_row, m.min_col, m.max_row, m.max_col) for m in merged],
        "tersembunyi": sheet.sheet_state != "visible",
        "baris_tersembunyi": [int(n) for n, d in parser.row_dimensions.items() if _is_hidden(d)],
        "kolom_tersembunyi": [(int(d["min"]), int(d["max"])) for d in spans if _is_hidden(d)],
    }


def _is_hidden(dimension: Mapping[str, str]) -> bool:
    return dimension.get("hidden") in {"1", "true"}


def answer(content: bytes, header: dict[str, Any]) -> bytes:
    """Return the reply of the confined fork: what was read, or why not."""
    try:
        confine(header["memori"], header["prosesor"])
        shut()
        sheets = read_sheets(content, is_uncalculated=header["uncalculated"])
        reply: dict[str, Any] = {"lembar": sheets}
    except MemoryError:
        reply = over(Batas.MEMORI)
    except Exception as broken:  # noqa: BLE001  # a hostile file may raise anything at all
        reply = {"gagal": "rusak", "rincian": type(broken).__name__}
    return json.dumps(reply, ensure_ascii=True).encode()


def read_apart(content: bytes, header: dict[str, Any]) -> bytes:
    """Return the reply of a fork, or say which limit ended it."""
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        for inherited in (source, sys.stdin.fileno(), sys.stdout.fileno()):
            os.close(
                inherited
            )  # or nobody would see that this process ended, while the fork reads
        try:
            with os.fdopen(target, "wb") as pipe:
                pipe.write(answer(content, header))
        finally:
            os._exit(0)
    os.close(target)
    reply, reached = _collect(source, header)
    if reached:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not reached and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        reached = Batas.PROSESOR
    elif not reached and (status or not reply):
        reached = Batas.MEMORI  # nothing else ends a fork that may do nothing but read
    return json.dumps(over(reached)).encode() if reached else reply


def _collect(source: int, header: dict[str, Any]) -> tuple[bytes, Batas | None]:
    deadline = time.monotonic() + header["dinding"]
    reply = bytearray()
    with os.fdopen(source, "rb", buffering=0) as pipe:
        while len(reply) <= header["balasan"]:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                return b"", Batas.DINDING
            part = pipe.read(1 << 20)
            if not part:
                return bytes(reply), None
            reply += part
    return b"", Batas.BALASAN


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Say that this process is ready, then answer requests until there are no more."""
    _reply(replies, b"")
    while head := requests.read(LENGTHS.size):
        header_length, content_length = LENGTHS.unpack(head)
        header = json.loads(requests.read(header_length))
        _reply(replies, read_apart(requests.read(content_length), header))


def _reply(replies: BinaryIO, reply: bytes) -> None:
    replies.write(LENGTH.pack(len(reply)) + reply)
    replies.flush()


def warm_up() -> None:
    """Import all that reading needs, since a fork may open no files; no fork looks for garbage in it."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("warm")
    sheet.append(["teks", 1.5, dt.datetime(2026, 1, 1), True])  # noqa: DTZ001  # Excel knows no zones
    content = io.BytesIO()
    book.save(content)
    read_sheets(content.getvalue(), is_uncalculated=False)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    serve(sys.stdin.buffer, sys.stdout.buffer)
