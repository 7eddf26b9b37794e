"""The truth of buttons, over the whole house: one effect, told to the person, shown on the card."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import KASUBBAG, NOT_JOINED, SAMPLE
from handlers.screens.wording import popup
from sop_flows.engine.aksi import Kerja
from sop_flows.ports.records import Actor
from sop_flows.use_cases.pegawai.joining import revoke_member
from storage.documents.kantor.buku import BarisPegawai
from tests.keamanan.lapangan import CHANGED, NOT_YOURS, Lapangan, data_of
from tests.support.house import House

OLD = popup("tombol_lama")
RETURN = "Angka IK-01 belum sesuai data dukung"


@pytest.fixture
def lapangan(house: House) -> Lapangan:
    return Lapangan(house)


async def test_two_identical_taps_at_once_have_one_effect(lapangan: Lapangan):
    await lapangan.go_to("1.0")
    message_id, data = await lapangan.button("Suharyanto", "Disposisikan")

    told = await lapangan.at_once(*[("Suharyanto", message_id, data)] * 4)

    done = await lapangan.done()
    assert done == [("mulai", "Endang Lestari"), ("disposisikan", "Suharyanto")]
    assert sorted(CHANGED in text for text in told) == [False, True, True, True]
    assert "Didisposisikan oleh" in await lapangan.card("Suharyanto", "Langkah 1 dari 10")


async def test_the_same_tap_under_a_later_update_id_is_told_what_happened(lapangan: Lapangan):
    await lapangan.go_to("1.0")
    message_id, data = await lapangan.button("Suharyanto", "Disposisikan")
    await lapangan.house.forge("Suharyanto", message_id, data)

    answer = await lapangan.house.forge("Suharyanto", message_id, data)

    assert answer["show_alert"]
    assert "didisposisikan oleh Suharyanto" in answer["text"]
    assert len(await lapangan.done()) == 2


async def test_an_old_button_is_explained_long_after_the_berkas_went_on(lapangan: Lapangan):
    await lapangan.go_to("1.0")
    message_id, data = await lapangan.button("Suharyanto", "Disposisikan")
    await lapangan.house.tap("Suharyanto", "Disposisikan")
    await lapangan.house.tap("Endang Lestari", "Disposisikan")
    await lapangan.house.clock(advance="P9D")
    before = await lapangan.done()

    answer = await lapangan.house.forge("Suharyanto", message_id, data)

    assert CHANGED in answer["text"]
    assert await lapangan.done() == before


async def test_holders_of_one_post_at_once_decide_once(lapangan: Lapangan):
    await lapangan.go_to("5.0")
    staf = ("Agus Prasetyo", "Dewi Anggraeni")
    buttons = [(nama, *await lapangan.button(nama, "Selesai")) for nama in staf]

    told = await lapangan.at_once(*buttons)

    (winner,) = [nama for aksi, nama in await lapangan.done() if aksi == "selesai"]
    assert sum(CHANGED in text for text in told) == 1
    for nama in staf:
        assert f"({winner})" in await lapangan.card(nama, "Langkah 5 dari 10")


async def test_a_forged_button_is_judged_by_who_taps_and_never_by_what_it_carries(
    lapangan: Lapangan,
):
    await lapangan.go_to("6.0")
    tugas = await lapangan.only("6.0")
    unknown = replace(tugas, id=999_999)
    before = await lapangan.done()
    others = ("Slamet Riyadi", "Suharyanto", "Endang Lestari", "Agus Prasetyo", NOT_JOINED)
    for nama in others:
        for data in ("setujui", "yakin:setujui", "kembalikan", "alasan:0", "isi", "excel", "buka"):
            aksi, *args = data.split(":")
            told = await lapangan.forge(nama, data_of(tugas, aksi, *args))
            assert NOT_YOURS in told, (nama, data)
            assert told == await lapangan.forge(nama, data_of(unknown, aksi, *args)), (nama, data)

    assert await lapangan.done() == before
    for nama in others:
        assert f"#{tugas.nomor}" not in cards(await lapangan.house.messages(nama)), nama


async def test_who_was_revoked_is_refused_at_once_and_sees_nothing_more(lapangan: Lapangan):
    house = lapangan.house
    await lapangan.go_to("5.0")
    message_id, data = await lapangan.button("Agus Prasetyo", "Selesai")
    sekcam = house.user["Endang Lestari"]
    everybody = await lapangan.look(lambda uow: uow.pegawai.all(1, date(2026, 10, 5)))
    (agus,) = [p.id for p in everybody if p.nama == "Agus Prasetyo"]
    await lapangan.look(
        lambda uow: revoke_member(uow, actor=Actor.private(sekcam), pegawai_id=agus)
    )
    await house.see("Agus Prasetyo", "berakhir: dicabut oleh")
    await house.settle()
    seen = await house.messages("Agus Prasetyo")

    assert NOT_YOURS in (await house.forge("Agus Prasetyo", message_id, data))["text"]
    tugas = await lapangan.only("5.0")
    for aksi in ("lanjut:alasan", "batal", "pilih_unit:1", "tanya", "buka", "catatan"):
        await lapangan.forge("Agus Prasetyo", data_of(tugas, *aksi.split(":")))
    await house.tap("Dewi Anggraeni", "Selesai")
    await house.settle()

    assert ("selesai", "Dewi Anggraeni") in await lapangan.done()
    assert await house.messages("Agus Prasetyo") == seen


def cards(messages: list[dict[str, Any]]) -> str:
    """Everything that a person was shown but the boards, which are the office's."""
    return "\n".join(m["plain"] for m in messages if not m["pinned"])


