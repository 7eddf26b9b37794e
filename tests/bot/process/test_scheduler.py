"""Knocks go on: whatever a single one meets, and wherever the machine's clock is set."""

from datetime import timedelta

import pytest

from bot.process.clock import machine_now
from bot.process.scheduler import Evenly, Scheduler
from tests.support.patience import until

HOURS = timedelta(hours=2)


@pytest.fixture
async def knocks():
    return []


@pytest.fixture
async def scheduler(knocks):
    def noted(name):
        async def knock():
            knocks.append(name)

        return knock

    made = Scheduler(tick=noted("tick"), nightly=noted("backup"), housekeep=noted("housekeeping"))
    made.start()
    yield made
    made.stop()


async def test_the_first_tick_comes_at_once_and_the_rest_in_its_time(scheduler, knocks):
    await until(lambda: knocks)

    assert knocks == ["tick"]


async def test_no_knock_waits_for_a_clock_that_was_set_back(scheduler, knocks):
    await until(lambda: knocks)
    for job in scheduler._scheduler.get_jobs():  # what a clock that is set back comes to
        job.modify(next_run_time=job.next_run_time + HOURS)
    scheduler.align()
    await until(lambda: len(knocks) == 4)

    assert sorted(knocks) == ["backup", "housekeeping", "tick", "tick"]


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=365)])
def test_a_knock_that_comes_late_is_made_up_for_once(late):
    was_due = machine_now()
    now = was_due + late

    assert Evenly(20.0).get_next_fire_time(was_due, now) == now + timedelta(seconds=20)
