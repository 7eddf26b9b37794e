"""The right to be the one process of a bot is lost to somebody, never to a database in trouble."""

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest

from bot.process.leader import AnotherBot, Leader
from storage.carriers import leases
from storage.database.session import Database
from tests.support.empty import put_empty_database
from tests.support.patience import until

HELD = (
    "CREATE TRIGGER held BEFORE {} ON lease BEGIN SELECT RAISE(ABORT, 'database is locked'); END"
)
QUICK = {"ttl_s": 0.05, "renew_s": 0.01, "standby_s": 0.01}


@pytest.fixture
async def database(tmp_path):
    path = tmp_path / "tapak.sqlite"
    put_empty_database(path)
    database = Database.open(f"sqlite:///{path}")
    yield database
    database.close()


def do(database, statement):
    return database.run(lambda connection: connection.exec_driver_sql(statement).close())


@asynccontextmanager
async def holding(leader):
    task = asyncio.get_running_loop().create_task(leader.hold())
    yield task
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def refusals(caplog):
    return [one for one in caplog.records if "cannot be written" in one.message]


async def test_a_database_that_is_held_longer_than_the_lease_ends_nothing(
    database, tmp_path, caplog
):
    leader = Leader(database, 7, tmp_path / "lock", **QUICK)
    await leader.acquire()
    async with holding(leader) as task:
        await do(database, HELD.format("UPDATE"))
        await until(lambda: len(refusals(caplog)) > 2 * QUICK["ttl_s"] / QUICK["standby_s"])
        assert not task.done()

        await do(database, "DROP TRIGGER held")
        written = await sampai(database)
        await until(lambda: sampai_after(database, written))
        assert not task.done()
    await leader.release()


async def test_a_lease_that_somebody_else_has_taken_is_lost(database, tmp_path, caplog):
    leader = Leader(database, 7, tmp_path / "lock", **QUICK)
    await leader.acquire()
    async with holding(leader) as task:
        await database.run(
            lambda connection: leases.acquire(
                connection, "intake:7", "other", 10.0**12, leases.held(connection, "")["intake:7"]
            )
        )
        await task

    assert "Another process has taken this bot over" in caplog.messages


async def test_the_right_is_waited_for_while_the_database_is_held(database, tmp_path, caplog):
    await do(database, HELD.format("INSERT"))
    leader = Leader(database, 7, tmp_path / "lock", **QUICK)
    waiting = asyncio.get_running_loop().create_task(leader.acquire())
    await until(lambda: refusals(caplog))
    await do(database, "DROP TRIGGER held")

    await waiting
    await leader.release()


async def test_a_database_that_serves_another_bot_is_refused_until_that_one_has_stopped(
    database, tmp_path
):
    first, second = (
        Leader(database, bot, tmp_path / f"{bot}.lock", **QUICK | {"ttl_s": 20.0})
        for bot in (70, 7)
    )
    await first.acquire()
    async with holding(first):
        with pytest.raises(AnotherBot) as refused:
            await second.acquire()
    assert refused.value.bot_id == 70

    await first.release()
    await second.acquire()
    await second.release()


async def test_two_bots_that_began_in_the_same_moment_do_not_both_go_on(database, tmp_path):
    leader = Leader(database, 7, tmp_path / "lock", **QUICK)
    await leader.acquire()
    await database.run(
        lambda connection: leases.acquire(connection, "intake:70", "other", 10.0**12)
    )

    with pytest.raises(AnotherBot):
        await leader.hold()
    await leader.release()


@pytest.mark.parametrize("owner", ["intake:7", "intake:70"])
@pytest.mark.parametrize("set_s", [-7200.0, 7200.0])
async def test_a_clock_that_was_set_neither_keeps_nor_ends_a_lease(
    database, tmp_path, owner, set_s
):
    await database.run(lambda c: leases.acquire(c, owner, "of a process that was killed", 1e9))
    leader, even = watching(database, tmp_path, wall_s=1e9 + set_s)
    waiting = asyncio.get_running_loop().create_task(leader.acquire())
    await looks(leader)
    even[0] += 19
    await looks(leader)
    assert not waiting.done()

    even[0] += 1
    await until(waiting.done)
    await leader.release()


async def test_a_lease_that_is_renewed_by_a_clock_far_behind_is_not_taken(database, tmp_path):
    pagar = await database.run(lambda c: leases.acquire(c, "intake:7", "elsewhere", 1.0))
    leader, even = watching(database, tmp_path, wall_s=1e9)
    waiting = asyncio.get_running_loop().create_task(leader.acquire())
    for second in range(0, 60, 10):
        await database.run(
            lambda c, second=second: leases.renew(c, "intake:7", pagar, 2.0 + second)
        )
        await looks(leader)
        even[0] += 10

    assert not waiting.done()
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        await waiting
    await leader.release()


def watching(database, tmp_path, wall_s):
    """Return a process that wants the right, and the seconds that pass for it."""
    even = [50.0]
    leader = Leader(
        database,
        7,
        tmp_path / "lock",
        standby_s=0.001,
        machine=lambda: even[0],
        wall=lambda: wall_s + even[0],
    )
    return leader, even


async def looks(leader):
    """Wait until a process has looked at the leases once more, and not only begun to."""
    for _ in range(2):
        pulses = leader._pulses
        await until(lambda pulses=pulses: leader._pulses is not pulses)


async def sampai(database):
    return await database.run(
        lambda connection: connection.exec_driver_sql("SELECT sampai FROM lease").scalar_one()
    )


async def sampai_after(database, before):
    return await sampai(database) > before
