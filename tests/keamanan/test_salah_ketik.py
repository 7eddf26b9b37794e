"""Slips of the finger: every one is answered, and none changes anything."""

import json
from typing import Any

import pytest

from sop_flows.engine.aksi import Kerja
from tests.keamanan.lapangan import BERKAS, Lapangan
from tests.support.house import House
from tests.support.patience import until

CAMAT, STAF, KASI = "Suharyanto", "Agus Prasetyo", "Slamet Riyadi"
PLACE = {"latitude": -7.3, "longitude": 109.7}
VOICE = {"file_id": "a", "file_unique_id": "a", "duration": 3}
ANOTHER_BOT = {"id": 5, "is_bot": True, "first_name": "Bot"}
NOTED = {"message_id": 5, "date": 1, "chat": {"id": 5, "type": "private"}}
CHAT_THEME = {"type": "chat_theme", "theme_name": "🎄"}
ORIGIN = {"type": "hidden_user", "sender_user_name": "Budi", "date": 1}


async def answer_to(house: House, nama: str, teks: str) -> str:
    """Return what the bot says to a text."""
    url = f"/trial/phones/{house.user[nama]}/send"
    sent = (await house.http.post(url, json={"text": teks})).json()["message_id"]

    async def look() -> str:
        last = (await house.messages(nama))[-1]
        return str(last["plain"]) if last["message_id"] > sent else ""

    return await until(look)


def send(house: House, nama: str, kind: str, **content: Any) -> None:
    """Let an update arrive that the phones of the trial cannot make."""
    user = house.user[nama]
    person = {"id": user, "is_bot": False, "first_name": nama}
    chat = {"id": user, "type": "private", "first_name": nama}
    message = {"message_id": 900, "date": 1, "chat": chat, "from": person, **content}
    messenger = house.server.messenger
    with messenger.store.transaction():
        messenger.queue(user, kind, message)


@pytest.mark.parametrize(
    ("perintah", "contoh"),
    [
        ("/setuju", "/setuju 1042"),
        ("/setuju seribu", "/setuju 1042"),
        ("/setuju 99999999999999999999", "/setuju 1042"),
        ("/selesai ١٠٠٢", "/selesai 1042"),
        ("/kembalikan", "/kembalikan 1042 alasan"),
        ("/riwayat yang kemarin", "/riwayat 1001"),
        ("/ingatkan semua", "/ingatkan 1001"),
    ],
)
async def test_a_command_without_its_number_says_how_to_write_it(
    house: House, perintah: str, contoh: str
) -> None:
    said = await answer_to(house, CAMAT, perintah)

    assert said.startswith("⚠️ Mohon mengetik nomor")
    assert contoh in said


@pytest.mark.parametrize(
    "perintah",
    [
        "/setuju 1011 1012",
        "/setuju 1011, 1012 dan 1013",
        "/selesai 1011,1012",
        "/selesai 1013 1014 sudah rapi",
        "/kembalikan 1012 1013 angkanya salah semua",
        "/setuju 1012 1013 catatan",
        "/selesai 1011 s.d. 1013",
        "/kembalikan 1011-1012",
        "/riwayat 1001 & 1002",
        "/ingatkan #1001 #1002",
    ],
)
async def test_several_numbers_do_none_and_are_asked_for_one_by_one(
    house: House, perintah: str
) -> None:
    said = await answer_to(house, CAMAT, perintah)

    assert said.startswith("⚠️ Mohon mengetik satu nomor")
    assert "Belum ada yang dikerjakan." in said


async def test_a_number_with_its_punctuation_is_understood(house: House) -> None:
    lapangan = Lapangan(house)
    await lapangan.go_to("1.0")
    nomor = (await lapangan.only("1.0")).nomor

    assert "tercatat" in await answer_to(house, CAMAT, f"/selesai #{nomor}.")


