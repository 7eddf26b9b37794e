"""P12: processor time of workbooks of a thousand rows, against openpyxl alone.

1. Reading a sheet that came back, all guards and the child process included, against loading it and going
   through its cells in this process.
2. Writing the sheet and the recap, against writing as many plain cells with the same values.
"""

import io
import resource
from collections.abc import Callable
from statistics import median

import openpyxl

from benchmarks.figures import TIMES, Report, Target, ratio
from benchmarks.machine import cores, pin
from benchmarks.recaps import big_recap, big_sheet
from storage.documents.guard.reader import Reader
from storage.documents.lembar.reading import read_lembar
from storage.documents.lembar.sheets import write_lembar
from storage.documents.rekapitulasi.buku import write_buku_rekap

ROUNDS = 5
ROWS = 1000
QUICK_ROWS = 100

Cells = tuple[tuple[object, ...], ...]


def cost(work: Callable[[], object]) -> float:
    """Return the processor time of this process and of all its children that ended, in seconds."""
    before = used()
    work()
    return used() - before


def used() -> float:
    """Return the processor time so far."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in usages)


def read_guarded(content: bytes) -> None:
    """Read a sheet as it is read when it comes back, by a child that is started for it."""
    with Reader() as reader:
        assert read_lembar(content, reader=reader).baris


def start_only() -> None:
    """Start the child and read next to nothing with it: what a running bot has paid already."""
    read_guarded(write_lembar(big_sheet(1)))


def read_plainly(content: bytes) -> Cells:
    """Load a workbook and go through its cells."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return tuple(tuple(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def grids(content: bytes) -> dict[str, Cells]:
    """Return what a workbook holds, formulas as such."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: tuple(sheet.iter_rows(values_only=True)) for sheet in book}


def write_plainly(sheets: dict[str, Cells]) -> bytes:
    """Write the same values without any form."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    pin(cores()[0])
    rounds, rows = (2, QUICK_ROWS) if is_quick else (ROUNDS, ROWS)
    sheet, recap = big_sheet(rows), big_recap(rows)
    written, book = write_lembar(sheet), write_buku_rekap(recap)
    sheet_grids, book_grids = grids(written), grids(book)
    works: dict[str, Callable[[], object]] = {
        "read": lambda: read_guarded(written),
        "start": start_only,
        "plain read": lambda: read_plainly(written),
        "sheet": lambda: write_lembar(sheet),
        "plain sheet": lambda: write_plainly(sheet_grids),
        "recap": lambda: write_buku_rekap(recap),
        "plain recap": lambda: write_plainly(book_grids),
        "recap again": lambda: write_buku_rekap(recap),
    }
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            spent[name].append(cost(work))
    return told(spent, rows)


def told(spent: dict[str, list[float]], rows: int) -> Report:
    """Return the ratios of what was spent."""
    report = Report("P12", f"processor time of workbooks of {rows} rows")
    reading = [all_ - start for all_, start in zip(spent["read"], spent["start"], strict=True)]
    again = ratio(spent["recap"], spent["recap again"])
    for name, ours, plain, most, beside in (
        ("read a sheet, guards and child", reading, "plain read", 1.5, "its start aside"),
        ("write the sheet", spent["sheet"], "plain sheet", 2.0, ""),
        ("write the recap", spent["recap"], "plain recap", 3.0, f"A/A {again:.2f} {TIMES}"),
    ):
        report.add(name, median(ours) * 1e3, "ms", beside=beside)
        report.add(
            f"  against openpyxl alone ({median(spent[plain]) * 1e3:.0f} ms)",
            ratio(ours, spent[plain]),
            TIMES,
            target=Target(bound=most),
        )
    report.samples = {kind: {"seconds": own} for kind, own in spent.items()}
    return report
