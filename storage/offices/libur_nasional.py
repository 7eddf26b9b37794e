"""The days of law: libur nasional and cuti bersama, as the SKB 3 Menteri of each year sets them, and Ramadan.

1. They are what ``holidays`` says. What its locked version says of the years around us is written down, since
   importing it would cost a start more than the calendars of all its offices.
2. It is asked for any other year, and for every year where another version of it is installed.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import distribution
from typing import Any

from sop_flows.waktu.jam_kerja import Libur
from storage.offices.hari_hukum import BY, WRITTEN, HariHukum, from_json


def national_libur(years: Iterable[int]) -> dict[date, Libur]:
    """Return libur nasional and cuti bersama of *years*.

    Source:
        SKB 3 Menteri of the year, as carried by ``holidays``.
    """
    return {day: libur for year in years for day, libur in hari_hukum(year).libur.items()}


@lru_cache(maxsize=64)
def hari_hukum(year: int) -> HariHukum:
    """Return the days of law of a year."""
    if (written := _written().get(str(year))) is not None:
        return from_json(written)
    from storage.offices.libur_holidays import ask  # dear, and seldom needed

    return ask(year)


@cache
def _written() -> Mapping[str, Any]:
    """Return what is written down, by year; nothing where it is by another version than is installed."""
    written: dict[str, Any] = json.loads(WRITTEN.read_text(encoding="utf-8"))
    return written if written[BY] == installed() else {}


def installed() -> str:
    """Return which version of ``holidays`` there is: one line of what ``version`` reads as a letter, with all its chapters."""
    facts = distribution("holidays").read_text("METADATA") or ""
    return facts.partition("\nVersion: ")[2].partition("\n")[0]
