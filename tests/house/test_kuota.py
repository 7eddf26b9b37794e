"""Somebody hands in more than fits into a day: told politely, and welcome again tomorrow."""

from dataclasses import replace

import pytest

from handlers.taps.limits import DOKUMEN, LEMBAR, Quota
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

TAPEM = "Slamet Riyadi"


@pytest.fixture
async def house(house: House) -> House:
    few = {batas: Quota(replace(batas, count=2)) for batas in (DOKUMEN, LEMBAR)}
    house.app.line.application.bot_data["quota"] = few
    await Lapangan(house).go_to("4.0")
    return house


async def hand_in(house: House, nama: str, isi: bytes) -> None:
    url = f"/trial/phones/{house.user[TAPEM]}/send"
    (await house.http.post(url, files={"file": (nama, isi)})).raise_for_status()


def kept(house: House) -> int:
    return sum(path.is_file() for path in (house.folder / "bot" / "lampiran").rglob("*"))


async def test_what_is_too_much_for_a_day_is_refused_and_taken_the_next_day(house: House):
    for no in (1, 2, 3):
        await hand_in(house, f"bukti-{no}.pdf", b"%PDF-1.4 " + bytes([48 + no]))
    told = await house.see(TAPEM, "belum disimpan")
    assert "besok" in told["plain"]
    await house.see(TAPEM, "bukti-2.pdf")
    assert kept(house) == 2

    await house.clock(advance="P1D")
    await hand_in(house, "bukti-4.pdf", b"%PDF-1.4 4")
    await house.see(TAPEM, "bukti-4.pdf")
    assert kept(house) == 3


async def test_sheets_have_a_limit_of_their_own_for_an_hour(house: House):
    for no in (1, 2, 3):
        await hand_in(house, f"angka-{no}.xlsx", b"x" * (100 + no))

    assert "satu jam lagi" in (await house.see(TAPEM, "belum disimpan"))["plain"]
    await hand_in(house, "bukti.pdf", b"%PDF-1.4")
    await house.see(TAPEM, "bukti.pdf")
