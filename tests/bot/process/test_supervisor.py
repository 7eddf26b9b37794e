"""Loops that die are started again; tasks that die are named."""

import asyncio

import pytest

from bot.process.supervisor import Crew, Supervisor, every
from tests.support.patience import until


async def mistake_the_first_cancellation() -> None:
    """Work on after it, as what met a time limit at the same moment does."""
    with pytest.raises(asyncio.CancelledError):
        await asyncio.sleep(60)
    await asyncio.sleep(60)


async def test_a_loop_that_dies_is_started_again_and_said(caplog):
    turns = []
    alive = asyncio.Event()

    async def loop():
        turns.append(1)
        if len(turns) < 3:
            raise ValueError("dead")
        alive.set()
        await asyncio.sleep(60)

    supervisor = Supervisor(pauses=(0.0,))
    supervisor.start("poll", loop)
    await alive.wait()
    await supervisor.stop_all()

    assert len(turns) == 3
    assert {r.loop for r in caplog.records if "loop died" in r.message} == {"poll"}


async def test_a_task_that_dies_is_named(caplog):
    async def work():
        raise ValueError("dead")

    crew = Crew("delivery")
    crew.spawn(work())
    await crew.finish(5)

    assert len(crew) == 0
    assert [r.crew for r in caplog.records if r.message == "A task died"] == ["delivery"]


async def test_tasks_that_take_too_long_are_cancelled():
    crew = Crew("worker")
    crew.spawn(asyncio.sleep(60))
    await crew.finish(0)
    await asyncio.sleep(0)

    assert len(crew) == 0


@pytest.mark.timeout(20)
async def test_a_loop_that_takes_its_cancellation_for_a_time_limit_is_ended_too():
    supervisor = Supervisor()
    supervisor.start("poll", mistake_the_first_cancellation)
    await asyncio.sleep(0)

    await supervisor.stop_all()

    assert "poll" not in {task.get_name() for task in asyncio.all_tasks()}


@pytest.mark.timeout(20)
async def test_a_task_that_takes_its_cancellation_for_a_time_limit_is_ended_too():
    crew = Crew("worker")
    crew.spawn(mistake_the_first_cancellation())
    await asyncio.sleep(0)

    await crew.finish(0)

    assert len(crew) == 0


async def test_what_is_done_again_and_again_outlives_its_failures(caplog):
    beats = []

    async def beat():
        beats.append(len(beats))
        if len(beats) == 2:
            raise OSError

    beating = asyncio.get_running_loop().create_task(every(0.001, beat))
    await until(lambda: len(beats) > 3)
    beating.cancel()

    assert caplog.messages == ["A beat failed; the next one comes"]
