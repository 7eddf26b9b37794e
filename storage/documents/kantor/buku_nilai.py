"""What a cell of the office workbook means, by the kind of its column."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeVar

from sop_flows.deferred import pattern
from sop_flows.kantor.identitas import tidy_kunci
from sop_flows.kinerja.kategori import find_skala
from sop_flows.kinerja.kategori import names as skala_names
from sop_flows.kinerja.peringkat import peringkat_of, shipped
from sop_flows.teks import fold
from sop_flows.waktu.cetak import printed_day
from sop_flows.waktu.tanggal import read_full_tanggal
from storage.documents.guard.reader import JenisSel, SelMentah, comma
from storage.documents.kantor.buku import KodeGalat
from storage.documents.kantor.buku_kolom import HARI, SINONIM, JenisKolom, Kolom

JAM: Final = pattern(r"(\d{1,2})[.:](\d{2})(?:[.:]00)?", re.ASCII)
UANG: Final = pattern(r"(?:rp\.? ?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+|-))?", re.ASCII)
ILMIAH: Final = pattern(r"\d(?:[.,]\d+)?e\+\d+", re.ASCII | re.IGNORECASE)
"""A long number as Excel shows it in a narrow cell, pasted as text."""
NO_KODE: Final = pattern(r"[\x00-\x1f\x7f\u2028\u2029<>\\]|\.\.|^[./]")
"""A kode goes on one line, is no path and no markup."""
DIGITS: Final = 15
"""Excel keeps no more digits of a number than these."""


Number = TypeVar("Number", int, Decimal)


class CellUnreadable(Exception):
    """A cell does not hold what its column asks for."""

    def __init__(self, kode: KodeGalat, pilihan: tuple[str, ...] = ()) -> None:
        super().__init__(kode)
        self.kode = kode
        self.pilihan = pilihan


def read_value(cell: SelMentah | None, kolom: Kolom) -> Any:  # noqa: ANN401  # by kind of column
    """Return the value of a cell as its field holds it.

    Raises:
        CellUnreadable: The cell is empty and must not be, or holds something else.
    """
    if cell is None or not cell.teks.strip():
        if cell is not None and cell.jenis is JenisSel.RUMUS:
            raise CellUnreadable(KodeGalat.RUMUS_TANPA_NILAI)
        if kolom.wajib:
            raise CellUnreadable(KodeGalat.WAJIB_DIISI)
        return EMPTY.get(kolom.jenis, kolom.bawaan)
    if len(as_text(cell)) > kolom.panjang:
        raise CellUnreadable(
            KodeGalat.TERLALU_PANJANG, (str(len(as_text(cell))), str(kolom.panjang))
        )
    if cell.jenis is JenisSel.GALAT:
        raise CellUnreadable(KodeGalat.GALAT_EXCEL)
    if cell.jenis is JenisSel.TERSAMAR:
        raise CellUnreadable(KodeGalat.ANGKA_TERSAMAR)
    is_moment = kolom.jenis in {JenisKolom.TANGGAL, JenisKolom.JAM}
    if cell.jenis in {JenisSel.TANGGAL, JenisSel.WAKTU} and not is_moment:
        raise CellUnreadable(KodeGalat.TERBACA_TANGGAL)
    return READERS[kolom.jenis](cell, kolom)


def as_text(cell: SelMentah) -> str:
    """Return a cell as the text that was meant by it."""
    return cell.tampil


def _text(cell: SelMentah, _kolom: Kolom) -> str:
    return as_text(cell)


def _kode(cell: SelMentah, _kolom: Kolom) -> str:
    text = as_text(cell).strip()
    if NO_KODE.search(text):
        raise CellUnreadable(KodeGalat.BUKAN_KODE)
    return as_text(cell)


def _kunci(cell: SelMentah, _kolom: Kolom) -> str:
    is_number = cell.jenis is JenisSel.ANGKA and len(cell.teks) > DIGITS
    if is_number or ILMIAH.fullmatch(cell.teks.strip()):
        raise CellUnreadable(KodeGalat.ANGKA_KEHILANGAN_DIGIT)
    return tidy_kunci(as_text(cell))


def _bulat(cell: SelMentah, kolom: Kolom) -> int:
    text = as_text(cell)
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise CellUnreadable(KodeGalat.ANGKA_TIDAK_TERBACA)
    return _within(int(text), kolom)


def _within(number: Number, kolom: Kolom) -> Number:
    least, most = kolom.batas
    if not least <= number <= most:
        raise CellUnreadable(KodeGalat.DI_LUAR_BATAS, (str(least), str(most)))
    return number


def _uang(cell: SelMentah, kolom: Kolom) -> Decimal:
    if cell.jenis is JenisSel.ANGKA:
        return _within(Decimal(cell.teks), kolom)
    found = UANG.fullmatch(fold(cell.teks))
    if found is None or cell.jenis is not JenisSel.TEKS:
        raise CellUnreadable(KodeGalat.ANGKA_TIDAK_TERBACA)
    decimals = (found[2] or "").strip("-")
    amount = Decimal(found[1].replace(".", "") + ("." + decimals if decimals else ""))
    return _within(amount, kolom)


def _target(cell: SelMentah, _kolom: Kolom) -> str:
    if cell.jenis is JenisSel.LOGIKA:
        raise CellUnreadable(KodeGalat.ANGKA_TIDAK_TERBACA)
    is_small = cell.jenis is JenisSel.PERSEN and abs(Decimal(cell.teks)) <= 1
    is_number = cell.jenis in {JenisSel.ANGKA, JenisSel.PERSEN} and not is_small
    return comma(cell.teks) if is_number else as_text(cell)  # 0,85% says that it is no 0,85


def _tanggal(cell: SelMentah, _kolom: Kolom) -> dt.date:
    if cell.jenis is JenisSel.TANGGAL:
        return dt.datetime.fromisoformat(cell.teks).date()
    day = read_full_tanggal(cell.teks) if cell.jenis is JenisSel.TEKS else None
    if day is None:
        raise CellUnreadable(KodeGalat.TANGGAL_TIDAK_TERBACA)
    return day


def _jam(cell: SelMentah, _kolom: Kolom) -> dt.time:
    try:
        if cell.jenis is JenisSel.WAKTU:
            return dt.time.fromisoformat(cell.teks).replace(microsecond=0)
        found = JAM.fullmatch(cell.teks.strip())
        if cell.jenis is JenisSel.TEKS and found:
            return dt.time(int(found[1]), int(found[2]))
    except ValueError as wrong:
        raise CellUnreadable(KodeGalat.JAM_TIDAK_TERBACA) from wrong
    raise CellUnreadable(KodeGalat.JAM_TIDAK_TERBACA)


def _pilihan(cell: SelMentah, kolom: Kolom) -> str | int:
    wanted = fold(cell.teks).rstrip(".")
    wanted = fold(SINONIM.get(wanted, wanted)).rstrip(".")
    for choice in kolom.pilihan:
        if fold(choice).rstrip(".") == wanted:
            return choice
    raise CellUnreadable(kolom.galat, kolom.pilihan)


def _skala(cell: SelMentah, _kolom: Kolom) -> str:
    if find_skala(cell.teks) is None:
        raise CellUnreadable(KodeGalat.PILIHAN_TIDAK_DIKENAL, skala_names())
    return as_text(cell)


def _peringkat(cell: SelMentah, _kolom: Kolom) -> str:
    if peringkat_of(as_text(cell)) is None:
        choices = (*shipped(), "Kurang < Cukup < Baik")
        raise CellUnreadable(KodeGalat.PILIHAN_TIDAK_DIKENAL, choices)
    return as_text(cell)


def _hari(cell: SelMentah, kolom: Kolom) -> int:
    return HARI.index(str(_pilihan(cell, kolom))) + 1


def _ya(cell: SelMentah, _kolom: Kolom) -> bool:
    text = fold(cell.teks)
    if text in {"ya", "true"}:
        return True
    if text in {"tidak", "false", "-"}:
        return False
    raise CellUnreadable(KodeGalat.PILIHAN_TIDAK_DIKENAL, ("ya",))


def _daftar(cell: SelMentah, _kolom: Kolom) -> tuple[str, ...]:
    names = re.split(r"[;\n]", cell.teks)
    return tuple(" ".join(name.split()) for name in names if name.strip())


EMPTY: Final[dict[JenisKolom, Any]] = {
    JenisKolom.BULAT: None,
    JenisKolom.UANG: None,
    JenisKolom.TANGGAL: None,
    JenisKolom.YA: False,
    JenisKolom.DAFTAR: (),
}
READERS: Final[dict[JenisKolom, Callable[[SelMentah, Kolom], Any]]] = {
    JenisKolom.TEKS: _text,
    JenisKolom.KODE: _kode,
    JenisKolom.KUNCI: _kunci,
    JenisKolom.BULAT: _bulat,
    JenisKolom.UANG: _uang,
    JenisKolom.TARGET: _target,
    JenisKolom.TANGGAL: _tanggal,
    JenisKolom.JAM: _jam,
    JenisKolom.HARI: _hari,
    JenisKolom.YA: _ya,
    JenisKolom.PILIHAN: _pilihan,
    JenisKolom.DAFTAR: _daftar,
    JenisKolom.SKALA: _skala,
    JenisKolom.PERINGKAT: _peringkat,
    JenisKolom.JABATAN: _text,
    JenisKolom.UNIT: _text,
}


def shown(value: Any) -> str:  # noqa: ANN401  # by kind of column
    """Return a value as people write it."""
    if isinstance(value, dt.date):
        return printed_day(value)
    return f"{value:%H.%M}" if isinstance(value, dt.time) else str(value)