def with_people(*rows: BarisPegawai, without: str = ""):
    kept = tuple(row for row in SAMPLE.pegawai if row.nama != without)
    return replace(SAMPLE, pegawai=(*kept, *rows))


async def test_a_plh_may_decide_only_while_the_appointment_runs(lapangan: Lapangan):
    await lapangan.go_to("6.0")
    tugas = await lapangan.only("6.0")
    wahyu = next(row for row in SAMPLE.pegawai if row.nama == "Wahyu Hidayat")
    plh = replace(wahyu, jabatan=KASUBBAG, penugasan="Plh.", admin=False)
    setujui = data_of(tugas, "setujui")

    await lapangan.rearrange(
        with_people(replace(plh, mulai=date(2026, 9, 1), selesai=date(2026, 10, 2)))
    )
    assert NOT_YOURS in await lapangan.forge("Wahyu Hidayat", setujui)
    await lapangan.rearrange(
        with_people(replace(plh, mulai=date(2026, 10, 5), selesai=date(2026, 10, 9)))
    )
    tugas = await lapangan.only("6.0")  # its card says who else holds the post
    assert "Tercatat" in await lapangan.confirm("Wahyu Hidayat", tugas, "setujui")

    (line,) = [
        line
        for line in await lapangan.look(lambda uow: uow.jejak.of_berkas(1))
        if line.aksi == "setujui"
    ]
    assert line.pelaku["penugasan"] == "Plh."
    assert "Plh." in await lapangan.card("Retno Wulandari", "Langkah 6 dari 10")


async def test_the_atasan_decides_for_a_vacant_post_in_the_own_name(lapangan: Lapangan):
    await lapangan.go_to("6.0")
    tugas = await lapangan.only("6.0")
    assert NOT_YOURS in await lapangan.forge("Endang Lestari", data_of(tugas, "setujui"))

    await lapangan.rearrange(with_people(without="Retno Wulandari"))
    assert NOT_YOURS in await lapangan.forge("Retno Wulandari", data_of(tugas, "setujui"))
    tugas = await lapangan.only("6.0")  # its card says that nobody holds the post
    assert "Tercatat" in await lapangan.confirm("Endang Lestari", tugas, "setujui")

    assert ("setujui", "Endang Lestari") in await lapangan.done()


