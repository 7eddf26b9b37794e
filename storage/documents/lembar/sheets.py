"""The sheet of realisasi that goes out to a unit: printable, locked but for what it asks, marked with its formulir."""

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from itertools import groupby
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sop_flows.kinerja.angka import print_angka
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.kinerja.janji import Tulisan, print_nilai
from sop_flows.kinerja.lembar import (
    INDIKATOR,
    KETERANGAN,
    KODE,
    LEMBAR_TANDA,
    REALISASI,
    SATUAN,
    TIDAK_BERLAKU,
    VERSI,
    BarisLembar,
    LembarFormulir,
)
from storage.documents.cells import (
    DIGITS,
    FRAME,
    ORANGE,
    TOP_WRAP,
    YELLOW,
    at,
    dress,
    dress_all,
    put_header,
    put_number,
    put_text,
    put_value,
    saved,
)
from storage.documents.lembar.analisis import UNLOCKED, Analisis
from storage.documents.lembar.periods import columns_for, print_bagian, print_periode

COLUMNS: Final = (
    "No",
    KODE,
    "Sasaran",
    INDIKATOR,
    SATUAN,
    "Target tahun",
    "Target TW",
    "Realisasi sebelumnya",
    REALISASI,
    "Capaian TW (%)",
    "Sifat",
    "Target s.d. TW",
    "Realisasi s.d. TW",
    "Capaian s.d. TW (%)",
    "Capaian tahun (%)",
    KETERANGAN,
    "Catatan pemeriksa",
)
WIDTHS: Final = (5, 12, 28, 40, 12, 13, 13, 13, 15, 11, 12, 13, 13, 11, 11, 30, 30)
HEADER_ROW: Final = 6
CARA_MENGISI: Final = (
    "Isi angka dengan koma sebagai tanda desimal, misalnya 1.150,5.\n"
    "Untuk persen, isi angkanya saja: 85 untuk 85%.\n"
    "Bila tidak ada yang dapat diukur, isi n/a dan tulis alasannya di kolom Keterangan."
)
NAIK: Final = '=IF({r}="","",IFERROR({r}/{t}*100,""))'
"""Capaian in percent; ``{r}`` realisasi, ``{t}`` target."""
TURUN: Final = {
    Formula.A: '=IF({r}="","",IF(AND(ISNUMBER({t}),{t}=0,{r}=0),100,IFERROR((2*{t}-{r})/{t}*100,"")))',
    Formula.B: '=IF({r}="","",IF(AND(ISNUMBER({t}),{t}=0,{r}=0),100,IFERROR({t}/{r}*100,"")))',
}
SAMPAI: Final = {
    Sifat.AKUMULASI: '=IF(ISNUMBER({r}),{r}+{lalu},"")',
    Sifat.RATA_RATA: '=IF(ISNUMBER({r}),({r}+{lalu})/{n},"")',
    Sifat.POSISI_AKHIR: '=IF(ISNUMBER({r}),{r},"")',
    Sifat.TETAP: '=IF(ISNUMBER({r}),{r},"")',
    Sifat.TAHUNAN: '=IF(ISNUMBER({r}),{r},"")',
}
"""Of all periode so far; ``{r}`` realisasi, ``{lalu}`` the sum before it of ``{n}`` periode in all."""


