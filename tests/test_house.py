"""The house stands: one disposisi goes through every room of it."""

from pathlib import Path

import pytest

from tests.house import House


@pytest.fixture
async def house(tmp_path: Path):
    async with House(tmp_path) as house:
        yield house


async def test_a_disposisi_reaches_the_next_post(house: House):
    await house.say("Endang Lestari", "/mulai")
    await house.tap("Endang Lestari", "Pengukuran Kinerja")
    await house.tap("Suharyanto", "Disposisikan")

    card = await house.see("Endang Lestari", "Langkah 2 dari 10")
    assert "Kecamatan Pejawaran" in card["plain"]
