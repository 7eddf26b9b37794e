"""The versi of what an office promised for a year: at its beginning, and after each perubahan."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from sop_flows.deferred import dataclass

FIRST: Final = 1
"""The versi of an office that has registered none."""


class JenisPerjanjian(StrEnum):
    """Whether it was made at the beginning of the year, or changes what was."""

    AWAL = "awal"
    PERUBAHAN = "perubahan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Perjanjian:
    """One versi of the Perjanjian Kinerja of a year."""

    tahun: int
    versi: int = FIRST
    jenis: JenisPerjanjian = JenisPerjanjian.AWAL
    nomor: str = ""
    tanggal: date | None = None


def newest(perjanjian: Iterable[Perjanjian]) -> int:
    """Return the versi that holds now."""
    return max((one.versi for one in perjanjian), default=FIRST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tergantikan:
    """The Perjanjian Kinerja that a berkas keeps, and the one that has followed it since."""

    dipakai: Perjanjian
    kini: Perjanjian
