"""What measured values come to: how many are given, their mean, and which of them stand out.

It is the same of a formulir that is being checked and of a naskah: both hold what is ``Terukur``.

Laws:
1. A mean is of the sasaran, each of which is the mean of its own indikator: a sasaran with many of them
   weighs no more than one with few. The first form of a berkas had the mean of all.
2. Where an office says so, a capaian counts in a mean for no more than so much. Only there.
3. A mean never lies outside of what it is of.
4. What a program spends is no capaian: it is in no mean, in no sasaran, and stands out nowhere. See ``anggaran``.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, Generic, Protocol, TypeVar

from sop_flows.deferred import dataclass
from sop_flows.kinerja.capaian import PERIKSA_DI_ATAS, mean

RENDAH: Final = 80  # percent


class Terukur(Protocol):
    """One value of an indikator, and what it comes to."""

    @property
    def realisasi(self) -> Decimal | None: ...
    @property
    def alasan(self) -> str:
        """Why it is n/a."""

    @property
    def persen(self) -> Decimal | None:
        """Its capaian of the periode, unrounded; None where there is none."""

    @property
    def sasaran(self) -> str: ...
    @property
    def is_anggaran(self) -> bool:
        """Whether it is what a program spends."""


T = TypeVar("T", bound=Terukur)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aturan:
    """How an office sums up, in percent."""

    rendah: int = RENDAH
    """Below it a capaian is pointed out."""
    batas: int | None = None
    """For how much a capaian counts in a mean at most."""
    is_per_sasaran: bool = True

    def counted(self, persen: Decimal | None) -> Decimal | None:
        """Return what a capaian counts for in a mean."""
        return persen if persen is None or self.batas is None else min(persen, Decimal(self.batas))


BIASA: Final = Aturan()


@dataclass(frozen=True, slots=True)
class Rangkuman(Generic[T]):
    """Values of a unit, of a sasaran or of all, at a glance."""

    semua: tuple[T, ...]
    aturan: Aturan = BIASA

    @property
    def kinerja(self) -> tuple[T, ...]:
        """Those whose capaian counts."""
        return tuple(one for one in self.semua if not one.is_anggaran)

    @property
    def jumlah(self) -> int:
        """Of how many the capaian counts."""
        return len(self.kinerja)

    @property
    def terisi(self) -> int:
        """How many of all have a number, or a reason why there is none."""
        return sum(one.realisasi is not None or bool(one.alasan) for one in self.semua)

    @property
    def dinilai(self) -> int:
        """How many have a capaian."""
        return sum(one.persen is not None for one in self.kinerja)

    @property
    def sasaran_dinilai(self) -> int:
        """How many sasaran have a capaian."""
        return sum(found.dinilai > 0 for found in self.per_sasaran.values())

    @property
    def rerata(self) -> Decimal | None:
        """The mean capaian of those that have one, in percent; None of none."""
        return self.rerata_of(lambda one: one.persen)

    def rerata_of(self, persen: Callable[[T], Decimal | None]) -> Decimal | None:
        """Return the mean of what each has in percent; None of none."""
        groups = self.per_sasaran.values() if self.aturan.is_per_sasaran else (self,)
        counted = self.aturan.counted
        return mean(mean(counted(persen(one)) for one in group.kinerja) for group in groups)

    @property
    def rendah(self) -> tuple[T, ...]:
        """Those whose capaian is low, the lowest first."""
        found = [(one.persen, one) for one in self.kinerja if one.persen is not None]
        low = [pair for pair in found if pair[0] < self.aturan.rendah]
        return tuple(one for _, one in sorted(low, key=lambda pair: pair[0]))

    @property
    def tinggi(self) -> tuple[T, ...]:
        """Those whose capaian is so high that the target should be looked at."""
        return tuple(one for one in self.kinerja if (one.persen or 0) > PERIKSA_DI_ATAS)

    @property
    def tanpa_data(self) -> tuple[T, ...]:
        """Those that have a reason where a number should stand."""
        return tuple(one for one in self.semua if is_without_data(one))

    @property
    def di_luar(self) -> tuple[T, ...]:
        """Those that have a value and no percentage: no mean counts them."""
        return tuple(o for o in self.kinerja if o.realisasi is not None and o.persen is None)

    @property
    def per_sasaran(self) -> dict[str, "Rangkuman[T]"]:
        """The same of each sasaran, in the order in which they first stand."""
        found: dict[str, list[T]] = {}
        for one in self.kinerja:
            found.setdefault(one.sasaran, []).append(one)
        return {nama: Rangkuman(tuple(some), self.aturan) for nama, some in found.items()}


def is_without_data(one: Terukur) -> bool:
    """Tell whether a reason stands where a number should."""
    return one.realisasi is None and bool(one.alasan)
