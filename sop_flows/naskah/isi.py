"""The content of a naskah: everything that a signature is of, as frozen types.

1. It names things by their kode and name, never by an id of a row: it can be read without us.
2. What is measured is in it as it was computed: nothing has to be computed again to read it.
3. It says nothing of who signs and at which langkah: the same content is one naskah for all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from sop_flows.deferred import dataclass, replace
from sop_flows.kinerja.capaian import Sifat, accumulate
from sop_flows.kinerja.indikator import JenisIndikator
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.teks import numbered
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiKantor:
    """The identity of the office."""

    kode: str
    nama: str
    jenis: str
    daerah: str
    alamat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiSop:
    """The SOP that was followed."""

    kode: str
    versi: int
    nama: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiBerkas:
    """The berkas and its periode; ``fakta`` are those of the letter that began it, by kode."""

    nomor: int
    judul: str
    periode: Periode
    fakta: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiKelas:
    """One row of the scale: from which capaian on, its name. The lowest begins nowhere."""

    mulai: Decimal | None
    nama: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiSkala:
    """The scale that gave the kategori."""

    nama: str
    sumber: str
    kelas: tuple[IsiKelas, ...]
    eksklusif: bool = field(default=False, metadata=UNSAID_IF_EMPTY)
    """Whether a bound itself belongs to the kelas below it."""
    terbalik: bool = field(default=False, metadata=UNSAID_IF_EMPTY)
    """Whether of polaritas turun the names are reversed, and read against realisasi / target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiCapaian:
    """A capaian unrounded, as shown, with its kategori and what has to be said about it."""

    persen: Decimal | None
    tampil: str
    kategori: str | None
    catatan: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiKonfirmasi:
    """What was odd about a value that is meant all the same: who said so, for which post, and when."""

    janggal: str
    nama: str
    jabatan: str
    pada: str
    """In UTC, by ISO 8601."""

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.pada)


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiLanjut:
    """What is to be done about a value: of which kind, by which post, until when."""

    teks: str
    jenis: str
    jabatan: str
    batas: str
    """In UTC, by ISO 8601."""

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.batas)


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiAnalisis:
    """Why a value is as it is, and what is to be done about it."""

    pendorong: str
    penghambat: str
    lanjut: tuple[IsiLanjut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiIndikator:
    """One indikator: what was promised, what was reached, and how that was measured."""

    kode: str
    nama: str
    sasaran: str
    satuan: str
    polaritas: str
    sifat: str
    formula: str
    target_periode: str
    """As it is written in the office's workbook; so is the year's."""
    target_tahun: str
    realisasi: Decimal | None
    alasan: str
    """Why it is n/a."""
    realisasi_lalu: tuple[Decimal | None, ...]
    """Of the periode before, in its year."""
    capaian: IsiCapaian
    sampai: IsiCapaian
    """Of all periode so far, against what was promised for them."""
    tahun: IsiCapaian
    """The same against the target of the year."""
    ditandai: bool
    tertulis: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """The realisasi as it is written, where that is no number: a day, a predikat, a ratio."""
    dari_luar: tuple[int, ...] = field(default=(), metadata=UNSAID_IF_EMPTY)
    """The numbers of the periode before whose value the office's workbook gives."""
    sumber: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """Where those come from."""
    belum: tuple[int, ...] = field(default=(), metadata=UNSAID_IF_EMPTY)
    """The numbers of the periode before that count and were not reported."""
    konfirmasi: IsiKonfirmasi | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    analisis: IsiAnalisis | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    jenis: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """``anggaran``, where it is what a program spends."""

    @property
    def is_anggaran(self) -> bool:
        return self.jenis == JenisIndikator.ANGGARAN

    @property
    def jumlah(self) -> Decimal | None:
        """The figure of all periode so far; None where the last one has no number."""
        if self.realisasi is None:
            return None
        return accumulate(Sifat(self.sifat), (*self.realisasi_lalu, self.realisasi))

    @property
    def persen(self) -> Decimal | None:
        """Its capaian of the periode, unrounded; None where there is none."""
        return self.capaian.persen


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiUnit:
    """What one unit handed in; of an excused one nothing."""

    kode: str
    nama: str
    ronde: int
    dikecualikan: bool
    indikator: tuple[IsiIndikator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiKerja:
    """What was noted and answered where the work was done: notes, notula, facts of letters."""

    langkah: int
    tahap: int
    jabatan: str
    unit: str
    catatan: str
    isian: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiPengecualian:
    """A unit (by kode) that is excused: why, by which post, before whom."""

    langkah: int
    tahap: int
    unit: str
    alasan: str
    jabatan: str
    saksi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiDokumen:
    """A dokumen that was handed in: what it answers, and of which unit and indikator it is."""

    nama: str
    sha256: str
    isian: str
    unit: str
    indikator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiPerjanjian:
    """The Perjanjian Kinerja that is measured by: of which versi, with the number and date of its paper."""

    versi: int
    jenis: str
    nomor: str
    tanggal: str
    """By ISO 8601; empty where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Isi:
    """The content of a naskah."""

    kantor: IsiKantor
    sop: IsiSop
    berkas: IsiBerkas
    skala: IsiSkala
    unit: tuple[IsiUnit, ...]
    kerja: tuple[IsiKerja, ...]
    dokumen: tuple[IsiDokumen, ...]
    pengecualian: tuple[IsiPengecualian, ...] = field(default=(), metadata=UNSAID_IF_EMPTY)
    batas_rendah: int | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    """Below which capaian in percent the office points one out, where that is not as usual."""
    batas_rerata: int | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    """For how many percent a capaian counts in a mean at most, where the office says so."""
    minta_bukti: bool = field(default=False, metadata=UNSAID_IF_EMPTY)
    """Whether the office asks for data dukung of each value."""
    minta_analisis: bool = field(default=False, metadata=UNSAID_IF_EMPTY)
    """Whether it asks to explain what is low, far above or missing."""
    perjanjian: IsiPerjanjian | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    """By which Perjanjian Kinerja it is measured, where the office has registered one."""
    bentuk: int = 1
    """The form of the content: that of its berkas."""


Coded = TypeVar("Coded", IsiUnit, IsiIndikator)


def as_listed(isi: Isi) -> Isi:
    """Return a content in the order in which people read it: units and indikator as people count.

    What is written and signed keeps the order of the letters of its kode: it has to come out the same.
    """
    return replace(isi, unit=counted(map(unit_as_listed, isi.unit)))


def unit_as_listed(unit: IsiUnit) -> IsiUnit:
    """Return what one unit has in a content in that order."""
    return replace(unit, indikator=counted(unit.indikator))


def counted(found: Iterable[Coded]) -> tuple[Coded, ...]:
    """Return units or indikator by their kode, as people count."""
    return tuple(sorted(found, key=lambda one: numbered(one.kode)))
