"""The days for which somebody is away, or stood in for: as one tap answers them, as they are typed, and which may be."""

from datetime import date, timedelta
from typing import Final

from sop_flows.errors import RentangUnreadable
from sop_flows.ports.layar.delegasi import Hari
from sop_flows.teks import excerpt
from sop_flows.waktu.rentang import Rentang, read_rentang

LONGEST: Final = timedelta(days=366)
PRESETS: Final = (("hari_ini", 0, 0), ("besok", 1, 1), ("tiga_hari", 0, 2), ("seminggu", 0, 6))
"""Kode of a quick choice, its first and its last day from today."""


def quick_days(today: date) -> tuple[Hari, ...]:
    """Return the days that one tap answers."""
    return tuple(
        Hari(kode=kode, mulai=today + timedelta(days=first), selesai=today + timedelta(days=last))
        for kode, first, last in PRESETS
    )


def read_days(teks: str, today: date) -> Rentang:
    """Return the days that were typed.

    Raises:
        RentangUnreadable: They cannot be read.
    """
    span = read_rentang(teks, today)
    if span is None:
        raise RentangUnreadable(teks=excerpt(teks))
    return span


def check_days(mulai: date, selesai: date, today: date) -> None:
    """Refuse days that nobody can be away for.

    Raises:
        RentangUnreadable: They are past, turned around, or longer than a year.
    """
    if mulai < today or not timedelta(0) <= selesai - mulai <= LONGEST:
        raise RentangUnreadable(teks=f"{mulai:%d-%m-%Y} s.d. {selesai:%d-%m-%Y}")
