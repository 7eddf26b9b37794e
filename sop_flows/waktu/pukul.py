"""Times of day as people write them: ``09.00``, ``pukul 13.30 WITA``, ``jam 1 siang``.

1. A zone that is written counts: what is kept is the time of the office then, and says its zone.
2. What is not understood is no time; nor is what falls on another day in the zone of the office,
   since the day was meant as it was written.
"""

import re
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from sop_flows.deferred import pattern

ZONA: Final = {"wib": 7, "wita": 8, "wit": 9}
"""Hours ahead of UTC. Source: Keppres 41/1987."""
BAGIAN: Final = {
    "pagi": range(12),
    "siang": range(10, 16),
    "sore": range(15, 19),
    "malam": range(18, 24),
}
"""Which hours of the day a part of it may mean."""
_PUKUL: Final = pattern(
    r"(?:(?:pukul|jam|pkl\.?)\s+)?(?P<jam>\d{1,2})(?:[.:](?P<menit>\d{2}))?"
    r"(?:\s*(?P<bagian>pagi|siang|sore|malam))?"
    r"(?:\s*(?:(?P<zona>wib|wita|wit)|(?:gmt|utc)\s*(?P<beda>[+-]\d{1,2})(?:[.:]?00)?))?",
    re.ASCII,
)


def read_pukul(teks: str) -> time | None:
    """Return the time of day that a kept answer names: 09.00, 9:00 or pukul 09.00 WIB."""
    found = _PUKUL.fullmatch(teks.strip().lower())
    if found is None or found["menit"] is None or found["bagian"] or found["beda"]:
        return None
    return _clock(int(found["jam"]), int(found["menit"]))


def understand_pukul(teks: str, now: datetime) -> str:
    """Return a typed time of day as it is kept; empty where it is none.

    Args:
        now: In the zone of the office, whose time is kept.
    """
    found = _PUKUL.fullmatch(teks.strip().lower())
    if found is None or (found["menit"] is None and found["bagian"] is None):
        return ""
    moment = _clock(_hour(int(found["jam"]), found["bagian"]), int(found["menit"] or 0))
    if moment is None:
        return ""
    ahead = ZONA.get(found["zona"] or "")
    if found["beda"]:
        ahead = int(found["beda"])
    if not (found["bagian"] or found["beda"]) and _is_own(ahead, now):
        return teks
    return _kept(moment, ahead, now)


def _hour(hour: int, bagian: str | None) -> int:
    """Return an hour of the day; 24, which no clock shows, where its part of the day is another."""
    if bagian is None:
        return hour
    return next((one for one in (hour, hour + 12) if one in BAGIAN[bagian]), 24)


def _clock(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _is_own(ahead: int | None, now: datetime) -> bool:
    return ahead is None or timedelta(hours=ahead) == now.utcoffset()


def _kept(moment: time, ahead: int | None, now: datetime) -> str:
    here: tzinfo | None = now.tzinfo
    day = datetime.combine(now.date(), moment)
    if ahead is not None:
        day += (now.utcoffset() or timedelta(0)) - timedelta(hours=ahead)
    if day.date() != now.date():
        return ""
    name = day.replace(tzinfo=here).tzname() or ""
    return f"{day:%H.%M} {name}" if name.lower() in ZONA else f"{day:%H.%M}"
