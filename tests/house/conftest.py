"""The whole house, with one office in which everybody but one has joined."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.house import House


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with House(tmp_path) as house:
        yield house
