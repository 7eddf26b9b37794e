"""The backups that an installation takes by itself: once a day, the newest kept, a failure remembered."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.backup.nightly import STALE, Nightly
from storage.backup.reading import open_backup
from storage.files import Files
from tests.support.empty import put_empty_database

EVENING = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path) -> tuple[str, Files]:
    put_empty_database(tmp_path / "tapak.db")
    return f"sqlite:///{tmp_path / 'tapak.db'}", Files(tmp_path / "lampiran")


@pytest.fixture
def nightly(tmp_path: Path) -> Nightly:
    return Nightly(tmp_path / "cadangan", bot_id=7, keep=3)


@pytest.mark.parametrize(
    ("taken", "asked", "is_due"),
    [
        (None, EVENING + timedelta(hours=9), True),
        (EVENING, EVENING + timedelta(hours=23, minutes=59), False),
        (EVENING, EVENING + DAY, True),
        (EVENING + timedelta(hours=9), EVENING + timedelta(hours=10), False),
        (EVENING + timedelta(hours=9), EVENING + DAY, True),
        (EVENING + 3 * DAY, EVENING, True),
    ],
    ids=["never", "this night", "the next night", "a late one", "after it", "the clock was ahead"],
)
def test_one_is_due_a_night_whenever_the_machine_was_on(nightly, taken, asked, is_due):
    nightly.folder.mkdir()
    if taken:
        (nightly.folder / f"tapak-7-{taken:%Y%m%dT%H%M%SZ}.zip").touch()

    assert nightly.is_due(asked) is is_due


def test_none_is_due_where_none_is_wanted(tmp_path):
    assert not Nightly(tmp_path, bot_id=7, keep=0).is_due(EVENING)


def test_the_newest_are_kept_and_what_is_not_ours_is_left_alone(nightly, office):
    nightly.folder.mkdir()
    (nightly.folder / "tapak-sebelum-pindah.zip").touch()
    (nightly.folder / ".tapak-7-20261101T183000Z.zip.part").touch()

    for day in range(5):
        nightly.take(*office, EVENING + day * DAY)

    assert sorted(one.name for one in nightly.folder.iterdir()) == [
        "tapak-7-20261129T183000Z.zip",
        "tapak-7-20261130T183000Z.zip",
        "tapak-7-20261201T183000Z.zip",
        "tapak-sebelum-pindah.zip",
    ]
    assert nightly.age(EVENING + 5 * DAY) == DAY < STALE


def test_two_bots_in_one_folder_leave_each_other_alone(nightly, office):
    other = Nightly(nightly.folder, bot_id=77, keep=1)
    other.take(*office, EVENING)
    unfinished = nightly.folder / ".tapak-77-20261201T183000Z.zip.part"
    unfinished.touch()
    with pytest.raises(OSError, match="unable to open"):
        other.take("sqlite:////nowhere/tapak.sqlite", office[1], EVENING + DAY)
    assert nightly.is_due(EVENING)
    unfinished.touch()

    for day in range(4):
        nightly.take(*office, EVENING + day * DAY)

    assert (len(nightly.taken()), other.taken()) == (3, [EVENING])
    assert (nightly.failure(), bool(other.failure())) == ("", True)
    assert unfinished.exists()


def test_a_clock_that_was_ahead_costs_no_new_backup(nightly, office):
    for day in (400, 401, 402, 0):
        nightly.take(*office, EVENING + day * DAY)

    assert nightly.age(EVENING + DAY) == DAY
    assert len(nightly.taken()) == 3


def test_what_a_clock_that_was_ahead_left_goes_before_what_is_of_its_day(nightly, office):
    for day in (400, 401, 0, 1, 2):
        nightly.take(*office, EVENING + day * DAY)

    assert nightly.taken() == [EVENING + day * DAY for day in (0, 1, 2)]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_backups_that_hold_a_lost_content_stay_until_it_is_back(nightly, lived):
    lost = lived.rows()["lampiran"][2]["sha256"]
    content = lived.files.get(lost)
    nightly.take(lived.url, lived.files, EVENING)
    lived.files.path(lost).unlink()

    for day in range(1, 6):
        nightly.take(lived.url, lived.files, EVENING + day * DAY)

    assert nightly.taken() == [EVENING + day * DAY for day in (0, 3, 4, 5)]
    assert nightly.missing(EVENING + 6 * DAY) == (lost,)
    lived.files.put(content)
    nightly.take(lived.url, lived.files, EVENING + 6 * DAY)
    assert nightly.taken() == [EVENING + day * DAY for day in (4, 5, 6)]
    assert nightly.missing(EVENING + 6 * DAY) == ()


def test_a_failure_is_remembered_until_one_succeeds_and_costs_no_older_one(nightly, office):
    url, files = office
    for day in range(3):
        nightly.take(url, files, EVENING + day * DAY)
    with pytest.raises(OSError, match="unable to open"):
        nightly.take(f"{url}.gone/x", files, EVENING + 3 * DAY)

    assert nightly.failure().startswith("2026-11-30 18.30 UTC: ")
    assert len(nightly.taken()) == 3
    assert nightly.is_due(EVENING + 3 * DAY)

    nightly.take(url, files, EVENING + 3 * DAY + timedelta(minutes=15))
    assert nightly.failure() == ""
    with open_backup(nightly.folder / "tapak-7-20261130T184500Z.zip") as backup:
        backup.check()
