"""An SOP that repeats by another kind of periode than a triwulan, through the whole house."""

import re

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.sop.catalog import load_catalog, read_template
from storage.unit_of_work import SqlUnitOfWork
from tests.keamanan.lapangan import ROUTE, Lapangan
from tests.support.house import House

CAMAT, SEKCAM, TAPEM = "Suharyanto", "Endang Lestari", "Slamet Riyadi"
REST = (
    *ROUTE[3:],
    ("8.2", Kerja.TANDA_TANGANI),
    ("9.0", Kerja.DISPOSISIKAN),
    ("10.0", Kerja.SELESAI),
)
KINDS = (
    ("bulan", "Agustus 2026", "September 2026", "P1D"),
    ("semester", "Semester I 2026", "Semester II 2026", "P95D"),
    ("tahun", "Tahun 2026", "Tahun 2027", "P455D"),
)
"""Kind, one that is started, the next one, and when that is offered."""
TEKS = load_catalog().get("pengukuran-kinerja-kecamatan").teks.rpartition("isian = [")[0]
"""The SOP of the office, whose last langkah asks for nothing."""


def repeat_by(jenis: str, uow: SqlUnitOfWork) -> None:
    """Let the office's SOP repeat by another kind of periode, with the same people."""
    kantor_id = uow.kantor.all()[0].id
    (before,) = uow.sop.active(kantor_id)
    teks = TEKS.replace("versi = 1", f'versi = 2\nperiode = "{jenis}"', 1)
    uow.sop.activate(kantor_id, read_template(teks, "sop"), uow.sop.columns(kantor_id, before.id))


async def read_everything(house: House) -> str:
    """Return all that the bot says on all phones: texts, buttons and the names of dokumen."""
    await house.settle()
    chats = [await house.messages(nama) for nama in house.user]
    found = [each for chat in chats for each in chat if each["from"] == "bot"]
    return "\n".join(f"{each['plain']} {each['buttons']} {each.get('document')}" for each in found)


@pytest.mark.parametrize(("jenis", "started", "next_one", "until"), KINDS)
async def test_nobody_reads_of_a_triwulan_where_an_sop_repeats_otherwise(
    house: House, jenis: str, started: str, next_one: str, until: str
):
    lapangan = Lapangan(house)
    await lapangan.look(lambda uow: repeat_by(jenis, uow))
    await house.say(house.newcomer, house.start_text)
    await house.tap(house.newcomer, "Ya, itu saya")

    await house.say(SEKCAM, "/mulai")
    await house.tap(SEKCAM, f"{jenis.capitalize()} lain")
    await house.see(SEKCAM, f"{jenis.capitalize()} mana yang dilaporkan?")
    await house.tap(SEKCAM, started)
    await house.tap(SEKCAM, "Pengukuran Kinerja", started)
    await house.tap(CAMAT, "Disposisikan", started)
    for place, kerja in ROUTE[1:3]:
        for tugas in await lapangan.open_at(place):
            await lapangan.act(await lapangan.holder(tugas), kerja, tugas)
    await house.settle()
    await house.tap(TAPEM, "Isi realisasi", started)
    await house.say(TAPEM, "100")
    await house.see(TAPEM, "2/3")
    await house.tap(TAPEM, "Pakai Excel")
    await house.see(TAPEM, "Formulir Seksi Tata Pemerintahan · ")
    await house.clock(advance="PT6H")
    for place, kerja in REST:
        for tugas in await lapangan.open_at(place):
            await lapangan.act(await lapangan.holder(tugas), kerja, tugas)
    for command in ("/status", "/tugas", "/riwayat 1001"):
        await house.say(SEKCAM, command)
    await house.clock(advance=until)
    await house.see(SEKCAM, f"{next_one} telah berakhir")

    assert (await lapangan.berkas()).status is StatusBerkas.SELESAI
    everything = await read_everything(house)
    assert started in everything
    assert "riwulan" not in everything
    assert not re.search(r"\bTW\b", everything)
