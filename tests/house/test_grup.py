"""A group gets one hint to the private chat; then the bot leaves it."""

from bot.trial import people
from tests.support.house import House

CAMAT, GROUP = "Suharyanto", -100123


async def test_a_group_gets_one_hint_however_often_it_calls_and_is_left_each_time(house: House):
    messenger = house.server.messenger
    camat = people.find_phone(messenger, house.user[CAMAT])
    for _ in range(2):
        people.add_to_group(messenger, camat, GROUP, "Grup Kecamatan")
        people.write_in_group(messenger, camat, GROUP, "/tugas@tapak_coba_bot")
        await house.answered()
        assert people.find_phone(messenger, GROUP).blocked

    said = [one.body["text"] for one in messenger.store.messages(GROUP) if one.from_bot]
    assert len(said) == 1
    assert "https://t.me/tapak_coba_bot" in said[0]
    assert not any('"tahan"' in row or '"mati"' in row for row in await house.figures())


async def test_being_removed_from_a_group_is_answered_by_nothing(house: House):
    messenger = house.server.messenger
    camat = people.find_phone(messenger, house.user[CAMAT])
    people.add_to_group(messenger, camat, GROUP, "Grup Kecamatan")
    await house.answered()
    group = people.find_phone(messenger, GROUP)
    group.blocked = False
    people.set_blocked(messenger, group, blocked=True)
    await house.answered()

    calls = [one.method for one in messenger.calls if one.params.get("chat_id") == GROUP]
    assert calls.count("leaveChat") == 1
