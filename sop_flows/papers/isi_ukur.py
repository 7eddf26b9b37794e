"""What stands in a table of pengukuran, as frozen types: every number as it is printed."""

from dataclasses import field
from decimal import Decimal

from sop_flows.deferred import dataclass
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.naskah.isi import IsiCapaian, IsiPerjanjian, IsiSkala


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisUkur:
    """One indikator: what was promised, what was reached, and what has to be known of it."""

    kode: str
    nama: str
    unit: str
    """Its name, where the table is of several."""
    satuan: str
    polaritas: str
    sifat: str
    target: str
    target_tahun: str
    lalu: tuple[str, ...]
    """Realisasi of the periode before, in their year; empty where there is no number."""
    realisasi: str
    """Empty where there is no number."""
    alasan: str
    """Why it is n/a."""
    capaian: IsiCapaian
    target_sampai: str
    """What was promised up to now, where what was reached is added up; empty where it is not known."""
    jumlah: str
    """What was reached up to now."""
    sampai: IsiCapaian
    tahun: IsiCapaian
    is_rendah: bool
    ditandai: bool
    belum: tuple[int, ...]
    """The numbers of the periode before that count and were not reported."""
    dari_luar: tuple[int, ...]
    """Of those whose value the workbook of the office gives."""
    sumber: str
    """Where that comes from."""
    dokumen: int
    """How many data dukung were handed in with it."""

    @property
    def persen(self) -> Decimal | None:
        return self.capaian.persen


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerata:
    """A mean capaian as it is printed; empty of none."""

    tampil: str
    kategori: str
    persen: Decimal | None
    is_rendah: bool
    dinilai: int
    jumlah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisProgram:
    """What a program may spend, and has up to now."""

    nama: str
    sasaran: str
    unit: str
    pagu: str
    realisasi: str
    """Empty where nothing was reported."""
    serapan: str
    alasan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JumlahProgram:
    """What several programs come to, of those that have reported."""

    pagu: str
    realisasi: str
    serapan: str
    dilaporkan: int
    program: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SasaranUkur:
    """A sasaran with its indikator and its programs; without a name what belongs to none."""

    nama: str
    baris: tuple[BarisUkur, ...]
    rerata: Rerata
    tahun: Rerata
    """The same against the targets of the year."""
    serapan: JumlahProgram | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    efisiensi: str = field(default="", metadata=UNSAID_IF_EMPTY)

    @property
    def dinilai(self) -> tuple[BarisUkur, ...]:
        """Those that have a capaian, the lowest first."""
        found = [(one.persen, one) for one in self.baris if one.persen is not None]
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))

    @property
    def rendah(self) -> tuple[BarisUkur, ...]:
        return tuple(one for one in self.dinilai if one.is_rendah)

    @property
    def terendah(self) -> tuple[BarisUkur, ...]:
        """The lowest, and those that are equal to it."""
        return tuple(one for one in self.dinilai if one.persen == self.dinilai[0].persen)

    @property
    def tertinggi(self) -> tuple[BarisUkur, ...]:
        """The highest, and those that are equal to it."""
        return tuple(one for one in self.dinilai if one.persen == self.dinilai[-1].persen)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTanpaNilai:
    """A unit that is excused, and why."""

    nama: str
    alasan: str
    saksi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TabelUkur:
    """The measurement of one unit or of all of them, by sasaran."""

    unit: str
    """The name of the only one; empty where there are several."""
    jumlah_unit: int
    sasaran: tuple[SasaranUkur, ...]
    rerata: Rerata
    tahun: Rerata
    sasaran_dinilai: int
    program: tuple[BarisProgram, ...]
    serapan: JumlahProgram | None
    efisiensi: str
    """Empty where there is none."""
    dikecualikan: tuple[UnitTanpaNilai, ...]
    skala: IsiSkala
    rumus: tuple[str, ...]
    """How what is measured is computed: ``naik``, ``A`` or ``B`` of turun, each that occurs."""
    rendah: int
    batas: int | None
    is_per_sasaran: bool
    minta_bukti: bool
    perjanjian: IsiPerjanjian | None

    @property
    def baris(self) -> tuple[BarisUkur, ...]:
        return tuple(one for each in self.sasaran for one in each.baris)

    @property
    def di_luar(self) -> tuple[BarisUkur, ...]:
        """Those that no mean counts."""
        return tuple(one for one in self.baris if one.persen is None)
