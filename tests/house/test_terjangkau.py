"""Somebody blocks the bot and comes back: nothing is lost, and the admin hears of both once."""

from tests.support.house import House
from tests.support.patience import until

CAMAT, SEKCAM = "Suharyanto", "Endang Lestari"


async def held(house: House, count: int) -> None:
    """Wait until so many messages are held."""

    async def look() -> bool:
        rows = await house.figures()
        return rows.get('tapak_outbox_rows{status="tahan"}', 0) == count

    await until(look)


async def times(house: House, nama: str, teks: str) -> int:
    await house.settle()
    return sum(teks in message["plain"] for message in await house.messages(nama))


async def test_the_card_that_was_owed_comes_when_the_person_writes_again(house: House):
    await house.block(CAMAT, blocked=True)
    await house.say(SEKCAM, "/mulai")
    await house.tap(SEKCAM, "Pengukuran Kinerja")
    await house.see(SEKCAM, "tidak terjangkau")
    await held(house, 1)

    await house.close()
    await house.open()
    await held(house, 1)
    assert await times(house, SEKCAM, "tidak terjangkau") == 1

    await house.block(CAMAT, blocked=False)
    await house.say(CAMAT, "Apakah ada tugas?")
    await house.tap(CAMAT, "Disposisikan", "Langkah 1")
    news = await house.see(SEKCAM, "kembali terjangkau")
    assert news["silent"]
    assert await times(house, SEKCAM, "kembali terjangkau") == 1
