"""The page plays tours of other SOPs to their end, each in an office of its kind."""

from pathlib import Path

import pytest

from bot.trial.sample import SAMPLES
from bot.trial.scenario import TOURS, read_scenario
from bot.trial.server import TrialServer
from tests.support.house import House

pytestmark = pytest.mark.browser

OTHERS = (
    "mekanisme-pengukuran-kinerja",
    "pengumpulan-data-kinerja",
    "pengukuran-kinerja-dinas",
)
"""The fifth is played twice where a trial starts over."""


@pytest.fixture
async def house(tmp_path: Path):
    async with House(tmp_path, *SAMPLES) as house:
        yield house


@pytest.fixture
def server(house: House) -> TrialServer:
    return house.server


@pytest.mark.parametrize("nama", OTHERS)
async def test_the_page_plays_the_tour_to_its_end(nama: str, open_desk):
    desk = await open_desk()
    await desk.page.get_by_role("button", name="Putar contoh").click()
    await desk.page.get_by_role("button", name=read_scenario(TOURS / f"{nama}.toml").judul).click()

    await desk.play_to_the_end()
    assert desk.complaints == []
