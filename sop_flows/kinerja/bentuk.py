"""How a berkas is measured: by the rules of the release that it began with, so that what is signed stays.

1. A berkas keeps the number of its form. What it froze is written again to the same bytes.
2. The newest form is in ``pengukuran``; of an older one, only what was otherwise is here.
"""

from collections.abc import Mapping
from typing import Final

from sop_flows.kinerja.pengukuran import Pengukuran
from sop_flows.waktu.periode import Periode

BENTUK: Final = 2
"""The form of a berkas that begins now."""


class PengukuranPertama(Pengukuran):
    """As the first form had it: only what was filled was promised, and a sum of less was measured early."""

    __slots__ = ()

    @property
    def _counting(self) -> list[Periode]:
        so_far = zip(self.periode.so_far, self.realisasi, strict=True)
        return [one for one, reached in so_far if reached is not None]

    @property
    def _is_less_of_sum(self) -> bool:
        return False

    @property
    def belum(self) -> tuple[Periode, ...]:
        """None: nothing was named as missing."""
        return ()


PENGUKURAN: Final[Mapping[int, type[Pengukuran]]] = {1: PengukuranPertama, BENTUK: Pengukuran}
"""What measures a berkas, by its form."""
