"""A person hands in so much in a day, and no more."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.taps.limits import Jatah, Kuota

NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)
BATAS = Jatah(jumlah=3, ukuran=100, selama=timedelta(days=1))
SITI, BUDI = 1, 2


@pytest.fixture
def kuota() -> Kuota:
    return Kuota(BATAS)


def test_so_many_files_and_no_more(kuota: Kuota):
    assert all(kuota.take(SITI, name, 1, NOW) for name in "abc")
    assert not kuota.take(SITI, "d", 1, NOW)
    assert kuota.take(BUDI, "d", 1, NOW)


def test_so_many_bytes_and_no_more(kuota: Kuota):
    assert kuota.take(SITI, "a", 60, NOW)
    assert not kuota.take(SITI, "b", 41, NOW)
    assert kuota.take(SITI, "c", 40, NOW)


def test_a_file_that_comes_again_counts_once(kuota: Kuota):
    assert all(kuota.take(SITI, "a", 60, NOW) for _ in range(5))
    assert kuota.take(SITI, "b", 40, NOW)


def test_what_was_long_ago_does_not_count(kuota: Kuota):
    for name in "abc":
        kuota.take(SITI, name, 1, NOW)

    assert not kuota.take(SITI, "d", 1, NOW + timedelta(hours=23))
    assert kuota.take(SITI, "d", 1, NOW + timedelta(days=1))


def test_what_a_clock_counted_that_was_ahead_refuses_nothing_after_it_was_set_back(kuota: Kuota):
    for file in "abc":
        kuota.take(1, file, 10, NOW)

    assert kuota.take(1, "d", 10, NOW - timedelta(hours=2))


def test_what_was_refused_does_not_count(kuota: Kuota):
    assert not kuota.take(SITI, "a", 101, NOW)
    assert kuota.take(SITI, "b", 100, NOW)
