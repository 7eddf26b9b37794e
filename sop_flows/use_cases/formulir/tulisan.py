"""Reading what somebody typed for one indikator: a number, why there is none, words of another satuan."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from sop_flows.deferred import pattern, replace
from sop_flows.engine.formulir import Konfirmasi, Nilai
from sop_flows.kinerja.angka import (
    KATA_SKALA,
    Bacaan,
    Ditolak,
    Terbaca,
    either_persen,
    is_persen,
    read_angka,
    says_persen,
)
from sop_flows.kinerja.janji import read_tertulis
from sop_flows.kinerja.target import is_belum_ada
from sop_flows.ports.formulir import NilaiView
from sop_flows.use_cases.formulir.odd import may_be_fraction

COUNTED: Final = pattern(
    r"(?P<angka>-?(?:[0-9][0-9., ]*[0-9]|[0-9])(?:\s*(?:ribu|rb|juta|jt|miliar|milyar|triliun)\b)?)\s*"
    r"(?P<kata>%|[^\W\d_][^\d]{0,39})",
    re.IGNORECASE,
)
"""A number and the words of what is counted."""
RUPIAH: Final = pattern(r"-?\s*rp\.?\s*-?[0-9]", re.IGNORECASE)
LEAST_LETTERS: Final = 2  # letters of an abbreviated satuan


def reason_without_data(teks: str) -> str | None:
    """Return the reason after a word such as ``n/a`` (empty if none); None if there is no such word.

    The dash of ``- 13,91`` is a minus.
    """
    word, _, rest = teks.strip().partition(" ")
    is_said = is_belum_ada(word.rstrip(",:;")) and isinstance(read_angka(teks), Ditolak)
    return rest.strip(" ,:;-") if is_said else None


def read_nilai(row: NilaiView, teks: str) -> Bacaan:
    """Return how a text reads as a value; a fraction that may be meant as percent reads in two ways."""
    seen = "".join(c for c in teks if unicodedata.category(c) != "Cf").strip()
    bacaan = read_seen(row, seen)
    if not isinstance(bacaan, Terbaca) or says_persen(seen):
        return bacaan
    nilai = bacaan.nilai
    if nilai == row.nilai.nilai or not may_be_fraction(row, nilai):
        return bacaan
    return either_persen(nilai)


def read_seen(row: NilaiView, seen: str) -> Bacaan:
    """Return how a text reads as a value; its own satuan does not count."""
    tulisan = row.indikator.tulisan
    bacaan = read_tertulis(seen, tulisan)
    satuan = row.indikator.satuan.strip().lower()
    if isinstance(bacaan, Ditolak) and satuan and seen.lower().endswith(satuan):
        bare = read_tertulis(seen[: -len(satuan)], tulisan)
        return bacaan if isinstance(bare, Ditolak) else bare
    return bacaan


def split_satuan(row: NilaiView, teks: str) -> tuple[str, str]:
    """Return what stands for the number, and the words of a satuan that contradict that of the indikator.

    Words that name its own satuan, also shortened, contradict nothing; nor does any where it has none.
    """
    seen = "".join(c for c in teks if unicodedata.category(c) != "Cf").strip()
    satuan = row.indikator.satuan.strip().casefold()
    if not satuan or isinstance(row.indikator.tulisan, str):
        return seen, ""
    if RUPIAH.match(seen):
        return seen, "" if "rupiah" in satuan or satuan.startswith("rp") else "Rp"
    counted = COUNTED.fullmatch(seen)
    if counted is None or counted["kata"].casefold() in KATA_SKALA - {"persen"}:
        return seen, ""
    kata = counted["kata"].strip()
    if says_persen(kata):
        return (seen, "") if is_persen(satuan) else (counted["angka"], kata)
    return counted["angka"], "" if is_named(satuan, kata.casefold()) else kata


def is_named(satuan: str, kata: str) -> bool:
    """Tell whether words name a satuan, or shorten one of its words; both casefolded."""
    short = re.sub(r"\W+$", "", kata)
    words = re.findall(r"[^\W\d_]+", satuan)
    return kata == satuan or (
        len(short) >= LEAST_LETTERS and any(word.startswith(short) for word in words)
    )


def filled(
    nilai: Nilai,
    angka: Decimal,
    *,
    is_confirmed: bool = False,
    konfirmasi: Konfirmasi | None = None,
) -> Nilai:
    """Return a value after somebody gave its number."""
    return replace(
        nilai,
        nilai=angka,
        alasan="",
        ditandai=False,
        dikonfirmasi=is_confirmed,
        konfirmasi=konfirmasi,
    )


def without(nilai: Nilai, alasan: str) -> Nilai:
    """Return a value after somebody said why there is no number."""
    return replace(
        nilai, nilai=None, alasan=alasan, ditandai=False, dikonfirmasi=False, konfirmasi=None
    )
