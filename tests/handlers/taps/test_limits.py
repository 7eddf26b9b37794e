"""A person hands in so much in a day, and no more."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.taps.limits import Limit, Quota

NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)
BATAS = Limit(count=3, size=100, span=timedelta(days=1))
SITI, BUDI = 1, 2


@pytest.fixture
def quota() -> Quota:
    return Quota(BATAS)


def test_so_many_files_and_no_more(quota: Quota):
    assert all(quota.take(SITI, name, 1, NOW) for name in "abc")
    assert not quota.take(SITI, "d", 1, NOW)
    assert quota.take(BUDI, "d", 1, NOW)


def test_so_many_bytes_and_no_more(quota: Quota):
    assert quota.take(SITI, "a", 60, NOW)
    assert not quota.take(SITI, "b", 41, NOW)
    assert quota.take(SITI, "c", 40, NOW)


def test_a_file_that_comes_again_counts_once(quota: Quota):
    assert all(quota.take(SITI, "a", 60, NOW) for _ in range(5))
    assert quota.take(SITI, "b", 40, NOW)


def test_what_was_long_ago_does_not_count(quota: Quota):
    for name in "abc":
        quota.take(SITI, name, 1, NOW)

    assert not quota.take(SITI, "d", 1, NOW + timedelta(hours=23))
    assert quota.take(SITI, "d", 1, NOW + timedelta(days=1))


def test_what_a_clock_counted_that_was_ahead_refuses_nothing_after_it_was_set_back(quota: Quota):
    for file in "abc":
        quota.take(1, file, 10, NOW)

    assert quota.take(1, "d", 10, NOW - timedelta(hours=2))


def test_what_was_refused_does_not_count(quota: Quota):
    assert not quota.take(SITI, "a", 101, NOW)
    assert quota.take(SITI, "b", 100, NOW)
