"""Who reads sees one moment, keeps nobody waiting, and cannot write."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from storage.database.carrier_tables import DetakRow
from storage.database.insert import table
from storage.database.schema import current, head
from storage.database.snapshot import rehearsal, snapshot

BEATS = table(DetakRow)


def beat(database, bot_id):
    database.run_now(lambda c: c.execute(BEATS.insert().values(bot_id=bot_id, at=0)) and None)


def test_a_reader_sees_one_moment_and_keeps_nobody_from_writing(url, database):
    beat(database, 1)

    with snapshot(url) as reading:
        assert reading.execute(select(BEATS.c.bot_id)).scalars().all() == [1]
        beat(database, 2)
        assert reading.execute(select(BEATS.c.bot_id)).scalars().all() == [1]

    with snapshot(url) as reading:
        assert reading.execute(select(BEATS.c.bot_id)).scalars().all() == [1, 2]


def test_a_reader_cannot_write(url):
    with snapshot(url) as reading, pytest.raises(DBAPIError):
        reading.execute(BEATS.insert().values(bot_id=1, at=0))


def test_a_reader_does_not_wait_for_who_writes(url, database):
    def work(connection):
        connection.execute(BEATS.insert().values(bot_id=1, at=0))
        with snapshot(url) as reading:
            return current(url), reading.execute(select(BEATS)).all()

    assert database.run_now(work) == (head(), [])


def test_what_is_rehearsed_happens_and_does_not_stay(url, database):
    beat(database, 1)

    with rehearsal(url) as trying:
        trying.execute(BEATS.insert().values(bot_id=2, at=0))
        assert trying.execute(select(BEATS.c.bot_id)).scalars().all() == [1, 2]
        beat(database, 3)

    with snapshot(url) as reading:
        assert reading.execute(select(BEATS.c.bot_id)).scalars().all() == [1, 3]


@pytest.mark.postgres
def test_a_reader_may_take_as_long_as_it_likes(postgresql_url):
    with snapshot(postgresql_url) as reading:
        for timeout in ("idle_in_transaction_session_timeout", "statement_timeout"):
            assert reading.exec_driver_sql(f"SHOW {timeout}").scalar() == "0"
