"""A reminder on the phone: the next one takes its place, and it ends with the work."""

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

TAPEM = "Slamet Riyadi"


async def reminders(house: House) -> list[dict]:
    await house.settle()
    return [
        one
        for one in await house.messages(TAPEM)
        if "Mengingatkan dengan hormat" in one["plain"] or "diingatkan di sini" in one["plain"]
    ]


async def test_a_reminder_takes_the_place_of_the_one_before_and_ends_with_the_work(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.clock(to="Selasa 09.30 WIB")
    await house.see(TAPEM, "hari ke-1")
    (first,) = await reminders(house)
    await house.clock(to="Rabu 09.30 WIB")
    await house.see(TAPEM, "hari ke-2")
    (second,) = await reminders(house)
    assert second["message_id"] > first["message_id"]

    await house.clock(to="Senin 09.30 WIB")
    await house.see(TAPEM, "hari ke-5")
    (living,) = await reminders(house)
    found = [(one["plain"], one["buttons"]) for one in await house.messages(TAPEM)]
    struck = [each for each in found if each[0].startswith("⬇️")]
    assert struck == [("⬇️ Kartu dipindah ke bawah.", [])], "of Friday: too old to be deleted"

    await house.say(TAPEM, "1=98,5\n2=15\n3=6")
    await house.tap(TAPEM, "Kirim", "3/3 terisi")
    (over,) = await reminders(house)
    assert (over["message_id"], over["buttons"]) == (living["message_id"], [])
    assert "tidak terbuka lagi" in over["plain"]
