"""Reading a number as people type it, and printing it as the office writes it.

Laws:
1. Only ASCII digits are digits. A comma is the decimal mark, a dot or a space parts thousands.
2. A single dot that parts no thousands is never guessed: both readings are returned.
3. Reading never raises, whatever is typed, and what is printed reads back as itself.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Final

from sop_flows.deferred import dataclass, pattern

LONGEST: Final = 64  # characters

_WIDE: Final = Context(prec=400, rounding=ROUND_HALF_UP)
_MARKS: Final = str.maketrans(",.", ".,")
"""The marks of English and those of Indonesian."""
PERSEN_DESIMAL: Final = 2
_SKALA: Final = {
    "ribu": 3,
    "rb": 3,
    "juta": 6,
    "jt": 6,
    "miliar": 9,
    "milyar": 9,
    "triliun": 12,
    "persen": 0,
    "%": 0,
    ",-": 0,
    "": 0,
}

KATA_SKALA: Final = frozenset(filter(str.isalpha, _SKALA))
"""Words after a number that belong to the number, not to its satuan."""

_FRAME: Final = pattern(
    r"(?P<tanda>-?)\s*(?P<rupiah>rp\.?)?\s*(?P<tanda_rupiah>-?)\s*"
    r"(?P<angka>[0-9][0-9., ]*?)\s*"
    r"(?P<satuan>ribu|rb|juta|jt|miliar|milyar|triliun|persen|%|,-|)",
    re.IGNORECASE | re.ASCII,
)
_PLAIN: Final = pattern(r"[0-9]+(,[0-9]+)?")
_GROUPED: Final = pattern(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
_SPACED: Final = pattern(r"[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]+)?")
_ONE_DOT: Final = pattern(r"[0-9]+\.[0-9]+")
_ONLY_MARKS: Final = pattern(r"[-0-9.,%\s]*[0-9][-0-9.,%\s]*", re.ASCII)

_LOOKALIKE: Final = str.maketrans(
    {**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), "\u2212": "-"}
)
"""What keyboards and spreadsheets put where a plain space or minus was meant."""

PERSEN: Final = frozenset({"%", "persen"})
"""How the satuan of a percentage is written, casefolded."""


class Janggal(StrEnum):
    """What looks odd about a value."""

    JAUH_DI_ATAS_TARGET = "jauh di atas target"
    DI_BAWAH_TRIWULAN_LALU = "di bawah triwulan lalu"
    DI_BAWAH_PERIODE_LALU = "di bawah periode lalu"
    PERSEN_LEBIH_SERATUS = "persen lebih dari seratus"
    NEGATIF = "negatif"
    SATUAN_LAIN = "satuan lain"
    SAMA_DENGAN_TAHUN_LALU = "sama dengan tahun lalu"


class SebabTolak(StrEnum):
    """Why a text is not read as a number."""

    KOSONG = "kosong"
    TERLALU_PANJANG = "terlalu panjang"
    DIGIT_ASING = "digit asing"
    RUMUS = "rumus"
    PEMISAH = "pemisah"
    BUKAN_ANGKA = "bukan angka"
    BUKAN_TANGGAL = "bukan tanggal"
    BUKAN_PILIHAN = "bukan pilihan"


@dataclass(frozen=True, slots=True)
class Terbaca:
    """The text has exactly one reading."""

    nilai: Decimal


@dataclass(frozen=True, slots=True)
class Ambigu:
    """There are two readings, between which the person is asked: a dot may be a comma (the first) or nothing."""

    pilihan: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Ditolak:
    """The text is no number of ours."""

    sebab: SebabTolak


Bacaan = Terbaca | Ambigu | Ditolak


def read_angka(teks: str) -> Bacaan:
    """Return how *teks* reads as a number: once, in two ways, or not at all."""
    text = teks.translate(_LOOKALIKE).strip()
    if not text:
        return Ditolak(SebabTolak.KOSONG)
    if len(text) > LONGEST:
        return Ditolak(SebabTolak.TERLALU_PANJANG)
    frame = _FRAME.fullmatch(text)
    if frame is None or not _is_sensible(frame):
        return Ditolak(_sebab(text))
    readings = _readings(frame["angka"])
    if not readings:
        return Ditolak(SebabTolak.PEMISAH)
    is_minus = bool(frame["tanda"] or frame["tanda_rupiah"])
    shift = _SKALA[frame["satuan"].lower()]
    values = tuple(_value(reading, is_minus=is_minus, shift=shift) for reading in readings)
    return Ambigu((values[0], values[1])) if len(values) > 1 else Terbaca(values[0])


def print_angka(nilai: Decimal, desimal: int | None = None) -> str:
    """Return *nilai* as ``1.234,5``.

    Args:
        nilai: A finite number.
        desimal: How many decimals, rounded half up; without it, as many as there are.
    """
    shown = _WIDE.normalize(nilai) if desimal is None else round_half_up(nilai, desimal)
    return f"{shown or abs(shown):,f}".translate(_MARKS)  # no minus before nought


def print_exact(nilai: Decimal | str, desimal: int | None = None) -> str:
    """Return a number with that many decimals, but never rounded: a person decides on it."""
    number = Decimal(nilai)
    if desimal is None or round(number, desimal) != number:
        return print_angka(number)
    return print_angka(number, desimal)


def either_persen(nilai: Decimal) -> Ambigu:
    """Return both readings of a number that may be a fraction meant as percent: 0,85 or 85."""
    return Ambigu((nilai, Decimal(f"{nilai.scaleb(2):f}")))


def says_persen(teks: str) -> bool:
    """Tell whether a number says itself that it is a percentage."""
    return teks.strip().casefold().endswith(tuple(PERSEN))


def is_persen(satuan: str) -> bool:
    """Tell whether numbers of a satuan are percentages."""
    return satuan.strip().casefold() in PERSEN


def print_persen(nilai: Decimal, desimal: int = PERSEN_DESIMAL) -> str:
    """Return a percentage as ``93,75%``: so many decimals, rounded half up, none when whole."""
    rounded = round_half_up(nilai, desimal)
    is_whole = rounded == rounded.to_integral_value()
    return print_angka(rounded, 0 if is_whole else desimal) + "%"


def round_half_up(nilai: Decimal, desimal: int) -> Decimal:
    """Return a number with so many decimals."""
    return _WIDE.quantize(nilai, Decimal(1).scaleb(-desimal))


def _is_sensible(frame: re.Match[str]) -> bool:
    """One sign at most; no rupiah in percent; ``,-`` closes whole amounts only."""
    satuan = frame["satuan"].lower()
    if frame["tanda_rupiah"] and (frame["tanda"] or not frame["rupiah"]):
        return False
    if satuan == ",-":
        return "," not in frame["angka"] and len(_readings(frame["angka"])) == 1
    return not (frame["rupiah"] and satuan in {"%", "persen"})


def _readings(angka: str) -> tuple[str, ...]:
    """The one or two readings of digits and marks, in the notation of ``Decimal``."""
    if _PLAIN.fullmatch(angka):
        return (angka.replace(",", "."),)
    if _GROUPED.fullmatch(angka) or _SPACED.fullmatch(angka):
        return (angka.replace(".", "").replace(" ", "").replace(",", "."),)
    if _ONE_DOT.fullmatch(angka):
        return (angka, angka.replace(".", ""))
    return ()


def _value(reading: str, *, is_minus: bool, shift: int) -> Decimal:
    exact = Decimal(f"{reading}E{shift}")
    plain = Decimal(format(exact, "f"))
    return plain.copy_negate() if is_minus and plain else plain


def _sebab(text: str) -> SebabTolak:
    if text.startswith("="):
        return SebabTolak.RUMUS
    if any(char.isdigit() and not char.isascii() for char in text):
        return SebabTolak.DIGIT_ASING
    return SebabTolak.PEMISAH if _ONLY_MARKS.fullmatch(text) else SebabTolak.BUKAN_ANGKA
