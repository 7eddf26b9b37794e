"""The sheet of realisasi that goes out to a unit: printable, locked but for what it asks, marked with its formulir."""

from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sop_flows.lembar import (
    KETERANGAN,
    KODE,
    LEMBAR_TANDA,
    REALISASI,
    TIDAK_BERLAKU,
    VERSI,
    BarisLembar,
    LembarFormulir,
)
from storage.documents.cells import (
    FRAME,
    ORANGE,
    TOP_WRAP,
    YELLOW,
    at,
    put_header,
    put_number,
    put_text,
    put_value,
    saved,
)

COLUMNS: Final = (
    "No",
    KODE,
    "Sasaran",
    "Indikator",
    "Satuan",
    "Target tahun",
    "Target TW",
    "Realisasi sebelumnya",
    REALISASI,
    "Capaian (%)",
    KETERANGAN,
    "Catatan pemeriksa",
)
WIDTHS: Final = (5, 12, 28, 40, 12, 13, 13, 13, 15, 11, 30, 30)
HEADER_ROW: Final = 6
CARA_MENGISI: Final = (
    "Isi angka dengan koma sebagai tanda desimal, misalnya 1.150,5.\n"
    "Untuk persen, isi angkanya saja: 85 untuk 85%.\n"
    "Bila tidak ada yang dapat diukur, isi n/a dan tulis alasannya di kolom Keterangan."
)
UNLOCKED: Final = Protection(locked=False)
#: Capaian in percent by polaritas and formula; ``{r}`` realisasi, ``{t}`` target.
FORMULAS: Final = {
    "naik": '=IF({r}="","",IFERROR({r}/{t}*100,""))',
    "turun A": '=IF({r}="","",IF(AND(ISNUMBER({t}),{t}=0,{r}=0),100,IFERROR((2*{t}-{r})/{t}*100,"")))',
    "turun B": '=IF({r}="","",IF(AND(ISNUMBER({t}),{t}=0,{r}=0),100,IFERROR({t}/{r}*100,"")))',
}


def write_lembar(lembar: LembarFormulir) -> bytes:
    """Return the workbook of one formulir, the same bytes for the same content."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  # a new workbook has one
    sheet.title = REALISASI
    _put_title(sheet, lembar)
    put_header(sheet, HEADER_ROW, COLUMNS)
    at(sheet, HEADER_ROW, COLUMNS.index(REALISASI) + 1).comment = _comment(CARA_MENGISI)
    for number, baris in enumerate(lembar.rows, start=1):
        _put_row(sheet, number, baris, lembar.formula_turun)
    _put_mean(sheet, len(lembar.rows))
    _validate(sheet, len(lembar.rows))
    _lay_out(sheet, lembar)
    _put_marks(book, lembar)
    return saved(book)


def _put_title(sheet: Worksheet, lembar: LembarFormulir) -> None:
    lines = (
        lembar.kantor,
        f"Formulir Pengukuran Kinerja: {lembar.judul_sop}",
        f"{lembar.periode} · {lembar.unit}",
        f"Berkas {lembar.berkas_nomor} · putaran {lembar.ronde}",
    )
    for row, line in enumerate(lines, start=1):
        cell = at(sheet, row, 1)
        put_text(cell, line)
        cell.font = Font(bold=row <= 2, size=13 if row <= 2 else 11)
    hint = at(sheet, 5, 1)
    put_text(hint, "Isi kolom kuning Realisasi, simpan, lalu kirim kembali lewat percakapan ini.")
    hint.font = Font(italic=True, color="6B7280")


def _put_row(sheet: Worksheet, number: int, baris: BarisLembar, formula_turun: str) -> None:
    row = HEADER_ROW + number
    cells = [at(sheet, row, column) for column in range(1, len(COLUMNS) + 1)]
    for cell in cells:
        cell.border, cell.alignment = FRAME, TOP_WRAP
    no, kode, sasaran, indikator, satuan, tahun, triwulan, before, nilai, capaian, why, note = (
        cells
    )
    no.value = number
    for cell, text in (
        (kode, baris.kode),
        (sasaran, baris.sasaran),
        (indikator, baris.indikator),
        (satuan, baris.satuan),
        (why, baris.alasan_na),
    ):
        put_text(cell, text)
    put_value(tahun, baris.target_tahun)
    put_value(triwulan, baris.target_triwulan)
    put_number(before, baris.sebelumnya)
    _put_nilai(nilai, baris)
    target = tahun if baris.target_triwulan is None else triwulan
    kind = "naik" if baris.polaritas == "naik" else f"turun {formula_turun}"
    capaian.value = FORMULAS[kind].format(r=nilai.coordinate, t=target.coordinate)
    capaian.number_format = "0.00"
    why.protection = UNLOCKED
    if baris.ditandai:
        nilai.fill = note.fill = ORANGE
        put_text(note, f"Perlu diperbaiki: {baris.alasan_kembali or 'lihat catatan pemeriksa'}")


def _put_nilai(cell: Cell, baris: BarisLembar) -> None:
    if baris.nilai is None and baris.alasan_na:
        put_text(cell, TIDAK_BERLAKU)
    put_number(cell, baris.nilai)
    cell.number_format = "General"  # so that a typed 85% is kept and read as a percentage
    cell.fill, cell.protection = YELLOW, UNLOCKED


def _put_mean(sheet: Worksheet, rows: int) -> None:
    if not rows:
        return
    row = HEADER_ROW + rows + 1
    put_text(at(sheet, row, COLUMNS.index("Indikator") + 1), "Rata-rata capaian (%)")
    column = COLUMNS.index("Capaian (%)") + 1
    cell = at(sheet, row, column)
    first, last = at(sheet, HEADER_ROW + 1, column), at(sheet, row - 1, column)
    cell.value = f'=IFERROR(AVERAGE({first.coordinate}:{last.coordinate}),"")'
    cell.number_format = "0.00"
    for each in (cell, at(sheet, row, COLUMNS.index("Indikator") + 1)):
        each.font = Font(bold=True)


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
    sheet.column_dimensions["L"].hidden = not any(baris.ditandai for baris in lembar.rows)
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


def _put_marks(book: Workbook, lembar: LembarFormulir) -> None:
    marks = book.create_sheet(LEMBAR_TANDA)
    for row, (key, value) in enumerate(
        (
            ("versi", VERSI),
            ("formulir_id", lembar.formulir_id),
            ("berkas_nomor", lembar.berkas_nomor),
            ("ronde", lembar.ronde),
            ("periode", lembar.periode),
            ("kantor", lembar.kantor),
            ("unit", lembar.unit),
        ),
        start=1,
    ):
        put_text(at(marks, row, 1), key)
        put_text(at(marks, row, 2), str(value))
    marks.sheet_state = "veryHidden"
    marks.protection.sheet = True


def _comment(text: str) -> Comment:
    return Comment(text, "Tapak", height=120, width=320)
