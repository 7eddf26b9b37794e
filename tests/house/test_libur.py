"""The calendar over the whole house: an admin makes a day libur, and whoever has a tugas asks why its tenggat moved."""

from bot.trial.kantor.pejawaran import SAMPLE
from tests.support.house import House

CAMAT, SEKCAM, TAPEM = "Suharyanto", "Endang Lestari", "Slamet Riyadi"
ADMIN = next(row.nama for row in SAMPLE.pegawai if row.admin)


async def test_a_day_made_libur_by_an_admin_moves_a_tenggat_that_then_explains_itself(
    house: House,
):
    await house.clock(to="2026-10-09T09:20:00+00:00")  # Friday, 16.20 WIB
    await house.say(SEKCAM, "/mulai")
    await house.tap(SEKCAM, "Pengukuran Kinerja")
    await house.find(CAMAT, "Disposisikan")

    await house.say(ADMIN, "/libur")
    await house.tap(ADMIN, "Libur kantor", "Kalender kerja 2026")
    await house.see(ADMIN, "Mohon mengetik tanggalnya")
    await house.say(ADMIN, "12 Oktober 2026")
    await house.see(ADMIN, "Mohon mengetik namanya")
    await house.say(ADMIN, "Hari jadi daerah")
    asked = await house.see(ADMIN, "Simpan ke kalender kantor?")
    assert "Batas waktu 1 tugas" in asked["plain"]
    await house.tap(ADMIN, "Ya, simpan")
    await house.see(ADMIN, "disimpan ke kalender")
    await house.see(CAMAT, "Kalender kerja kantor berubah")

    await house.tap(CAMAT, "Kenapa batasnya itu?")
    told = (await house.see(CAMAT, "Yang dihitung"))["plain"]
    assert "Senin, 12 Okt: libur kantor (Hari jadi daerah)" in told
    assert "Pernah bergeser dari Senin, 12 Okt" in told


async def test_who_is_no_admin_neither_reads_nor_changes_the_calendar(house: House):
    await house.say(TAPEM, "/libur")
    refused = await house.see(TAPEM, "tidak mencakup menu ini")

    for data in ("v1:h:lihat:1:2026", "v1:h:tambah:1:libur", "v1:h:ya:abababababababab"):
        answer = await house.forge(TAPEM, refused["message_id"], data)
        assert answer["text"]
    assert not any("Kalender kerja" in m["plain"] for m in await house.messages(TAPEM))
