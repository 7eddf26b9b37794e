"""Joining an office that is ketat, over the whole house."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

SEKCAM = "Endang Lestari"


@pytest.fixture
async def house(tmp_path: Path):
    async with House(tmp_path) as house:
        ketat = replace(SAMPLE, kantor=replace(SAMPLE.kantor, ketat=True))
        await Lapangan(house).rearrange(ketat)
        yield house


async def commands(house: House, nama: str) -> set[str]:
    """Return the menu of a phone, as it was set last."""
    calls = (await house.http.get("/trial/calls")).json()
    scope = {"type": "chat", "chat_id": house.user[nama]}
    menus = [
        c["params"]["commands"]
        for c in calls
        if c["method"] == "setMyCommands" and c["params"]["scope"] == scope
    ]
    return {each["command"] for each in menus[-1]}


async def test_a_newcomer_waits_until_an_admin_says_who_it_is(house: House):
    newcomer = house.newcomer
    await house.say(newcomer, house.start_text)
    await house.tap(newcomer, "Ya, itu saya")
    await house.see(newcomer, "menunggu konfirmasi admin")
    await house.say(newcomer, "/tugas")
    await house.settle()
    asked = await house.find(SEKCAM, "Ya, benar", newcomer)
    assert await commands(house, newcomer) == {"start"}

    await house.tap(SEKCAM, "Ya, benar", newcomer)

    await house.see(newcomer, "akan disampaikan di sini")
    await house.find(SEKCAM, "Cabut akses", newcomer)
    await house.settle()
    assert "tugas" in await commands(house, newcomer)
    again = await house.forge(SEKCAM, asked["message_id"], "v1:g:terima:1:1")
    assert again["show_alert"]


async def test_a_newcomer_who_is_not_confirmed_is_told_so(house: House):
    await house.say(house.newcomer, house.start_text)
    await house.tap(house.newcomer, "Ya, itu saya")
    await house.tap(SEKCAM, "Batal", house.newcomer)

    await house.see(house.newcomer, "tidak dikonfirmasi oleh admin")
    assert not (await house.see(SEKCAM, "minta bergabung"))["buttons"]
