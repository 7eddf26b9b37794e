"""Reading a target as an office writes it: a number, a range, a bound, or none yet."""

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, Self

from sop_flows.deferred import dataclass, pattern
from sop_flows.kinerja.angka import (
    KATA_SKALA,
    Ambigu,
    Bacaan,
    Ditolak,
    Terbaca,
    print_angka,
    read_angka,
)

_BELUM_ADA: Final = frozenset({"n/a", "na", "n.a.", "n.a", "-"})


class Batas(StrEnum):
    """On which side of the number the promise lies."""

    KURANG_DARI = "kurang dari"
    PALING_BANYAK = "paling banyak"
    LEBIH_DARI = "lebih dari"
    PALING_SEDIKIT = "paling sedikit"


_KATA: Final = {
    "kurang dari": Batas.KURANG_DARI,
    "di bawah": Batas.KURANG_DARI,
    "<": Batas.KURANG_DARI,
    "<=": Batas.PALING_BANYAK,
    "≤": Batas.PALING_BANYAK,
    "maksimal": Batas.PALING_BANYAK,
    "maks.": Batas.PALING_BANYAK,
    "paling banyak": Batas.PALING_BANYAK,
    "paling tinggi": Batas.PALING_BANYAK,
    "lebih dari": Batas.LEBIH_DARI,
    "di atas": Batas.LEBIH_DARI,
    ">": Batas.LEBIH_DARI,
    ">=": Batas.PALING_SEDIKIT,
    "≥": Batas.PALING_SEDIKIT,
    "minimal": Batas.PALING_SEDIKIT,
    "min.": Batas.PALING_SEDIKIT,
    "paling sedikit": Batas.PALING_SEDIKIT,
    "paling rendah": Batas.PALING_SEDIKIT,
}

_WITH_BATAS: Final = pattern(
    r"(?P<kata>"
    + "|".join(re.escape(kata) for kata in sorted(_KATA, key=len, reverse=True))
    + r")\s*(?P<angka>.*)",
    re.IGNORECASE | re.DOTALL,
)
_RENTANG: Final = pattern(
    r"(?P<bawah>.*?[0-9%])\s*(?:-|\u2013|\u2014|s\.?\s?d\.?|sampai(?: dengan)?)\s*(?P<atas>-?\s*[0-9].*)",
    re.IGNORECASE | re.DOTALL,
)

_SATUAN: Final = pattern(r"(?<=[0-9%])\s+(?P<kata>[a-z]{2,20})\Z", re.IGNORECASE | re.ASCII)


class TargetUnreadable(Exception):
    """The text is no target; *bacaan* says what is wrong with the number in it."""

    def __init__(self, teks: str, bacaan: Ambigu | Ditolak) -> None:
        super().__init__(teks)
        self.teks = teks
        self.bacaan = bacaan


@dataclass(frozen=True, slots=True)
class Target:
    """What was promised: a number (both ends equal) or a range, perhaps with a bound."""

    bawah: Decimal
    atas: Decimal
    batas: Batas | None = None

    def __post_init__(self) -> None:
        if not (self.bawah.is_finite() and self.atas.is_finite() and self.bawah <= self.atas):
            raise ValueError(self)

    @classmethod
    def exactly(cls, nilai: Decimal) -> Self:
        """Return the target of one number."""
        return cls(nilai, nilai)

    @property
    def is_rentang(self) -> bool:
        """Whether the target is a range."""
        return self.bawah != self.atas

    def nearest(self, realisasi: Decimal) -> Decimal:
        """Return the number that *realisasi* is measured against: itself inside the range."""
        return min(max(realisasi, self.bawah), self.atas)


def is_belum_ada(teks: str) -> bool:
    """Whether *teks* says that there is no number yet, such as ``n/a``."""
    return teks.strip().lower() in _BELUM_ADA


@lru_cache(maxsize=4096)  # an office reads its own few targets at every card
def read_target(teks: str) -> Target | None:
    """Return the target that *teks* states; None for ``n/a``.

    One word of satuan may follow, as in ``7-8 bulan``; it is not looked at.

    Raises:
        TargetUnreadable: A number in it is refused or ambiguous.
    """
    if is_belum_ada(teks):
        return None
    text = _without_satuan(teks.strip())
    bound = _WITH_BATAS.fullmatch(text)
    if bound is not None:
        nilai = _number(teks, read_angka(bound["angka"]))
        return Target(nilai, nilai, _KATA[bound["kata"].lower()])
    whole = read_angka(text)
    ends = _RENTANG.fullmatch(text)
    if isinstance(whole, Ditolak) and ends is not None:
        one, other = (_number(teks, read_angka(ends[side])) for side in ("bawah", "atas"))
        return Target(min(one, other), max(one, other))
    return Target.exactly(_number(teks, whole))


def print_target(target: Target) -> str:
    """Return a target as an office writes it, so that it reads back as itself."""
    ends = " - ".join(map(print_angka, dict.fromkeys((target.bawah, target.atas))))
    return f"{target.batas.value} {ends}" if target.batas else ends


def _number(teks: str, bacaan: Bacaan) -> Decimal:
    if isinstance(bacaan, Terbaca):
        return bacaan.nilai
    raise TargetUnreadable(teks, bacaan)


def _without_satuan(text: str) -> str:
    satuan = _SATUAN.search(text)
    if satuan is None or satuan["kata"].lower() in KATA_SKALA:
        return text
    return text[: satuan.start()]
