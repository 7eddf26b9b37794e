"""What programs have spent of their pagu, and how that stands to the capaian.

Laws:
1. A serapan in total is what was spent of the pagu of the same programs: one that has not reported is in neither,
   so the total never lies outside of its parts.
2. Efficiency is only of what was reached: below a capaian of 100 there is none.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Protocol

from sop_flows.deferred import dataclass
from sop_flows.kinerja.capaian import HUNDRED
from sop_flows.kinerja.target import Target, TargetUnreadable, read_target

RUPIAH: Final = "Rp"
"""The satuan of an amount."""


class Terserap(Protocol):
    """One row that may be of a program, over the periode so far."""

    @property
    def is_anggaran(self) -> bool: ...
    @property
    def target_tahun(self) -> str:
        """Its pagu, as it is written."""

    @property
    def jumlah(self) -> Decimal | None:
        """What was spent of it so far; None where nothing was reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serapan:
    """What some programs may spend, and have."""

    program: int
    dilaporkan: int
    """How many of them have said what was spent."""
    pagu: Decimal
    """Of those that have, in rupiah."""
    realisasi: Decimal

    @property
    def persen(self) -> Decimal | None:
        """The serapan in percent, unrounded; None where there is no pagu."""
        return self.realisasi / self.pagu * HUNDRED if self.pagu else None


def absorb(rows: Iterable[Terserap]) -> Serapan | None:
    """Return what the programs among some rows come to; None where there are none."""
    programs = [one for one in rows if one.is_anggaran]
    given = [(read_pagu(one.target_tahun), one.jumlah) for one in programs]
    spent = [(pagu, jumlah) for pagu, jumlah in given if jumlah is not None]
    if not programs:
        return None
    return Serapan(
        program=len(programs),
        dilaporkan=len(spent),
        pagu=sum((pagu for pagu, _ in spent), Decimal(0)),
        realisasi=sum((jumlah for _, jumlah in spent), Decimal(0)),
    )


def read_pagu(teks: str) -> Decimal:
    """Return a pagu as a number of rupiah; nothing where none is written."""
    try:
        found = read_target(teks) if teks else None
    except TargetUnreadable:
        return Decimal(0)
    return found.atas if isinstance(found, Target) else Decimal(0)


def efficiency(capaian: Decimal | None, serapan: Decimal | None) -> Decimal | None:
    """Return by how much less than planned what was reached has cost, in percent, unrounded.

    Both are against the same: the targets and the pagu of the year. None below a capaian of 100.

    Source:
        Practice of LKjIP, tables of tingkat efisiensi: 100 - serapan / capaian x 100.
    """
    if capaian is None or serapan is None or capaian < HUNDRED:
        return None
    return HUNDRED - serapan / capaian * HUNDRED
