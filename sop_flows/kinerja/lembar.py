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

#: Raised when the sheet changes so that an older one can no longer be read.
VERSI: Final = 1
#: The hidden sheet that says which formulir this is.
LEMBAR_TANDA: Final = "_tapak"

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

#: A target is a number, or words such as ``7 - 8`` and ``kurang dari 49``.
TargetLembar = Decimal | str | None

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
    #: What was promised for the filled periode together, this one among them.
    target_sampai: Decimal | None = None
    #: Of the earlier periode of the year that are filled; the last one is shown.
    sebelumnya: tuple[Decimal, ...] = ()
    #: How its values are written.
    tulisan: Tulisan = None
    #: Whose value of the earlier ones the office's workbook gives, and from where.
    dari_luar: tuple[Periode, ...] = ()
    sumber: str = ""
    #: The earlier ones that count and were not reported.
    belum: tuple[Periode, ...] = ()
    #: What stands instead of a percentage of the periode, of all so far, and of the year.
    kata: Kata = ("", "", "")
    nilai: Decimal | None = None
    #: Why there is no realisasi, when there is none to give.
    alasan_na: str | None = None
    #: It is what a program spends: no mean counts it.
    is_anggaran: bool = False
    #: A reviewer returned this value, for this reason.
    ditandai: bool = False
    alasan_kembali: str | None = None
    #: Why it is as it is and what is done about it, as the cells have it.
    analisis: Mapping[BagianAnalisis, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermintaanAnalisis:
    """What an office that asks for an analisis wants explained, and who may do something about it."""

    #: Below which capaian in percent a value is explained.
    rendah: int
    #: The posts that a tindak lanjut may be given to.
    jabatan: tuple[str, ...]


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
    #: Which formula the office uses for polaritas turun.
    formula_turun: Formula = Formula.A
    #: None where the office asks for no analisis.
    minta_analisis: PermintaanAnalisis | None = None


class MasalahSel(StrEnum):
    """Why the value of a cell cannot be read."""

    RUMUS_TANPA_NILAI = "rumus_tanpa_nilai"
    GALAT_EXCEL = "galat_excel"
    #: Excel took what was typed for a date or a time.
    TANGGAL = "tanggal"
    #: TRUE or FALSE.
    LOGIKA = "logika"
    #: The format of the cell hides the number, or shows another one.
    TERSAMAR = "tersamar"
    #: One cell was merged over several indikator, or with another column.
    GABUNGAN = "gabungan"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelTerbaca:
    """The realisasi of one row that came back, to be judged as if it had been typed."""

    #: Empty when a value stands in a row without one.
    kode: str
    #: Address of the realisasi, such as ``I7``; with the sheet's name where several give values.
    sel: str
    #: Numbers as exact decimals with a comma and no thousands mark, percentages with their sign; None when nothing
    #: was filled.
    teks: str | None
    keterangan: str | None = None
    masalah: MasalahSel | None = None
    #: What the row says that it measures, in what; None where the sheet has no such column.
    indikator: str | None = None
    satuan: str | None = None
    #: It stands on another sheet than that of the formulir.
    is_di_luar: bool = False
    #: Nobody sees it: its sheet, row or column is hidden.
    is_tersembunyi: bool = False
    #: The cells of its analisis, where one of them says something.
    analisis: Mapping[BagianAnalisis, "SelTerbaca"] = field(default_factory=dict)


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
