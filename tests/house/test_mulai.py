"""Starting over the whole house: the offer of a new triwulan, and buttons that were made up."""

import pytest

from tests.support.house import House

CAMAT, SEKCAM = "Suharyanto", "Endang Lestari"


@pytest.fixture
async def house(house: House) -> House:
    await house.say(SEKCAM, "/mulai")
    await house.tap(SEKCAM, "Pengukuran Kinerja")
    return house


async def test_the_next_triwulan_is_offered_and_may_wait(house: House):
    await house.clock(advance="P95D")
    await house.settle()
    offered = await house.see(SEKCAM, "Triwulan IV 2026 telah berakhir")

    answered = await house.tap(SEKCAM, "Nanti", "telah berakhir")
    assert "/mulai" in answered["text"]
    assert not (await house.see(SEKCAM, "Triwulan IV 2026 telah berakhir"))["buttons"]
    await house.forge(SEKCAM, offered["message_id"], "v1:m:1:2026:4")
    await house.find(CAMAT, "Disposisikan", "Triwulan IV 2026")


async def test_what_is_started_from_the_offer_is_marked_in_it(house: House):
    await house.clock(advance="P95D")
    await house.settle()
    await house.tap(SEKCAM, "Mulai Pengukuran Kinerja", "telah berakhir")
    await house.find(CAMAT, "Disposisikan", "Triwulan IV 2026")
    await house.settle()

    offer = await house.see(SEKCAM, "telah berakhir")
    assert "✅ Pengukuran Kinerja sudah dimulai, berkas 10" in offer["plain"]
    assert not offer["buttons"]
    refused = await house.forge(SEKCAM, offer["message_id"], "v1:m:1:2026:4")
    assert "sudah berjalan untuk periode tersebut" in refused["text"]
    other = await house.forge(CAMAT, offer["message_id"], "v1:m:1:2026:4")
    assert other["show_alert"]


async def test_a_source_that_was_made_up_starts_nothing(house: House):
    message = (await house.messages(SEKCAM))[0]["message_id"]
    for sumber in ("1001", "999999999999999", "-1", "x"):
        refused = await house.forge(SEKCAM, message, f"v1:m:1:2026:2:{sumber}")
        assert refused["text"], sumber

    assert not [m for m in await house.messages(CAMAT) if "Triwulan II 2026" in m["plain"]]
