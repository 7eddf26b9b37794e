"""Telegram is unwell: some calls are refused, some vanish, some are done without an answer."""

import random
from pathlib import Path

import pytest

from tests.crash.batas import RandomFaults
from tests.crash.bots import ThreadBot
from tests.crash.kantor import Kantor
from tests.crash.naskah import play
from tests.crash.pemeriksaan import check_end


async def run(founded: Path, folder: Path, seed: int) -> None:
    """Run the SOP while one call of ten to twenty fails; check what is left."""
    chance = random.Random(seed)
    share = chance.uniform(0.05, 0.10)
    async with Kantor(founded, folder) as kantor:
        bot = ThreadBot(kantor)
        faults = kantor.server.messenger.faults = RandomFaults(chance, share)
        await bot.start()
        await play(kantor.office)
        await kantor.settle()
        print(f"{share:.3f} of all calls failed: {faults.count}")
        check_end(kantor)


async def test_a_telegram_that_fails_loses_nothing_and_doubles_only_what_it_marks(
    founded: Path, tmp_path: Path, seed: int
):
    await run(founded, tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200))
async def test_a_telegram_that_fails_for_long_loses_nothing(
    founded: Path, tmp_path: Path, seed: int
):
    await run(founded, tmp_path, seed)
