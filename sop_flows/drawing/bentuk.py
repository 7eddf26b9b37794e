"""What a drawing is made of: five symbols, words and lines at places, as facts. All numbers are twips."""

from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.drawing.huruf import BIASA
from sop_flows.sop.definition import Asal

Titik = tuple[int, int]


class Simbol(StrEnum):
    """The symbols of an SOP beside the arrow, the fifth.

    Source:
        PermenPANRB 35/2012, lampiran: simbol flowchart SOP AP.
    """

    KAPSUL = "kapsul"
    """Begins or ends the procedure."""
    KOTAK = "kotak"
    """Work."""
    BELAH_KETUPAT = "belah_ketupat"
    """A decision: approve, or return."""
    SEGILIMA = "segilima"
    """Joins what a page break has parted."""


class Jawaban(StrEnum):
    """What a decision is answered with, as its arrow says."""

    YA = "Ya"
    TIDAK = "Tidak"


@dataclass(frozen=True, slots=True)
class Kotak:
    """A rectangle."""

    x: int
    y: int
    lebar: int
    tinggi: int

    @property
    def kanan(self) -> int:
        return self.x + self.lebar

    @property
    def bawah(self) -> int:
        return self.y + self.tinggi

    @property
    def tengah(self) -> Titik:
        return self.x + self.lebar // 2, self.y + self.tinggi // 2

    def grow(self, by: int) -> "Kotak":
        """Return it, that much larger on every side."""
        return Kotak(self.x - by, self.y - by, self.lebar + 2 * by, self.tinggi + 2 * by)

    def meets(self, other: "Kotak") -> bool:
        """Tell whether the two have more than an edge in common; a line is a box without width."""
        return (
            self.x < other.kanan
            and other.x < self.kanan
            and self.y < other.bawah
            and other.y < self.bawah
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tulisan:
    """One line of words, within a box of one line."""

    teks: str
    kotak: Kotak
    ukuran: int = BIASA
    is_bold: bool = False
    is_centred: bool = False
    is_upright: bool = False
    """Whether it runs from below to above."""
    asal: Asal = Asal.LEMBAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Lambang:
    """One symbol; several of one simpul are a joint step."""

    simbol: Simbol
    kotak: Kotak
    simpul: int
    """The simpul of the flow that it stands for; a segilima has one of its own."""
    kolom: str
    teks: str = ""
    asal: Asal = Asal.LEMBAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Panah:
    """An arrow along right angles, from one symbol to another."""

    titik: tuple[Titik, ...]
    dari: int
    ke: int
    jawaban: Jawaban | None = None
    asal: Asal = Asal.LEMBAR
    asal_kata: Asal = Asal.LEMBAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Garis:
    """A line without a head: of the table, or between the symbols of a joint step."""

    dari: Titik
    ke: Titik
    simpul: int | None = None
    """The joint step that it holds together; None of the table."""
    asal: Asal = Asal.LEMBAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Halaman:
    """One page of a drawing."""

    garis: tuple[Garis, ...]
    tulisan: tuple[Tulisan, ...]
    lambang: tuple[Lambang, ...]
    panah: tuple[Panah, ...]
    sambungan: tuple["Sambungan", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sambungan:
    """A way that a page break parts: what its two segilima are called, and where it leads."""

    nama: str
    dari: int
    """The langkah that it comes from, …"""
    ke: int
    """… and the one that it leads to."""
    halaman: int
    """The page on which it goes on, or comes from, counted from 1."""
    is_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gambar:
    """The table of an SOP, page by page, each within these measures."""

    lebar: int
    tinggi: int
    halaman: tuple[Halaman, ...]


class TooLarge(ValueError):
    """It cannot be drawn legibly on that paper."""

    def __init__(self, sebab: "Sebab", langkah: int | None = None) -> None:
        super().__init__(sebab, langkah)
        self.sebab = sebab
        self.langkah = langkah


class Sebab(StrEnum):
    """Why something cannot be drawn."""

    KOLOM = "kolom"
    """More columns than stand beside each other."""
    TEKS = "teks"
    """A row that no page holds."""
    NAMA = "nama"
    """A column whose name does not stand above it."""
    PANAH = "panah"
    """No way is left for an arrow."""
