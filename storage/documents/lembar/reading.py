"""The sheet of realisasi that came back: by its marks and by kode, whatever was moved or sorted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from sop_flows.kinerja.lembar import (
    INDIKATOR,
    KETERANGAN,
    KODE,
    LEMBAR_TANDA,
    REALISASI,
    SATUAN,
    VERSI,
    BacaanLembar,
    MasalahSel,
    SelTerbaca,
)
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from sop_flows.teks import fold
from storage.documents.grid import Grid
from storage.documents.guard.markup import BatasUnggahan
from storage.documents.guard.reader import (
    READER,
    JenisSel,
    LembarMentah,
    Reader,
    SelMentah,
    comma,
)
from storage.documents.guard.upload import BATAS, check_upload
from storage.documents.lembar.tables import Tabel, has_table, rows_with_tables

#: Cells under a name such as Realisasi, over all sheets, that may be looked at.
MOST_PLACES: Final = 50_000
PROBLEMS: Final = {
    JenisSel.RUMUS: MasalahSel.RUMUS_TANPA_NILAI,
    JenisSel.GALAT: MasalahSel.GALAT_EXCEL,
    JenisSel.TANGGAL: MasalahSel.TANGGAL,
    JenisSel.WAKTU: MasalahSel.TANGGAL,
    JenisSel.LOGIKA: MasalahSel.LOGIKA,
    JenisSel.TERSAMAR: MasalahSel.TERSAMAR,
}


def read_lembar(
    content: bytes, *, batas: BatasUnggahan = BATAS, reader: Reader = READER
) -> BacaanLembar:
    """Return what a sheet that came back says.

    Blocks for milliseconds, at worst for seconds: to be called in a thread.

    Raises:
        SheetRefused: It is dangerous, damaged, or not one of our sheets.
    """
    sheets = reader.read(check_upload(content, batas=batas))
    marks = _marks(sheets)
    return BacaanLembar(
        formulir_id=_number(marks, "formulir_id"),
        berkas_nomor=_number(marks, "berkas_nomor"),
        ronde=_number(marks, "ronde"),
        periode=marks.get("periode", ""),
        kantor=marks.get("kantor", ""),
        unit=marks.get("unit", ""),
        versi=_number(marks, "versi"),
        baris=_rows([sheet for sheet in sheets if sheet.nama != LEMBAR_TANDA]),
    )


def _marks(sheets: tuple[LembarMentah, ...]) -> dict[str, str]:
    found = [sheet for sheet in sheets if sheet.nama == LEMBAR_TANDA]
    if not found:
        raise SheetRefused(SebabLembar.TANPA_TANDA, lembar=len(sheets))
    marks = {row[1].teks: row[2].teks for row in found[0].rows().values() if 1 in row and 2 in row}
    if marks.get("versi") != str(VERSI):
        raise SheetRefused(SebabLembar.TANPA_TANDA, versi=marks.get("versi", "")[:20])
    return marks


def _number(marks: dict[str, str], key: str) -> int:
    text = marks.get(key, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise SheetRefused(SebabLembar.TANPA_TANDA, tanda=key)
    return int(text)


def _rows(sheets: list[LembarMentah]) -> tuple[SelTerbaca, ...]:
    """Return every place that gives a realisasi, those of the formulir's own sheet first."""
    grids = [grid for grid in map(Grid, sheets) if has_table(grid)]
    if not grids:
        raise SheetRefused(SebabLembar.TANPA_KOLOM, lembar=len(sheets))
    grids.sort(key=lambda grid: fold(grid.nama) != fold(REALISASI))
    places = list(islice(_places(grids), MOST_PLACES + 1))
    if len(places) > MOST_PLACES:
        raise SheetRefused(SebabLembar.TERLALU_BESAR, tempat=len(places))
    names = {grid: f"'{grid.nama}'!" if len(grids) > 1 else "" for grid in grids}
    found = [
        replace(read, sel=names[grid] + read.sel, is_di_luar=grid is not grids[0])
        for grid, number, column, tabel in places
        if (read := _read_cell(grid, number, column, tabel)) is not None
    ]
    named = {(cell.sel, cell.kode) for cell in found}
    several = {sel for sel, times in Counter(sel for sel, _ in named).items() if times > 1}
    return tuple(
        replace(cell, masalah=MasalahSel.GABUNGAN) if cell.teks and cell.sel in several else cell
        for cell in found
    )


def _places(grids: list[Grid]) -> Iterator[tuple[Grid, int, int, Tabel]]:
    for grid in grids:
        for number, tabel in rows_with_tables(grid):
            for column in tabel.kolom[REALISASI]:
                yield grid, number, column, tabel


def _read_cell(grid: Grid, row: int, column: int, tabel: Tabel) -> SelTerbaca | None:
    kode = " / ".join(tabel.texts(grid, row, KODE))
    cell = grid.shown(row, column)
    value = _text(cell)
    masalah = PROBLEMS.get(cell.jenis) if cell else None
    if not kode and value is None and masalah is None:
        return None
    merged = grid.merged(row, column)
    if merged and not kode and row > merged.atas:  # said in its first row
        return None
    if merged and value is not None and merged.kiri != column:
        masalah = MasalahSel.GABUNGAN
    name = SelMentah(row, column, JenisSel.TEKS, "").nama
    said = {n: tabel.texts(grid, row, n) for n in (KETERANGAN, INDIKATOR, SATUAN)}
    return SelTerbaca(
        kode=kode,
        sel=merged.nama if merged else name,
        teks=_as_typed(cell) if value is not None else None,
        keterangan="\n".join(said[KETERANGAN]) or None,
        masalah=masalah,
        indikator=next(iter(said[INDIKATOR]), None),
        satuan=next(iter(said[SATUAN]), None),
        is_tersembunyi=grid.is_unseen(row, column),
    )


def _text(cell: SelMentah | None) -> str | None:
    return (cell.teks.strip() or None) if cell else None


def _as_typed(cell: SelMentah | None) -> str | None:
    if cell is None:
        return None
    is_number = cell.jenis in {JenisSel.ANGKA, JenisSel.TERSAMAR}
    return comma(cell.teks) if is_number else cell.tampil
