"""One person's link opened on another's phone, over the whole house."""

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

TAPEM, SEKCAM, CAMAT = "Slamet Riyadi", "Endang Lestari", "Suharyanto"


async def test_the_kasi_hears_whose_account_it_becomes_and_his_reminders_do_not_vanish(
    house: House,
):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.see(TAPEM, "Isi realisasi")
    await house.say(TAPEM, house.start_text)
    asked = await house.see(TAPEM, "Akun Telegram ini sekarang dipakai oleh Pak Slamet Riyadi")
    assert "Jika dilanjutkan" in asked["plain"]
    assert house.newcomer in asked["plain"]

    await house.tap(TAPEM, "Ya, itu saya")
    await house.see(TAPEM, "Akses Pak Slamet Riyadi")
    news = await house.see(SEKCAM, "sekarang tidak mempunyai akun")
    assert "tidak sampai kepadanya" in news["plain"]
    card = await lapangan.card(TAPEM, "Tugas ini mengikuti jabatannya")
    assert "Pak Slamet Riyadi" in card

    await house.clock(to="Senin 13.30 WIB")  # batas 10.00, recalled in the next slot of the day
    told = await house.see(CAMAT, "belum bergabung; mohon disampaikan langsung")
    assert TAPEM in told["plain"]


async def test_bukan_saya_changes_nothing_for_the_owner(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.say(TAPEM, house.start_text)
    await house.tap(TAPEM, "Bukan saya")
    await house.see(TAPEM, "Tautan itu sudah dimatikan")
    await house.say(TAPEM, "/tugas")

    assert "Isi form" in (await house.see(TAPEM, "Tugas terbuka"))["plain"]
