"""A delegation over the whole house: /delegasi, the cards that follow, and the morning after."""

from tests.support.house import House

CAMAT, SEKCAM, TAPEM = "Suharyanto", "Endang Lestari", "Slamet Riyadi"


async def delegate(house: House, who: str, days: str) -> None:
    """Let the Camat appoint a Plh. for the own post."""
    await house.say(CAMAT, "/delegasi")
    await house.tap(CAMAT, "Camat", "Pendelegasian jabatan")
    await house.tap(CAMAT, who, "Pejabat saat ini")
    await house.see(CAMAT, "Mohon memilih tanggalnya")
    await house.say(CAMAT, days)
    await house.see(CAMAT, "nomor surat perintahnya")
    await house.say(CAMAT, "094/51/2026")
    await house.tap(CAMAT, "Tetapkan")
    await house.settle()


async def test_a_plh_decides_and_the_card_leaves_with_the_post(house: House):
    await house.say(SEKCAM, "/mulai")
    await house.tap(SEKCAM, "Pengukuran Kinerja")
    await house.find(CAMAT, "Disposisikan")

    await delegate(house, TAPEM, "hari ini")

    assert "Plh. Camat" in (await house.see(TAPEM, "Bapak menjalankan jabatan ini"))["plain"]
    shown = await house.find(TAPEM, "Disposisikan")
    assert "Pak Slamet Riyadi (Plh.)" in shown["plain"]

    await house.clock(advance="P1D")
    await house.settle()
    moved = await house.see(TAPEM, "mengikuti jabatannya")
    assert not moved["buttons"]
    assert "Selama itu: 0 disetujui" in (await house.see(CAMAT, "berakhir"))["plain"]
    refused = await house.forge(TAPEM, moved["message_id"], "v1:t:1:0:disposisikan")
    assert "bukan untuk jabatan" in refused["text"]


async def test_what_a_plh_decided_stands_under_both_names(house: House):
    await house.say(SEKCAM, "/mulai")
    await house.tap(SEKCAM, "Pengukuran Kinerja")
    await delegate(house, TAPEM, "hari ini")
    await house.tap(TAPEM, "Disposisikan", "(Plh.)")

    await house.see(CAMAT, "Didisposisikan oleh Plh. Camat (Slamet Riyadi)")
    assert await house.find(SEKCAM, "Disposisikan", "Langkah 2 dari 10")
