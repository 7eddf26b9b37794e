"""The line to Telegram is hung up at whatever moment it is ended."""

import asyncio
import gc
import warnings

import pytest

from bot.telegram.line import Line
from bot.trial.with_bot import settings_of

TURNS = 8
"""Of the event loop: more than it takes until the first request is on its way."""


@pytest.mark.parametrize("turns", range(TURNS))
async def test_a_line_that_is_cut_off_while_it_connects_leaves_nothing_open(
    cold, tmp_path, turns: int
):
    line = Line(settings_of(cold.server, tmp_path), None, register=lambda _application: None)
    connecting = asyncio.get_running_loop().create_task(line.connect())
    for _ in range(turns):
        await asyncio.sleep(0)
    connecting.cancel()
    await asyncio.gather(connecting, return_exceptions=True)

    await line.close()

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", ResourceWarning)
        del line, connecting
        gc.collect()
    assert [str(each.message) for each in said] == []
