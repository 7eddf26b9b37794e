"""Days and moments in words: Indonesian names, and a clock of 24 hours with a dot.

The names of days, months and zones are Babel's and the time zone's own; nothing is worded here.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Final

from babel.dates import format_date, format_datetime

LOCALE: Final = "id"
HARI: Final = "EEEE, d MMMM y"
TANGGAL: Final = "d MMMM y"
PUKUL: Final = "HH.mm"


def printed(moment: datetime, pola: str) -> str:
    """Return what the clock of a moment shows, in a pattern of Babel's, to the minute."""
    return _printed(moment.replace(second=0, microsecond=0, tzinfo=None), pola)


@lru_cache(maxsize=512)
def _printed(clock: datetime, pola: str) -> str:
    return format_datetime(clock, pola, locale=LOCALE)


def printed_day(day: date, pola: str = TANGGAL) -> str:
    """Return a day in a pattern of Babel's; without one as ``23 November 2026``."""
    return format_date(day, pola, locale=LOCALE)


def print_clock(moment: datetime) -> str:
    """Return what the clock of an aware moment shows, with its zone: ``14.30 WIB``."""
    return f"{printed(moment, PUKUL)} {moment.tzname()}"
