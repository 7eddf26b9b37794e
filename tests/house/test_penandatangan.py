"""Who signs a letter, by real taps: typed the first time, one tap the next time."""

import pytest

from tests.support.house import House
from tests.support.surat import SIGNER, letter_text

SEKCAM = "Endang Lestari"


@pytest.fixture
async def house(house: House) -> House:
    url = f"/trial/phones/{house.user[SEKCAM]}/send"
    file = ("surat.toml", letter_text(kode="surat-keluar").encode())
    (await house.http.post(url, files={"file": file})).raise_for_status()
    await house.tap(SEKCAM, "Ya, aktifkan")
    return house


async def begin(house: House) -> None:
    """Start a letter and ask who signs it."""
    await house.say(SEKCAM, "/mulai")
    await house.tap(SEKCAM, "surat-keluar")
    await house.tap(SEKCAM, SIGNER)


async def test_who_signed_last_is_given_by_one_tap_and_the_question_goes(house: House):
    await begin(house)
    await house.see(SEKCAM, "Mohon mengetik jawabannya")
    await house.say(SEKCAM, "Camat")
    await house.see(SEKCAM, f"{SIGNER}: Camat")
    await house.tap(SEKCAM, "Selesai", f"{SIGNER}: Camat")
    await house.answered()

    await begin(house)
    await house.see(SEKCAM, "Terakhir tercatat di kantor ini")
    await house.tap(SEKCAM, "Camat")
    await house.find(SEKCAM, "Selesai", f"{SIGNER}: Camat")
    await house.answered()
    asked = [m for m in await house.messages(SEKCAM) if "Terakhir tercatat" in m["plain"]]
    assert asked == []
