"""/alur on the phone: where a berkas stands, as a picture and in words, from the command and from its board."""

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

CAMAT, TAPEM = "Suharyanto", "Slamet Riyadi"


async def test_an_official_looks_at_the_way_of_a_berkas_and_anew_from_its_board(house: House):
    await Lapangan(house).go_to("7.0")

    await house.say(CAMAT, "/alur")
    shown = await house.see(CAMAT, "Alur Pengukuran Kinerja")
    assert shown["photo"]
    assert "6 dari 10 langkah selesai" in shown["plain"]
    assert f"✅ 1. Disposisi pengukuran kinerja: {CAMAT}, " in shown["plain"]
    assert "✅ 4. Isi form pengukuran kinerja: " in shown["plain"]
    assert "🔵 7. Periksa dokumen: berjalan; Endang Lestari, batas " in shown["plain"]
    assert "▫️ 10. Kirim, gandakan, arsipkan: belum" in shown["plain"]
    await house.say(TAPEM, "/status")
    await house.tap(TAPEM, "Alur", "Periksa dokumen")
    assert (await house.see(TAPEM, "Alur Pengukuran Kinerja"))["photo"]


async def test_a_number_that_is_no_berkas_of_the_office_shows_nothing(house: House):
    await Lapangan(house).go_to("2.0")

    await house.say(TAPEM, "/alur 9999")
    await house.see(TAPEM, "Tidak ada yang cocok")
    assert not [m for m in await house.messages(TAPEM) if m.get("photo")]