def noise(seed: int, count: int) -> list[str]:
    """Payloads as nobody's button carries them, some nearly right."""
    source = random.Random(seed)
    words = [
        "v1",
        "v2",
        "t",
        "b",
        "m",
        "g",
        "1",
        "2",
        "999",
        "-1",
        "0",
        "٣",
        "1e9",
        "setujui",
        "yakin",
        "isi",
        "pakai",
        "siapa",
        "cabut",
        "ya",
    ]
    letters = "v1:tbmg0129 \u202e\u0000é😀'\"<>;--%n{}"
    nearly = [":".join(source.choices(words, k=source.randint(1, 8))) for _ in range(count // 2)]
    wild = ["".join(source.choices(letters, k=source.randint(1, 16))) for _ in range(count // 2)]
    return [data for data in (*nearly, *wild) if 1 <= len(data.encode()) <= 64]


async def test_garbled_payloads_are_answered_and_change_nothing(lapangan: Lapangan):
    house = lapangan.house
    await lapangan.go_to("2.0")
    before, seed = await lapangan.done(), 20261005
    special = ("v1:m:1:2026:9", "v1:m:1:0:0", "v1:m:1:2027:1", "v1:m:99:2026:3", "v1:g:cabut:9999")
    payloads = [*noise(seed, 100), *special, "v1:b:99999:kecualikan", "v1:b:99999:riwayat"]

    for data in payloads:
        answer = await house.forge("Retno Wulandari", 1, data)
        assert answer, f"no answer to {data!r}, seed {seed}"
        if data in special:
            assert (await house.forge("Endang Lestari", 1, data))["show_alert"], data
    await house.settle()

    assert await lapangan.done() == before
    assert house.app.worker.set_aside == 0
    assert "gangguan" not in str(await house.messages("Retno Wulandari"))


async def test_a_decision_is_not_taken_from_a_card_that_shows_older_data(lapangan: Lapangan):
    house = lapangan.house
    await lapangan.go_to("5.0")
    message_id, data = await lapangan.button("Dewi Anggraeni", "Selesai")
    himpun = await lapangan.only("5.0")
    unit = (await lapangan.look(lambda uow: uow.kinerja.formulir_of(1)))[0].unit_id
    await lapangan.act(
        "Agus Prasetyo", Kerja.TANYA, himpun, catatan="Mohon IK-02 dicek", unit=(unit,)
    )
    await house.settle()
    _, asked_about = await lapangan.button("Agus Prasetyo", "Selesai")
    await house.say("Slamet Riyadi", "IK-02=14")
    await house.settle()

    for nama, old in (("Dewi Anggraeni", data), ("Agus Prasetyo", asked_about)):
        assert CHANGED in (await house.forge(nama, message_id, old))["text"]
    assert "selesai" not in [aksi for aksi, _ in await lapangan.done()]
    assert "14" in await lapangan.card("Dewi Anggraeni", "Langkah 5 dari 10")
    await house.tap("Dewi Anggraeni", "Selesai")
    assert ("selesai", "Dewi Anggraeni") in await lapangan.done()


async def test_a_return_that_was_prepared_on_an_older_card_returns_nothing(lapangan: Lapangan):
    house = lapangan.house
    await lapangan.go_to("7.0")
    await house.tap("Endang Lestari", "Kembalikan", "Langkah 7")
    message_id, reason = await lapangan.button("Endang Lestari", "Perlu penjelasan")
    tugas = await lapangan.only("7.0")
    await lapangan.look(lambda uow: uow.berkas.change(tugas))

    answer = await house.forge("Endang Lestari", message_id, reason)

    assert CHANGED in answer["text"]
    assert "kembalikan" not in [aksi for aksi, _ in await lapangan.done()]
    assert "Setujui" in str(
        (await house.find("Endang Lestari", "Setujui", "Langkah 7"))["buttons"]
    )


async def test_a_conversation_that_is_over_takes_no_more_taps(lapangan: Lapangan):
    house = lapangan.house
    await lapangan.go_to("6.0")
    await house.tap("Retno Wulandari", "Kembalikan")
    message_id, unit = await lapangan.button("Retno Wulandari", "Seksi Tata Pemerintahan")
    await house.tap("Retno Wulandari", "Batal")

    for data in (unit, unit.replace("pilih_unit:", "pilih_indikator:")):
        assert CHANGED in (await house.forge("Retno Wulandari", message_id, data))["text"]
    tugas = await lapangan.only("6.0")
    for aksi in ("alasan:0", "alasan_lain", "lanjut:alasan"):
        told = await lapangan.forge("Retno Wulandari", data_of(tugas, *aksi.split(":")))
        assert CHANGED in told, aksi
    await house.tap("Retno Wulandari", "Setujui")
    await house.tap("Retno Wulandari", "Ya, setujui")
    assert ("setujui", "Retno Wulandari") in await lapangan.done()


async def test_a_card_that_was_struck_still_tells_the_truth_when_tapped(lapangan: Lapangan):
    house = lapangan.house
    await lapangan.go_to("1.0")
    old_id, old = await lapangan.button("Suharyanto", "Disposisikan")
    await house.tap("Suharyanto", "Tambah catatan")
    await house.say("Suharyanto", "Mohon selesai pekan ini")
    await house.settle()

    answer = await house.forge("Suharyanto", old_id, old)

    assert CHANGED in answer["text"]
    assert await lapangan.done() == [("mulai", "Endang Lestari")]
    struck = next(m for m in await house.messages("Suharyanto") if m["message_id"] == old_id)
    assert not struck["buttons"]
    await house.tap("Suharyanto", "Disposisikan")
    assert await lapangan.done() == [("mulai", "Endang Lestari"), ("disposisikan", "Suharyanto")]


async def test_a_typed_approval_shows_a_card_that_changed_and_asks_when_typed_again(
    lapangan: Lapangan,
):
    house = lapangan.house
    await lapangan.go_to("7.0")
    tugas = await lapangan.only("7.0")
    old_id, _ = await lapangan.button("Endang Lestari", "Setujui")
    await lapangan.look(lambda uow: uow.berkas.change(tugas))

    await house.say("Endang Lestari", f"/setuju {tugas.nomor} dengan catatan: cek IK-08")
    notice = await house.see("Endang Lestari", "berubah sejak terakhir tampil di ponsel Ibu")
    await house.settle()
    shown = await house.find("Endang Lestari", "Setujui")
    assert shown["message_id"] > notice["message_id"] > old_id
    assert "Yakin?" not in shown["plain"]

    await house.say("Endang Lestari", f"/setuju {tugas.nomor} dengan catatan: cek IK-08")
    asked = await house.see("Endang Lestari", "Yakin?")
    assert asked["message_id"] > shown["message_id"]
    assert "Catatan: “dengan catatan: cek IK-08”" in asked["plain"]
    assert "setujui" not in [a for a, n in await lapangan.done() if n == "Endang Lestari"]
    await house.tap("Endang Lestari", "Ya, setujui")
    await house.settle()
    assert ("setujui", "Endang Lestari") in await lapangan.done()


async def test_a_late_yes_is_explained_and_the_card_asks_anew(lapangan: Lapangan):
    house = lapangan.house
    await lapangan.go_to("6.0")
    await house.tap("Retno Wulandari", "Setujui")
    message_id, yes = await lapangan.button("Retno Wulandari", "Ya, setujui")
    await house.clock(advance="PT3M")
    await house.settle()

    card = await house.find("Retno Wulandari", "Setujui", "Langkah 6")
    assert card["message_id"] == message_id
    answer = await house.forge("Retno Wulandari", message_id, yes)

    assert answer["show_alert"]
    assert "sekali lagi" in answer["text"]
    assert "setujui" not in [aksi for aksi, _ in await lapangan.done()]
    await house.tap("Retno Wulandari", "Setujui")
    await house.tap("Retno Wulandari", "Ya, setujui")
    assert ("setujui", "Retno Wulandari") in await lapangan.done()
