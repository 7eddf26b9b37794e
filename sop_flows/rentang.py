"""Spans of days as people write them: ``8-10 Okt 2026``, ``2026-10-08``, ``08-10-2026 s.d. 10-10-2026``.

1. Both ends belong to the span. A month or year left out is that of the other end.
2. Without any year, the next such days are meant.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

BULAN: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb pebruari",
            "maret mar",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "agustus agt agu ags aug",
            "september sept sep",
            "oktober okt oct",
            "november nov nopember nop",
            "desember des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_SAMPAI: Final = (
    r"\s*(?:-|\u2013|\u2014|\bs\.?\s?/?\s?d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b)\s*"
)
_ANGKA: Final = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
_HARI: Final = r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\s*,?\s+)?"
_DIGITS: Final = re.compile(rf"({_ANGKA})(?:(?:{_SAMPAI}|\s+)({_ANGKA}))?", re.ASCII)
_WORDS: Final = re.compile(
    rf"{_HARI}(\d{{1,2}})(?:\s+([a-z]+))??(?:\s+(\d{{4}}))?"
    rf"(?:{_SAMPAI}{_HARI}(\d{{1,2}})\s+([a-z]+)\.?(?:\s+(\d{{4}}))?)?",
    re.ASCII,
)
_ONE_DAY: Final = {"hari ini": 0, "sekarang": 0, "besok": 1, "lusa": 2}


@dataclass(frozen=True, slots=True)
class Rentang:
    """A span of days; both ends belong to it."""

    mulai: date
    selesai: date


def read_rentang(teks: str, today: date) -> Rentang | None:
    """Return the span that a text names; None if it names none, or ends before it begins."""
    text = " ".join(teks.lower().split()).rstrip(".")
    if text in _ONE_DAY:
        day = today + timedelta(days=_ONE_DAY[text])
        return Rentang(day, day)
    if digits := _DIGITS.fullmatch(text):
        return _span(_read_digits(digits[1]), _read_digits(digits[2] or digits[1]))
    if words := _WORDS.fullmatch(text):
        return _read_words(words, today)
    return None


def _read_digits(text: str) -> date | None:
    parts = [int(part) for part in re.split(r"[-/.]", text)]
    year, month, day = parts if len(text.split("-")[0]) == 4 else reversed(parts)
    return _make(year, month, day)


def _read_words(words: re.Match[str], today: date) -> Rentang | None:
    first, first_month, first_year, last, last_month, last_year = words.groups()
    month = BULAN.get(first_month or last_month or "")
    until = BULAN.get(last_month or first_month or "")
    if month is None or until is None:
        return None
    known = first_year or last_year
    year = int(known) if known else today.year
    end_year = int(last_year or known) if known else year + (until < month)
    if first_year is None and last_year is not None and until < month:
        year -= 1
    span = _span(_make(year, month, int(first)), _make(end_year, until, int(last or first)))
    if span is not None and not known and span.selesai < today:
        return _span(
            _make(year + 1, month, int(first)), _make(end_year + 1, until, int(last or first))
        )
    return span


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _span(mulai: date | None, selesai: date | None) -> Rentang | None:
    if mulai is None or selesai is None or selesai < mulai:
        return None
    return Rentang(mulai, selesai)
