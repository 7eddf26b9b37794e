"""Libur nasional and cuti bersama, as the SKB 3 Menteri of each year sets them."""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from sop_flows.waktu.jam_kerja import AsalLibur, Libur


def national_libur(years: Iterable[int]) -> dict[date, Libur]:
    """Return libur nasional and cuti bersama of *years*; a day that is both is a libur nasional.

    Source:
        SKB 3 Menteri of the year, as carried by ``holidays``.
    """
    return {day: libur for year in years for day, libur in _libur_of(year).items()}


@lru_cache(maxsize=64)
def _libur_of(year: int) -> dict[date, Libur]:
    law = _law()
    found: dict[date, Libur] = {}
    for category, asal in (
        (law.GOVERNMENT, AsalLibur.CUTI_BERSAMA),
        (law.PUBLIC, AsalLibur.NASIONAL),
    ):
        days = law.Indonesia(years=year, categories=(category,), language="id")
        found |= {day: Libur(name, asal) for day, name in days.items()}
    return dict(sorted(found.items()))


@cache
def _law() -> Any:  # noqa: ANN401 -- a module
    """Return the module about Indonesia, by its file: its package imports those of 250 other countries."""
    import holidays  # costs a start what not every one needs

    file = Path(holidays.__path__[0], "countries", "indonesia.py")
    if (spec := spec_from_file_location("holidays_of_indonesia", file)) is None or not spec.loader:
        raise ImportError(str(file))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
