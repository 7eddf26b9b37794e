"""Several offices on one bot: whose people the page shows."""

import httpx
import pytest
from playwright.async_api import expect

from tests.bot.trial_page.conftest import CAMAT

pytestmark = pytest.mark.browser

HERE, THERE = "Kecamatan Pejawaran", "Disdukcapil Sukamaju"


@pytest.fixture
async def neighbours(server):
    """Name the office of everybody, and put a second one beside it."""
    async with httpx.AsyncClient(base_url=server.url, trust_env=False) as http:
        for phone in (await http.get("/trial/phones")).json():
            await http.post("/trial/phones", json=phone | {"kantor": HERE})
        fajar = {"user_id": 4007, "name": "Fajar Nugroho", "jabatan": "JF Perencana"}
        await http.post("/trial/phones", json=fajar | {"kantor": THERE})


@pytest.mark.usefixtures("neighbours")
async def test_the_picker_lists_people_under_their_office(open_desk):
    desk = await open_desk()
    await desk.page.get_by_role("button", name="+ Pegawai").click()

    await expect(desk.page.locator(".picker__office")).to_have_text([HERE, THERE])
    await desk.page.get_by_placeholder("Cari nama").fill("disdukcapil")
    await expect(desk.page.locator(".picker__office")).to_have_text([THERE])
    await desk.page.get_by_role("button", name="Fajar Nugroho").click()

    await expect(desk.phone(4007)).to_be_visible()
    await expect(desk.phone(CAMAT)).to_be_visible()
    assert desk.complaints == []
