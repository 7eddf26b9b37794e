"""An answer belongs to what it answers, whenever it was written and whatever else is asked."""

from decimal import Decimal
from typing import Any

import pytest

from tests.bot.trial.scenes import PNG
from tests.keamanan.lapangan import BERKAS, Lapangan
from tests.support.house import House

TAPEM = "Slamet Riyadi"


@pytest.fixture
async def house(house: House) -> House:
    await Lapangan(house).go_to("4.0")
    await house.tap(TAPEM, "Isi realisasi")
    await house.see(TAPEM, "1/3")
    return house


async def values(house: House) -> list[Decimal | None]:
    """Return what stands in the formulir of Tapem, in the order of its list."""
    await house.answered()
    forms = await Lapangan(house).look(lambda uow: uow.kinerja.formulir_of(BERKAS))
    tapem = next(form for form in forms if any(n.kode == "IK-01" for n in form.nilai))
    return [nilai.nilai for nilai in tapem.nilai]


async def refused(house: House) -> list[str]:
    """Return the texts that Tapem was told are no answers."""
    told = [m["plain"] for m in await house.messages(TAPEM) if m["from"] == "bot"]
    return [t[1 : t.index("”")] for t in told if "ditulis sebelum pertanyaan" in t]


async def test_numbers_sent_at_once_do_not_slip_into_the_questions_that_follow(house: House):
    house.blurt(TAPEM, "88.24", "12", "7")

    assert await values(house) == [None, None, None]
    assert await refused(house) == ["12", "7"]
    await house.tap(TAPEM, "88,24")
    assert await values(house) == [Decimal("88.24"), None, None]
    house.blurt(TAPEM, "15", "6")
    assert await values(house) == [Decimal("88.24"), Decimal(15), None]
    assert await refused(house) == ["12", "7", "6"]
    assert "3/3" in (await house.messages(TAPEM))[-1]["plain"]


async def test_what_names_its_indikator_or_ends_the_questions_may_come_at_once(house: House):
    house.blurt(TAPEM, "88,24", "2=12\n3=7", "berhenti")

    assert await values(house) == [Decimal("88.24"), Decimal(12), Decimal(7)]
    assert await refused(house) == []


async def test_who_taps_and_writes_at_once_is_not_sent_back(house: House):
    await house.say(TAPEM, "berhenti")
    await house.answered()
    await house.tap(TAPEM, "Isi realisasi")
    house.blurt(TAPEM, "100")

    assert (await values(house), await refused(house)) == ([Decimal(100), None, None], [])


async def test_a_reply_to_fridays_question_fills_fridays_indikator_on_monday(house: House):
    asked = (await house.see(TAPEM, "1/3"))["message_id"]
    fault = {"method": "deleteMessages", "times": 9, "status": 400}
    fault["description"] = "Bad Request: message can't be deleted for everyone"
    (await house.http.post("/trial/faults", json=fault)).raise_for_status()
    await house.say(TAPEM, "100")
    await house.see(TAPEM, "2/3")
    await house.say(TAPEM, "80", reply_to=asked)

    assert await values(house) == [Decimal(80), None, None]


async def send_photo(house: House, **facts: Any) -> None:
    """Let Tapem send a photo, with words under it."""
    url = f"/trial/phones/{house.user[TAPEM]}/send"
    photo = {"photo": ("bukti.png", PNG, "image/png")}
    (await house.http.post(url, files=photo, data=facts)).raise_for_status()


async def test_a_photo_within_a_question_keeps_it_and_says_what_became_of_its_caption(
    house: House,
):
    await send_photo(house, caption="1=250")

    assert "masih menunggu" in (await house.see(TAPEM, "disimpan pada tugas"))["plain"]
    await house.see(TAPEM, "“1=250” pada kiriman itu tidak dibaca")
    await house.say(TAPEM, "100")
    assert await values(house) == [Decimal(100), None, None]


async def test_an_album_within_a_question_keeps_it_too(house: House):
    for caption in ("2=12", "", ""):
        await send_photo(house, caption=caption, album="berita-acara")
    await house.see(TAPEM, "“2=12” pada kiriman itu tidak dibaca")
    await house.say(TAPEM, "100")

    assert await values(house) == [Decimal(100), None, None]
    kept = await Lapangan(house).look(lambda uow: uow.lampiran.of_berkas(BERKAS))
    assert len(kept) == 3
    told = [m["plain"] for m in await house.messages(TAPEM) if "masih menunggu" in m["plain"]]
    assert len(told) == 1
