"""Messages about the values of a formulir, and about what was handed in."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import count

from sop_flows.deferred import dataclass, replace
from sop_flows.kinerja.analisis import BagianAnalisis, Jenis
from sop_flows.kinerja.angka import Janggal, SebabTolak
from sop_flows.kinerja.indikator import Rincian
from sop_flows.kinerja.janji import Tulisan, choices
from sop_flows.kinerja.lembar import MasalahSel
from sop_flows.kinerja.unggahan import SebabLembar
from sop_flows.ports.layar.isi import Flat, Isi, Tempat
from sop_flows.waktu.periode import Bagian


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampai:
    """What all periode so far come to together."""

    nilai: Decimal
    capaian: str
    tahun: str
    belum: tuple[int, ...] = ()
    """The numbers of the periode before that count and were not reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanjutLalu:
    """What an earlier value of the indikator asked to be done: until when, and when it was."""

    teks: str
    batas: date
    selesai: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baris:
    """One indicator of a formulir: what is asked, and what stands there now."""

    no: int
    """The number by which people name it."""
    total: int
    terisi: int
    indikator: int
    kode: str
    nama: str
    satuan: str
    desimal: Tulisan
    target: str
    lalu: tuple[int, Decimal] | None
    """The number of the periode before in its year, and its value."""
    sekarang: Decimal | None
    alasan_na: str
    capaian: str
    kategori: str | None
    bagian: Flat[Bagian]
    is_jumlah: bool
    sampai: Sampai | None
    ke: int | None = None
    """Where it stands in a list that has lost others before it; None where its number says so."""
    rincian: Rincian = ()
    """What explains it: how it is measured, whose it is, the years before and the end of the Renstra."""
    is_explained: bool = False
    """Whether the office asks for an analisis, and a value or a reason stands that may have one."""
    lanjut: tuple[LanjutLalu, ...] = ()
    """What its earlier values asked to be done."""

    @property
    def belum(self) -> tuple[Bagian, ...]:
        """The periode before that count and were not reported."""
        missing = self.sampai.belum if self.sampai else ()
        return tuple(replace(self.bagian, ke=ke) for ke in missing)

    @property
    def pilihan(self) -> tuple[str, ...]:
        """What its value may be, where it is a predikat: the highest first."""
        return choices(self.desimal)

    @property
    def pilihan_bernilai(self) -> tuple[tuple[str, Decimal], ...]:
        """The same, each with the number that it is kept as: its place from the lowest."""
        return tuple(zip(self.pilihan, map(Decimal, count(len(self.pilihan), -1)), strict=False))

    @property
    def tempat_ke(self) -> int:
        """Where it stands in its list, from 1."""
        return self.ke or self.no

    @property
    def bagian_lalu(self) -> Bagian | None:
        """The periode before."""
        return replace(self.bagian, ke=self.lalu[0]) if self.lalu else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaNilai(Isi):
    """The question for one value."""

    layar = "tanya_nilai"
    tempat: Flat[Tempat]
    baris: Flat[Baris]


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaAlasanNa(Isi):
    """The question why there is no value."""

    layar = "tanya_alasan_na"
    tempat: Flat[Tempat]
    baris: Flat[Baris]


@dataclass(frozen=True, slots=True, kw_only=True)
class NilaiTercatat(Isi):
    """A value was stored."""

    layar = "nilai_tercatat"
    tempat: Flat[Tempat]
    baris: Flat[Baris]


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihAngka(Isi):
    """The question which of several numbers a text means."""

    layar = "pilih_angka"
    tempat: Flat[Tempat]
    baris: Flat[Baris]
    pilihan: tuple[Decimal, ...]
    teks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YakinNilai(Isi):
    """The question whether an odd number is meant."""

    layar = "yakin_nilai"
    tempat: Flat[Tempat]
    baris: Flat[Baris]
    nilai: Decimal
    janggal: Janggal


@dataclass(frozen=True, slots=True, kw_only=True)
class AngkaDitolak(Isi):
    """A text is no number, and why."""

    layar = "angka_ditolak"
    tempat: Flat[Tempat]
    baris: Flat[Baris]
    sebab: SebabTolak
    teks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaBukti(Isi):
    """The question for what proves one value."""

    layar = "tanya_bukti"
    tempat: Flat[Tempat]
    baris: Flat[Baris]
    ada: int = 0
    """How many data dukung it has."""
    diterima: str = ""
    """The name of the one that has just been kept."""
    ditolak: str = ""
    """What was written instead, and is no link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaAnalisis(Isi):
    """The question for one part of the analisis of a value."""

    layar = "tanya_analisis"
    tempat: Flat[Tempat]
    baris: Flat[Baris]
    bagian: BagianAnalisis
    perlu: str = ""
    """Why it is asked; empty where nobody asks for it."""
    ada: int = 0
    """How many tindak lanjut it has."""
    teks: str = ""
    """What is to be done, as far as it was written."""
    jenis: Jenis | None = None
    """What it adjusts, where that is chosen."""
    pelaksana: int = 0
    """Which post does it, where that is chosen."""
    jabatan: tuple[tuple[int, str], ...] = ()
    """The posts that may do it."""
    tanggal: tuple[str, ...] = ()
    """The days until when, as buttons offer them, by ISO 8601."""
    kurang: bool = False
    """Whether what was written was too short, or no day."""


TANYA_NILAI = (TanyaNilai, TanyaAlasanNa, PilihAngka, YakinNilai, AngkaDitolak)
"""The messages that ask for one value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mendahului(Isi):
    """A text was written before the question that it would have answered, and nothing was made of it."""

    layar = "mendahului"
    teks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tawaran:
    """One of several places that say something else about an indicator: a line as it was typed, or a cell."""

    teks: str
    sel: str | None = None
    tersembunyi: bool = False


