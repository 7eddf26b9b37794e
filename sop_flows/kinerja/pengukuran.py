"""One indikator over the triwulan of its year: each by itself, all so far, and beside the year's target.

Laws:
1. A triwulan with a number is filled, also with zero; one without is passed over.
2. What was promised so far counts the filled triwulan only.
3. A triwulan without a target of its own is measured against the year's; that one is never summed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sop_flows.kinerja.capaian import (
    Formula,
    HasilCapaian,
    Sifat,
    accumulate,
    accumulate_target,
    compute_capaian,
)
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.kategori import PERMENDAGRI, Skala
from sop_flows.kinerja.target import Target, TargetUnreadable, read_target


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengukuran:
    """One indikator as measured at the end of a triwulan."""

    indikator: Indikator
    realisasi: tuple[Decimal | None, ...]
    """Of each triwulan from the first; the last one is measured. None where there is no number."""
    formula: Formula
    skala: Skala
    capaian: HasilCapaian
    """Of the last triwulan by itself."""

    @property
    def triwulan(self) -> int:
        """Up to which triwulan, 1 to 4."""
        return len(self.realisasi)

    @property
    def jumlah(self) -> Decimal | None:
        """The figure of all triwulan so far, by the sifat, in the satuan of the indikator."""
        return accumulate(self.indikator.sifat, self.realisasi)

    @property
    def sampai(self) -> HasilCapaian:
        """That figure against what was promised for the same triwulan."""
        return self._against(target_sampai(self.indikator, self.realisasi))

    @property
    def tahun(self) -> HasilCapaian:
        """That figure against the target of the year."""
        return self._against(readable(self.indikator.target))

    def _against(self, target: Target | None) -> HasilCapaian:
        polaritas = self.indikator.polaritas
        return compute_capaian(self.jumlah, target, polaritas, self.formula, self.skala)


def measure(
    indikator: Indikator,
    realisasi: Sequence[Decimal | None],
    formula: Formula = Formula.A,
    skala: Skala = PERMENDAGRI,
) -> Pengukuran:
    """Return the pengukuran of the triwulan that *realisasi* ends with.

    Args:
        indikator: With the targets of its year.
        realisasi: Of each triwulan, from the first.
        formula: The office's choice for polaritas turun.
        skala: The scale of the office.
    """
    target = readable(target_of(indikator, len(realisasi)))
    return Pengukuran(
        indikator=indikator,
        realisasi=tuple(realisasi),
        formula=formula,
        skala=skala,
        capaian=compute_capaian(realisasi[-1], target, indikator.polaritas, formula, skala),
    )


def target_of(indikator: Indikator, triwulan: int) -> str:
    """Return the target of a triwulan as it is written; the year's where it has none."""
    return indikator.triwulan[triwulan - 1] or indikator.target


def target_sampai(indikator: Indikator, realisasi: Sequence[Decimal | None]) -> Target | None:
    """Return what was promised for the filled triwulan together."""
    filled = [no for no, reached in enumerate(realisasi, start=1) if reached is not None]
    own = all(indikator.triwulan[no - 1] for no in filled)
    if indikator.sifat is Sifat.AKUMULASI and not own:
        return readable(indikator.target)
    return accumulate_target(
        indikator.sifat, [readable(target_of(indikator, no)) for no in filled]
    )


def readable(teks: str) -> Target | None:
    """Return the target that a text states; None where it is empty or no number."""
    try:
        return read_target(teks) if teks else None
    except TargetUnreadable:
        return None
