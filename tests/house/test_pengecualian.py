"""An excuse by real taps: asked, witnessed, confirmed, named, taken back."""

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

AGUS, FITRI, WITNESS = "Agus Prasetyo", "Fitri Handayani", "Wahyu Hidayat"


async def excuse(house: House, siapa: str, saksi: str) -> None:
    """Let the Staf excuse somebody, the witness named by typing."""
    await house.tap(AGUS, "Kecualikan")
    await house.tap(AGUS, siapa, "mohon memilih pegawai")
    await house.tap(AGUS, "Cuti")
    await house.see(AGUS, "mohon memilih saksi")
    await house.say(AGUS, saksi)
    await house.see(AGUS, "Yakin?")


async def test_an_excuse_is_confirmed_and_taken_back_on_the_board(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("8.1")
    await house.say(AGUS, "/status")
    await excuse(house, FITRI, WITNESS)
    board = await house.see(AGUS, "Yakin?")
    assert f"{FITRI} dikecualikan dari penandatanganan" in board["plain"]
    assert f"Saksi: {WITNESS}" in board["plain"]
    assert [aksi for aksi, _ in await lapangan.done()].count("kecualikan") == 0

    await house.tap(AGUS, "Ya, kecualikan")
    await house.see(AGUS, f"Dikecualikan: {FITRI}")
    await house.see(WITNESS, "Bapak dicatat sebagai saksi")
    assert [aksi for aksi, _ in await lapangan.done()].count("kecualikan") == 1

    await house.tap(AGUS, "Urungkan pengecualian")
    await house.tap(AGUS, FITRI, "siapa yang diminta kembali")
    await house.see(WITNESS, "Kesaksian Bapak untuk pengecualian itu tidak berlaku lagi")
    await house.settle()
    assert "Dikecualikan" not in await lapangan.card(AGUS, "8. Tanda tangan")
    assert [aksi for aksi, _ in await lapangan.done()][-2:] == ["kecualikan", "ikutkan"]


async def test_the_yes_of_an_excuse_that_was_left_excuses_nobody(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("8.1")
    await house.say(AGUS, "/status")
    await excuse(house, FITRI, WITNESS)
    message_id, data = await lapangan.button(AGUS, "Ya, kecualikan")
    await house.clock(advance="PT3M")
    answer = await house.forge(AGUS, message_id, data)

    assert "Tidak ada yang tercatat" in answer["text"]
    await house.settle()
    assert "Yakin?" not in await lapangan.card(AGUS, "8. Tanda tangan")
    assert [aksi for aksi, _ in await lapangan.done()].count("kecualikan") == 0