class SebabMasalah(StrEnum):
    """What is wrong with one value of a batch, where it was read."""

    KODE = "kode"
    """It names no indikator."""
    HILANG = "hilang"
    """It names one that the list has lost since."""
    BERGANTI = "berganti"
    """Its kode stands for another indikator since."""
    RAGU = "ragu"
    """It may be one of several numbers."""
    JANGGAL = "janggal"
    SATUAN_LAIN = "satuan_lain"
    ALASAN = "alasan"
    """There is no value, and nothing that says why."""
    GANDA = "ganda"
    """Several places contradict each other."""
    LEMBAR_LAIN = "lembar_lain"
    """It stands on another sheet than that of the formulir only."""
    ANALISIS = "analisis"
    """What is written is no answer to its part of the analisis."""
    BARIS_ANALISIS = "baris_analisis"
    """The lines of a cell are not those of the tindak lanjut beside it."""


Sebab = SebabMasalah | SebabTolak | MasalahSel
"""What is wrong with one value of a batch: as it was read, as no number, or as no cell that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masalah:
    """One value of a batch that has to be mended; what names no indicator has no facts of one.

    ``sel`` is its cell, where it comes from a sheet; ``pilihan`` the numbers that it may mean;
    ``tawaran`` the first places that contradict each other, ``tawaran_lagi`` how many more do; ``nomor`` the first and last number that the
    formulir has, where a number names no indicator; ``bagian`` the part of its analisis that is meant, and not the value;
    ``janggal`` why its number looks odd, where that is what has to be confirmed.
    """

    kunci: str
    teks: str
    sebab: Sebab
    indikator: int | None = None
    nama: str | None = None
    satuan: str | None = None
    sel: str | None = None
    pilihan: tuple[Decimal, ...] | None = None
    tawaran: tuple[Tawaran, ...] = ()
    tawaran_lagi: int = 0
    nomor: tuple[int, int] | None = None
    bagian: BagianAnalisis | None = None
    janggal: Janggal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Berubah:
    """A value that a batch has overwritten."""

    kunci: str
    dari: Decimal
    ke: Decimal | None
    desimal: Tulisan = None
    satuan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disimpan:
    """A value that was stored, by the name of its indicator; None for n/a."""

    no: int
    nama: str
    satuan: str
    desimal: Tulisan
    nilai: Decimal | None
    kode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Borongan(Isi):
    """What came of several values at once."""

    tempat: Flat[Tempat]
    tersimpan: int
    terisi: int
    total: int
    masalah: tuple[Masalah, ...]
    berubah: tuple[Berubah, ...]
    disimpan: tuple[Disimpan, ...] = ()
    """What was stored, by name: said where the list has changed under the card."""
    kantor: str = ""
    """Whose formulir it is, where the person serves several offices."""
    lagi: int = 0
    """How many more places name no indikator than ``masalah`` has."""
    keterangan: tuple[str, ...] = ()
    """Whose remark beside a number was not kept: only a reason for n/a is."""
    analisis: int = 0
    """Of how many values the analisis was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisDiterima(Borongan):
    """What came of several lines of values."""

    layar = "baris_diterima"


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarDiterima(Borongan):
    """What came of a sheet."""

    layar = "lembar_diterima"


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarDitolak(Isi):
    """A sheet was refused as a whole."""

    layar = "lembar_ditolak"
    sebab: SebabLembar
    nama: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarLembar(Isi):
    """The sheet of a formulir, written when it is sent."""

    layar = "lembar"
    tempat: Flat[Tempat]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimengerti(Isi):
    """The light sign on somebody's own message that it was understood."""

    layar = "reaksi"
    tempat: Flat[Tempat | None]
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DokumenDiterima(Isi):
    """A dokumen was kept with a tugas; ``formulir``: it fills one, whose numbers are not read."""

    layar = "dokumen_diterima"
    nama: str
    nomor: int
    formulir: bool
    kantor: str = ""
    ditanya: bool = False
    """Whether a question waits for its answer all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DokumenDitunggu(Isi):
    """A file takes its time on the way from Telegram; what it is for happens once it is here."""

    layar = "dokumen_ditunggu"


@dataclass(frozen=True, slots=True, kw_only=True)
class DokumenTerlaluBesar(Isi):
    """A dokumen is too big to be kept."""

    layar = "dokumen_terlalu_besar"
