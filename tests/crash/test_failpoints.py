"""The bot dies at the boundaries of one whole SOP, and people notice no more than a repetition."""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from tests.crash.batas import ALL, COMMITS, METHODS, Boundaries
from tests.crash.bots import ThreadBot, survive
from tests.crash.kantor import Kantor, first_of
from tests.crash.naskah import RETURNED, play
from tests.crash.pemeriksaan import ANSWERS, check_end

APART = 15
"""A bot that dies at every fifteenth visit of a boundary still gets somewhere in between."""
SPREAD = [(name, visit) for name in ALL for visit in range(1, APART + 1)]
KINDS = {"a commit": ("commit",), "a call": METHODS}
WORD_COMMITS = [(name, visits) for name in COMMITS for visits in range(1, 7)]
"""What is committed for one message: taken in, carried out, its answers sent."""


async def run(founded: Path, folder: Path, boundaries: Boundaries) -> None:
    """Run the SOP while the bot dies at these boundaries; check what is left."""
    async with Kantor(founded, folder) as kantor:
        bot = ThreadBot(kantor, boundaries)
        await bot.start()
        await first_of(play(kantor.office), survive(kantor, bot))
        await first_of(kantor.settle(), survive(kantor, bot))
        print(f"died {len(boundaries.deaths)} times")
        check_end(kantor)


@pytest.mark.parametrize(
    "kinds",
    [
        pytest.param(kinds, id=name, marks=[pytest.mark.plays] if name == "a call" else [])
        for name, kinds in KINDS.items()
    ],
)
async def test_dying_again_and_again_around_it_loses_and_doubles_nothing(
    founded: Path, tmp_path: Path, seed: int, kinds: tuple[str, ...]
):
    chance = random.Random(seed)
    names = [f"{when} {kind}" for kind in kinds for when in ("before", "after")]
    every = {name: chance.randint(80, 120) for name in names}
    boundaries = Boundaries(every, chance.randint(1, 60))
    await run(founded, tmp_path, boundaries)
    assert {name for name, _ in boundaries.deaths} == set(names)


async def test_words_are_stored_and_answered_once_wherever_the_bot_dies(
    filling: Path, tmp_path: Path
):
    boundaries = Boundaries()
    async with Kantor(filling, tmp_path) as kantor:
        bot = ThreadBot(kantor, boundaries)
        await bot.start()
        for number, (name, visits) in enumerate(WORD_COMMITS, start=1):
            boundaries.arm(name, visits)
            await kantor.office[RETURNED].write(f"1={80 + number}")
            if await first_of(bot.died.wait(), kantor.settle()) == 0:
                await bot.bury()
                await bot.start()
                await kantor.settle()
            ((value,),) = kantor.select("SELECT nilai FROM realisasi WHERE nilai IS NOT NULL")
            ((answers,),) = kantor.select(ANSWERS)
            assert Decimal(value) == 80 + number, f"dying {name} {visits}"
            assert answers == number, f"dying {name} {visits}"
        assert len(boundaries.deaths) >= len(WORD_COMMITS) - len(COMMITS)


@pytest.mark.soak
@pytest.mark.parametrize(("name", "first"), SPREAD)
async def test_dying_at_every_visit_of_every_boundary_loses_and_doubles_nothing(
    founded: Path, tmp_path: Path, name: str, first: int
):
    await run(founded, tmp_path, Boundaries({name: APART}, first))


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1, 42))
async def test_dying_everywhere_at_once_loses_and_doubles_nothing(
    founded: Path, tmp_path: Path, first: int
):
    await run(founded, tmp_path, Boundaries(dict.fromkeys(ALL, 41), first))
