"""The admin makes and revokes join links in the chat, over the whole house."""

import re

from tests.keamanan.test_rahasia import bytes_below
from tests.support.house import House

ADMIN, STAF = "Endang Lestari", "Agus Prasetyo"


async def make_link(house: House) -> str:
    """Let the admin make a link for the newcomer; return what its person writes."""
    await house.say(ADMIN, "/pegawai")
    await house.tap(ADMIN, f"👤 {house.newcomer}")
    await house.tap(ADMIN, "🔗 Buat tautan bergabung")
    told = (await house.see(ADMIN, "Tautan bergabung untuk"))["plain"]
    assert "https://t.me/" in told
    assert re.search(r"berlaku sampai \w+, \d+ \w+ \d\d\.\d\d WIB", told)
    return re.search(r"/start \S+", told)[0]


async def test_a_link_made_in_the_chat_lets_its_person_join_and_only_its_hash_is_kept(
    house: House,
):
    start = await make_link(house)
    assert start.removeprefix("/start ").encode() not in bytes_below(house.folder / "bot")

    await house.say(house.newcomer, start)
    await house.tap(house.newcomer, "Ya, itu saya")

    assert house.newcomer in (await house.see(ADMIN, "baru saja bergabung"))["plain"]


async def test_a_link_that_the_admin_revoked_lets_nobody_in(house: House):
    start = await make_link(house)
    await house.say(ADMIN, "/pegawai")
    await house.tap(ADMIN, f"👤 {house.newcomer}")
    page = await house.see(ADMIN, "Tautan dibuat")
    assert "berlaku sampai" in page["plain"]
    await house.tap(ADMIN, "🛑 Cabut tautan")
    await house.see(ADMIN, "tidak dapat dipakai lagi")

    await house.say(house.newcomer, start)

    await house.see(house.newcomer, "Tautan ini tidak berlaku")


async def test_who_is_no_admin_gets_no_link_by_a_forged_tap(house: House):
    await make_link(house)
    before = len(await house.messages(STAF))
    told = await house.forge(STAF, 1, "v1:g:tautan:1")
    await house.settle()

    assert told["show_alert"]
    assert len(await house.messages(STAF)) == before
