"""The heartbeat of a bot and the newest moment that its ticks have seen, on both databases."""

from datetime import UTC, datetime, timedelta

from storage.carriers import detak
from storage.carriers.detak import JamRepo
from storage.database.session import Database

BOT = 7_000_000_001
NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


def newest(database: Database, bot: int = BOT) -> datetime | None:
    return database.run_now(lambda c: JamRepo(c, bot).newest())


def note(database: Database, at: datetime) -> None:
    database.run_now(lambda c: JamRepo(c, BOT).note(at))


def test_the_moment_is_kept_for_each_bot_and_may_be_set_back(database: Database):
    assert newest(database) is None
    for at in (NOW, NOW + timedelta(days=365), NOW):
        note(database, at)
        assert newest(database) == at
    assert newest(database, BOT + 1) is None


def test_a_tick_is_no_beat_and_a_beat_leaves_the_tick_alone(database: Database):
    note(database, NOW)
    assert database.run_now(lambda c: detak.last_beat(c, BOT)) is None

    database.run_now(lambda c: detak.beat(c, BOT, 5.0))
    assert database.run_now(lambda c: detak.last_beat(c, BOT)) == 5.0
    assert newest(database) == NOW


def test_the_last_heartbeat_is_known(database: Database):
    assert database.run_now(lambda c: detak.last_beat(c, BOT)) is None

    database.run_now(lambda c: detak.beat(c, BOT, 100.5))
    database.run_now(lambda c: detak.beat(c, BOT, 110.5))

    assert database.run_now(lambda c: detak.last_beat(c, BOT)) == 110.5
