"""The Camat acts from the escalation by real taps; a forged one does nothing."""

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

CAMAT, TAPEM, PM = "Suharyanto", "Slamet Riyadi", "Siti Khotimah"


async def test_the_camat_reminds_and_directs_from_the_escalation(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.clock(to="Selasa 13.30 WIB")
    news = await house.see(CAMAT, "Mohon arahan")
    label = next(b for row in news["buttons"] for b in row if "Tulis arahan" in b)
    nomor = label.partition("#")[2]

    await house.tap(CAMAT, f"Ingatkan #{nomor}")
    await house.see(CAMAT, f"Pengingat untuk tugas #{nomor} dikirim kepada 1 orang")
    await house.tap(CAMAT, f"Ingatkan #{nomor}")
    await house.see(CAMAT, f"Tugas #{nomor} baru saja diingatkan")
    await house.tap(CAMAT, f"Tulis arahan #{nomor}")
    await house.see(CAMAT, "Mohon menuliskan arahan")
    await house.say(CAMAT, "Mohon selesai hari ini, Pak.")
    told = await house.see(CAMAT, "disampaikan kepada")

    siapa = told["plain"].partition("disampaikan kepada ")[2].partition(" dan tercatat")[0]
    arrived = await house.see(siapa, "Arahan dari Camat (Suharyanto)")
    assert "Mohon selesai hari ini, Pak." in arrived["plain"]
    await house.tap(siapa, "Riwayat", "Arahan dari Camat")
    history = await house.see(siapa, "memberi arahan")
    assert "Camat (Suharyanto) memberi arahan" in history["plain"]
    assert "“Mohon selesai hari ini, Pak.”" in history["plain"]


async def test_a_forged_tap_neither_reminds_nor_directs(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    before = len(await house.messages(TAPEM))
    for word in ("ingatkan", "arahan"):
        for tugas in range(1, 12):
            told = await house.forge(PM, 1, f"v1:t:{tugas}:0:{word}")
            assert told["show_alert"]
    await house.settle()

    assert len(await house.messages(TAPEM)) == before
