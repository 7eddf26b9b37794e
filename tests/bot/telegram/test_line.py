"""The line to Telegram is hung up at whatever moment it is ended, and says what PTB would say."""

import asyncio
import gc
import warnings

import pytest
from telegram import Bot

from benchmarks.bot_api import TOKEN, BotApi
from bot.telegram.line import Line, PlainBot
from bot.telegram.transport import WireRequest
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


async def test_a_tap_is_answered_as_ptb_answers_it():
    heard = []
    request = WireRequest()
    await request.initialize()
    async with BotApi(lambda method, parameters: heard.append((method, parameters))) as api:
        for kind in (Bot, PlainBot):
            bot = kind(TOKEN, f"{api.url}/bot", request=request, get_updates_request=request)
            await bot.answer_callback_query("7")
            await bot.answer_callback_query("8", "Tercatat", show_alert=True)
            await bot.answer_callback_query("9", url="https://t.me/tapak?start=1", cache_time=3)
        await request.shutdown()

    assert [method for method, _ in heard] == ["answerCallbackQuery"] * 6
    assert heard[3:] == heard[:3]