async def test_who_has_not_joined_is_not_told_that_all_is_done(house: House) -> None:
    assert "tautan bergabung" in await answer_to(house, house.newcomer, "/tugas")


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("edited_message", {"text": "75", "edit_date": 2}, "Pesan yang disunting"),
        ("message", {"text": "75", "forward_origin": ORIGIN}, "Pesan terusan"),
        ("message", {"text": "75", "via_bot": ANOTHER_BOT}, "Pesan terusan"),
        ("message", {"voice": VOICE}, "Mohon mengetik"),
        ("message", {"voice": VOICE, "caption": "1=75"}, "“1=75” pada kiriman itu tidak dibaca"),
        ("message", {"contact": {"phone_number": "62", "first_name": "Budi"}}, "Mohon mengetik"),
        ("message", {"location": PLACE}, "Mohon mengetik angkanya"),
    ],
)
async def test_what_is_edited_or_forwarded_is_not_read_and_that_is_said(
    house: House, kind: str, content: dict[str, Any], words: str
) -> None:
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    await house.tap(KASI, "Isi realisasi")
    await house.see(KASI, "Mohon mengetik realisasinya")

    send(house, KASI, kind, **content)

    assert words in (await house.see(KASI, words))["plain"]
    forms = await lapangan.look(lambda uow: uow.kinerja.formulir_of(BERKAS))
    assert [n.nilai for form in forms for n in form.nilai if n.kode == "IK-01"] == [None]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("edited_message", {"location": PLACE, "edit_date": 2}),
        ("message", {"pinned_message": NOTED | {"text": "kartu"}}),
        ("message", {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}),
        ("message", {"chat_background_set": {"type": CHAT_THEME}}),
        ("message", {"boost_added": {"boost_count": 1}}),
        ("message", {"new_chat_title": "Kantor"}),
        ("message", {"users_shared": {"request_id": 1, "users": []}}),
        ("message", {"write_access_allowed": {}}),
        ("message", {"gift": {"kind": "that nobody knows yet"}}),
    ],
    ids=lambda content: next(iter(content)) if isinstance(content, dict) else "",
)
async def test_what_nobody_said_is_left_alone(
    house: House, kind: str, content: dict[str, Any]
) -> None:
    before = await house.messages(KASI)
    send(house, KASI, kind, **content)
    await house.answered()

    assert await house.messages(KASI) == before


async def test_a_dokumen_sent_while_a_note_is_asked_for_is_not_kept_in_secret(
    house: House,
) -> None:
    lapangan = Lapangan(house)
    await lapangan.go_to("1.0")
    await house.tap(CAMAT, "Tambah catatan")
    await house.answered()
    url = f"/trial/phones/{house.user[CAMAT]}/send"
    await house.http.post(url, files={"file": ("surat.pdf", b"%PDF-1.4")})

    await house.see(CAMAT, "Tidak ada tugas Bapak yang menunggu dokumen")
    assert not await lapangan.look(lambda uow: uow.lampiran.of_berkas(BERKAS))
    assert "Utamakan" in await answer_to(house, CAMAT, "Utamakan angka stunting")


async def test_links_are_not_guessed_for_long(house: House) -> None:
    for nomor in range(5):
        said = await answer_to(house, house.newcomer, f"/start tebakan-{nomor}")
        assert "tidak berlaku" in said
    assert "menunggu satu jam" in await answer_to(house, house.newcomer, house.start_text)

    await house.clock(advance="PT1H")

    assert "Benar?" in await answer_to(house, house.newcomer, house.start_text)


async def test_the_same_old_link_may_be_opened_as_often_as_one_likes(house: House) -> None:
    for _ in range(7):
        assert "tidak berlaku" in await answer_to(house, house.newcomer, "/start kedaluwarsa")


async def test_half_a_character_in_a_text_stops_nobody(house: House) -> None:
    lapangan = Lapangan(house)
    await lapangan.go_to("1.0")
    (tugas,) = await lapangan.open_at("1.0")
    body = json.dumps({"message_id": 1, "data": f"v1:t:{tugas.id}:0:\ud800"}).encode()
    await house.http.post(f"/trial/phones/{house.user[STAF]}/callback", content=body)

    await lapangan.act(CAMAT, Kerja.DISPOSISIKAN, tugas)
    assert "Cara memakai" in await answer_to(house, STAF, "/bantuan")


@pytest.mark.parametrize("name", ["angka.xlsx", "surat.pdf"])
async def test_what_a_stranger_sends_is_never_fetched(house: House, name: str) -> None:
    url = f"/trial/phones/{house.user[house.newcomer]}/send"
    await house.http.post(url, files={"file": (name, b"x" * 1000)})
    await house.see(house.newcomer, "tautan bergabung")

    assert (await house.http.get("/trial/calls?method=getFile")).json() == []


async def test_who_fills_nothing_is_told_so_and_the_sheet_is_not_fetched(house: House) -> None:
    url = f"/trial/phones/{house.user[CAMAT]}/send"
    await house.http.post(url, files={"file": ("angka.xlsx", b"x" * 1000)})
    await house.see(CAMAT, "Tidak ada tugas Bapak yang menunggu dokumen")

    assert (await house.http.get("/trial/calls?method=getFile")).json() == []


async def test_numbers_on_a_photo_are_not_taken_for_read(house: House) -> None:
    await Lapangan(house).go_to("4.0")
    url = f"/trial/phones/{house.user[KASI]}/send"
    await house.http.post(url, files={"file": ("rekap.pdf", b"%PDF-1.4")})

    said = await house.see(KASI, "rekap.pdf disimpan pada tugas")
    assert "Angka di dalamnya tidak dibaca" in said["plain"]
