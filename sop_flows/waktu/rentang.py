"""Spans of days as people write them: ``8-10 Okt 2026``, ``2026-10-08``, ``08-10-2026 s.d. 10-10-2026``.

1. Both ends belong to the span. A month or year left out is that of the other end.
2. Without any year, the nearest such days are meant, by the first of them.
"""

from datetime import date, datetime
from typing import Final

from sop_flows.deferred import dataclass, pattern
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.tanggal import FARTHEST, Hari, nearest, plain, read_hari, read_tanggal

_SAMPAI: Final = pattern(
    r"\s*(?:-|\u2013|\u2014|\bs\.?\s?/?\s?d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b)\s*"
    r"|\s+(?=\d{1,4}[-/.]\d)"
)


@dataclass(frozen=True, slots=True)
class Rentang:
    """A span of days; both ends belong to it."""

    mulai: date
    selesai: date


def read_rentang(teks: str, today: date) -> Rentang | None:
    """Return the span that a text names; None if it names none, or ends before it begins."""
    text = plain(teks)
    day = read_tanggal(text, today)
    if day is not None:
        return Rentang(day, day)
    for between in _SAMPAI.finditer(text):
        first, last = read_hari(text[: between.start()]), read_hari(text[between.end() :])
        if first is not None and last is not None and last.month is not None:
            return _span(first, last, last.month, today)
    return None


def _span(first: Hari, last: Hari, until: int, today: date) -> Rentang | None:
    month = first.month or until
    is_over_new_year = until < month
    if first.year is not None:
        year: int | None = first.year
    elif last.year is not None:
        year = last.year - is_over_new_year
    else:
        year = None
    mulai = nearest(first, month, today) if year is None else first.on(year, month)
    if mulai is None:
        return None
    selesai = last.on(last.year or mulai.year + is_over_new_year, until)
    return None if selesai is None or selesai < mulai else Rentang(mulai, selesai)


def read_batas(teks: str, jam_kerja: JamKerja, now: datetime) -> datetime | None:
    """Return the close of the working day that a text names; a day off means the one after it.

    None if it names no day, one that has ended, or one more than a year ahead.
    """
    day = read_tanggal(teks, now.astimezone(jam_kerja.zona).date())
    if day is None or day > (now + FARTHEST).date():
        return None
    batas = jam_kerja.close_of(jam_kerja.add_hari_kerja(day, 0))
    return batas if batas > now else None
