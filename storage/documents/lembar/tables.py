"""The tables of realisasi on a sheet: the rows of names, and the columns beneath each."""

from collections.abc import Iterator
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.kinerja.lembar import (
    INDIKATOR,
    KETERANGAN,
    KODE,
    KOLOM_ANALISIS,
    REALISASI,
    SATUAN,
)
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from sop_flows.teks import fold
from storage.documents.grid import Grid, Row
from storage.documents.guard.reader import JenisSel

NAMES: Final = {
    fold(n): n for n in (KODE, REALISASI, KETERANGAN, INDIKATOR, SATUAN, *KOLOM_ANALISIS.values())
}
MOST_NAMED: Final = 40
"""Columns that one row may name."""


@dataclass(frozen=True, slots=True)
class Tabel:
    """The columns beneath one row of names; several of one name are all looked at."""

    kolom: dict[str, tuple[int, ...]]

    def texts(self, grid: Grid, row: int, name: str) -> tuple[str, ...]:
        """Return what the columns of a name say in a row, each thing once."""
        cells = (grid.shown(row, column) for column in self.kolom.get(name, ()))
        texts = (cell.tampil for cell in cells if cell)
        return tuple(dict.fromkeys(filter(None, texts)))


def rows_with_tables(grid: Grid) -> Iterator[tuple[int, Tabel]]:
    """Yield each row below names of columns with each table that it belongs to."""
    tables: tuple[Tabel, ...] = ()
    for number, row in grid.rows.items():
        named = find_tables(row)
        tables = named or tables
        if not named:
            for tabel in tables:
                yield number, tabel


def has_table(grid: Grid) -> bool:
    """Tell whether a sheet has a table of realisasi."""
    return any(find_tables(row) for row in grid.rows.values())


def find_tables(row: Row) -> tuple[Tabel, ...]:
    """Return the tables that a row names the columns of: side by side, each begins with its kode."""
    groups: list[dict[str, tuple[int, ...]]] = [{}]
    texts = (cell for cell in row.values() if cell.jenis is JenisSel.TEKS)
    named = [(NAMES[n], cell) for cell in texts if (n := fold(cell.teks)) in NAMES]
    if len(named) > MOST_NAMED:
        raise SheetRefused(SebabLembar.MENCURIGAKAN, kolom=len(named))
    for name, cell in named:
        if name == KODE and {KODE, REALISASI} <= groups[-1].keys():
            groups.append({})
        groups[-1][name] = (*groups[-1].get(name, ()), cell.kolom)
    if len(groups) > 1 and REALISASI not in groups[-1]:
        for name, columns in groups.pop().items():
            groups[-1][name] = (*groups[-1].get(name, ()), *columns)
    return tuple(Tabel(group) for group in groups if {KODE, REALISASI} <= group.keys())
