"""Spans of days, as people write them."""

from datetime import date

import pytest

from sop_flows.waktu.rentang import Rentang, read_rentang

TODAY = date(2026, 10, 5)


def oct_(first: int, last: int | None = None) -> Rentang:
    return Rentang(date(2026, 10, first), date(2026, 10, last or first))


@pytest.mark.parametrize(
    ("teks", "meant"),
    [
        ("hari ini", oct_(5)),
        (" Besok ", oct_(6)),
        ("8-10 Okt 2026", oct_(8, 10)),
        ("8 \u2013 10 Oktober 2026", oct_(8, 10)),
        ("8 s.d. 10 Oktober 2026", oct_(8, 10)),
        ("8 sd 10 okt", oct_(8, 10)),
        ("8 sampai dengan 10 Oktober", oct_(8, 10)),
        ("8 Okt 2026", oct_(8)),
        ("Kamis, 8 Oktober 2026", oct_(8)),
        ("8 okt - 2 nov", Rentang(date(2026, 10, 8), date(2026, 11, 2))),
        ("8 Okt 2026 - 2 Nov 2026", Rentang(date(2026, 10, 8), date(2026, 11, 2))),
        ("28 Des - 2 Jan 2027", Rentang(date(2026, 12, 28), date(2027, 1, 2))),
        ("28 Des - 2 Jan", Rentang(date(2026, 12, 28), date(2027, 1, 2))),
        ("2 Jan", Rentang(date(2027, 1, 2), date(2027, 1, 2))),
        ("1 - 9 Okt", oct_(1, 9)),
        ("Kamis", oct_(8)),
        ("2026-10-08", oct_(8)),
        ("2026-10-08 2026-10-10", oct_(8, 10)),
        ("2026-10-08 s/d 2026-10-10", oct_(8, 10)),
        ("08-10-2026", oct_(8)),
        ("8/10/2026 - 10/10/2026", oct_(8, 10)),
        ("08.10.2026 s.d. 10.10.2026", oct_(8, 10)),
    ],
)
def test_a_span_is_read_as_it_was_meant(teks: str, meant: Rentang):
    assert read_rentang(teks, TODAY) == meant


@pytest.mark.parametrize(
    "teks",
    ["", "8", "8-10", "30 Februari 2026", "10-8 Okt 2026", "8 Foo 2026", "kapan saja", "٨ Okt"],
)
def test_what_names_no_span_is_refused(teks: str):
    assert read_rentang(teks, TODAY) is None
