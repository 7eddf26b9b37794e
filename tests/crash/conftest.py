"""The office is founded once, and led to where a test begins once; every test works on a copy."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest

from tests.crash import naskah
from tests.crash.bots import ThreadBot
from tests.crash.cepat import FAST
from tests.crash.kantor import Kantor, forget_time, found
from tests.crash.pejabat import Pejabat

Part = Callable[[Mapping[str, Pejabat]], Awaitable[None]]
"""A part of an SOP, played by an office's people."""


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Let Telegram and the officials go by the clock of the bots."""
    return {"fast": FAST.new_loop}


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an office that everybody has joined."""
    folder = tmp_path_factory.mktemp("founded")
    found(folder)
    return folder


@pytest.fixture(scope="session")
def filling(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of that office where forms are being filled, and whose bot has stopped."""
    folder = played(founded, tmp_path_factory.mktemp("filling"), naskah.begin)
    forget_time(folder)  # or it counts as an outage until somebody begins here
    return folder


@pytest.fixture(scope="session")
def signing(filling: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of that office where everybody is asked to sign, and whose bot has stopped."""
    parts = (naskah.fill_all, naskah.return_one, naskah.approve)
    return played(filling, tmp_path_factory.mktemp("signing"), *parts)


def played(before: Path, folder: Path, *parts: Part) -> Path:
    """Play parts of an SOP on from a folder, to the last message; return the folder that this leads to."""

    async def play() -> None:
        async with Kantor(before, folder) as kantor:
            bot = ThreadBot(kantor)
            await bot.start()
            for part in parts:
                await part(kantor.office)
            await kantor.settle()

    FAST.run(play())
    return folder


@pytest.fixture
def seed() -> int:
    """Return a seed, printed so that a failure can be run again."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    return seed
