"""Joining an office that is ketat, over the whole house."""

from dataclasses import replace

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

SEKCAM, TAPEM = "Endang Lestari", "Slamet Riyadi"


@pytest.fixture
async def house(house: House) -> House:
    ketat = replace(SAMPLE, kantor=replace(SAMPLE.kantor, ketat=True))
    await Lapangan(house).rearrange(ketat)
    return house


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


async def test_a_button_that_named_nobody_is_asked_again_with_the_owner_of_the_account(
    house: House,
):
    await house.say(TAPEM, house.start_text)
    await house.tap(TAPEM, "Ya, itu saya")
    asked = await house.find(SEKCAM, "Ya, benar", "sekarang dipakai oleh Slamet Riyadi")
    _, data = await Lapangan(house).button(SEKCAM, "Ya, benar")
    of_before = ":".join(data.split(":")[:5])

    told = await house.forge(SEKCAM, asked["message_id"], of_before)

    assert told["text"].startswith("Pemakai akunnya berubah sejak ditanyakan.")
    await house.settle()
    again = await house.find(SEKCAM, "Ya, benar", "sekarang dipakai oleh Slamet Riyadi")
    assert again["message_id"] > asked["message_id"]
    assert not any("Akses Pak" in each["plain"] for each in await house.messages(TAPEM))
    await house.tap(SEKCAM, "Ya, benar")
    await house.see(TAPEM, "Akses Pak Slamet Riyadi")


async def test_a_button_of_before_confirms_an_account_that_is_nobodys(house: House):
    await house.say(house.newcomer, house.start_text)
    await house.tap(house.newcomer, "Ya, itu saya")
    asked = await house.find(SEKCAM, "Ya, benar", house.newcomer)
    _, data = await Lapangan(house).button(SEKCAM, "Ya, benar")

    await house.forge(SEKCAM, asked["message_id"], ":".join(data.split(":")[:5]))

    await house.see(house.newcomer, "akan disampaikan di sini")


async def test_a_newcomer_who_is_not_confirmed_is_told_so(house: House):
    await house.say(house.newcomer, house.start_text)
    await house.tap(house.newcomer, "Ya, itu saya")
    await house.tap(SEKCAM, "Batal", house.newcomer)

    await house.see(house.newcomer, "tidak dikonfirmasi oleh admin")
    assert not (await house.see(SEKCAM, "minta bergabung"))["buttons"]
