"""An answer belongs to what it answers, whenever it was written and whatever else is asked."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.trial import people
from bot.trial.calls import Upload
from tests.bot.trial.scenes import PNG
from tests.keamanan.lapangan import BERKAS, Lapangan
from tests.support.house import House

TAPEM = "Slamet Riyadi"
EARLY = "ditulis sebelum pertanyaan yang terakhir sampai"


@pytest.fixture
async def house(tmp_path: Path):
    async with House(tmp_path) as house:
        yield house


async def fill(house: House) -> Lapangan:
    """Go to where the formulir are filled, and let Tapem be asked for its first value."""
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.tap(TAPEM, "Isi realisasi")
    await house.settle()
    return lapangan


async def values(house: House, lapangan: Lapangan) -> list[Decimal | None]:
    """Return what stands in the formulir of Tapem, in the order of its list."""
    await house.answered()
    forms = await lapangan.look(lambda uow: uow.kinerja.formulir_of(BERKAS))
    tapem = next(form for form in forms if any(n.kode == "IK-01" for n in form.nilai))
    return [nilai.nilai for nilai in tapem.nilai]


async def test_numbers_sent_at_once_do_not_slip_into_the_questions_that_follow(house: House):
    lapangan = await fill(house)
    house.blurt(TAPEM, "88.24", "12", "7")

    assert await values(house, lapangan) == [None, None, None]
    told = [m["plain"] for m in await house.messages(TAPEM) if EARLY in m["plain"]]
    assert [teks.partition("”")[0] for teks in told] == ["“12", "“7"]
    await house.say(TAPEM, "88,24")
    assert await values(house, lapangan) == [Decimal("88.24"), None, None]


async def test_values_that_name_their_indikator_may_come_at_once(house: House):
    lapangan = await fill(house)
    house.blurt(TAPEM, "88,24", "2=12\n3=7")

    assert await values(house, lapangan) == [Decimal("88.24"), Decimal(12), Decimal(7)]


async def test_a_reply_to_fridays_question_fills_fridays_indikator_on_monday(house: House):
    lapangan = await fill(house)
    asked = (await house.see(TAPEM, "1/3"))["message_id"]
    fault = {"method": "deleteMessages", "times": 9, "status": 400}
    fault["description"] = "Bad Request: message can't be deleted for everyone"
    (await house.http.post("/trial/faults", json=fault)).raise_for_status()
    await house.say(TAPEM, "100")
    await house.see(TAPEM, "2/3")
    await house.say(TAPEM, "80", reply_to=asked)

    assert await values(house, lapangan) == [Decimal(80), None, None]


def photo(house: House, caption: str, **facts: Any) -> None:
    """Let Tapem send a photo with words under it."""
    messenger = house.server.messenger
    upload = Upload("bukti.png", "image/png", PNG)
    phone = people.find_phone(messenger, house.user[TAPEM])
    people.write_file(messenger, phone, upload, caption=caption, as_photo=True, **facts)


async def test_a_photo_within_a_question_keeps_it_and_its_caption_is_not_dropped_unmentioned(
    house: House,
):
    lapangan = await fill(house)
    photo(house, "1=250")
    await house.answered()

    assert "masih menunggu jawaban" in (await house.see(TAPEM, "disimpan pada tugas"))["plain"]
    assert "“1=250” pada kiriman itu tidak dibaca" in (await house.see(TAPEM, "1=250"))["plain"]
    await house.say(TAPEM, "100")
    assert await values(house, lapangan) == [Decimal(100), None, None]


async def test_an_album_within_a_question_keeps_it_too(house: House):
    lapangan = await fill(house)
    for caption in ("2=12", "", ""):
        photo(house, caption, album="berita-acara")
    await house.say(TAPEM, "100")

    assert await values(house, lapangan) == [Decimal(100), None, None]
    assert len(await lapangan.look(lambda uow: uow.lampiran.of_berkas(BERKAS))) == 3
