"""PostgreSQL is cut off, restarted, contended: the whole unit of work is run again."""

import asyncio
import contextlib

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from sop_flows.ports.kiriman import Kiriman, RawUpdate
from sop_flows.ports.layar.tugas import Gangguan
from storage.carriers.inbox import Inbox, UpdateAlreadyDone
from storage.carriers.outbox import Outbox
from storage.database.carrier_tables import DetakRow
from storage.database.insert import table
from storage.database.session import Database

pytestmark = pytest.mark.postgres
DETAK = table(DetakRow)


def count(connection):
    return connection.execute(select(DETAK.c.at).where(DETAK.c.bot_id == 1)).scalar_one()


def add_one(connection):
    connection.execute(DETAK.update().where(DETAK.c.bot_id == 1).values(at=DETAK.c.at + 1))


def start(connection):
    connection.execute(DETAK.insert().values(bot_id=1, at=0))


def test_a_unit_whose_backend_is_killed_is_run_again(postgresql_url):
    database = Database.open(postgresql_url)
    database.run_now(start)
    runs = []

    def work(connection):
        runs.append(1)
        add_one(connection)
        if len(runs) == 1:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return len(runs)

    assert database.run_now(work) == 2
    assert database.run_now(count) == 1
    database.close()


async def test_a_backend_killed_within_a_group_costs_nobody_anything(postgresql_url):
    database = Database.open(postgresql_url)
    database.run_now(start)
    kills = [True]

    def kill_and_go_on(connection):
        add_one(connection)
        if kills:
            kills.pop()
            with contextlib.suppress(OperationalError):
                connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    await asyncio.gather(
        *(database.run(work) for work in (add_one, add_one, kill_and_go_on, add_one, add_one))
    )

    assert database.run_now(count) == 5
    database.close()


def test_a_backend_killed_before_the_commit_costs_nothing(postgresql_url):
    kills = []

    def kill(name):
        if name == "before commit" and kills and kills.pop():
            with psycopg.connect(postgresql_url, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

    database = Database.open(postgresql_url, kill)
    database.run_now(start)
    for _ in range(5):
        kills.append(True)
        database.run_now(add_one)

    assert database.run_now(count) == 5
    database.close()


def test_a_link_cut_after_the_commit_has_one_effect(postgresql_url, now):
    cuts = []

    def cut(name):
        if name == "after commit" and cuts and cuts.pop():
            lost = psycopg.OperationalError("the connection is lost")
            raise OperationalError("COMMIT", None, lost, connection_invalidated=True)

    database = Database.open(postgresql_url, cut)
    database.run_now(start)
    updates = [RawUpdate(update_id=number, chat_key=1, body="{}") for number in range(20)]
    database.run_now(lambda c: Inbox(c, 7).store(updates, now))

    def effect(update_id):
        def work(connection):
            Inbox(connection, 7).mark_done(update_id, now)
            add_one(connection)

        return work

    told = 0
    for raw in updates:
        cuts.append(raw.update_id % 2 == 0)
        try:
            database.run_now(effect(raw.update_id))
        except UpdateAlreadyDone:
            told += 1

    assert told == 10
    assert database.run_now(count) == 20
    database.close()


def test_two_deliverers_never_claim_the_same_row_or_chat(postgresql_url):
    one, other = Database.open(postgresql_url), Database.open(postgresql_url)
    one.run_now(
        lambda c: Outbox(c, 1).add(
            *(Kiriman(chat_id=number % 40, isi=Gangguan(insiden="x")) for number in range(80))
        )
    )
    theirs = []

    def work(connection):
        mine = Outbox(connection, 1).claim(now_s=1.0, limit=15)
        if not theirs:
            theirs.extend(other.run_now(lambda c: Outbox(c, 1).claim(now_s=1.0, limit=15)))
        return mine

    mine = one.run_now(work)

    assert len(mine) == len(theirs) == 15
    assert not {row.chat_id for row in mine} & {row.chat_id for row in theirs}
    one.close()
    other.close()
