"""The office workbook: written as a template, written from an office, read back with every error by sheet and cell."""

from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from storage.documents.cells import TOP_WRAP, at, put_header, put_number, put_text, saved
from storage.documents.guard.markup import BatasUnggahan, column_number
from storage.documents.guard.reader import READER, Reader
from storage.documents.guard.upload import BATAS, check_upload
from storage.documents.kantor.buku import BukuKantor, GalatSel
from storage.documents.kantor.buku_baris import BukuTerbuka
from storage.documents.kantor.buku_contoh import CONTOH, PETUNJUK
from storage.documents.kantor.buku_kolom import (
    HARI,
    KANTOR,
    KUNCI_KANTOR,
    LEMBAR_BUKU,
    LEMBAR_PETUNJUK,
    JenisKolom,
    Kolom,
    LembarBuku,
)
from storage.documents.kantor.buku_rujukan import check_rows
from storage.documents.lembar.targets import target_number

ROOM: Final = 1_000
"""Rows below the header that carry validation."""
SOURCES: Final = {
    JenisKolom.JABATAN: f"Jabatan!$A$2:$A${ROOM}",
    JenisKolom.UNIT: f"Unit!$A$2:$A${ROOM}",
}
_SHEET_AT: Final = {
    nama: at for at, nama in enumerate((KANTOR, *(lembar.nama for lembar in LEMBAR_BUKU)))
}
FORMATS: Final = {JenisKolom.TANGGAL: "dd/mm/yyyy", JenisKolom.JAM: "hh:mm"}


def write_template() -> bytes:
    """Return a workbook with a small believable office in it, to be overwritten."""
    return write_buku(CONTOH)


def write_buku(buku: BukuKantor) -> bytes:
    """Return an office as its workbook; reading it gives the same office."""
    book = Workbook()
    notes = book.active
    assert isinstance(notes, Worksheet)  # noqa: S101  # a new workbook has one
    _put_notes(notes)
    _put_kantor(book.create_sheet(KANTOR), buku)
    for lembar in LEMBAR_BUKU:
        _put_sheet(book.create_sheet(lembar.nama), lembar, getattr(buku, lembar.isi))
    return saved(book)


def read_workbook(
    content: bytes,
    *,
    batas: BatasUnggahan = BATAS,
    reader: Reader = READER,
) -> BukuKantor:
    """Return the office that a workbook describes, with everything that is wrong in it.

    Rows with a wrong cell are left out; with any ``galat`` nothing of it is to be imported.

    Raises:
        SheetRefused: It is dangerous or damaged.
    """
    buku = BukuTerbuka.of(reader.read(check_upload(content, batas=batas)))
    kantor = buku.kantor()
    rows = {lembar.isi: buku.rows(lembar) for lembar in LEMBAR_BUKU}
    check_rows(buku, rows)
    parts: dict[str, Any] = {
        lembar.isi: tuple(
            lembar.baris(**baris.nilai, sel=f"A{baris.nomor}")
            for baris in rows[lembar.isi]
            if baris.is_whole
        )
        for lembar in LEMBAR_BUKU
    }
    galat, peringatan = (
        tuple(sorted(found, key=_place)) for found in (buku.galat, buku.peringatan)
    )
    return BukuKantor(kantor=kantor, galat=galat, peringatan=peringatan, **parts)


def _place(galat: GalatSel) -> tuple[int, int, int]:
    """Return where an error stands, in the order in which a person goes through the workbook."""
    letters = galat.sel.rstrip("0123456789")
    row = int(galat.sel.removeprefix(letters) or 0)
    return _SHEET_AT.get(galat.lembar, len(_SHEET_AT)), row, column_number(letters)


def _put_notes(sheet: Worksheet) -> None:
    sheet.title = LEMBAR_PETUNJUK
    sheet.column_dimensions["A"].width = 110
    for row, line in enumerate(PETUNJUK, start=1):
        cell = at(sheet, row, 1)
        put_text(cell, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=row == 1, size=14 if row == 1 else 11)


def _put_kantor(sheet: Worksheet, buku: BukuKantor) -> None:
    put_header(sheet, 1, ("kunci", "nilai"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 70
    sheet.freeze_panes = "A2"
    for row, kolom in enumerate(KUNCI_KANTOR, start=2):
        put_text(at(sheet, row, 1), kolom.nama)
        value = at(sheet, row, 2)
        _put_value(value, kolom, getattr(buku.kantor, kolom.nama, None))
        _validate(sheet, kolom, f"B{row}")


def _put_sheet(sheet: Worksheet, lembar: LembarBuku, rows: tuple[Any, ...]) -> None:
    put_header(sheet, 1, tuple(kolom.nama for kolom in lembar.kolom))
    sheet.freeze_panes = "A2"
    for column, kolom in enumerate(lembar.kolom, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = kolom.lebar
        sheet.column_dimensions[letter].number_format = FORMATS.get(kolom.jenis, "@")
        _validate(sheet, kolom, f"{letter}2:{letter}{ROOM}")
    for number, row in enumerate(rows, start=2):
        for column, kolom in enumerate(lembar.kolom, start=1):
            cell = at(sheet, number, column)
            cell.alignment = TOP_WRAP
            _put_value(cell, kolom, getattr(row, kolom.nama))


def _put_value(cell: Cell, kolom: Kolom, value: Any) -> None:  # noqa: ANN401  # by kind of column
    match kolom.jenis:
        case JenisKolom.TANGGAL | JenisKolom.JAM:
            cell.value = value
            cell.number_format = FORMATS[kolom.jenis]
        case JenisKolom.BULAT:
            cell.value = value
        case JenisKolom.UANG:
            put_number(cell, value)
        case JenisKolom.TARGET:
            _put_target(cell, value or "")
        case _:
            put_text(cell, _as_text(kolom, value))
            cell.number_format = "@"


def _put_target(cell: Cell, text: str) -> None:
    number = target_number(text)
    if number is None:
        put_text(cell, text)
    else:
        put_number(cell, number)


def _as_text(kolom: Kolom, value: Any) -> str:  # noqa: ANN401  # by kind of column
    match kolom.jenis:
        case JenisKolom.YA:
            return "ya" if value else ""
        case JenisKolom.HARI:
            return HARI[value - 1]
        case JenisKolom.DAFTAR:
            return "; ".join(value)
        case _:
            return "" if value is None else str(value)


def _validate(sheet: Worksheet, kolom: Kolom, cells: str) -> None:
    source = SOURCES.get(kolom.jenis)
    choices = ("ya",) if kolom.jenis is JenisKolom.YA else kolom.pilihan
    if source is None and not choices:
        return
    rule = DataValidation(
        type="list",
        formula1=source or '"' + ",".join(choices) + '"',
        allow_blank=True,
        errorStyle="warning" if source else "stop",
        showErrorMessage=True,
        errorTitle=kolom.nama,
        error="Pilih dari daftar." if choices else "Tidak ada di lembar yang dirujuk.",
    )
    rule.add(cells)
    sheet.add_data_validation(rule)
