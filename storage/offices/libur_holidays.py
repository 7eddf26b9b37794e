"""What ``holidays`` says of the days of law; importing it takes 30 ms and 4 MB, so who has to ask imports this then.

``python -m storage.offices.libur_holidays`` writes down what the version says that is installed.
"""

import json
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final

import holidays
from holidays.calendars.islamic import _IslamicMabimsLunar

from sop_flows.waktu.jam_kerja import AsalLibur, Libur
from storage.offices.hari_hukum import BY, WRITTEN, HariHukum, in_json

YEARS: Final = range(2020, 2041)
"""Which years are written down."""

_ISBAT: Final = {date(2025, 3, 2): date(2025, 3, 1)}
"""Where Indonesia began Ramadan on another day than the regional table says (sidang isbat)."""


def ask(year: int) -> HariHukum:
    """Return the days of law of a year."""
    return HariHukum(libur=_libur_of(year), ramadan=_ramadan_of(year))


def write(file: Path) -> None:
    """Write down what is known of each year, a year on a line."""
    years = {str(year): in_json(ask(year)) for year in YEARS}
    lines = (
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in {BY: version("holidays"), **years}.items()
    )
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


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
    file = Path(holidays.__path__[0], "countries", "indonesia.py")
    if (spec := spec_from_file_location("holidays_of_indonesia", file)) is None or not spec.loader:
        raise ImportError(str(file))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _ramadan_of(year: int) -> tuple[tuple[date, date], ...]:
    table = _IslamicMabimsLunar()
    begins = [day for day, _ in table.ramadan_beginning_dates(year) if day.year == year]
    idulfitri = [day for y in (year, year + 1) for day, _ in table.eid_al_fitr_dates(y)]
    ends = [min(day for day in idulfitri if day > first) - timedelta(days=1) for first in begins]
    return tuple(
        (_ISBAT.get(first, first), last) for first, last in zip(begins, ends, strict=True)
    )


if __name__ == "__main__":
    write(WRITTEN)
