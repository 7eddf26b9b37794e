"""The office is founded once; every test works on a copy."""

import asyncio
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.crash.cepat import FAST
from tests.crash.kantor import found


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Let Telegram and the officials go by the clock of the bots."""
    return {"fast": FAST.new_loop}


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an office that everybody has joined."""
    folder = tmp_path_factory.mktemp("founded")
    found(folder)
    return folder


@pytest.fixture
def seed() -> int:
    """Return a seed, printed so that a failure can be run again."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    return seed
