"""One indikator over the periode of its year: each by itself, all so far, and beside the year's target.

Laws:
1. A periode with a number is filled, also with zero; one without is not, whether it was reported or not.
2. What was promised so far counts every periode up to now, reported or not: what is missing is named.
   A mean is of what is filled, on both sides. Where nothing is promised for a periode, and nothing
   was reported of it, it does not count.
3. A triwulan or semester without a target of its own is measured against the year's; that one is
   never summed. Nothing is promised for a bulan or an occasion: only its year has a target.
4. Of two kinds of periode nothing is added up or compared.
5. What is tahunan is measured at the end of its year. So is a sum of which less is better against the
   target of the year: it begins at its best, and says nothing before. Where a periode of such a sum
   has no number, be it for a reason, it has no capaian: a gap would make it look better.
6. What a program spends of its pagu falls in no kategori.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from sop_flows.deferred import dataclass, replace
from sop_flows.kinerja.angka import Terbaca
from sop_flows.kinerja.capaian import (
    LAST,
    Formula,
    HasilCapaian,
    Polaritas,
    Sifat,
    accumulate,
    accumulate_target,
    compute_capaian,
    incomplete,
    not_yet,
)
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.janji import Janji, print_nilai, read_janji, read_tertulis
from sop_flows.kinerja.kategori import PERMENDAGRI, Skala
from sop_flows.kinerja.target import Target, TargetUnreadable, print_target
from sop_flows.waktu.periode import JenisPeriode, Periode


@dataclass(frozen=True, kw_only=True)
class Pengukuran:
    """One indikator as measured at the end of a periode: computed once, however often it is shown."""

    indikator: Indikator
    periode: Periode
    realisasi: tuple[Decimal | None, ...]
    """Of each periode of the year so far; the last one is measured. None where there is no number."""
    formula: Formula
    skala: Skala
    tanpa_data: Collection[int] = ()
    """The numbers of the periode that were reported, with a reason instead of a number."""
    dari_luar: tuple[int, ...] = ()
    """The numbers of the periode whose value the workbook gives: nobody reported them here."""

    @property
    def jumlah(self) -> Decimal | None:
        """The figure of all periode so far, by the sifat, in the satuan of the indikator."""
        return accumulate(self.indikator.sifat, self.realisasi)

    @property
    def belum(self) -> tuple[Periode, ...]:
        """The periode before that count and of which nothing was reported."""
        if self.indikator.sifat in LAST:
            return ()
        so_far = zip(self.periode.so_far[:-1], self.realisasi, strict=False)
        silent = [one for one, reached in so_far if reached is None]
        return tuple(
            one for one in silent if one.ke not in self.tanpa_data and self._is_promised(one)
        )

    @cached_property
    def tertulis(self) -> str:
        """The value of the last periode as it is written, where that is no number."""
        tulisan, nilai = self.indikator.tulisan, self.realisasi[-1]
        return (
            print_nilai(nilai, tulisan) if nilai is not None and isinstance(tulisan, str) else ""
        )

    @cached_property
    def capaian(self) -> HasilCapaian:
        """Of the last periode by itself."""
        if self.is_tahunan or self._is_of_year_end(own_target(self.indikator, self.periode)):
            return not_yet(self.formula)
        target = self._read(target_of(self.indikator, self.periode))
        return self._compute(self.realisasi[-1], target)

    @cached_property
    def sampai(self) -> HasilCapaian:
        """The figure of all periode so far against what was promised for the same periode."""
        if self.is_tahunan:
            return not_yet(self.formula)
        if self._is_less_of_sum and self._has_gap:
            return incomplete(self.formula)
        own = all(own_target(self.indikator, one) for one in self.counting)
        if self._is_of_year_end(own):
            return not_yet(self.formula)
        return self._compute(self.jumlah, self.target_sampai)

    @cached_property
    def tahun(self) -> HasilCapaian:
        """That figure against the target of the year."""
        if self.is_tahunan or self._is_of_year_end():
            return not_yet(self.formula)
        if self._is_less_of_sum and self._has_gap:
            return incomplete(self.formula)
        return self._compute(self.jumlah, self._read(self.indikator.target))

    @property
    def target_sampai(self) -> Janji | None:
        """What was promised so far."""
        counting = self.counting
        own = all(own_target(self.indikator, one) for one in counting)
        if self.indikator.sifat is Sifat.AKUMULASI and self.periode.triwulan and not own:
            return self._read(self.indikator.target)
        each = [self._read(target_of(self.indikator, one)) for one in counting]
        return accumulate_target(self.indikator.sifat, each)

    @property
    def is_tahunan(self) -> bool:
        """Whether nothing of it is measured yet."""
        return is_tahunan(self.indikator.sifat, self.periode)

    @property
    def counting(self) -> list[Periode]:
        """The periode whose targets count so far."""
        is_sum = self.indikator.sifat is Sifat.AKUMULASI
        so_far = zip(self.periode.so_far, self.realisasi, strict=True)
        return [
            one
            for one, reached in so_far
            if reached is not None or (is_sum and own_target(self.indikator, one))
        ]

    @property
    def _is_less_of_sum(self) -> bool:
        one = self.indikator
        return one.sifat is Sifat.AKUMULASI and one.polaritas is Polaritas.TURUN

    @property
    def _has_gap(self) -> bool:
        """Whether a periode that counts has no number, be it for a reason."""
        so_far = zip(self.periode.so_far, self.realisasi, strict=True)
        return any(reached is None and self._is_promised(one) for one, reached in so_far)

    def _is_promised(self, periode: Periode) -> bool:
        """Whether something was expected of a periode: a target of its own, or that of the year."""
        each = [own_target(self.indikator, one) for one in self.periode.so_far]
        return bool(own_target(self.indikator, periode)) or not any(each)

    def _is_of_year_end(self, own: object = "") -> bool:
        """Whether the target of the year stands in, of which a sum says nothing yet."""
        return self._is_less_of_sum and not own and not self.periode.ends_year

    def _read(self, teks: str) -> Janji | None:
        return readable(teks, self.periode.tahun, self.indikator.peringkat)

    def _compute(self, realisasi: Decimal | None, target: Janji | None) -> HasilCapaian:
        polaritas = self.indikator.polaritas
        hasil = compute_capaian(realisasi, target, polaritas, self.formula, self.skala)
        return replace(hasil, kategori=None) if self.indikator.is_anggaran else hasil


def measure(
    indikator: Indikator,
    periode: Periode,
    realisasi: Sequence[Decimal | None],
    formula: Formula = Formula.A,
    skala: Skala = PERMENDAGRI,
) -> Pengukuran:
    """Return the pengukuran of a periode by the rules of now.

    Args:
        indikator: With the targets of its year.
        periode: Which is measured.
        realisasi: Of each periode of its year so far; the last one is its own.
        formula: The office's choice for polaritas turun.
        skala: The scale of the office.
    """
    return Pengukuran(
        indikator=indikator,
        periode=periode,
        realisasi=tuple(realisasi),
        formula=formula,
        skala=skala,
    )


def is_tahunan(sifat: Sifat, periode: Periode) -> bool:
    """Tell whether what has that sifat is measured only after that periode, at the end of the year."""
    return sifat is Sifat.TAHUNAN and not periode.ends_year


def with_before(
    indikator: Indikator, periode: Periode, lalu: Mapping[int, Decimal | None]
) -> Mapping[int, Decimal | None]:
    """Return what earlier periode reached, with what the workbook knows where nothing was reported."""
    if periode.jenis is not JenisPeriode.TRIWULAN:
        return lalu
    read = {
        no: read_tertulis(teks, indikator.tulisan)
        for no, teks in enumerate(indikator.sebelum, start=1)
        if teks and no < periode.ke
    }
    given = {no: one.nilai for no, one in read.items() if isinstance(one, Terbaca)}
    return {**given, **lalu}


def without_number(lalu: Mapping[int, Decimal | None]) -> frozenset[int]:
    """Return the numbers of the periode that were reported with a reason instead of a number."""
    return frozenset(ke for ke, reached in lalu.items() if reached is None)


def target_of(indikator: Indikator, periode: Periode) -> str:
    """Return the target of a periode as it is written; empty where none is promised for it."""
    return own_target(indikator, periode) or (indikator.target if periode.triwulan else "")


def own_target(indikator: Indikator, periode: Periode) -> str:
    """Return what is promised for that periode itself: of its triwulan together, by the sifat."""
    if periode.jenis is JenisPeriode.TAHUN:
        return indikator.target
    each = [indikator.triwulan[no - 1] for no in periode.triwulan]
    if len(each) < 2 or indikator.sifat in LAST:
        return each[-1] if each else ""
    together = accumulate_target(
        indikator.sifat, [readable(teks, periode.tahun, indikator.peringkat) for teks in each]
    )
    return print_target(together) if isinstance(together, Target) else ""


def readable(teks: str, tahun: int, peringkat: str = "") -> Janji | None:
    """Return what a text promises for a year; None where it is empty or cannot be measured."""
    try:
        return read_janji(teks, tahun, peringkat) if teks else None
    except TargetUnreadable:
        return None
