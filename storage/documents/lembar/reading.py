"""The sheet of realisasi that came back: by its marks and by kode, whatever was moved or sorted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from sop_flows.deferred import replace
from sop_flows.kinerja.analisis import BagianAnalisis
from sop_flows.kinerja.lembar import (
    INDIKATOR,
    KETERANGAN,
    KODE,
    KOLOM_ANALISIS,
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

MOST_PLACES: Final = 50_000
"""Cells under a name such as Realisasi, over all sheets, that may be looked at."""
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
        _placed(read, names[grid], is_di_luar=grid is not grids[0])
        for grid, number, column, tabel in places
        if (read := _read_cell(grid, number, column, tabel)) is not None
    ]
    named = {(each.sel, each.kode) for cell in found for each in (cell, *cell.analisis.values())}
    several = {sel for sel, times in Counter(sel for sel, _ in named).items() if times > 1}
    return tuple(_apart(cell, several) for cell in found) if several else tuple(found)


def _placed(cell: SelTerbaca, sheet: str, *, is_di_luar: bool) -> SelTerbaca:
    """Return a cell and those of its analisis with the name of their sheet."""
    parts = {
        bagian: _placed(part, sheet, is_di_luar=is_di_luar)
        for bagian, part in cell.analisis.items()
    }
    return replace(cell, sel=sheet + cell.sel, is_di_luar=is_di_luar, analisis=parts)


def _apart(cell: SelTerbaca, several: set[str]) -> SelTerbaca:
    """Return a cell; one that gives a value to several indikator, or a part of their analisis, says so."""
    parts = {bagian: _apart(part, several) for bagian, part in cell.analisis.items()}
    is_one_of_several = bool(cell.teks) and cell.sel in several
    masalah = MasalahSel.GABUNGAN if is_one_of_several else cell.masalah
    return replace(cell, masalah=masalah, analisis=parts)


def _places(grids: list[Grid]) -> Iterator[tuple[Grid, int, int, Tabel]]:
    for grid in grids:
        for number, tabel in rows_with_tables(grid):
            for column in tabel.kolom[REALISASI]:
                yield grid, number, column, tabel


def _read_cell(grid: Grid, row: int, column: int, tabel: Tabel) -> SelTerbaca | None:
    kode = " / ".join(tabel.texts(grid, row, KODE))
    cell = grid.shown(row, column)
    value, merged = _text(cell), grid.merged(row, column)
    masalah = _problem(grid, row, column)
    if not kode and value is None and masalah is None:
        return None
    if merged and not kode and row > merged.atas:  # said in its first row
        return None
    said = {n: tabel.texts(grid, row, n) for n in (KETERANGAN, INDIKATOR, SATUAN)}
    return SelTerbaca(
        kode=kode,
        sel=_name(grid, row, column),
        teks=_as_typed(cell) if value is not None else None,
        keterangan="\n".join(said[KETERANGAN]) or None,
        masalah=masalah,
        indikator=next(iter(said[INDIKATOR]), None),
        satuan=next(iter(said[SATUAN]), None),
        is_tersembunyi=grid.is_unseen(row, column),
        analisis=_read_parts(grid, row, kode, tabel),
    )


def _read_parts(
    grid: Grid, row: int, kode: str, tabel: Tabel
) -> Mapping[BagianAnalisis, SelTerbaca]:
    """Return the cells of an analisis; none where all of them are blank."""
    parts = {
        bagian: SelTerbaca(
            kode=kode,
            sel=_name(grid, row, tabel.kolom[name][0]),
            teks="\n".join(tabel.texts(grid, row, name)) or None,
            masalah=_problem(grid, row, tabel.kolom[name][0]),
            is_tersembunyi=grid.is_unseen(row, tabel.kolom[name][0]),
        )
        for bagian, name in KOLOM_ANALISIS.items()
        if name in tabel.kolom
    }
    return parts if any(one.teks or one.masalah for one in parts.values()) else {}


def _name(grid: Grid, row: int, column: int) -> str:
    """Return the address of a cell, or of the merged cells that it is one of."""
    merged = grid.merged(row, column)
    return merged.nama if merged else SelMentah(row, column, JenisSel.TEKS, "").nama


def _problem(grid: Grid, row: int, column: int) -> MasalahSel | None:
    """Return why what a cell shows cannot be read: its kind, or that it was merged in from another column."""
    cell, merged = grid.shown(row, column), grid.merged(row, column)
    if merged and merged.kiri != column and _text(cell) is not None:
        return MasalahSel.GABUNGAN
    return PROBLEMS.get(cell.jenis) if cell else None


def _text(cell: SelMentah | None) -> str | None:
    return (cell.teks.strip() or None) if cell else None


def _as_typed(cell: SelMentah | None) -> str | None:
    if cell is None:
        return None
    is_number = cell.jenis in {JenisSel.ANGKA, JenisSel.TERSAMAR}
    return comma(cell.teks) if is_number else cell.tampil
