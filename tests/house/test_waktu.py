"""More time by real taps: asked for on the card, given from the message, told to both."""

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

CAMAT, TAPEM, PM = "Suharyanto", "Slamet Riyadi", "Siti Khotimah"
CARD = "Seksi Tata Pemerintahan"


async def test_a_kasi_asks_for_a_day_and_the_camat_gives_it_with_one_tap(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.tap(TAPEM, "Minta tambahan waktu", CARD)
    await house.see(TAPEM, "Mohon memilih alasannya")
    await house.tap(TAPEM, "Perlu waktu lebih")
    await house.see(TAPEM, "Sampai akhir hari kerja yang mana?")
    await house.say(TAPEM, "8 Oktober 2026")
    await house.see(TAPEM, "Mohon menuliskan mengapa")
    await house.say(TAPEM, "Data dari tiga desa belum masuk.")
    await house.see(TAPEM, "disampaikan kepada Suharyanto")

    await house.see(CAMAT, "Kasi Tata Pemerintahan (Slamet Riyadi) meminta tambahan waktu")
    await house.tap(CAMAT, "Beri waktu")
    await house.see(CAMAT, "Waktu ditambah")
    given = await house.see(TAPEM, "Waktu ditambah")
    assert "→ Kamis, 8 Okt" in given["plain"]
    await house.settle()
    request = await house.see(CAMAT, "meminta tambahan waktu")
    assert not request["buttons"]


async def test_a_forged_tap_gives_no_time(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    before = len(await house.messages(TAPEM))
    for word in ("beri_waktu", "beri_hari", "tolak_waktu", "tolak_saja"):
        for tugas in range(1, 12):
            told = await house.forge(PM, 1, f"v1:t:{tugas}:1:{word}")
            assert told["show_alert"]
    for word in ("sebab_waktu", "sebab_waktu:nanti", "sampai_waktu:kemarin", "sampai_waktu"):
        assert (await house.forge(PM, 1, f"v1:t:1:0:{word}"))["show_alert"]
    await house.settle()

    assert len(await house.messages(TAPEM)) == before
