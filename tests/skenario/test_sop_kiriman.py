"""Over the whole house: an admin sends an SOP file, activates it, and starts it from a letter."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sop_flows.sop.catalog import load_catalog
from tests.support.house import House

ADMIN, KASUBBAG = "Endang Lestari", "Retno Wulandari"
ALIAS = {
    'alias = ["Kepala Dinas"]': 'alias = ["Camat"]',
    'alias = ["Sekretaris", ': 'alias = ["Sekretaris Kecamatan", ',
    'alias = ["Kasie", "Kasi", ': 'alias = ["Kasi Tata Pemerintahan", "Kasi Pelayanan Umum", ',
    'alias = ["Kasubag Program & Pelaporan", ': 'alias = ["Kasubbag Perencana", ',
    'nama = "Analis"': 'nama = "Analis"\nalias = ["Staf Pelaksana"]',
}


def office_text() -> str:
    """Return SOP 002 with the posts of this office as aliases of its columns."""
    text = load_catalog().get("pengumpulan-data-kinerja").teks
    for old, new in ALIAS.items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with House(tmp_path) as house:
        yield house


async def send(house: House, nama: str, content: bytes, berkas: str = "sop.toml") -> None:
    url = f"/trial/phones/{house.user[nama]}/send"
    (await house.http.post(url, files={"file": (berkas, content)})).raise_for_status()


async def test_a_file_becomes_an_sop_and_a_letter_starts_it(house: House):
    await send(house, ADMIN, office_text().replace('"3 hari"', '"nanti"').encode())
    told = await house.see(ADMIN, "belum dapat dijalankan")
    assert "Langkah 3, mutu_baku.waktu" in told["plain"]

    await send(house, ADMIN, office_text().encode())
    card = await house.see(ADMIN, "Pengumpulan Data Kinerja · versi 1")
    assert "Kasubbag PEP: Kasubbag Perencana" in card["plain"]
    await house.tap(ADMIN, "Ya, aktifkan")
    await house.see(ADMIN, "aktif pada Kecamatan Pejawaran")

    await house.say(ADMIN, "/mulai")
    await house.tap(ADMIN, "Triwulan lain")
    await house.tap(ADMIN, "Triwulan II 2026")
    await house.tap(ADMIN, "Pengumpulan Data Kinerja", pada="Triwulan II 2026")
    await house.see(ADMIN, "1 dari 8")
    await house.say(ADMIN, "S.900/123/SETDA/2026")
    await house.see(ADMIN, "2 dari 8")
    await house.say(ADMIN, "kemarin")
    await house.see(ADMIN, "24 November 2026, 24 Nov, Kamis, atau besok")
    await house.say(ADMIN, "2 Oktober 2026")
    await house.see(ADMIN, "3 dari 8")
    await house.say(ADMIN, "Sekretaris Daerah")
    await house.see(ADMIN, "4 dari 8")
    await house.say(ADMIN, "Permintaan data kinerja")
    await house.see(ADMIN, "5 dari 8")
    await house.tap(ADMIN, "Segera")
    await house.see(ADMIN, "6 dari 8")
    await house.tap(ADMIN, "Hari ini")
    await house.see(ADMIN, "7 dari 8")
    await house.say(ADMIN, "412")
    await house.see(ADMIN, "8 dari 8")
    await send(house, ADMIN, b"%PDF-1.7 surat", "surat.pdf")
    summary = await house.see(ADMIN, "Mulai Pengumpulan Data Kinerja?")
    assert "Foto atau dokumen surat: surat.pdf" in summary["plain"]
    assert "Sifat surat: Segera" in summary["plain"]
    await house.tap(ADMIN, "Ya, mulai")
    await house.see(ADMIN, "Nomor Surat Sekda: S.900/123/SETDA/2026")
    await house.tap(ADMIN, "Disposisikan")

    assert "Triwulan II 2026" in (await house.see(KASUBBAG, "Langkah 2 dari 5"))["plain"]


async def test_who_is_no_admin_sends_no_sop(house: House):
    await send(house, KASUBBAG, office_text().encode())

    await house.see(KASUBBAG, "Jabatan Ibu tidak mencakup menu ini")
    await send(house, ADMIN, b"x" * 200_001)
    await house.see(ADMIN, "paling besar 200 kB")
