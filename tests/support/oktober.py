"""Moments of October 2026, in which the stories of most tests are told."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

WIB: Final = ZoneInfo("Asia/Jakarta")


def wib(day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
    """Return a moment of 2026 in Jakarta, in October unless told; the 5th and the 12th are Mondays."""
    return datetime(2026, month, day, hour, minute, tzinfo=WIB)
