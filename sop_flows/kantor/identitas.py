"""Who or what a key means: people write one key in many ways, and it stays the same one.

1. Case, spaces and the kind of dash never tell two keys apart.
2. In a long number of a person (NIP, NIK, telephone) the marks between its digits do not count
   either, nor the word *NIP* before them. In a kode they do: ``1.11`` is not ``11.1``.
"""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final

from sop_flows.deferred import pattern
from sop_flows.teks import JOINERS, clean_teks

NIP: Final = 18
LONG: Final = 8
"""Digits from which on a number stands for one person, however it is grouped."""
PPPK: Final = "21"
"""Stands in the NIP of a pegawai with a contract where others have the month of their TMT."""
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_QUOTES: Final = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc`", "'"))
_DROPPED: Final = str.maketrans(dict.fromkeys(JOINERS, None))
_BETWEEN: Final = pattern(r"[\s.,'/()_-]")
_SELULER: Final = pattern(r"(?:\+?62|0)?(8[0-9]{8,11})", re.ASCII)
_SUSUNAN: Final = pattern(r"(\d{4})(\d{2})(\d{2})(\d{4})(\d{2})[12]\d{3}", re.ASCII)


class KejanggalanNip(StrEnum):
    """What is odd about a number that is meant as a NIP."""

    PANJANG = "panjang"
    BUKAN_ANGKA = "bukan_angka"
    SUSUNAN = "susunan"
    """Date of birth (8), month of the TMT (6), sex (1), serial (3)."""


def fold_kode(teks: str) -> str:
    """Return what makes two kode or names the same."""
    plain = unicodedata.normalize("NFKC", clean_teks(teks))
    plain = plain.translate(_DASHES).translate(_QUOTES).translate(_DROPPED)
    return "".join(plain.split()).casefold()


def fold_kunci(teks: str) -> str:
    """Return what makes two keys of people the same."""
    folded = fold_kode(teks)
    number = _bare(folded)
    if not _is_long(number.removeprefix("+")):
        return folded
    seluler = _SELULER.fullmatch(number)
    return f"0{seluler[1]}" if seluler else number


def fold_nama(nama: str) -> str:
    """Return what makes two names of people the same: titles with a full stop do not count."""
    words = nama.partition(",")[0].split()
    return fold_kode("".join(word for word in words if "." not in word) or nama)


def tidy_kunci(teks: str) -> str:
    """Return a key as it is kept: a NIP in its digits alone, another one as it was written."""
    folded = fold_kunci(teks)
    return folded if _is_long(folded) and len(folded) == NIP else " ".join(teks.split())


def examine_nip(kunci: str) -> KejanggalanNip | None:
    """Return what is odd about a key that is meant as a NIP; None for another kind of key.

    Source:
        Peraturan Kepala BKN 22/2007 (18 digits); PPPK have ``21`` in place of the month.
    """
    number = _bare(fold_kode(kunci))
    digits = sum(char.isdigit() for char in number)
    if abs(len(number) - NIP) > 1 or digits < NIP - 3:
        return None
    if digits < len(number):
        return KejanggalanNip.BUKAN_ANGKA
    if len(number) != NIP:
        return KejanggalanNip.PANJANG
    return None if _has_susunan(number) else KejanggalanNip.SUSUNAN


def read_nip(kunci: str) -> str:
    """Return the NIP that a key is, in its 18 digits; empty where it is another kind of key."""
    folded = fold_kunci(kunci)
    return folded if _has_susunan(folded) else ""


def _bare(folded: str) -> str:
    """Return a number without the marks in it, and without the word for what it is."""
    return _BETWEEN.sub("", folded).removeprefix("nip").removeprefix(":")


def _is_long(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) >= LONG


def _has_susunan(number: str) -> bool:
    found = _SUSUNAN.fullmatch(number)
    if found is None:
        return False
    born = tuple(map(int, found.group(1, 2, 3)))
    try:
        date(*born)
    except ValueError:
        return False
    return found[5] == PPPK or 1 <= int(found[5]) <= 12  # months
