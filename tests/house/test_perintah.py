"""What is typed is answered with what is true, and with what to do; pages are turned on the phone."""

import re

import pytest

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House
from tests.support.patience import until

CAMAT, SEKCAM, KASUBBAG, TAPEM = (
    "Suharyanto",
    "Endang Lestari",
    "Retno Wulandari",
    "Slamet Riyadi",
)


async def after(house: House, nama: str, teks: str) -> list[str]:
    """Let somebody write; return what they read then, when all is delivered."""
    before = {message["message_id"] for message in await house.messages(nama)}

    async def look() -> list[str]:
        return [
            message["plain"]
            for message in await house.messages(nama)
            if message["message_id"] not in before and message["plain"] != teks
        ]

    await house.say(nama, teks)
    await until(look, lambda: f"{nama} is not answered to {teks!r}")
    await house.settle()
    return await look()


async def test_a_command_for_another_kind_of_tugas_says_what_it_waits_for(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("1.0")
    nomor = (await lapangan.only("1.0")).nomor

    (told,) = await after(house, CAMAT, f"/setuju {nomor}")
    assert f"tugas #{nomor}, yang menunggu disposisi" in told
    assert f"/selesai {nomor}" in told
    assert await lapangan.done() == [("mulai", SEKCAM)]


async def test_kirim_sends_what_its_button_sends(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("3.0")
    sebar = await lapangan.only("3.0")
    (told,) = await after(house, KASUBBAG, f"/kirim {sebar.nomor} mohon segera")
    assert "tercatat" in told
    assert ("kirim", KASUBBAG) in await lapangan.done()


async def test_a_command_for_what_is_done_does_not_promise_a_card(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("1.0")
    nomor = (await lapangan.only("1.0")).nomor
    await after(house, CAMAT, f"/selesai {nomor}")

    (told,) = await after(house, CAMAT, f"/selesai {nomor}")
    assert f"sudah didisposisikan oleh {CAMAT}" in told
    assert "sedang ditampilkan" not in told
    assert "/tugas" in told


async def test_verifikasi_alone_says_what_to_type(house: House):
    (told,) = await after(house, TAPEM, "/verifikasi")

    assert "misalnya /verifikasi ACDE-FGHJ" in told
    assert "tidak dikenal" not in told


async def test_a_command_that_leaves_a_question_does_not_name_itself(house: House):
    await Lapangan(house).go_to("7.0")
    await house.tap(SEKCAM, "Setujui")
    await house.see(SEKCAM, "Yakin?")

    told = await after(house, SEKCAM, "/tugas")
    assert any("pertanyaan sebelumnya ditinggalkan" in one for one in told)
    assert any("Tugas terbuka" in one for one in told)
    assert not any("Ketik /tugas" in one for one in told)


@pytest.mark.parametrize("left_by", ["/batal", "/tugas"])
async def test_what_is_forgotten_with_a_question_is_not_said_to_be_kept(
    house: House, left_by: str
):
    await house.say(SEKCAM, "/delegasi")
    await house.tap(SEKCAM, "👤 Camat")
    await house.see(SEKCAM, "Pejabat saat ini")

    told = await after(house, SEKCAM, left_by)
    assert any("Jawaban yang sudah diberikan di sana tidak disimpan" in one for one in told)
    assert not any("tetap ada" in one for one in told)


async def test_what_somebody_decided_on_is_listed_and_opened_on_the_phone(house: House):
    lapangan = Lapangan(house)
    await lapangan.go_to("7.0")

    (told,) = await after(house, KASUBBAG, "/ditandatangani")
    assert "menyetujui selaku Kasubbag Perencana" in told
    await house.tap(KASUBBAG, "Buka")
    await house.see(KASUBBAG, "SHA-256")
    (told,) = await after(house, TAPEM, "/ditandatangani")
    assert "Belum ada naskah" in told


async def test_the_link_on_a_paper_shows_what_verifikasi_shows_and_tells_others_whom_to_ask(
    house: House,
):
    await Lapangan(house).go_to("7.0")
    (signed,) = await after(house, KASUBBAG, "/ditandatangani")
    kode = re.search(r"[3-9A-Y]{4}-[3-9A-Y]{4}", signed)[0]

    (typed,) = await after(house, TAPEM, f"/verifikasi {kode}")
    (scanned,) = await after(house, TAPEM, f"/start v_{kode.replace('-', '')}")
    assert scanned == typed
    assert f"Kode verifikasi {kode}" in scanned
    for teks in (
        f"/start v_{kode.replace('-', '')}",
        f"/verifikasi {kode}",
        "/verifikasi ACDE-FGHJ",
    ):
        (told,) = await after(house, house.newcomer, teks)
        assert "menghubungi kantor pada kepala surat" in told
        assert "tidak dikenal" not in told
        assert "berkas 1001" not in told


@pytest.mark.parametrize("data", ["{kode}", "v1:n:1:ACDEFGHJ:buka", "v1:n:99:ACDEFGHJ:buka"])
async def test_a_forged_button_of_a_naskah_opens_nothing(house: House, data: str):
    lapangan = Lapangan(house)
    await lapangan.go_to("7.0")
    if data == "{kode}":  # of a naskah that is there
        await house.say(KASUBBAG, "/ditandatangani")
        _, data = await lapangan.button(KASUBBAG, "Buka")

    for nama in (TAPEM, house.newcomer):
        answer = await house.forge(nama, 1, data)
        await house.settle()
        assert "Tidak ada yang cocok" in answer["text"]
        assert not [m for m in await house.messages(nama) if "SHA-256" in m["plain"]]


@pytest.mark.parametrize(
    "data",
    [
        "v1:n:1:ACDEFGHJ:hapus",
        "v1:n:x:ACDEFGHJ:buka",
        "v1:n:1",
        "v1:l:rahasia:1",
        "v1:l:daftar_tugas:-1",
        "v1:l:daftar_tugas",
    ],
)
async def test_a_made_up_button_of_a_list_is_none_of_ours(house: House, data: str):
    answer = await house.forge(TAPEM, 1, data)

    assert "versi lama" in answer["text"]


async def test_a_page_of_who_has_joined_is_turned_by_admins_only(house: House):
    answer = await house.forge(TAPEM, 1, "v1:l:anggota:1")
    await house.settle()

    assert "tidak mencakup menu ini" in answer["text"]
    assert not [m for m in await house.messages(TAPEM) if "Keanggotaan" in m["plain"]]


async def test_a_list_opens_boards_and_turns_its_pages(house: House):
    await Lapangan(house).go_to("1.0")
    await house.forge(TAPEM, 1, "v1:l:daftar_berkas:1")
    await house.see(TAPEM, "Berkas kantor")
    await house.tap(TAPEM, "Papan berkas 1001")

    assert "1. Disposisi pengukuran kinerja" in (await house.see(TAPEM, "Hari ke-1"))["plain"]
