"""The process that reads workbooks: ``python -m storage.documents.reader_child``.

It waits for requests on its standard input and reads each in a fork of its own, which has a limit of memory and of processor
time, and may open neither files nor sockets. Whatever happens to that fork, the next request finds this process as it was.

A request is a length, a JSON header and the workbook; a reply is a length and JSON.
"""

import datetime as dt
import io
import json
import os
import re
import resource
import select
import signal
import sys
import time
import warnings
from collections.abc import Iterator
from decimal import Decimal
from struct import Struct
from typing import Any, BinaryIO, Final

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.reader.excel import ExcelReader

LENGTHS: Final = Struct("<II")
LENGTH: Final = Struct("<I")
REPLY_LIMIT: Final = 64 * 1024 * 1024
#: Excel keeps, shows and calculates with this many digits.
DIGITS: Final = 15
LARGEST: Final = Decimal(10) ** 18
SMALLEST: Final = Decimal(1).scaleb(-DIGITS)
#: Row, column, kind and text of a cell.
RawCell = tuple[int, int, str, str]
RawSheet = tuple[str, list[RawCell]]
PERCENT: Final = re.compile(r'%(?=(?:[^"]*"[^"]*")*[^"]*$)')

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


def cell_facts(cell: Cell | ReadOnlyCell | EmptyCell) -> tuple[str, str]:
    """Return the kind of a cell and its value as text."""
    value = cell.value
    if cell.data_type == "f":
        return "f", ""
    kind = TYPE_NAMES.get(type(value))
    if kind is not None:
        text = value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
        return kind, text
    if isinstance(value, int | float):
        number = plain(value)
        if number is None:
            return "e", str(value)[:40]
        return ("p" if PERCENT.search(str(cell.number_format)) else "n"), number
    return ("e" if cell.data_type == "e" else "s"), str(value)


class CellsOnly(ExcelReader):
    """Opens a workbook without its sheets of charts."""

    def read_chartsheet(self, sheet: object, rel: object) -> None:
        """Leave it."""


def read_sheets(content: bytes, header: dict[str, Any]) -> list[RawSheet]:
    """Return every sheet with the cells that hold something."""
    found = list(_sheets(content, header, data_only=True))
    if not header["uncached"]:
        return found
    formulas = _sheets(content, header, data_only=False)
    for (_, known), (_, cells) in zip(found, formulas, strict=True):
        valued = {(row, column) for row, column, _, _ in known}
        known.extend(c for c in cells if c[2] == "f" and c[:2] not in valued)
    return found


def _sheets(content: bytes, header: dict[str, Any], *, data_only: bool) -> Iterator[RawSheet]:
    opened = CellsOnly(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    opened.read()
    for sheet in opened.wb.worksheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(
            min_row=1, min_col=1, max_row=header["baris"], max_col=header["kolom"]
        )
        cells = [
            (cell.row, cell.column, *cell_facts(cell))
            for row in rows
            for cell in row
            if cell.value is not None
        ]
        yield sheet.title, cells


def confine(header: dict[str, Any]) -> None:
    """Bound this process for good."""
    resource.setrlimit(resource.RLIMIT_AS, (header["memori"], header["memori"]))
    resource.setrlimit(resource.RLIMIT_CPU, (header["detik"], header["detik"] + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(content: bytes, header: dict[str, Any]) -> bytes:
    """Return the reply of the confined fork: what was read, or why not."""
    try:
        confine(header)
        reply: dict[str, Any] = {"lembar": read_sheets(content, header)}
    except MemoryError:
        reply = {"gagal": "terlalu_berat", "rincian": "MemoryError"}
    except Exception as broken:  # noqa: BLE001  # a hostile file may raise anything at all
        reply = {"gagal": "rusak", "rincian": type(broken).__name__}
    return json.dumps(reply, ensure_ascii=True).encode()


def read_apart(content: bytes, header: dict[str, Any]) -> bytes:
    """Return the reply of a fork, or say what became of it."""
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        try:
            with os.fdopen(target, "wb") as pipe:
                pipe.write(answer(content, header))
        finally:
            os._exit(0)
    os.close(target)
    reply, in_time = _collect(source, header["dinding"])
    if not in_time:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if reply and in_time and status == 0:
        return reply
    out_of_time = not in_time or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in _OUT_OF_TIME)
    failed = {"gagal": "terlalu_lama" if out_of_time else "terlalu_berat", "rincian": status}
    return json.dumps(failed).encode()


_OUT_OF_TIME: Final = frozenset({signal.SIGXCPU, signal.SIGKILL})


def _collect(source: int, seconds: float) -> tuple[bytes, bool]:
    deadline = time.monotonic() + seconds
    parts: list[bytes] = []
    size = 0
    with os.fdopen(source, "rb", buffering=0) as pipe:
        while size <= REPLY_LIMIT:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                return b"", False
            part = pipe.read(1 << 20)
            if not part:
                return b"".join(parts), True
            parts.append(part)
            size += len(part)
    return b"", False


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while head := requests.read(LENGTHS.size):
        header_length, content_length = LENGTHS.unpack(head)
        header = json.loads(requests.read(header_length))
        reply = read_apart(requests.read(content_length), header)
        replies.write(LENGTH.pack(len(reply)) + reply)
        replies.flush()


def warm_up() -> None:
    """Import all that reading needs, since a fork may open no files."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("warm")
    sheet.append(["teks", 1.5, dt.datetime(2026, 1, 1), True])  # noqa: DTZ001  # Excel knows no zones
    content = io.BytesIO()
    book.save(content)
    read_sheets(content.getvalue(), {"baris": 5, "kolom": 5, "uncached": True})


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    serve(sys.stdin.buffer, sys.stdout.buffer)
