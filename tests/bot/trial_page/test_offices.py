"""Several offices on one bot: whose people the page shows."""

import re

import pytest
from playwright.async_api import expect

from tests.bot.trial_page.conftest import CAMAT, IN_A_BROWSER, POSTS, on_page
from tests.support.http import client

pytestmark = IN_A_BROWSER

FAJAR = 4007
HERE, THERE = "Kecamatan Pejawaran", "Disdukcapil Sukamaju"


@on_page
async def neighbours(server):
    """Name the office of everybody, and put a second one beside it."""
    async with client(server.url) as http:
        for phone in (await http.get("/trial/phones")).json():
            await http.post("/trial/phones", json=phone | {"kantor": HERE, "zona": "Asia/Jakarta"})
        fajar = {"user_id": FAJAR, "name": "Fajar Nugroho", "jabatan": "JF Perencana"}
        await http.post("/trial/phones", json=fajar | {"kantor": THERE, "zona": "Asia/Makassar"})


@pytest.mark.usefixtures("neighbours")
async def test_the_picker_lists_people_under_their_office(open_desk):
    desk = await open_desk()
    await desk.page.get_by_role("button", name="+ Pegawai").click()

    await expect(desk.page.locator(".picker__office")).to_have_text([HERE, THERE])
    await desk.page.get_by_placeholder("Cari nama").fill("disdukcapil")
    await expect(desk.page.locator(".picker__office")).to_have_text([THERE])
    await desk.page.get_by_role("button", name="Fajar Nugroho").click()

    await expect(desk.phone(FAJAR)).to_be_visible()
    await expect(desk.phone(CAMAT)).to_be_visible()
    assert desk.complaints == []


@pytest.mark.usefixtures("neighbours")
async def test_each_phone_keeps_its_own_zone_and_the_clock_that_of_the_table(open_desk, server):
    async with client(server.url) as http:
        for user_id in (CAMAT, FAJAR):
            await http.post(f"/trial/phones/{user_id}/send", json={"text": "Selamat pagi"})
    desk = await open_desk()
    clock = desk.page.locator("#clock")
    await desk.page.get_by_role("button", name="+ Pegawai").click()
    await desk.page.get_by_role("button", name="Fajar Nugroho").click()

    for user_id, zone, hour in ((CAMAT, "WIB", "08."), (FAJAR, "WITA", "09.")):
        await expect(desk.phone(user_id).locator(".phone__zone")).to_have_text(zone)
        await expect(desk.phone(user_id).locator(".meta time")).to_contain_text(hour)
    await expect(clock).to_contain_text(re.compile(r"08\.1\d WIB"))

    for user_id in list(POSTS)[:5]:
        await desk.phone(user_id).get_by_role("button", name="Menu ponsel").click()
        await desk.page.get_by_role("menuitem", name="Simpan ponsel ini").click()

    await expect(clock).to_contain_text(re.compile(r"09\.1\d WITA"))
    await desk.page.get_by_role("button", name="Besok 08.00").click()
    await expect(clock).to_contain_text("08.00 WITA")
    assert desk.complaints == []
