"""The sheet of realisasi that came back: by its marks and by kode, whatever was moved or sorted."""

from typing import Final

from sop_flows.errors import SebabLembar, SheetRefused
from sop_flows.kinerja.lembar import (
    INDIKATOR,
    KETERANGAN,
    KODE,
    LEMBAR_TANDA,
    REALISASI,
    SATUAN,
    VERSI,
    BacaanLembar,
    CatatanSel,
    MasalahSel,
    SelTerbaca,
)
from storage.documents.guard.markup import BatasUnggahan
from storage.documents.guard.reader import READER, JenisSel, LembarMentah, Reader, SelMentah
from storage.documents.guard.upload import BATAS, check_upload

Row = dict[int, SelMentah]

#: Rows from the top in which the names of the columns are looked for.
HEADER_WITHIN: Final = 60
PROBLEMS: Final = {
    JenisSel.RUMUS: MasalahSel.RUMUS_TANPA_NILAI,
    JenisSel.GALAT: MasalahSel.GALAT_EXCEL,
    JenisSel.TANGGAL: MasalahSel.TANGGAL,
    JenisSel.WAKTU: MasalahSel.TANGGAL,
    JenisSel.LOGIKA: MasalahSel.LOGIKA,
}


def read_lembar(
    content: bytes, nama: str, *, batas: BatasUnggahan = BATAS, reader: Reader = READER
) -> BacaanLembar:
    """Return what a sheet that came back says.

    Blocks for milliseconds, at worst for seconds: to be called in a thread.

    Raises:
        SheetRefused: It is dangerous, damaged, or not one of our sheets.
    """
    sheets = reader.read(check_upload(content, nama, batas=batas))
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


def normal(text: str) -> str:
    """Return a text for comparing: case and spacing do not count."""
    return " ".join(text.casefold().split())


def comma(number: str) -> str:
    """Return a number with a dot as people here write it."""
    return number.replace(".", ",")


def percent(fraction: str) -> str:
    """Return the number that a cell shows before its percent sign, exactly."""
    sign = "-" if fraction.startswith("-") else ""
    whole, _, decimals = fraction.removeprefix("-").partition(".")
    decimals = decimals.ljust(2, "0")
    shifted = (whole + decimals[:2]).lstrip("0") or "0"
    rest = decimals[2:].rstrip("0")
    return sign + shifted + ("." + rest if rest else "")


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
    found: list[SelTerbaca] = []
    tables = 0
    for sheet in sheets:
        rows = sheet.rows()
        header = _header(rows)
        if header is None:
            continue
        tables += 1
        prefix = "" if tables == 1 else f"'{sheet.nama}'!"
        at, columns = header
        found += [
            read
            for number, row in rows.items()
            if number > at and (read := _read_row(number, row, columns, prefix))
        ]
    if not tables:
        raise SheetRefused(SebabLembar.TANPA_KOLOM, lembar=len(sheets))
    return tuple(found)


def _header(rows: dict[int, Row]) -> tuple[int, dict[str, int]] | None:
    wanted = {normal(name): name for name in (KODE, REALISASI, KETERANGAN, INDIKATOR, SATUAN)}
    for number, row in rows.items():
        if number > HEADER_WITHIN:
            return None
        columns = {
            wanted[normal(cell.teks)]: cell.kolom
            for cell in reversed(row.values())
            if normal(cell.teks) in wanted
        }
        if KODE in columns and REALISASI in columns:
            return number, columns
    return None


def _read_row(number: int, row: Row, columns: dict[str, int], prefix: str) -> SelTerbaca | None:
    kode = _text(row.get(columns[KODE])) or ""
    cell = row.get(columns[REALISASI])
    value = _text(cell)
    masalah = PROBLEMS.get(cell.jenis) if cell else None
    if not kode and value is None and masalah is None:
        return None
    name = SelMentah(number, columns[REALISASI], JenisSel.TEKS, "").nama
    why, named, unit = (
        _text(row.get(columns.get(name, 0))) for name in (KETERANGAN, INDIKATOR, SATUAN)
    )
    return SelTerbaca(
        kode=kode,
        sel=prefix + name,
        teks=_as_typed(cell) if value is not None else None,
        keterangan=why,
        masalah=masalah,
        catatan=CatatanSel.PERSEN if cell and cell.jenis is JenisSel.PERSEN else None,
        indikator=named,
        satuan=unit,
    )


def _text(cell: SelMentah | None) -> str | None:
    return (cell.teks.strip() or None) if cell else None


def _as_typed(cell: SelMentah | None) -> str | None:
    if cell is None:
        return None
    if cell.jenis is JenisSel.PERSEN:
        return comma(percent(cell.teks))
    return comma(cell.teks) if cell.jenis is JenisSel.ANGKA else cell.teks.strip()
