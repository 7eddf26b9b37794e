"""The sheet of paper, and how its width is shared among the columns of the table."""

from enum import StrEnum
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.drawing.bentuk import Kotak, Sebab, TooLarge
from sop_flows.drawing.huruf import TITIK

TEPI: Final = 28 * TITIK
"""The margin at the left, at the right and above."""
KAKI: Final = 34 * TITIK
"""The margin below: the name and the number of the page stand in it."""
LEGENDA: Final = 36 * TITIK
"""What is kept below the table for what its signs mean."""
NO: Final = 24 * TITIK
TEKS: Final = tuple(TITIK * one for one in (152, 86, 46, 86, 64))
"""Kegiatan, kelengkapan, waktu, output, keterangan: at best, and at least, in twips."""
SEMPIT: Final = tuple(TITIK * one for one in (118, 66, 40, 66, 50))
LAJUR: Final = 66 * TITIK
"""A column of pelaksana is at most that wide, …"""
SEDANG: Final = 48 * TITIK
"""… keeps that much at the cost of the words, if it can, …"""
LAJUR_SEMPIT: Final = 33 * TITIK
"""… and cannot be narrower."""


class Kertas(StrEnum):
    """The paper, all of them lying."""

    A4 = "a4"
    F4 = "f4"
    A3 = "a3"


UKURAN: Final = {
    Kertas.A4: (16838, 11906),
    Kertas.F4: (18709, 12189),
    Kertas.A3: (23811, 16838),
}
"""Width and height in twips: 297 x 210, 330 x 215 and 420 x 297 millimetres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lajur:
    """A column of the table, by where it begins and how wide it is."""

    x: int
    lebar: int

    @property
    def kanan(self) -> int:
        return self.x + self.lebar

    @property
    def tengah(self) -> int:
        return self.x + self.lebar // 2

    def box(self, y: int, tinggi: int) -> Kotak:
        """Return the cell of it at a height."""
        return Kotak(self.x, y, self.lebar, tinggi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabel:
    """The columns of the table on that paper."""

    lebar: int
    tinggi: int
    no: Lajur
    kegiatan: Lajur
    pelaksana: tuple[Lajur, ...]
    mutu: tuple[Lajur, ...]
    keterangan: Lajur

    @property
    def lajur(self) -> tuple[Lajur, ...]:
        return (self.no, self.kegiatan, *self.pelaksana, *self.mutu, self.keterangan)

    @property
    def simbol(self) -> int:
        """How wide a symbol is."""
        return self.pelaksana[0].lebar * 5 // 9 // 8 * 8


def share_out(kolom: int, kertas: Kertas) -> Tabel:
    """Return the columns of a table with that many pelaksana.

    Raises:
        TooLarge: They do not stand beside each other.
    """
    lebar, tinggi = (UKURAN[kertas][0] - 2 * TEPI, UKURAN[kertas][1] - TEPI - KAKI)
    rest = lebar - NO
    lane = min(LAJUR, max((rest - sum(TEKS)) // kolom, min(SEDANG, (rest - sum(SEMPIT)) // kolom)))
    if lane < LAJUR_SEMPIT:
        raise TooLarge(Sebab.KOLOM)
    rest -= lane * kolom
    teks = [one * rest // sum(TEKS) for one in TEKS]
    teks[0] += rest - sum(teks)
    widths = [NO, teks[0], *(lane,) * kolom, *teks[1:]]
    lajur = [Lajur(x=sum(widths[:i]), lebar=one) for i, one in enumerate(widths)]
    return Tabel(
        lebar=lebar,
        tinggi=tinggi,
        no=lajur[0],
        kegiatan=lajur[1],
        pelaksana=tuple(lajur[2 : 2 + kolom]),
        mutu=tuple(lajur[2 + kolom : 5 + kolom]),
        keterangan=lajur[5 + kolom],
    )