def write_lembar(lembar: LembarFormulir) -> bytes:
    """Return the workbook of one formulir, the same bytes for the same content."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  # a new workbook has one
    sheet.title = REALISASI
    _put_title(sheet, lembar)
    put_header(sheet, HEADER_ROW, columns_for(lembar.periode, COLUMNS))
    for number, baris in enumerate(lembar.rows, start=1):
        _put_row(sheet, number, baris, lembar)
    _put_mean(sheet, lembar)
    _validate(sheet, len(lembar.rows))
    _lay_out(sheet, lembar)
    marks = _put_marks(book, lembar)
    if lembar.minta_analisis is not None:
        columns = Analisis(sheet, HEADER_ROW, len(COLUMNS) + 1)
        columns.put(lembar.rows, lembar.minta_analisis, marks)
    return saved(book)


def _put_title(sheet: Worksheet, lembar: LembarFormulir) -> None:
    repair = f" · perbaikan ke-{lembar.ronde}" if lembar.ronde > 1 else ""
    lines = (
        lembar.kantor,
        f"Formulir Pengukuran Kinerja: {lembar.judul_sop}",
        f"{print_periode(lembar.periode)} · {lembar.unit}",
        f"Berkas {lembar.berkas_nomor}{repair}",
    )
    for row, line in enumerate(lines, start=1):
        cell = at(sheet, row, 1)
        put_text(cell, line)
        cell.font = Font(bold=row <= 2, size=13 if row <= 2 else 11)
    hint = at(sheet, 5, 1)
    explained = ", juga analisisnya bila selnya menguning" if lembar.minta_analisis else ""
    put_text(
        hint,
        f"Isi kolom kuning Realisasi{explained}, simpan, lalu kirim kembali lewat percakapan ini.",
    )
    hint.font = Font(italic=True, color="6B7280")


def _put_row(sheet: Worksheet, number: int, baris: BarisLembar, lembar: LembarFormulir) -> None:
    row = HEADER_ROW + number
    cells = [at(sheet, row, column) for column in range(1, len(COLUMNS) + 1)]
    dress_all(cells, border=FRAME, alignment=TOP_WRAP)
    no, kode, sasaran, indikator, satuan, tahun, periode, before, nilai, capaian = cells[:10]
    sifat, *sampai, why, note = cells[10:]
    no.value = number
    for cell, text in (
        (kode, baris.kode),
        (sasaran, baris.sasaran),
        (indikator, baris.indikator),
        (satuan, baris.satuan),
        (sifat, baris.sifat.value),
        (why, baris.alasan_na),
    ):
        put_text(cell, text)
    put_value(tahun, baris.target_tahun)
    put_value(periode, baris.target_periode)
    _put_before(before, baris)
    _put_nilai(nilai, baris)
    percent = NAIK if baris.polaritas is Polaritas.NAIK else TURUN[lembar.formula_turun]
    if lembar.periode.triwulan or baris.target_periode is not None:
        target = tahun if baris.target_periode is None else periode
        _put_formula(capaian, percent, nilai, target)
    if baris.kata[0]:
        put_text(capaian, baris.kata[0])
    _put_sampai(sampai, baris, percent, nilai, tahun)
    dress(why, protection=UNLOCKED)
    if baris.ditandai:
        nilai.fill = note.fill = ORANGE
        put_text(note, f"Perlu diperbaiki: {baris.alasan_kembali or 'lihat catatan pemeriksa'}")


def _put_before(cell: Cell, baris: BarisLembar) -> None:
    """Write the last value before, and which periode that count were not reported."""
    last = as_written(baris.sebelumnya[-1], baris.tulisan) if baris.sebelumnya else None
    said = []
    if baris.dari_luar:
        said.append(f"{', '.join(map(print_bagian, baris.dari_luar))} menurut {baris.sumber}")
    if baris.belum:
        said.append(f"{', '.join(map(print_bagian, baris.belum))} belum dilaporkan")
    if not said:
        put_value(cell, last)
        return
    shown = print_angka(last) if isinstance(last, Decimal) else last
    put_text(cell, "; ".join([*([shown] if shown else []), *said]))


def as_written(nilai: Decimal | None, tulisan: Tulisan) -> Decimal | str | None:
    """Return a value as a cell has it: a number, or what is written for it."""
    is_words = nilai is not None and isinstance(tulisan, str)
    return print_nilai(nilai, tulisan) if nilai is not None and is_words else nilai


def _put_formula(cell: Cell, formula: str, realisasi: Cell, target: Cell) -> None:
    cell.value = formula.format(r=realisasi.coordinate, t=target.coordinate)
    cell.number_format = "0.00"


def _put_sampai(
    cells: Sequence[Cell], baris: BarisLembar, percent: str, nilai: Cell, tahun: Cell
) -> None:
    """Fill target, realisasi and capaian up to the periode, and the capaian of the year."""
    target, realisasi, capaian, of_year = cells
    before = baris.sebelumnya
    realisasi.value = SAMPAI[baris.sifat].format(
        r=nilai.coordinate, lalu=format(sum(before, Decimal(0)), "f"), n=len(before) + 1
    )
    if baris.target_sampai is not None:
        put_number(target, Context(prec=DIGITS).plus(baris.target_sampai))
        _put_formula(capaian, percent, realisasi, target)
    if baris.target_tahun is not None:
        _put_formula(of_year, percent, realisasi, tahun)
    for cell, kata in ((capaian, baris.kata[1]), (of_year, baris.kata[2])):
        if kata:
            put_text(cell, kata)


def _put_nilai(cell: Cell, baris: BarisLembar) -> None:
    if baris.nilai is None and baris.alasan_na:
        put_text(cell, TIDAK_BERLAKU)
    elif baris.nilai is not None:
        put_value(cell, as_written(baris.nilai, baris.tulisan))
    cell.number_format = "General"  # so that a typed 85% is kept and read as a percentage
    dress(cell, fill=YELLOW, protection=UNLOCKED)


def _put_mean(sheet: Worksheet, lembar: LembarFormulir) -> None:
    rows = len(lembar.rows)
    if not rows:
        return
    row = HEADER_ROW + rows + 1
    (name,) = columns_for(lembar.periode, ("Rata-rata capaian TW (%)",))
    put_text(at(sheet, row, COLUMNS.index(INDIKATOR) + 1), name)
    column = COLUMNS.index("Capaian TW (%)") + 1
    cell = at(sheet, row, column)
    counted = ",".join(_cells_of_kinerja(lembar, cell.column_letter))
    cell.value = f'=IFERROR(AVERAGE({counted}),"")' if counted else None
    cell.number_format = "0.00"
    for each in (cell, at(sheet, row, COLUMNS.index(INDIKATOR) + 1)):
        each.font = Font(bold=True)


def _cells_of_kinerja(lembar: LembarFormulir, letter: str) -> Iterator[str]:
    """Yield the cells of a column, by runs, in the rows whose capaian counts."""
    numbered = enumerate(lembar.rows, start=HEADER_ROW + 1)
    for is_anggaran, run in groupby(numbered, key=lambda one: one[1].is_anggaran):
        rows = [row for row, _ in run]
        if not is_anggaran:
            yield f"{letter}{rows[0]}:{letter}{rows[-1]}"


def _validate(sheet: Worksheet, rows: int) -> None:
    if not rows:
        return
    first = f"I{HEADER_ROW + 1}"
    rule = DataValidation(
        type="custom",
        formula1=f'OR(ISNUMBER({first}),LOWER(TRIM({first}))="{TIDAK_BERLAKU}")',
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=True,
        errorTitle="Bukan angka",
        error="Realisasi diisi angka, atau n/a bila tidak ada yang dapat diukur.",
        showInputMessage=True,
        promptTitle=REALISASI,
        prompt=CARA_MENGISI,
    )
    rule.add(f"{first}:I{HEADER_ROW + rows}")
    sheet.add_data_validation(rule)


def _lay_out(sheet: Worksheet, lembar: LembarFormulir) -> None:
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[at(sheet, HEADER_ROW, column).column_letter].width = width
    note = at(sheet, HEADER_ROW, len(COLUMNS)).column_letter
    sheet.column_dimensions[note].hidden = not any(baris.ditandai for baris in lembar.rows)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.oddFooter = HeaderFooterItem(right=_HeaderFooterPart("Halaman &P dari &N"))
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _put_marks(book: Workbook, lembar: LembarFormulir) -> Worksheet:
    marks: Worksheet = book.create_sheet(LEMBAR_TANDA)
    for row, (key, value) in enumerate(
        (
            ("versi", VERSI),
            ("formulir_id", lembar.formulir_id),
            ("berkas_nomor", lembar.berkas_nomor),
            ("ronde", lembar.ronde),
            ("periode", print_periode(lembar.periode)),
            ("kantor", lembar.kantor),
            ("unit", lembar.unit),
        ),
        start=1,
    ):
        put_text(at(marks, row, 1), key)
        put_text(at(marks, row, 2), str(value))
    marks.sheet_state = "veryHidden"
    marks.protection.sheet = True
    return marks
