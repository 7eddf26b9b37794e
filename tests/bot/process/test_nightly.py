"""The nightly backup beside a running bot: taken when due, measured, and a failure counted and tried again."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.process.nightly import NightlyBackup
from bot.process.settings import Settings
from tests.support.empty import put_empty_database
from tests.support.lost import lose

EVENING = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def settings(tmp_path):
    settings = Settings(
        bot_token="7:" + "k" * 35, data_dir=tmp_path / "data", backup_dir=tmp_path / "cadangan"
    )
    put_empty_database(settings.data_dir / "tapak.sqlite")
    return settings


async def figures(nightly):
    return {one.name: one.value for one in await nightly.measurements()}


async def test_a_knock_takes_what_is_due_once(settings):
    now = iter((EVENING, EVENING, EVENING + MINUTE, EVENING + 2 * MINUTE))
    nightly = NightlyBackup(settings, lambda: next(now))
    assert (await figures(nightly))["tapak_backup_age_seconds"] == float("inf")

    await nightly.knock()
    await nightly.knock()

    assert len(list(settings.backups.iterdir())) == 1
    assert (await figures(nightly))["tapak_backup_age_seconds"] == 120


async def test_a_knock_after_the_next_evening_takes_another(settings):
    now = iter((EVENING - MINUTE, EVENING))
    nightly = NightlyBackup(settings, lambda: next(now))

    await nightly.knock()
    await nightly.knock()

    assert len(list(settings.backups.iterdir())) == 2


async def test_a_lost_dokumen_is_warned_of_each_night(settings, caplog):
    lose(settings.data_dir / "tapak.sqlite")

    with caplog.at_level(logging.INFO):
        await NightlyBackup(settings).knock()

    [told] = caplog.records
    assert (told.levelname, told.missing) == ("WARNING", 1)


async def test_what_fails_is_logged_counted_and_tried_again(settings, caplog):
    nightly = NightlyBackup(settings)
    settings.backups.write_text("no folder")

    with caplog.at_level(logging.ERROR):
        await nightly.knock()

    assert [one.message for one in caplog.records] == ["The nightly backup failed"]
    assert (await figures(nightly))["tapak_backup_failures"] == 1

    settings.backups.unlink()
    await nightly.knock()
    assert len(list(settings.backups.iterdir())) == 1
