"""Days and moments in words: Indonesian names, and a clock of 24 hours with a dot.

What is printed is a pattern of the Unicode CLDR: ``EEEE, d MMMM y`` for *Senin, 23 November 2026*. What a library brings along
for all languages costs a process 3 MB; the names are held against those of Babel by a test.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from sop_flows.deferred import pattern

_HARI: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_BULAN: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_CUT: Final = 3  # letters of a name in short
_PARTS: Final[Mapping[str, Callable[[Any], str]]] = {
    "EEEE": lambda at: _HARI[at.weekday()],
    "EEE": lambda at: _HARI[at.weekday()][:_CUT],
    "d": lambda at: str(at.day),
    "MMMM": lambda at: _BULAN[at.month - 1],
    "MMM": lambda at: _BULAN[at.month - 1][:_CUT],
    "y": lambda at: str(at.year),
    "HH": lambda at: f"{at.hour:02}",
    "mm": lambda at: f"{at.minute:02}",
}
_PART: Final = pattern(r"'(?P<words>[^']*)'|[A-Za-z]+")
HARI: Final = "EEEE, d MMMM y"
TANGGAL: Final = "d MMMM y"
PUKUL: Final = "HH.mm"


def printed(moment: datetime, pola: str) -> str:
    """Return what the clock of a moment shows, in a pattern, to the minute."""
    return _printed(moment.replace(second=0, microsecond=0, tzinfo=None), pola)


@lru_cache(maxsize=512)
def _printed(clock: datetime, pola: str) -> str:
    return _written(clock, pola)


def printed_day(day: date, pola: str = TANGGAL) -> str:
    """Return a day in a pattern; without one as ``23 November 2026``."""
    return _written(day, pola)


def print_clock(moment: datetime) -> str:
    """Return what the clock of an aware moment shows, with its zone: ``14.30 WIB``."""
    return f"{printed(moment, PUKUL)} {moment.tzname()}"


def _written(at: date, pola: str) -> str:
    def part(found: re.Match[str]) -> str:
        words = found["words"]
        return _PARTS[found[0]](at) if words is None else words

    return _PART.sub(part, pola)
