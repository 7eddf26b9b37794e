"""What was promised, of whatever kind: a number, a ratio, a predikat, or a day; and how its values are written.

1. A text is a day before it is a number: ``31 Desember`` is not 31. It is a number before it is a predikat.
2. A value is kept as one number whatever it is: a predikat as its place, a day as ``20261231``, a ratio as
   what stands after ``1:``. How it is read and written follows from what was promised.
3. A day without a year is of the year of the promise; a day that was reached says its own year.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from sop_flows.deferred import dataclass, pattern
from sop_flows.kinerja.angka import (
    Bacaan,
    Ditolak,
    SebabTolak,
    Terbaca,
    print_angka,
    print_exact,
    read_angka,
)
from sop_flows.kinerja.peringkat import Peringkat, peringkat_of, scale_with
from sop_flows.kinerja.target import Target, TargetUnreadable, read_target
from sop_flows.waktu.cetak import printed_day
from sop_flows.waktu.tanggal import Hari, read_full_tanggal, read_hari

Tulisan = int | str | None
"""How values are written: with so many decimals (None: as many as there are), as a day, a ratio, or a predikat."""

TANGGAL: Final = "tanggal"
RASIO: Final = "rasio"
PERINGKAT: Final = "peringkat "  # followed by the name of the scale

_DEADLINE: Final = pattern(
    r"(?:paling lambat|paling akhir|selambat-lambatnya|selambatnya|sampai dengan|s\.?d\.?|tanggal|tgl\.?)\s+",
    re.IGNORECASE,
)
_RATIO: Final = pattern(r"1\s*:\s*(?P<angka>[0-9].*)", re.ASCII | re.DOTALL)
_WITH_PREDIKAT: Final = pattern(r"(?P<angka>.*[0-9%])\s*\(\s*[A-Za-z][A-Za-z ]{0,19}\)\s*")


@dataclass(frozen=True, slots=True)
class TargetPeringkat:
    """A predikat that was promised, or one above it."""

    peringkat: Peringkat
    nilai: Decimal


@dataclass(frozen=True, slots=True)
class TargetTanggal:
    """A day by which it was promised."""

    hari: date


Janji = Target | TargetPeringkat | TargetTanggal


@lru_cache(maxsize=4096)  # an office reads its own few targets at every card
def read_janji(teks: str, tahun: int, peringkat: str = "") -> Janji | None:
    """Return what a text promises for a year; None for ``n/a``.

    Args:
        teks: As the office writes it.
        tahun: Of a day that does not say its own.
        peringkat: The ordinal scale of the indikator, named or written out; empty: found by the predikat.

    Raises:
        TargetUnreadable: It promises nothing that can be measured.
    """
    if (hari := read_deadline(teks)) is not None:
        day = hari.on(hari.year or tahun, hari.month or 0)
        if day is None:
            raise TargetUnreadable(teks, Ditolak(SebabTolak.BUKAN_TANGGAL))
        return TargetTanggal(day)
    scale = peringkat_of(peringkat) if peringkat else scale_with(teks)
    if scale is not None and (place := scale.place(teks)) is not None:
        return TargetPeringkat(scale, place)
    if (ratio := _RATIO.fullmatch(teks.strip())) is not None:
        return read_target(ratio["angka"])
    return read_target(without_predikat(teks))


def read_deadline(teks: str) -> Hari | None:
    """Return the day that a text promises, as far as it writes it; None where it is none."""
    hari = read_hari(_DEADLINE.sub("", teks.strip(), count=1))
    return hari if hari is not None and hari.month is not None else None


def without_predikat(teks: str) -> str:
    """Return a number without the predikat that stands for it in brackets: ``80,00 (BB)``."""
    found = _WITH_PREDIKAT.fullmatch(teks.strip())
    return found["angka"] if found else teks


@lru_cache(maxsize=4096)  # as often as that is read
def tulisan_of(target: tuple[str, ...], desimal: int | None, peringkat: str = "") -> Tulisan:
    """Return how the values of an indikator are written, by what was promised of it."""
    for teks in filter(None, target):
        if read_deadline(teks) is not None:
            return TANGGAL
        scale = peringkat_of(peringkat) if peringkat else scale_with(teks)
        if scale is not None and scale.place(teks) is not None:
            return f"{PERINGKAT}{scale.nama}"
        if _RATIO.fullmatch(teks.strip()):
            return RASIO
    return desimal


def read_tertulis(teks: str, tulisan: Tulisan) -> Bacaan:
    """Return how a text reads as a value that is written so."""
    if not isinstance(tulisan, str):
        return read_angka(without_predikat(teks))
    if tulisan == TANGGAL:
        day = read_full_tanggal(teks)
        return Terbaca(as_number(day)) if day else Ditolak(SebabTolak.BUKAN_TANGGAL)
    if tulisan == RASIO:
        ratio = _RATIO.fullmatch(teks.strip())
        return read_angka(ratio["angka"] if ratio else teks)
    scale = peringkat_of(tulisan.removeprefix(PERINGKAT))
    place = scale.place(teks) if scale else None
    return Ditolak(SebabTolak.BUKAN_PILIHAN) if place is None else Terbaca(place)


def print_nilai(nilai: Decimal | str, tulisan: Tulisan = None) -> str:
    """Return a value as it is written; a number is never rounded."""
    if not isinstance(tulisan, str):
        return print_exact(nilai, tulisan)
    number = Decimal(nilai)
    if tulisan == RASIO:
        return f"1:{print_angka(number)}"
    if tulisan == TANGGAL:
        day = as_day(number)
        return printed_day(day) if day else print_angka(number)
    scale = peringkat_of(tulisan.removeprefix(PERINGKAT))
    return scale.name(number) if scale else print_angka(number)


def print_promised(teks: str, tulisan: Tulisan = None) -> str:
    """Return a target as it is shown: a number as values are, anything else as the office wrote it."""
    bacaan = read_angka(teks)
    if isinstance(tulisan, str) or not isinstance(bacaan, Terbaca) or teks.endswith("%"):
        return teks
    return print_nilai(bacaan.nilai, tulisan)


def choices(tulisan: Tulisan) -> tuple[str, ...]:
    """Return what a value may be, where it is a predikat: the highest first."""
    is_ordinal = isinstance(tulisan, str) and tulisan.startswith(PERINGKAT)
    scale = peringkat_of(str(tulisan).removeprefix(PERINGKAT)) if is_ordinal else None
    return scale.jenjang[::-1] if scale else ()


def as_number(day: date) -> Decimal:
    """Return a day as its value is kept."""
    return Decimal(f"{day:%Y%m%d}")


def as_day(nilai: Decimal) -> date | None:
    """Return the day that a value is; None where it is none."""
    try:
        return date.fromisoformat(str(nilai))
    except ValueError:
        return None
