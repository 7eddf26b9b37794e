"""Between Setujui and Ya the office becomes another: refused on the phone, drawn anew, and told."""

from dataclasses import replace
from datetime import date

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from storage.documents.kantor.buku import BarisLibur, BukuKantor
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

CAMAT, SEKCAM, KASUBBAG, TAPEM, YANUM = (
    "Suharyanto",
    "Endang Lestari",
    "Retno Wulandari",
    "Slamet Riyadi",
    "Nur Aini Rahmawati",
)
assert SAMPLE.kantor is not None
TARGET = replace(
    SAMPLE,
    indikator=tuple(
        replace(row, tw3="120") if row.kode == "IK-08" else row for row in SAMPLE.indikator
    ),
)
FORMULA = replace(SAMPLE, kantor=replace(SAMPLE.kantor, formula_turun="B"))
DROPPED = replace(SAMPLE, indikator=tuple(r for r in SAMPLE.indikator if r.kode != "IK-01"))
TODAY_OFF = replace(
    SAMPLE, libur=(BarisLibur(tanggal=date(2026, 10, 5), jenis="libur", dasar="Hari jadi"),)
)


async def ask(house: House) -> tuple[int, str]:
    """Bring a berkas to the Kasubbag and let Setujui be tapped; return the "Ya" as it is drawn."""
    field = Lapangan(house)
    await field.go_to("6.0")
    await house.tap(KASUBBAG, "Setujui")
    await house.settle()
    return await field.button(KASUBBAG, "Ya, setujui")


async def nothing_was_decided(house: House) -> None:
    assert "setujui" not in [aksi for aksi, _ in await Lapangan(house).done()]


@pytest.mark.parametrize(
    ("buku", "words"),
    [
        pytest.param(TARGET, "Target IK-08 berubah: 87,75 → 120", id="import"),
        pytest.param(FORMULA, "Rumus capaian berubah: A → B", id="formula"),
        pytest.param(TODAY_OFF, "Batas waktu bergeser", id="calendar"),
    ],
)
async def test_a_yes_to_what_an_import_has_changed_is_refused_drawn_anew_and_told(
    house: House, buku: BukuKantor, words: str
):
    message_id, data = await ask(house)
    await Lapangan(house).rearrange(buku)
    answer = await house.forge(KASUBBAG, message_id, data)

    assert answer["show_alert"]
    assert "berubah sejak ditampilkan" in answer["text"]
    await nothing_was_decided(house)
    shown = await house.find(KASUBBAG, "Setujui", "Berubah sejak kartu ini dibuka")
    assert words in shown["plain"]

    await house.tap(KASUBBAG, "Setujui")
    await house.tap(KASUBBAG, "Ya, setujui")
    await house.see(SEKCAM, "Langkah 7 dari 10")


async def test_a_yes_is_refused_once_somebody_else_holds_the_post_too(house: House):
    message_id, data = await ask(house)
    await house.say(SEKCAM, "/delegasi")
    await house.tap(SEKCAM, "Kasubbag Perencana", "Pendelegasian jabatan")
    await house.tap(SEKCAM, YANUM, "Pejabat saat ini")
    await house.see(SEKCAM, "Mohon memilih tanggalnya")
    await house.say(SEKCAM, "hari ini")
    await house.see(SEKCAM, "nomor surat perintahnya")
    await house.say(SEKCAM, "094/51/2026")
    await house.tap(SEKCAM, "Tetapkan")
    await house.settle()
    answer = await house.forge(KASUBBAG, message_id, data)

    assert "Pejabat Kasubbag Perencana" in answer["text"]
    await nothing_was_decided(house)
    shown = await house.find(KASUBBAG, "Setujui", "Berubah sejak kartu ini dibuka")
    assert "Bu Nur Aini Rahmawati (Plh.)" in shown["plain"]


async def test_those_whose_tenggat_moved_hear_it_once(house: House):
    await ask(house)
    await Lapangan(house).rearrange(TODAY_OFF)
    await house.settle()

    told = await house.see(KASUBBAG, "Kalender kerja kantor berubah")
    assert "karena 5 Okt libur (Hari jadi)" in told["plain"]
    (number,) = [label for row in told["buttons"] for label in row]
    assert number.removeprefix("📂 Buka ") in told["plain"]
    everything = await house.messages(KASUBBAG)
    assert sum("Kalender kerja kantor berubah" in m["plain"] for m in everything) == 1


async def test_a_number_from_the_card_before_an_import_is_told_by_name(house: House):
    await Lapangan(house).go_to("4.0")
    await house.see(TAPEM, "1. IK-01 Persentase desa")
    await Lapangan(house).rearrange(DROPPED)
    await house.say(TAPEM, "2=12")

    told = await house.see(TAPEM, "1 nilai tersimpan")
    assert "2. IK-02 Jumlah desa dengan administrasi desa tertib: 12 Desa" in told["plain"]
    shown = await house.see(TAPEM, "Berubah sejak kartu ini dibuka")
    assert "Indikator IK-01 tidak lagi dalam daftar" in shown["plain"]
