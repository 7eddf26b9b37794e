"""Looking at values over the whole house: a card is turned in its place, and the sheet comes as a file."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

RETNO = "Retno Wulandari"


@pytest.fixture
async def house(house: House) -> House:
    await Lapangan(house).go_to("6.0")
    await house.settle()
    return house


async def card(house: House) -> dict[str, Any]:
    await house.settle()
    return next(m for m in reversed(await house.messages(RETNO)) if "Langkah 6" in m["plain"])


async def test_a_card_is_turned_page_by_page_and_back_in_its_own_place(house: House):
    front = await house.find(RETNO, "Lihat nilai", "Langkah 6")
    count = len(await house.messages(RETNO))

    await house.tap(RETNO, "Lihat nilai")
    units = await house.find(RETNO, "Kembali ke kartu")
    assert "Nilai per unit" in units["plain"]
    await house.tap(RETNO, "Seksi Pelayanan Umum")
    page = await house.see(RETNO, "IK-08")
    assert "Target" in page["plain"]
    assert "Setahun" in page["plain"]
    await house.tap(RETNO, "Kembali ke kartu")
    back = await house.find(RETNO, "Setujui", "Langkah 6")

    assert {front["message_id"], units["message_id"], page["message_id"]} == {back["message_id"]}
    assert len(await house.messages(RETNO)) == count
    assert back["plain"] == front["plain"]


async def test_the_sheet_is_handed_out_with_the_kode_that_the_card_shows(house: House):
    front = await house.find(RETNO, "Lihat rekap", "Langkah 6")
    kode = front["plain"].split("Kode verifikasi: ")[1][:9]

    await house.tap(RETNO, "Lihat rekap")
    handed = await house.see(RETNO, "Rekap nilai")

    assert kode in handed["plain"]
    assert handed["document"]["name"].startswith("rekap-")
    content = (await house.http.get(handed["document"]["url"])).content
    rows = [
        [c.value for c in row] for row in load_workbook(io.BytesIO(content))["Rekap"].iter_rows()
    ]
    assert any(kode in str(row[0]) for row in rows)
    assert {row[2] for row in rows[8:20]} == {f"IK-{no:02}" for no in range(1, 13)}


async def test_what_was_approved_is_opened_again_on_its_closed_card(house: House):
    await house.tap(RETNO, "Setujui", "Langkah 6")
    await house.tap(RETNO, "Ya, setujui")
    await house.see(RETNO, "Disetujui oleh")

    await house.tap(RETNO, "Lihat nilai", "Disetujui oleh")
    page = await house.find(RETNO, "Kembali ke kartu")

    assert "dibekukan" in page["plain"]


async def test_a_decision_after_looking_is_taken_on_what_was_looked_at_and_its_kode_is_told_at_once(
    house: House,
):
    await house.tap(RETNO, "Lihat nilai", "Langkah 6")
    await house.tap(RETNO, "Kembali ke kartu")
    await house.tap(RETNO, "Setujui", "Langkah 6")
    answer = await house.tap(RETNO, "Ya, setujui")

    closed = (await house.see(RETNO, "Disetujui oleh"))["plain"]
    told = answer["text"].removeprefix("Tercatat. ")
    assert told.startswith("Kode verifikasi ")
    assert told.removesuffix(".").removeprefix("Kode verifikasi ") in closed
    assert not answer["show_alert"]


async def test_forged_pages_and_other_peoples_cards_show_nothing(house: House):
    front = await house.find(RETNO, "Lihat nilai", "Langkah 6")
    tugas = front["plain"].split("#")[1].split("\n")[0]
    stranger = "Slamet Riyadi"
    lapangan = Lapangan(house)
    one = await lapangan.only("6.0")
    assert str(one.nomor) == tugas
    seen = await house.messages(stranger)

    for aksi in ("nilai", "nilai:1", "nilai:999999999999999", "rekap", "nilai:-1", "nilai:x"):
        data = f"v1:t:{one.id}:{one.revisi}:{aksi}"
        answer = await house.forge(stranger, front["message_id"], data)
        assert answer["show_alert"], aksi
    for aksi in ("nilai:999999999999999", "nilai:7:8:9", "nilai:0"):
        await house.forge(RETNO, front["message_id"], f"v1:t:{one.id}:{one.revisi}:{aksi}")
    await house.settle()

    assert await house.messages(stranger) == seen
    assert (await card(house))["message_id"] == front["message_id"]
