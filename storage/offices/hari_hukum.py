"""The days of law of one year, and how they are written down in ``libur_nasional.json``."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from sop_flows.deferred import dataclass
from sop_flows.waktu.jam_kerja import AsalLibur, Libur

WRITTEN: Final = Path(__file__).with_name("libur_nasional.json")
BY: Final = "holidays"
"""Under which key the file says by which version of ``holidays`` it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HariHukum:
    """The days of law of one year."""

    libur: Mapping[date, Libur]
    """Libur nasional and cuti bersama, by date; a day that is both is a libur nasional."""
    ramadan: tuple[tuple[date, date], ...]
    """First and last day of every Ramadan that begins in the year: there are two in 2030."""


def in_json(year: HariHukum) -> dict[str, Any]:
    """Return the days of law of a year as they are written down."""
    libur = [[day.isoformat(), own.nama, own.asal.value] for day, own in year.libur.items()]
    ramadan = [[first.isoformat(), last.isoformat()] for first, last in year.ramadan]
    return {"libur": libur, "ramadan": ramadan}


def from_json(written: Mapping[str, Any]) -> HariHukum:
    """Return the days of law of a year that were written down."""
    read = date.fromisoformat
    return HariHukum(
        libur={read(day): Libur(nama, AsalLibur(asal)) for day, nama, asal in written["libur"]},
        ramadan=tuple((read(first), read(last)) for first, last in written["ramadan"]),
    )
