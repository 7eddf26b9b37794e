"""The ladder for a Kasi who is not there: who blocked the bot, who left the office, who is on leave."""

from dataclasses import replace

from bot.trial.kantor.pejawaran import SAMPLE
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House
from tests.support.story import CAMAT, SEKCAM, TAPEM

WAHYU = "Wahyu Hidayat"
KASI = "Kasi Tata Pemerintahan"
VALUES = "1=98,5\n2=15\n3=6"


async def said(house: House, nama: str, teks: str) -> list[str]:
    """Return what the bot says on a phone with that in it, when all has arrived."""
    await house.settle()
    chat = await house.messages(nama)
    return [one["plain"] for one in chat if one["from"] == "bot" and teks in one["plain"]]


def line_of(reminder: str, who: str) -> str:
    """Return the line of a reminder that names somebody."""
    (found,) = [line for line in reminder.splitlines() if who in line]
    return found.strip()


# Who blocked the bot


async def test_who_blocked_the_bot_is_told_of_to_the_atasan_instead_of_reminded(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    nomor = (await house.find(TAPEM, "Isi realisasi"))["plain"].partition("#")[2][:4]
    await house.block(TAPEM, blocked=True)
    await house.see(SEKCAM, "tidak terjangkau: pesan ke ponselnya ditolak")

    await house.clock(to="Senin 13.30 WIB")
    (asked,) = await said(house, CAMAT, "Mohon arahan")
    assert line_of(asked, TAPEM) == (
        f"{KASI}: {TAPEM} (ponselnya menolak pesan bot; mohon disampaikan langsung)"
    )
    news = await house.see(CAMAT, "Mohon arahan")
    own = [label for row in news["buttons"] for label in row if nomor in label]
    assert own == [f"✅ Beri waktu #{nomor}", f"🔁 Alihkan #{nomor}"]
    assert await said(house, TAPEM, "Mengingatkan dengan hormat") == []

    await house.clock(to="Selasa 13.30 WIB")
    (asked,) = await said(house, CAMAT, "Mohon arahan")
    assert "menolak pesan bot" in line_of(asked, TAPEM)
    assert "hari ke-1" in asked


async def test_who_is_back_is_reminded_as_before(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.block(TAPEM, blocked=True)
    await house.see(SEKCAM, "tidak terjangkau")
    await house.clock(to="Selasa 13.30 WIB")
    await house.block(TAPEM, blocked=False)
    await house.say(TAPEM, "/tugas")
    await house.see(SEKCAM, "kembali terjangkau")

    await house.clock(to="Rabu 09.30 WIB")
    (reminded,) = await said(house, TAPEM, "Mengingatkan dengan hormat")
    assert "hari ke-2" in reminded
    await house.clock(to="Rabu 13.30 WIB")
    asked = await said(house, CAMAT, "Mohon arahan")
    assert not any("menolak pesan bot" in one for one in asked)


async def test_words_for_who_blocked_the_bot_are_not_said_to_have_reached_them(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.clock(to="Selasa 13.30 WIB")
    await house.tap(CAMAT, "Tulis arahan", "Mohon arahan")
    await house.see(CAMAT, "Mohon menuliskan arahan")
    held = [one for one in SAMPLE.pegawai if one.jabatan.startswith("Kasi")]
    for one in held:
        await house.block(one.nama, blocked=True)
    await house.settle()
    await house.say(CAMAT, "Mohon selesai hari ini, Pak.")

    told = await house.see(CAMAT, "Arahan untuk tugas")
    assert "disampaikan kepada" not in told["plain"]
    assert "ditahan sampai bot tidak lagi diblokir" in told["plain"]


# Who left the office


async def test_the_tugas_of_who_left_is_the_atasans_who_is_reminded_of_it(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    stay = tuple(row for row in SAMPLE.pegawai if row.nama != TAPEM)
    await lapangan.rearrange(replace(SAMPLE, pegawai=stay))
    await house.settle()

    news = await house.see(SEKCAM, "perlu perhatian admin")
    assert f"{KASI}: jabatan kosong, disampaikan kepada {CAMAT}" in news["plain"]
    assert "Seksi Tata Pemerintahan" in (await house.find(CAMAT, "Isi realisasi"))["plain"]
    before = len(await house.messages(TAPEM))

    await house.clock(to="Senin 13.30 WIB")
    (reminded,) = await said(house, CAMAT, "Mengingatkan dengan hormat")
    assert "Seksi Tata Pemerintahan" in reminded
    await house.clock(to="Selasa 13.30 WIB")
    (reminded,) = await said(house, CAMAT, "Mengingatkan dengan hormat")
    assert "hari ke-1" in reminded
    (asked,) = await said(house, SEKCAM, "Mohon arahan")
    assert line_of(asked, KASI) == f"{KASI} (jabatan kosong): {CAMAT} sebagai atasan"
    assert len(await house.messages(TAPEM)) == before

    await house.say(CAMAT, VALUES)
    await house.tap(CAMAT, "Kirim", "3/3 terisi")
    assert await house.see(CAMAT, f"({CAMAT})")


# Who is on leave


async def away(house: House) -> None:
    """Let the Kasi say that he is on leave until Friday."""
    await house.say(TAPEM, "/berhalangan")
    await house.see(TAPEM, "Mohon memilih")
    await house.say(TAPEM, "5-9 Okt 2026")
    await house.see(TAPEM, "Mohon menuliskan")
    await house.say(TAPEM, "Cuti tahunan")
    await house.settle()


async def test_who_is_away_without_a_plh_stays_on_the_ladder_as_it_was_said(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await away(house)
    for nama, label in ((CAMAT, "🔁 Alihkan"), (SEKCAM, "👥 Plh.")):
        told = await house.see(nama, f"{KASI} ({TAPEM}) berhalangan")
        assert "Sebelum itu, tidak ada yang berpindah" in told["plain"]
        assert any(one.startswith(label) for row in told["buttons"] for one in row)

    await house.clock(to="Selasa 13.30 WIB")
    assert await said(house, TAPEM, "Mengingatkan dengan hormat")
    (asked,) = await said(house, CAMAT, "Mohon arahan")
    assert line_of(asked, TAPEM) == f"{KASI}: {TAPEM}"


async def test_a_plh_is_reminded_and_the_one_on_leave_is_left_in_peace(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await away(house)
    await house.tap(SEKCAM, "Plh.", "berhalangan")
    await house.tap(SEKCAM, WAHYU)
    await house.see(SEKCAM, "nomor surat perintahnya")
    await house.say(SEKCAM, "094/51/2026")
    await house.tap(SEKCAM, "Tetapkan")
    assert "Seksi Tata Pemerintahan" in (await house.find(WAHYU, "Isi realisasi"))["plain"]

    await house.clock(to="Selasa 09.30 WIB")
    (reminded,) = await said(house, WAHYU, "Mengingatkan dengan hormat")
    assert "hari ke-1" in reminded
    assert await said(house, TAPEM, "Mengingatkan dengan hormat") == []
    await house.clock(to="Selasa 13.30 WIB")
    (asked,) = await said(house, CAMAT, "Mohon arahan")
    assert line_of(asked, KASI) == f"{KASI}: {WAHYU} (Plh.)"

    await house.say(WAHYU, VALUES)
    await house.tap(WAHYU, "Kirim", "3/3 terisi")
    assert await house.see(TAPEM, f"Plh. {KASI} ({WAHYU})")
