"""A copy for information, by real taps: from the card to the phone of its reader, who opens the alur."""

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House
from tests.support.story import CAMAT, PM, TAPEM

KASI = "👤 Kasi Tata Pemerintahan"


async def test_the_camat_sends_a_copy_and_its_reader_opens_the_alur(house: House):
    await Lapangan(house).go_to("1.0")
    await house.tap(CAMAT, "Disposisikan")
    await house.see(CAMAT, "Didisposisikan")
    await house.tap(CAMAT, "Tembusan")
    await house.see(CAMAT, "untuk diketahui")
    await house.tap(CAMAT, KASI)
    await house.see(CAMAT, "tidak dapat ditarik kembali")
    await house.tap(CAMAT, "Ya, kirim")
    await house.see(CAMAT, "terkirim kepada Kasi Tata Pemerintahan (Slamet Riyadi)")

    told = await house.see(TAPEM, "Tembusan dari Camat (Suharyanto)")
    assert "Tidak ada yang perlu Bapak kerjakan." in told["plain"]
    await house.tap(TAPEM, "Alur", "Tembusan dari")
    await house.see(TAPEM, "tembusan Kasi Tata Pemerintahan")


async def test_a_forged_tap_sends_no_copy(house: House):
    await Lapangan(house).go_to("1.0")
    before = len(await house.messages(TAPEM))
    for word in ("tembusan", "tembusan_ke:3", "tembusan_ya:3"):
        told = await house.forge(PM, 1, f"v1:t:1:0:{word}")
        assert told["show_alert"]
    await house.settle()

    assert len(await house.messages(TAPEM)) == before
