"""Days as people write them: ``24 November 2026``, ``24-11-2026``, ``24 Nov``, ``Kamis``, ``besok``.

1. Without a year, the nearest such day is meant, before today or after it.
2. The name of a day alone is the next one of that name, not today.
3. What was understood is kept as ``Selasa, 24 November 2026``, so that a wrong reading is seen.
"""

import re
from datetime import date, timedelta
from typing import Final

from sop_flows.deferred import dataclass, pattern
from sop_flows.waktu.cetak import HARI, printed_day

FARTHEST: Final = timedelta(days=366)
"""How far from today a rapat, or until when something is asked, may lie."""
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
_HARI: Final = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_DEKAT: Final = {"hari ini": 0, "sekarang": 0, "besok": 1, "lusa": 2}
_ISO: Final = pattern(r"([1-9]\d{3})-(\d{1,2})-(\d{1,2})", re.ASCII)
_BIASA: Final = pattern(
    r"(\d{1,2})(?:[ ./-]+(\d{1,2}|[a-z]+)\.?(?:[ ./-]+([1-9]\d{3}))?)?", re.ASCII
)
_AWALAN: Final = pattern(rf"(?:(?:hari|tanggal|tgl\.?|jum'at|{'|'.join(_HARI)}),? )+(?=\d)")


@dataclass(frozen=True, slots=True)
class Hari:
    """A day as far as it is written; what is None has to be understood."""

    day: int
    month: int | None = None
    year: int | None = None

    def on(self, year: int, month: int) -> date | None:
        """Return the day in that month, None where the month does not have it."""
        try:
            return date(year, month, self.day)
        except ValueError:
            return None


def read_tanggal(teks: str, today: date) -> date | None:
    """Return the day that a text names on *today*; None if it names none."""
    text = plain(teks)
    if text in _DEKAT:
        return today + timedelta(days=_DEKAT[text])
    name = text.removeprefix("hari ").replace("'", "")
    if name in _HARI:
        ahead = (_HARI.index(name) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    hari = read_hari(text)
    if hari is None or hari.month is None:
        return None
    return (
        nearest(hari, hari.month, today) if hari.year is None else hari.on(hari.year, hari.month)
    )


def read_full_tanggal(teks: str) -> date | None:
    """Return the day that a text names with its year, the same on every day."""
    hari = read_hari(teks)
    if hari is None or hari.month is None or hari.year is None:
        return None
    return hari.on(hari.year, hari.month)


def print_tanggal(day: date) -> str:
    """Return a day in full: ``Selasa, 24 November 2026``."""
    return printed_day(day, HARI)


def read_hari(teks: str) -> Hari | None:
    """Return a day as far as a text writes it: at least its number."""
    text = _AWALAN.sub("", plain(teks), count=1)
    if iso := _ISO.fullmatch(text):
        return Hari(int(iso[3]), int(iso[2]), int(iso[1]))
    found = _BIASA.fullmatch(text)
    if found is None:
        return None
    day, name, year = int(found[1]), found[2] or "", int(found[3]) if found[3] else None
    if not name:
        return Hari(day)
    if name.isdigit():
        return None if year is None else Hari(day, int(name), year)
    return Hari(day, BULAN[name], year) if name in BULAN else None


def nearest(hari: Hari, month: int, today: date) -> date | None:
    """Return such a day nearest to *today*."""
    years = (today.year, today.year + 1, today.year - 1)
    found = [day for year in years if (day := hari.on(year, month)) is not None]
    return min(found, key=lambda day: abs(day - today), default=None)


def plain(teks: str) -> str:
    """Return a text for reading: case, spacing and a full stop at its end do not count."""
    return " ".join(teks.lower().split()).rstrip(".")
