"""Ticks go on, whatever a single one meets; a gap is a silence in which taps may expire."""

import asyncio

from bot.process.ticks import every, gap
from tests.support.patience import until


async def test_a_tick_that_fails_is_logged_and_the_next_one_comes(caplog):
    knocks = []

    async def knock():
        knocks.append(len(knocks))
        if len(knocks) == 2:
            raise OSError

    ticking = asyncio.get_running_loop().create_task(every(0.001, knock))
    await until(lambda: len(knocks) > 3)
    ticking.cancel()

    assert caplog.messages == ["A tick failed; the next one comes"]


def test_only_a_silence_in_which_taps_may_expire_is_a_gap():
    assert gap(-7200.0) == 0
    assert gap(149.0) == 0
    assert gap(151.0) == 151
