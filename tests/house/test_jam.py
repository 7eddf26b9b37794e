"""The machine beside the people: a clock that jumps back, and the history that is looked at each night."""

import logging
from contextlib import closing
from datetime import timedelta

from bot.nightly_check import NightlyCheck
from bot.riwayat import examine
from bot.trial.with_bot import DATABASE
from storage.database.sqlite import sqlite3
from tests.support.house import House
from tests.support.story import CAMAT, SEKCAM, TAPEM
from tests.support.tamper import GUARDS

HOURS = timedelta(hours=2)
DAY = timedelta(days=1)


def alter(house: House, *statements: str, guarded: bool = False) -> None:
    """Write into the file with a tool that knows nothing of Tapak, and put its guards back."""
    with closing(sqlite3.connect(house.folder / "bot" / DATABASE)) as file, file:
        sql = file.execute(GUARDS.replace("SELECT name", "SELECT name, sql")).fetchall()
        for name, _ in sql:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            file.execute(statement)
        if guarded:
            for _, text in sql:
                file.execute(text)


def broken(caplog) -> list[logging.LogRecord]:
    return [one for one in caplog.records if one.message.startswith("The history is not")]


async def about(house: House, nama: str, teks: str) -> list[str]:
    return [one["plain"] for one in await house.messages(nama) if teks in one["plain"]]


async def test_a_clock_that_jumps_back_is_told_to_admins_and_monitoring_until_it_is_right(
    house: House, caplog
):
    now = house.app.clock.now()
    await house.app.tick(now)
    for late in (0, 1):
        await house.app.tick(now - HOURS + timedelta(seconds=late))
    await house.answered()

    assert len(await about(house, SEKCAM, "Jam layanan mundur")) == 1
    assert await about(house, TAPEM, "Jam layanan mundur") == []
    ready = await house.http.get("/readyz")
    assert (ready.status_code, ready.json()["clock_behind_s"]) == (200, 7199)
    errors = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert ["tapak jam benar" in one.message for one in errors] == [True]

    await house.app.tick(now + timedelta(seconds=1))
    assert "clock_behind_s" not in (await house.http.get("/readyz")).json()


async def test_a_history_that_is_whole_leaves_its_time_and_nobody_is_told(house: House, caplog):
    assert (await house.figures())["tapak_history_age_seconds"] == float("inf")
    await house.app._check.knock()
    await house.answered()

    found = await house.figures()
    assert found["tapak_history_age_seconds"] < 60
    assert found["tapak_history_broken"] == 0
    assert await about(house, SEKCAM, "Riwayat") == []
    assert broken(caplog) == []


async def test_what_is_broken_is_told_to_the_admins_of_that_office_once(house: House, caplog):
    alter(house, "UPDATE jejak SET at = replace(at, '2026', '2025') WHERE seq = 2", guarded=True)
    settings, units = house.app.settings, house.app.units
    now = house.app.clock.now()
    for night in range(3):
        await NightlyCheck(settings, units, examine, lambda n=night: now + n * DAY).knock()
    await house.answered()

    (told,) = await about(house, SEKCAM, "perlu diperiksa")
    assert "tidak utuh mulai baris 2" in told
    assert "tapak jejak verify" in told
    assert await about(house, CAMAT, "perlu diperiksa") == []
    assert [(one.levelname, one.line) for one in broken(caplog)] == [("ERROR", 2)] * 3
    assert (await house.figures())["tapak_history_broken"] == 1


async def test_a_guard_that_is_gone_is_told_too(house: House):
    alter(house)
    await house.app._check.knock()
    await house.answered()

    (told,) = await about(house, SEKCAM, "perlu diperiksa")
    assert "Penjaga riwayat" in told


async def test_a_check_is_owed_once_a_night_and_what_fails_is_tried_again(house: House, caplog):
    settings, units = house.app.settings, house.app.units
    now = house.app.clock.now()

    def checks() -> int:
        return sum(one.message == "The history is checked" for one in caplog.records)

    caplog.set_level(logging.INFO)
    note = settings.data_dir / f"riwayat-{settings.bot_id}.json"
    note.mkdir()
    failing = NightlyCheck(settings, units, examine, lambda: now)
    await failing.knock()
    (counted,) = [x.value for x in await failing.measurements() if "fail" in x.name]
    assert counted == 1
    note.rmdir()

    before = checks()
    for moment in (now, now, now + timedelta(minutes=15), now + DAY, now):
        await NightlyCheck(settings, units, examine, lambda at=moment: at).knock()
    assert checks() - before == 3  # the last is of a clock that was a day ahead
