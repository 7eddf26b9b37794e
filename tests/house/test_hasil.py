"""What was made of the values, such as a recap that was corrected, is handed in by whoever works on them."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

AGUS, KASI = "Agus Prasetyo", "Slamet Riyadi"
TAHAP = "8.0"


@pytest.fixture
async def house(house: House) -> House:
    await Lapangan(house).go_to(TAHAP)
    await house.settle()
    return house


async def send(house: House, nama: str, file: Any) -> None:
    url = f"/trial/phones/{house.user[nama]}/send"
    (await house.http.post(url, files={"file": file})).raise_for_status()


async def test_the_recap_comes_by_the_button_and_goes_back_corrected(house: House):
    await house.find(AGUS, "Lihat rekap", "Hasil yang dikoreksi")
    await house.tap(AGUS, "Lihat rekap")
    handed = await house.see(AGUS, "Perhitungan")
    content = (await house.http.get(handed["document"]["url"])).content
    assert "Pengukuran TW" in load_workbook(io.BytesIO(content)).sheetnames

    await send(house, AGUS, ("rekap-dikoreksi.xlsx", content))
    await house.see(AGUS, "rekap-dikoreksi.xlsx disimpan pada tugas")
    await house.tap(AGUS, "Lihat dokumen (1)")

    await house.settle()
    files = [m for m in await house.messages(AGUS) if m["from"] == "bot" and m["document"]]
    again = files[-1]
    assert again["document"]["name"] == "rekap-dikoreksi.xlsx"
    assert (await house.http.get(again["document"]["url"])).content == content


async def test_of_somebody_who_works_on_nothing_no_sheet_is_kept(house: House):
    await send(house, KASI, ("rekap-dikoreksi.xlsx", b"PK\x03\x04"))

    await house.see(KASI, "yang menunggu dokumen")
