"""Hints: every open page hears what moved, whichever other page closes."""

from contextlib import aclosing

from bot.trial.events import Hints


async def test_a_page_that_closes_leaves_the_others_listening():
    hints = Hints()
    async with aclosing(hints.stream()) as first, aclosing(hints.stream()) as second:
        await anext(first)
        await anext(second)

        await second.aclose()
        hints.tell(chat=7)

        assert await anext(first) == 'data: {"chat": 7}\n\n'
