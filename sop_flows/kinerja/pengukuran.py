"""One indikator over the periode of its year: each by itself, all so far, and beside the year's target.

Laws:
1. A periode with a number is filled, also with zero; one without is passed over.
2. What was promised so far counts the filled periode only.
3. A triwulan or semester without a target of its own is measured against the year's; that one is
   never summed. Nothing is promised for a bulan or an occasion: only its year has a target.
4. Of two kinds of periode nothing is added up or compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sop_flows.kinerja.capaian import (
    LAST,
    Formula,
    HasilCapaian,
    Sifat,
    accumulate,
    accumulate_target,
    compute_capaian,
)
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.kategori import PERMENDAGRI, Skala
from sop_flows.kinerja.target import Target, TargetUnreadable, print_target, read_target
from sop_flows.waktu.periode import JenisPeriode, Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengukuran:
    """One indikator as measured at the end of a periode."""

    indikator: Indikator
    periode: Periode
    realisasi: tuple[Decimal | None, ...]
    """Of each periode of the year so far; the last one is measured. None where there is no number."""
    formula: Formula
    skala: Skala
    capaian: HasilCapaian
    """Of the last periode by itself."""

    @property
    def jumlah(self) -> Decimal | None:
        """The figure of all periode so far, by the sifat, in the satuan of the indikator."""
        return accumulate(self.indikator.sifat, self.realisasi)

    @property
    def sampai(self) -> HasilCapaian:
        """That figure against what was promised for the same periode."""
        return self._against(target_sampai(self.indikator, self.periode, self.realisasi))

    @property
    def tahun(self) -> HasilCapaian:
        """That figure against the target of the year."""
        return self._against(readable(self.indikator.target))

    def _against(self, target: Target | None) -> HasilCapaian:
        polaritas = self.indikator.polaritas
        return compute_capaian(self.jumlah, target, polaritas, self.formula, self.skala)


def measure(
    indikator: Indikator,
    periode: Periode,
    realisasi: Sequence[Decimal | None],
    formula: Formula = Formula.A,
    skala: Skala = PERMENDAGRI,
) -> Pengukuran:
    """Return the pengukuran of a periode.

    Args:
        indikator: With the targets of its year.
        periode: Which is measured.
        realisasi: Of each periode of its year so far; the last one is its own.
        formula: The office's choice for polaritas turun.
        skala: The scale of the office.
    """
    target = readable(target_of(indikator, periode))
    return Pengukuran(
        indikator=indikator,
        periode=periode,
        realisasi=tuple(realisasi),
        formula=formula,
        skala=skala,
        capaian=compute_capaian(realisasi[-1], target, indikator.polaritas, formula, skala),
    )


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
    together = accumulate_target(indikator.sifat, [readable(teks) for teks in each])
    return print_target(together) if together else ""


def target_sampai(
    indikator: Indikator, periode: Periode, realisasi: Sequence[Decimal | None]
) -> Target | None:
    """Return what was promised for the filled periode together."""
    so_far = zip(periode.so_far, realisasi, strict=True)
    filled = [one for one, reached in so_far if reached is not None]
    own = all(own_target(indikator, one) for one in filled)
    if indikator.sifat is Sifat.AKUMULASI and periode.triwulan and not own:
        return readable(indikator.target)
    return accumulate_target(
        indikator.sifat, [readable(target_of(indikator, one)) for one in filled]
    )


def readable(teks: str) -> Target | None:
    """Return the target that a text states; None where it is empty or no number."""
    try:
        return read_target(teks) if teks else None
    except TargetUnreadable:
        return None
