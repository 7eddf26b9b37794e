"""Days and moments as they are printed, against the names that Babel knows."""

from datetime import date, datetime, timedelta

import pytest
from babel.dates import format_date, format_datetime

from sop_flows.waktu.cetak import printed, printed_day

LEAP_YEAR = [date(2028, 1, 1) + timedelta(days=day) for day in range(366)]


@pytest.mark.parametrize(
    "pola", ["EEEE, d MMMM y", "EEEE, d MMM", "EEE, d MMM", "d MMMM y", "d MMM", "MMMM y", "MMM y"]
)
def test_a_day_has_the_names_that_babel_gives_it(pola):
    assert [printed_day(day, pola) for day in LEAP_YEAR] == [
        format_date(day, pola, locale="id") for day in LEAP_YEAR
    ]


@pytest.mark.parametrize("pola", ["HH.mm", "EEEE, d MMM HH.mm", "d MMMM y 'pukul' HH.mm"])
def test_a_moment_is_printed_as_babel_prints_it(pola):
    moments = [datetime(2026, 11, 2) + timedelta(minutes=61 * step) for step in range(1000)]

    assert [printed(at, pola) for at in moments] == [
        format_datetime(at, pola, locale="id") for at in moments
    ]


def test_a_pattern_with_a_letter_that_is_unknown_is_refused():
    with pytest.raises(KeyError):
        printed_day(date(2026, 11, 2), "QQQ")
