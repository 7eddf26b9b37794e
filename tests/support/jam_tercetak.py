"""The timetables as they are printed, the national days and Ramadan, for the naive calendar of ``menit.py``."""

from datetime import date, time
from functools import cache
from zoneinfo import ZoneInfo

from tests.support.menit import DAY, WEEK, Jam, Menit

ZONA = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
YEARS = tuple(range(2024, 2030))


def jam(*spans: str) -> Jam:
    return tuple(
        (time.fromisoformat(one), time.fromisoformat(other))
        for one, other in (span.split("-") for span in spans)
    )


def week(days: tuple[str, ...], senin: Jam, jumat: Jam, sabtu: Jam = ()) -> dict[str, Jam]:
    hours = {"jumat": jumat, "sabtu": sabtu}
    return {day: hours.get(day, senin) for day in days}


PRINTED = {
    5: (
        week(WEEK[:5], jam("07:30-12:00", "13:00-16:00"), jam("07:30-11:30", "13:00-16:30")),
        week(WEEK[:5], jam("08:00-12:00", "12:30-15:00"), jam("08:00-11:30", "12:30-15:30")),
    ),
    6: (
        week(
            WEEK[:6],
            jam("07:30-12:00", "12:30-14:30"),
            jam("07:30-11:30", "13:00-15:00"),
            jam("07:30-13:00"),
        ),
        week(
            WEEK[:6],
            jam("08:00-12:00", "12:30-14:00"),
            jam("08:00-11:30", "12:30-14:30"),
            jam("08:00-13:00"),
        ),
    ),
}
PUASA = {  # sidang isbat up to 2026, the table of the region after it
    2024: (date(2024, 3, 12), date(2024, 4, 9)),
    2025: (date(2025, 3, 1), date(2025, 3, 30)),
    2026: (date(2026, 2, 19), date(2026, 3, 20)),
    2027: (date(2027, 2, 8), date(2027, 3, 9)),
    2028: (date(2028, 1, 28), date(2028, 2, 26)),
    2029: (date(2029, 1, 16), date(2029, 2, 14)),
}


@cache
def national() -> frozenset[date]:
    from holidays import GOVERNMENT, PUBLIC, country_holidays

    return frozenset(country_holidays("ID", years=YEARS, categories=(PUBLIC, GOVERNMENT)))


def puasa(begins: date | None = None, ends: date | None = None) -> set[date]:
    """Every day of Ramadan, with the ends of 2027 as an office has them."""
    spans = PUASA | {2027: (begins or PUASA[2027][0], ends or PUASA[2027][1])}
    return {one + n * DAY for one, other in spans.values() for n in range((other - one).days + 1)}


def plain(hari_kerja: int, first: int = YEARS[0], last: int = YEARS[-1]) -> Menit:
    """The printed timetable and the national days, from one year to another."""
    biasa, ramadan = PRINTED[hari_kerja]
    return Menit(
        zona=ZoneInfo(ZONA[0]),
        first=first,
        last=last,
        biasa=biasa,
        ramadan=ramadan,
        libur=set(national()),
        masuk=set(),
        puasa=puasa(),
    )
