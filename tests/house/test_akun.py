"""One person's link opened on another's phone, over the whole house."""

from pathlib import Path

import pytest

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

TAPEM = "Slamet Riyadi"


@pytest.fixture
async def house(tmp_path: Path):
    async with House(tmp_path) as house:
        yield house


async def test_bukan_saya_changes_nothing_for_the_owner(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.say(TAPEM, house.start_text)
    await house.tap(TAPEM, "Bukan saya")
    await house.see(TAPEM, "Tautan itu sudah dimatikan")
    await house.say(TAPEM, "/tugas")

    assert "Isi form" in (await house.see(TAPEM, "Tugas terbuka"))["plain"]
