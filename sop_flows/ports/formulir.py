"""One unit's formulir as a screen shows it: its values, measured, and what they come to."""

from decimal import Decimal

from sop_flows.deferred import dataclass
from sop_flows.engine.formulir import Nilai, StatusFormulir
from sop_flows.kantor.kantor import Unit
from sop_flows.kinerja.analisis import why_needed
from sop_flows.kinerja.capaian import HasilCapaian, Sifat
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.pengukuran import Pengukuran
from sop_flows.kinerja.rangkuman import BIASA, Aturan, Rangkuman
from sop_flows.waktu.periode import SEVERAL, Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class NilaiView:
    """One indicator of a formulir with its value, target of the periode, and pengukuran."""

    no: int
    indikator: Indikator
    nilai: Nilai
    target: str
    ukuran: Pengukuran
    tahun_lalu: Decimal | None = None
    """What the same periode of the year before reached, where it is filled or checked and that is known."""
    bukti: int | None = None
    """How many data dukung it has, where the office asks for them and a card shows it."""

    @property
    def lalu(self) -> tuple[Periode, Decimal] | None:
        """The last periode before this one with a number, and that number."""
        before = zip(self.ukuran.periode.so_far[:-1], self.ukuran.realisasi, strict=False)
        filled = [(periode, nilai) for periode, nilai in before if nilai is not None]
        return filled[-1] if filled else None

    @property
    def capaian(self) -> HasilCapaian:
        """Of the periode by itself."""
        return self.ukuran.capaian

    @property
    def realisasi(self) -> Decimal | None:
        return self.nilai.nilai

    @property
    def alasan(self) -> str:
        return self.nilai.alasan

    @property
    def persen(self) -> Decimal | None:
        """Its capaian of the periode, unrounded; None where there is none."""
        return self.capaian.capaian

    @property
    def sasaran(self) -> str:
        return self.indikator.sasaran

    @property
    def is_anggaran(self) -> bool:
        return self.indikator.is_anggaran

    @property
    def target_tahun(self) -> str:
        return self.indikator.target

    @property
    def jumlah(self) -> Decimal | None:
        """The figure of all periode so far; None where the last one has no number."""
        return None if self.nilai.nilai is None else self.ukuran.jumlah

    @property
    def is_unproved(self) -> bool:
        """Whether it is a number without the data dukung that the office asks for."""
        return self.bukti == 0 and self.realisasi is not None

    @property
    def sampai(self) -> Pengukuran | None:
        """The pengukuran up to the periode, where its values are added up and one is given."""
        return self.ukuran if self.is_summed and self.nilai.nilai is not None else None

    @property
    def is_summed(self) -> bool:
        """Whether its values are added up over the several periode of a year."""
        is_one_of_several = self.ukuran.periode.jenis in SEVERAL
        return is_one_of_several and self.indikator.sifat is Sifat.AKUMULASI

    @property
    def is_same_as_last_year(self) -> bool:
        """Whether it is exactly the number of the same periode a year before."""
        return self.realisasi is not None and self.realisasi == self.tahun_lalu

    @property
    def is_changed(self) -> bool:
        return self.nilai.sebelumnya is not None and self.nilai.sebelumnya != self.nilai.nilai


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulirView:
    """One unit's formulir."""

    formulir_id: int
    unit: Unit
    status: StatusFormulir
    ronde: int
    baris: tuple[NilaiView, ...]
    aturan: Aturan = BIASA
    minta_analisis: bool = False
    """Whether the office asks to explain what is low, far above or missing."""

    @property
    def unexplained(self) -> tuple[NilaiView, ...]:
        """What is to be explained, and is not yet."""
        rows = self.baris if self.minta_analisis else ()
        lacking = (row for row in rows if row.nilai.analisis is None and not row.is_anggaran)
        return tuple(row for row in lacking if why_needed(row, self.aturan.rendah))

    @property
    def is_excused(self) -> bool:
        return self.status is StatusFormulir.DIKECUALIKAN

    @property
    def terisi(self) -> int:
        return Rangkuman(self.baris).terisi

    @property
    def total(self) -> int:
        return len(self.baris)

    @property
    def rerata(self) -> Decimal | None:
        """The mean capaian of the indicators that have one, in percent."""
        return Rangkuman(self.baris, self.aturan).rerata

    @property
    def dinilai(self) -> int:
        """How many of them have one."""
        return Rangkuman(self.baris, self.aturan).dinilai

    @property
    def diukur(self) -> int:
        """Of how many the capaian counts."""
        return Rangkuman(self.baris).jumlah


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulirBeku:
    """One unit's formulir as it was frozen: how much was filled, and the mean capaian in percent."""

    is_excused: bool
    terisi: int
    total: int
    rerata: Decimal | None
    dinilai: int
    diukur: int
