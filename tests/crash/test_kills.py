"""``tapak run`` is killed at random moments of one whole SOP while the officials keep tapping."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.crash.bots import ProcessBot
from tests.crash.kantor import Kantor
from tests.crash.naskah import ACTS, play
from tests.crash.pemeriksaan import check_between, check_end

LATEST_S = 2.0
"""How long after a tap, at most, the bot is killed: about as long as the tap takes."""


async def kill_and_restart(kantor: Kantor, bot: ProcessBot, chance: random.Random, kills: int):
    """Kill the bot after so many of the acts; look at every phone each time it is back."""
    for act in sorted(chance.sample(range(1, ACTS), kills)):
        await kantor.acts_reached(act)
        await asyncio.sleep(chance.uniform(0, LATEST_S))
        await bot.kill()
        await bot.start()
        kantor.gate.clear()
        await kantor.settle()
        check_between(kantor)
        kantor.gate.set()


async def run(founded: Path, folder: Path, seed: int, kills: int) -> None:
    """Run the SOP with so many kills; check what is left."""
    async with Kantor(founded, folder) as kantor:
        bot = ProcessBot(kantor)
        await bot.start()
        killing = kill_and_restart(kantor, bot, random.Random(seed), kills)
        await asyncio.gather(play(kantor.office), killing)
        await kantor.settle()
        check_end(kantor)


async def test_ten_kills_lose_and_double_nothing(founded: Path, tmp_path: Path, seed: int):
    await run(founded, tmp_path, seed, kills=10)


@pytest.mark.soak
@pytest.mark.parametrize("campaign", range(50))
async def test_a_thousand_kills_lose_and_double_nothing(
    founded: Path, tmp_path: Path, campaign: int
):
    await run(founded, tmp_path, seed=campaign, kills=10)
