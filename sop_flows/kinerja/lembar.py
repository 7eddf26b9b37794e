"""The sheet of realisasi of one unit, on its way out and back, as facts."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.kinerja.analisis import BagianAnalisis
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.kinerja.janji import Tulisan
from sop_flows.waktu.periode import Periode

VERSI: Final = 1
"""Raised when the sheet changes so that an older one can no longer be read."""
LEMBAR_TANDA: Final = "_tapak"
"""The hidden sheet that says which formulir this is."""

KODE: Final = "Kode"
REALISASI: Final = "Realisasi"
KETERANGAN: Final = "Keterangan"
INDIKATOR: Final = "Indikator"
SATUAN: Final = "Satuan"
TIDAK_BERLAKU: Final = "n/a"
KOLOM_ANALISIS: Final = {
    BagianAnalisis.PENDORONG: "Faktor pendorong",
    BagianAnalisis.PENGHAMBAT: "Faktor penghambat",
    BagianAnalisis.LANJUT: "Tindak lanjut",
    BagianAnalisis.JENIS: "Jenis tindak lanjut",
    BagianAnalisis.JABATAN: "Penanggung jawab (jabatan)",
    BagianAnalisis.BATAS: "Batas tindak lanjut",
}
"""The columns of an analisis, on the sheets of an office that asks for one."""

TargetLembar = Decimal | str | None
"""A target is a number, or words such as ``7 - 8`` and ``kurang dari 49``."""

Kata = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisLembar:
    """One indikator of the sheet."""

    kode: str
    sasaran: str
    indikator: str
    satuan: str
    polaritas: Polaritas
    sifat: Sifat = Sifat.POSISI_AKHIR
    target_tahun: TargetLembar = None
    target_periode: TargetLembar = None
    target_sampai: Decimal | None = None
    """What was promised for the filled periode together, this one among them."""
    sebelumnya: tuple[Decimal, ...] = ()
    """Of the earlier periode of the year that are filled; the last one is shown."""
    tulisan: Tulisan = None
    """How its values are written."""
    dari_luar: tuple[Periode, ...] = ()
    """Those of the earlier ones whose value the office's workbook gives."""
    sumber: str = ""
    """Where it has them from."""
    belum: tuple[Periode, ...] = ()
    """The earlier ones that count and were not reported."""
    kata: Kata = ("", "", "")
    """What stands instead of a percentage of the periode, of all so far, and of the year."""
    nilai: Decimal | None = None
    alasan_na: str | None = None
    """Why there is no realisasi, when there is none to give."""
    is_anggaran: bool = False
    """It is what a program spends: no mean counts it."""
    ditandai: bool = False
    """A reviewer returned this value."""
    alasan_kembali: str | None = None
    """Why they returned it."""
    analisis: Mapping[BagianAnalisis, str] = field(default_factory=dict)
    """Why it is as it is and what is done about it, as the cells have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PermintaanAnalisis:
    """What an office that asks for an analisis wants explained, and who may do something about it."""

    rendah: int
    """Below which capaian in percent a value is explained."""
    jabatan: tuple[str, ...]
    """The posts that a tindak lanjut may be given to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarFormulir:
    """The sheet of one formulir in one ronde."""

    kantor: str
    judul_sop: str
    periode: Periode
    unit: str
    berkas_nomor: int
    formulir_id: int
    ronde: int
    rows: tuple[BarisLembar, ...]
    formula_turun: Formula = Formula.A
    """Which formula the office uses for polaritas turun."""
    minta_analisis: PermintaanAnalisis | None = None
    """None where the office asks for no analisis."""


class MasalahSel(StrEnum):
    """Why the value of a cell cannot be read."""

    RUMUS_TANPA_NILAI = "rumus_tanpa_nilai"
    GALAT_EXCEL = "galat_excel"
    TANGGAL = "tanggal"
    """Excel took what was typed for a date or a time."""
    LOGIKA = "logika"
    """TRUE or FALSE."""
    TERSAMAR = "tersamar"
    """The format of the cell hides the number, or shows another one."""
    GABUNGAN = "gabungan"
    """One cell was merged over several indikator, or with another column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelTerbaca:
    """The realisasi of one row that came back, to be judged as if it had been typed."""

    kode: str
    """Empty when a value stands in a row without one."""
    sel: str
    """Address of the realisasi, such as ``I7``; with the sheet's name where several give values."""
    teks: str | None
    """Numbers as exact decimals with a comma and no thousands mark, percentages with their sign; None when nothing was filled."""
    keterangan: str | None = None
    masalah: MasalahSel | None = None
    indikator: str | None = None
    """What the row says that it measures; None where the sheet has no such column."""
    satuan: str | None = None
    """In what it says that it is measured; None where the sheet has no such column."""
    is_di_luar: bool = False
    """It stands on another sheet than that of the formulir."""
    is_tersembunyi: bool = False
    """Nobody sees it: its sheet, row or column is hidden."""
    analisis: Mapping[BagianAnalisis, "SelTerbaca"] = field(default_factory=dict)
    """The cells of its analisis, where one of them says something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BacaanLembar:
    """A sheet that came back: which one it is, and its rows by kode."""

    formulir_id: int
    berkas_nomor: int
    ronde: int
    periode: str
    kantor: str
    unit: str
    versi: int
    baris: tuple[SelTerbaca, ...]
