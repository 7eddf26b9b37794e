"""Numbers of letters: the pattern of an office, the number after the last one, and what makes two the same.

A number is proposed, never given: the register of the office is on paper as well, so a person says it.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sop_flows.deferred import dataclass

NOMOR: Final = "{nomor}"
TAHUN: Final = "{tahun}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NomorSurat:
    """A number that was used: on which berkas, for which isian, by whom, when."""

    nomor: str
    berkas_id: int
    tugas_id: int
    kode: str
    pegawai_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Usul:
    """A number to begin from; ``terakhir`` is the last one used, empty where none was."""

    nomor: str
    terakhir: str = ""


def fold(nomor: str) -> str:
    """Return what makes two numbers the same: spaces and the case of letters do not count."""
    return "".join(nomor.split()).casefold()


def propose(pola: str, tahun: int, used: Iterable[str]) -> Usul | None:
    """Return the number after the highest of those used, by a pattern; None without a pattern.

    Args:
        pola: Such as ``000.8.6.3/{nomor}/{tahun}``; the zeros of ``007`` are kept.
        tahun: The year of the office that the numbers count in.
        used: The numbers of that year; those of another pattern are not looked at.
    """
    if NOMOR not in pola:
        return None
    series = [
        (int(digits), digits, nomor) for nomor in used if (digits := count_in(pola, nomor, tahun))
    ]
    if not series:
        return Usul(nomor=write_nomor(pola, "1", tahun))
    last, digits, nomor = max(series)
    return Usul(nomor=write_nomor(pola, str(last + 1).zfill(len(digits)), tahun), terakhir=nomor)


def write_nomor(pola: str, urutan: str, tahun: int) -> str:
    """Return a number written by a pattern."""
    return pola.replace(NOMOR, urutan).replace(TAHUN, str(tahun))


def count_in(pola: str, nomor: str, tahun: int) -> str:
    """Return the digits that count in a number of that pattern; empty where it is of another."""
    before, _, after = fold(pola).partition(NOMOR)
    year = str(tahun)
    form = re.compile(
        re.escape(before.replace(TAHUN, year))
        + r"([0-9]{1,9})"
        + re.escape(after.replace(NOMOR, "").replace(TAHUN, year))
    )
    found = form.fullmatch(fold(nomor))
    return found[1] if found else ""
