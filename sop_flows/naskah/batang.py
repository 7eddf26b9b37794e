"""The bars of a recap: how each indikator did, or each sasaran or unit on average.

1. What is low comes first; then what has no data; then the rest: the lower before the higher, and
   equals as the office lists them.
2. A page has as many bars as one picture of a phone holds, and every bar is on one page.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.kinerja.anggaran import RUPIAH
from sop_flows.kinerja.angka import is_persen, print_angka
from sop_flows.kinerja.capaian import BELUM_ADA
from sop_flows.kinerja.rangkuman import Rangkuman
from sop_flows.naskah.hasil import kategori_of, print_by
from sop_flows.naskah.isi import IsiIndikator
from sop_flows.naskah.rekap import Baris, Rekap

MOST_BARS, MOST_LINES = 12, 48
"""Bars of a page, and lines: a bar takes two of them, beside those of its name."""
MOST_LETTERS: Final = 44
"""Of a name, on one line."""


class Tanpa(StrEnum):
    """Why a bar has no number, as it is said."""

    DATA = "n/a"
    DIKECUALIKAN = "dikecualikan"
    DIPERBAIKI = "sedang diperbaiki"
    LAPORAN = "belum dilaporkan"
    UKURAN = "belum terukur"
    TARGET = "tanpa target periode ini"


class Per(StrEnum):
    """Of what each bar is."""

    INDIKATOR = "indikator"
    UNIT = "unit"
    SASARAN = "sasaran"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batang:
    """One bar: the capaian of an indikator, or the mean of those that it stands for."""

    kode: str = ""
    """Of the indikator or the unit."""
    is_mean: bool = False
    """Whether it is of a unit or a sasaran: those are known by their names alone."""
    nama: str
    """Empty of what belongs to no sasaran."""
    unit: str = ""
    """The name of the unit of an indikator, where there are several."""
    persen: Decimal | None
    """Unrounded; None where there is none."""
    tampil: str
    """As it is printed; of an indikator also what it is said to be where it is no number."""
    kategori: str
    is_rendah: bool
    alasan: str = ""
    """Why it is n/a."""
    is_reported: bool
    is_returned: bool = False
    """Whether what was reported is being corrected."""
    is_excused: bool = False
    dinilai: int
    """How many of what it stands for have a capaian."""
    jumlah: int

    @property
    def order(self) -> tuple[int, Decimal]:
        """What comes first is smaller."""
        if self.persen is not None:
            return (0 if self.is_rendah else 2), self.persen
        if self.is_excused:
            return 3, Decimal(0)
        return (2 if self.is_reported and not self.alasan else 1), Decimal(0)

    @property
    def tanpa(self) -> str:
        """What is said where a number would stand."""
        if self.alasan:
            return Tanpa.DATA
        if self.is_excused:
            return Tanpa.DIKECUALIKAN
        if not self.is_reported:
            return Tanpa.DIPERBAIKI if self.is_returned else Tanpa.LAPORAN
        return self.tampil or Tanpa.UKURAN

    @property
    def lines(self) -> int:
        """About how many lines of a picture it takes."""
        return 2 + max(1, -(-len(f"{self.kode} {self.nama} {self.unit}") // MOST_LETTERS))


def bars_of(rekap: Rekap, per: Per) -> tuple[Batang, ...]:
    """Return the bars of a recap in their order."""
    return tuple(sorted(_bars_of(rekap, per), key=lambda one: one.order))


def _bars_of(rekap: Rekap, per: Per) -> Iterator[Batang]:
    match per:
        case Per.INDIKATOR:
            is_several = len(rekap.unit) > 1
            for one in rekap.semua.kinerja:
                yield bar_of(rekap, one, one.unit.nama if is_several else "")
        case Per.UNIT:
            for kode, found in rekap.per_unit.items():
                yield mean_bar(rekap, rekap.unit[kode], found, kode)
        case Per.SASARAN:
            for nama, found in rekap.per_sasaran.items():
                yield mean_bar(rekap, nama, found)


def bar_of(rekap: Rekap, one: Baris, unit: str = "") -> Batang:
    """Return the bar of an indikator."""
    return Batang(
        kode=one.isi.kode,
        nama=one.isi.nama,
        unit=unit,
        persen=one.persen,
        tampil=said_of(one.isi),
        kategori=one.isi.capaian.kategori or "",
        is_rendah=is_low(rekap, one.persen),
        alasan=one.alasan if one.realisasi is None else "",
        is_reported=one.is_reported,
        is_returned=one.is_returned,
        dinilai=int(one.persen is not None),
        jumlah=1,
    )


def said_of(isi: IsiIndikator) -> str:
    """Return a capaian as it is shown; of what nothing was promised for the periode, what was reached."""
    if isi.realisasi is None or isi.capaian.tampil != BELUM_ADA:
        return isi.capaian.tampil
    reached = isi.tertulis or print_angka(isi.realisasi)
    if is_persen(isi.satuan):
        reached += "%"
    elif isi.satuan == RUPIAH:
        reached = RUPIAH + reached
    else:
        reached += f" {isi.satuan}"
    return f"{reached}, {Tanpa.TARGET}"


def mean_bar(rekap: Rekap, nama: str, found: Rangkuman[Baris], kode: str = "") -> Batang:
    """Return the bar of a mean."""
    return Batang(
        kode=kode,
        is_mean=True,
        nama=nama,
        persen=found.rerata,
        tampil=print_mean(rekap, found.rerata),
        kategori=kategori_of(rekap.skala, found.rerata),
        is_rendah=is_low(rekap, found.rerata),
        is_reported=any(one.is_reported for one in found.semua),
        is_returned=any(one.is_returned for one in found.semua),
        is_excused=not found.semua,
        dinilai=found.dinilai,
        jumlah=found.jumlah,
    )


def print_mean(rekap: Rekap, rerata: Decimal | None) -> str:
    """Return a mean as it is shown beside its kategori; empty where there is none."""
    return "" if rerata is None else print_by(rekap.skala, rerata)


def is_low(rekap: Rekap, persen: Decimal | None) -> bool:
    """Tell whether the office points a capaian out."""
    return persen is not None and persen < rekap.aturan.rendah


def pages_of(batang: Iterable[Batang]) -> Sequence[tuple[Batang, ...]]:
    """Return the bars page by page; one of each is the least, no bars are one empty page."""
    pages: list[list[Batang]] = [[]]
    left = MOST_LINES
    for one in batang:
        if len(pages[-1]) == MOST_BARS or (pages[-1] and one.lines > left):
            pages.append([])
            left = MOST_LINES
        pages[-1].append(one)
        left -= one.lines
    return [tuple(page) for page in pages]
