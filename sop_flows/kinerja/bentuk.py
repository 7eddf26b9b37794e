"""How a berkas is measured: by the rules of the release that it began with, so that what is signed stays.

1. A berkas keeps the number of its form. What it froze is written again to the same bytes.
2. The newest form is in ``pengukuran``; of an older one, only what was otherwise is here.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final

from sop_flows.deferred import replace
from sop_flows.kinerja.angka import print_persen
from sop_flows.kinerja.capaian import Formula, HasilCapaian
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.janji import Janji
from sop_flows.kinerja.kategori import Skala
from sop_flows.kinerja.pengukuran import Pengukuran, with_before, without_number
from sop_flows.kinerja.rangkuman import Aturan
from sop_flows.kinerja.target import Batas, Target, TargetUnreadable, read_target
from sop_flows.waktu.periode import Periode

FIRST: Final = 1
SECOND: Final = 2
EXPLAINED: Final = 3
"""From this form on, a content also says who meant a value that looked odd."""
PROMISED: Final = 4
"""From this form on, it also says by which Perjanjian Kinerja it measures."""
BENTUK: Final = PROMISED
"""The form of a berkas that begins now."""


LENIENT: Final = {
    Batas.KURANG_DARI: Batas.PALING_BANYAK,
    Batas.PALING_BANYAK: Batas.PALING_BANYAK,
    Batas.LEBIH_DARI: Batas.PALING_SEDIKIT,
    Batas.PALING_SEDIKIT: Batas.PALING_SEDIKIT,
}


class PengukuranPertama(Pengukuran):
    """As the first form had it: only what was filled was promised, and a sum of less was measured early.

    Every target was a number, also ``31 Desember``; and the number of a bound kept it.
    """

    __slots__ = ()

    @property
    def counting(self) -> list[Periode]:
        so_far = zip(self.periode.so_far, self.realisasi, strict=True)
        return [one for one, reached in so_far if reached is not None]

    @property
    def _is_less_of_sum(self) -> bool:
        return False

    @cached_property
    def tertulis(self) -> str:
        """Nothing: every value was a number."""
        return ""

    def _compute(self, realisasi: Decimal | None, target: Janji | None) -> HasilCapaian:
        hasil = super()._compute(realisasi, target)
        if hasil.capaian is None:
            return hasil
        return replace(hasil, tampil=print_persen(max(hasil.capaian, Decimal(0))))

    def _read(self, teks: str) -> Target | None:
        try:
            target = read_target(teks) if teks else None
        except TargetUnreadable:
            return None
        if target is None or target.batas is None:
            return target
        return replace(target, batas=LENIENT[target.batas])

    @property
    def belum(self) -> tuple[Periode, ...]:
        """None: nothing was named as missing."""
        return ()


PENGUKURAN: Final[Mapping[int, type[Pengukuran]]] = {
    FIRST: PengukuranPertama,
    SECOND: Pengukuran,
    EXPLAINED: Pengukuran,
    PROMISED: Pengukuran,
}
"""What measures a berkas, by its form."""


def measure_in(
    bentuk: int,
    indikator: Indikator,
    periode: Periode,
    lalu: Mapping[int, Decimal | None],
    nilai: Decimal | None,
    *,
    formula: Formula,
    skala: Skala,
) -> Pengukuran:
    """Return the pengukuran of a value in a berkas of that form.

    Args:
        lalu: What earlier periode of its kind and year reached, by number; None where a reason stands.
    """
    before = lalu if bentuk == FIRST else with_before(indikator, periode, lalu)
    realisasi = (*(before.get(one.ke) for one in periode.so_far[:-1]), nilai)
    dari_luar = tuple(sorted(before.keys() - lalu.keys()))
    return measured(
        bentuk, indikator, periode, realisasi, formula, skala, without_number(before), dari_luar
    )


@lru_cache(maxsize=8192)  # what does not change is looked at again and again: 200 units of 40
def measured(
    bentuk: int,
    indikator: Indikator,
    periode: Periode,
    realisasi: tuple[Decimal | None, ...],
    formula: Formula,
    skala: Skala,
    tanpa_data: frozenset[int],
    dari_luar: tuple[int, ...],
) -> Pengukuran:
    """Return the pengukuran of these inputs; the same inputs give the same object, whose figures are computed once."""
    return PENGUKURAN[bentuk](
        indikator=indikator,
        periode=periode,
        realisasi=realisasi,
        formula=formula,
        skala=skala,
        tanpa_data=tanpa_data,
        dari_luar=dari_luar,
    )


def aturan_in(bentuk: int, aturan: Aturan) -> Aturan:
    """Return how values of a berkas of that form are summed up: the first had one mean of all."""
    if bentuk > FIRST:
        return aturan
    return Aturan(is_per_sasaran=False)
