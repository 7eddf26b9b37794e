"""The page plays tours of other SOPs to their end, each in an office of its kind."""

from pathlib import Path

import pytest

from bot.trial.sample import SAMPLES
from bot.trial.scenario import TOURS, read_scenario
from bot.trial.server import TrialServer
from tests.bot.trial_page.conftest import IN_A_BROWSER, SMALL, on_page
from tests.support.house import House

pytestmark = IN_A_BROWSER

OTHERS = (
    "pengumpulan-data-kinerja",
    pytest.param("mekanisme-pengukuran-kinerja", marks=pytest.mark.plays),
    pytest.param("pengukuran-kinerja-dinas", marks=pytest.mark.plays),
    pytest.param("kasi-tidak-hadir", marks=pytest.mark.plays),
)
"""The main one and the fifth are played where a trial starts over; all of them without a browser too."""


@on_page
async def house(tmp_path: Path):
    async with House(tmp_path, *SAMPLES) as house:
        yield house


@pytest.fixture
def server(house: House) -> TrialServer:
    return house.server


@pytest.mark.parametrize("nama", OTHERS)
async def test_the_page_plays_the_tour_to_its_end(nama: str, open_desk):
    desk = await open_desk(**SMALL)
    await desk.page.get_by_role("button", name="Putar contoh").click()
    await desk.page.get_by_role("button", name=read_scenario(TOURS / f"{nama}.toml").judul).click()

    await desk.play_to_the_end()
    assert desk.complaints == []
