"""One tap, from the phone to the card and back."""

BUDI, SARI = 101, 102


async def test_a_tap_is_answered_and_the_card_edited(house):
    await house.joins(BUDI)

    answer = await house.tap(BUDI)

    assert answer["text"] == "Tercatat 1"
    assert await house.texts(BUDI) == ["Hitungan: <b>1</b>"]
