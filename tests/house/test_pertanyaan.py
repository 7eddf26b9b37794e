"""A question leaves the phone once it was answered or left; what the person wrote stays."""

from typing import Any

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
OPEN = ("baru", "kirim", "tanya", "mati")


async def asked(house: House, nama: str, *wanted: str) -> None:
    """Wait until these questions, and no others, wait for words on a phone."""
    found: list[str] = []

    async def look() -> bool:
        found[:] = [m["plain"] for m in await house.messages(nama) if is_question(m)]
        return len(found) == len(wanted) and all(map(str.__contains__, found, wanted))

    await until(look, lambda: found)


def is_question(message: Any) -> bool:
    """Tell whether a message waits for words: it has a field, or says how to leave the filling."""
    labels = [label for row in message["buttons"] for label in row]
    return bool(message.get("force_reply")) or "⏸ Berhenti dulu" in labels


async def concluded(house: House) -> None:
    """Wait until nothing is owed and no question stands any more."""

    async def look() -> bool:
        rows = await house.figures()
        return not any(f'="{status}"' in row for row in rows for status in OPEN)

    await until(look)


async def refuse_deletion(house: House, **facts: Any) -> None:
    fault = {"method": "deleteMessages", "times": 1, **facts}
    (await house.http.post("/trial/faults", json=fault)).raise_for_status()


async def test_only_the_newest_value_is_asked_for_and_every_answer_stays(house: House):
    await Lapangan(house).go_to("4.0")
    await house.tap(TAPEM, "Isi realisasi")
    await asked(house, TAPEM, "1/3")
    await house.say(TAPEM, "100")
    await asked(house, TAPEM, "2/3")
    await house.say(TAPEM, "dua belas")
    await asked(house, TAPEM, "belum terbaca sebagai angka")
    await house.say(TAPEM, "15")
    await asked(house, TAPEM, "3/3")
    await house.say(TAPEM, "6")

    await asked(house, TAPEM)
    said = [m["plain"] for m in await house.messages(TAPEM)]
    assert {"100", "dua belas", "15", "6"} <= set(said)


async def test_a_whole_filling_but_for_its_numbers_is_done_with_one_thumb(house: House):
    await Lapangan(house).go_to("4.0")
    await house.tap(TAPEM, "Isi realisasi")
    await asked(house, TAPEM, "1/3")
    await house.tap(TAPEM, "Lewati")
    await asked(house, TAPEM, "2/3")
    await house.say(TAPEM, "15")
    await asked(house, TAPEM, "3/3")
    await house.tap(TAPEM, "Sebelumnya")
    await asked(house, TAPEM, "Sekarang 15 Desa")
    await house.tap(TAPEM, "Biarkan")
    await asked(house, TAPEM, "3/3")
    await house.tap(TAPEM, "n/a")
    await asked(house, TAPEM, "Data belum tersedia")
    await house.tap(TAPEM, "Ketik angkanya")
    await asked(house, TAPEM, "3/3")
    await house.tap(TAPEM, "Berhenti dulu")

    await asked(house, TAPEM)
    await house.see(TAPEM, "1/3 terisi")


async def test_leaving_takes_the_question_off_the_phone(house: House):
    await Lapangan(house).go_to("4.0")
    for leave in ("button", "command"):
        await house.tap(TAPEM, "Isi realisasi")
        await asked(house, TAPEM, "1/3")
        if leave == "command":
            await house.say(TAPEM, "/batal")
        else:
            await house.tap(TAPEM, "Pakai Excel")
        await asked(house, TAPEM)


async def test_a_reason_that_was_given_leaves_only_the_reason(house: House):
    await Lapangan(house).go_to("7.0")
    await house.tap(SEKCAM, "Kembalikan", "Langkah 7")
    await house.tap(SEKCAM, "Alasan lain")
    await asked(house, SEKCAM, "alasan pengembalian")
    await house.say(SEKCAM, "Angka stunting belum sesuai laporan Puskesmas.")

    await asked(house, SEKCAM)
    await house.see(SEKCAM, "Angka stunting")
    await house.see(KASUBBAG, "Angka stunting belum sesuai")


async def test_another_question_replaces_the_one_that_waits(house: House):
    await Lapangan(house).go_to("7.0")
    await house.tap(SEKCAM, "Kembalikan", "Langkah 7")
    await house.tap(SEKCAM, "Alasan lain")
    await house.say(SEKCAM, "/status")
    await house.tap(SEKCAM, "Batalkan berkas")

    await asked(house, SEKCAM, "membatalkan berkas")


async def test_a_question_that_is_gone_or_too_old_counts_as_taken_off(house: House):
    await Lapangan(house).go_to("1.0")
    for button, reason in (
        ("Tambah catatan", "message to delete not found"),
        ("Ubah catatan", "message can't be deleted for everyone"),
    ):
        await house.tap(CAMAT, button)
        await house.settle()
        await refuse_deletion(house, status=400, description=f"Bad Request: {reason}")
        await house.say(CAMAT, reason)
        await concluded(house)


async def test_a_deletion_that_was_cut_off_is_made_up_for(house: House):
    await Lapangan(house).go_to("1.0")
    for button, is_done in (("Tambah catatan", False), ("Ubah catatan", True)):
        await house.tap(CAMAT, button)
        await house.settle()
        await refuse_deletion(house, cut=True, after_commit=is_done)
        await house.say(CAMAT, "Mohon diutamakan.")

        await asked(house, CAMAT)
        await concluded(house)


@pytest.mark.parametrize("command", ["/tugas", "/status", "/riwayat", "/bantuan"])
async def test_a_command_turns_away_from_what_was_asked(house: House, command: str):
    await Lapangan(house).go_to("4.0")
    await house.tap(TAPEM, "Isi realisasi")
    await asked(house, TAPEM, "1/3")
    await house.say(TAPEM, command)

    await asked(house, TAPEM)
