"""The office workbook as plain rows: one class per sheet, each row with the address it was read from."""

import datetime as dt
from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.kinerja.anggaran import RUPIAH


class KodeGalat(StrEnum):
    """What is wrong with one cell, or with a sheet."""

    LEMBAR_TIDAK_ADA = "lembar_tidak_ada"
    KOLOM_TIDAK_ADA = "kolom_tidak_ada"
    KOLOM_TIDAK_DIKENAL = "kolom_tidak_dikenal"
    """A column name that looks like a misspelt one; ``pilihan`` holds what it may mean."""
    LEMBAR_DIABAIKAN = "lembar_diabaikan"
    """A sheet that is none of the workbook's, and is not read."""
    KOLOM_DIABAIKAN = "kolom_diabaikan"
    """A column that is none of its sheet's, and is not read."""
    WAJIB_DIISI = "wajib_diisi"
    PILIHAN_TIDAK_DIKENAL = "pilihan_tidak_dikenal"
    ZONA_TIDAK_DIKENAL = "zona_tidak_dikenal"
    TANGGAL_TIDAK_TERBACA = "tanggal_tidak_terbaca"
    JAM_TIDAK_TERBACA = "jam_tidak_terbaca"
    ANGKA_TIDAK_TERBACA = "angka_tidak_terbaca"
    DI_LUAR_BATAS = "di_luar_batas"
    """A whole number or an amount that cannot be meant; ``pilihan`` holds the least and the most."""
    TERLALU_PANJANG = "terlalu_panjang"
    """A text that no name or note is as long as; ``pilihan`` holds its length and the longest."""
    BUKAN_KODE = "bukan_kode"
    """A kode with a line break, or with marks by which something else than a name is meant."""
    ANGKA_KEHILANGAN_DIGIT = "angka_kehilangan_digit"
    """A NIP kept as a number: Excel has already lost its last digits."""
    TERBACA_TANGGAL = "terbaca_tanggal"
    """Excel took what was typed for a date or a time, where none is due."""
    ANGKA_TERSAMAR = "angka_tersamar"
    """The format of the cell hides the number, or shows another one."""
    RUMUS_TANPA_NILAI = "rumus_tanpa_nilai"
    GALAT_EXCEL = "galat_excel"
    JABATAN_TIDAK_DIKENAL = "jabatan_tidak_dikenal"
    UNIT_TIDAK_DIKENAL = "unit_tidak_dikenal"
    SOP_TIDAK_DIKENAL = "sop_tidak_dikenal"
    VERSI_TIDAK_DIKENAL = "versi_tidak_dikenal"
    KOLOM_SOP_TIDAK_DIKENAL = "kolom_sop_tidak_dikenal"
    KUNCI_GANDA = "kunci_ganda"
    LEMBAR_GANDA = "lembar_ganda"
    """The sheet is there again, with something else."""
    SEL_GABUNGAN = "sel_gabungan"
    """Merged cells say one amount for several rows, or one thing for several columns."""
    NAMA_BERBEDA = "nama_berbeda"
    """One kunci, two names."""
    PENUGASAN_TUMPANG_TINDIH = "penugasan_tumpang_tindih"
    SESI_TUMPANG_TINDIH = "sesi_tumpang_tindih"
    RENTANG_TERBALIK = "rentang_terbalik"
    """The end comes before the beginning."""
    ATASAN_MELINGKAR = "atasan_melingkar"
    TARGET_TIDAK_TERUKUR = "target_tidak_terukur"
    """A target that promises nothing that can be measured."""
    TARGET_BERMAKNA_GANDA = "target_bermakna_ganda"
    """One that may be two numbers."""
    PERSEN_BERMAKNA_GANDA = "persen_bermakna_ganda"
    """A percentage that may be a fraction of one, as a spreadsheet keeps it; ``pilihan`` holds both."""
    PERJANJIAN_LEBIH_LAMA = "perjanjian_lebih_lama"
    """The office has registered a newer versi; ``pilihan`` holds that."""
    PERJANJIAN_TIDAK_DISEBUT = "perjanjian_tidak_disebut"
    """The office has registered a perubahan of that year, and the workbook does not say which versi it holds."""
    TABEL_TIDAK_ADA = "tabel_tidak_ada"
    ANGKA_TANPA_INDIKATOR = "angka_tanpa_indikator"
    SEL_DIABAIKAN = "sel_diabaikan"
    """These three are of the lampiran of a Perjanjian Kinerja."""
    INDIKATOR_BERMAKNA_GANDA = "indikator_bermakna_ganda"
    """Several indikator of the office go by that name; ``pilihan`` holds their kode."""
    INDIKATOR_MIRIP = "indikator_mirip"
    """None goes by that name, but one nearly does: ``pilihan`` holds its kode and name."""
    INDIKATOR_BARU_KURANG = "indikator_baru_kurang"
    """None goes by that name, and what a new one needs is not all there; ``pilihan`` holds what is missing."""
    JANJI_BERBEDA = "janji_berbeda"
    """The same indikator is promised something else further up; ``pilihan`` holds where."""
    NIP_PANJANG = "nip_panjang"
    """A NIP with a digit too few or too many."""
    NIP_BUKAN_ANGKA = "nip_bukan_angka"
    """One with a letter."""
    NIP_SUSUNAN = "nip_susunan"
    """One with dates that there are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GalatSel:
    """One thing to mend in the workbook."""

    lembar: str
    sel: str
    """Address such as ``C4``; empty when the whole sheet is meant."""
    kode: KodeGalat
    nilai: str = ""
    pilihan: tuple[str, ...] = ()
    """What would be right, or what it clashes with."""


def address() -> str:
    """Return a field for the address of a row; it does not count in comparing."""
    return field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKantor:
    """The office."""

    kode: str
    nama: str
    jenis: str = ""
    daerah: str = ""
    alamat: str = ""
    telepon: str = ""
    laman: str = ""
    surel: str = ""
    kertas: str = "A4"
    tempat: str = ""
    zona: str = "Asia/Jakarta"
    hari_kerja: int = 5
    formula_turun: str = "A"
    skala_kategori: str = ""
    batas_rendah: int | None = None
    batas_rerata: int | None = None
    klasifikasi_surat: str = ""
    format_nomor: str = ""
    ketat: bool = False
    minta_bukti: bool = False
    minta_analisis: bool = False
    setujui_sekaligus: bool = False
    batas_laporan: int | None = None
    sel: str = address()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisUnit:
    """A part of the office."""

    kode: str
    nama: str
    kepala: str
    """The jabatan that leads it."""
    sel: str = address()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisJabatan:
    """A post. References are resolved to the spelling of their own row."""

    jabatan: str
    atasan: str = ""
    unit: str = ""
    """Kode of a unit."""
    alias: tuple[str, ...] = ()
    sel: str = address()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisSesi:
    """A session of working time."""

    hari: int
    """1 is Senin, 7 is Minggu."""
    mulai: dt.time
    selesai: dt.time
    berlaku: str = "biasa"
    """``biasa`` or ``ramadan``."""
    sel: str = address()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisLibur:
    """A date on which the calendar differs."""

    tanggal: dt.date
    jenis: str
    dasar: str = ""
    sel: str = address()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisPegawai:
    """One post held by one person."""

    kunci: str
    nama: str
    sapaan: str = ""
    pangkat: str = ""
    jabatan: str
    unit: str = ""
    penugasan: str = "definitif"
    sk: str = ""
    mulai: dt.date | None = None
    selesai: dt.date | None = None
    admin: bool = False
    sel: str = address()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisSop:
    """Which post fills a column or role of an SOP."""

    kode: str
    versi: int
    kolom: str
    jabatan: str
    sel: str = address()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisPerjanjian:
    """A versi of the Perjanjian Kinerja of a year; the sheet of indikator holds the newest one."""

    tahun: int
    versi: int
    jenis: str = "awal"
    nomor: str = ""
    tanggal: dt.date | None = None
    sel: str = address()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisIndikator:
    """An indikator of a unit for a year. Targets are as typed: ``71,25``, ``7 - 8``, ``WTP``."""

    kode: str
    sasaran: str = ""
    indikator: str
    satuan: str
    polaritas: str
    sifat: str
    unit: str
    tahun: int
    target: str = ""
    tw1: str = ""
    tw2: str = ""
    tw3: str = ""
    tw4: str = ""
    desimal: int | None = None
    pagu: Decimal | None = None
    definisi: str = ""
    sumber_data: str = ""
    peringkat: str = ""
    realisasi_tw1: str = ""
    realisasi_tw2: str = ""
    realisasi_tw3: str = ""
    sumber_realisasi: str = ""
    cara_ukur: str = ""
    penanggung_jawab: str = ""
    target_renstra: str = ""
    tahun_renstra: int | None = None
    realisasi_n1: str = ""
    realisasi_n2: str = ""
    realisasi_n3: str = ""
    realisasi_n4: str = ""
    jenis: str = "kinerja"
    """What a program may spend is measured like an indikator; it has a sheet of its own."""
    sel: str = address()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisProgram:
    """A program of a unit for a year, and what it may spend in rupiah."""

    kode: str
    program: str
    sasaran: str = ""
    unit: str
    tahun: int
    pagu: Decimal
    sifat: str = "akumulasi"
    tw1: str = ""
    tw2: str = ""
    tw3: str = ""
    tw4: str = ""
    penanggung_jawab: str = ""
    sel: str = address()

    @property
    def as_indikator(self) -> BarisIndikator:
        """The same as something that is measured: its target of the year is the pagu."""
        return BarisIndikator(
            kode=self.kode,
            sasaran=self.sasaran,
            indikator=self.program,
            satuan=RUPIAH,
            polaritas="naik",
            sifat=self.sifat,
            unit=self.unit,
            tahun=self.tahun,
            target=f"{self.pagu:f}".replace(".", ","),
            tw1=self.tw1,
            tw2=self.tw2,
            tw3=self.tw3,
            tw4=self.tw4,
            pagu=self.pagu,
            penanggung_jawab=self.penanggung_jawab,
            jenis="anggaran",
            sel=self.sel,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BukuKantor:
    """An office as its workbook says it; with any ``galat`` it is not to be imported."""

    kantor: BarisKantor | None
    unit: tuple[BarisUnit, ...] = ()
    jabatan: tuple[BarisJabatan, ...] = ()
    sesi: tuple[BarisSesi, ...] = ()
    libur: tuple[BarisLibur, ...] = ()
    pegawai: tuple[BarisPegawai, ...] = ()
    sop: tuple[BarisSop, ...] = ()
    perjanjian: tuple[BarisPerjanjian, ...] = ()
    indikator: tuple[BarisIndikator, ...] = ()
    program: tuple[BarisProgram, ...] = ()
    galat: tuple[GalatSel, ...] = ()
    peringatan: tuple[GalatSel, ...] = field(default=(), compare=False)
    """What is odd, and imported as it is."""

    @property
    def terukur(self) -> tuple[BarisIndikator, ...]:
        """Everything that is measured: indikator, and what programs spend."""
        return (*self.indikator, *(row.as_indikator for row in self.program))
