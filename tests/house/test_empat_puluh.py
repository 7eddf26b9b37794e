"""Forty indikator filled with one thumb by somebody careless, over days and on two phones."""

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bot.trial.kantor.pejawaran import NOT_JOINED, SAMPLE
from bot.trial.sample import Sample
from sop_flows.engine.formulir import Nilai
from sop_flows.kinerja.angka import Janggal
from sop_flows.use_cases.pegawai.joining import invite
from tests.keamanan.lapangan import BERKAS, Lapangan
from tests.support.house import House

TAPEM = "Slamet Riyadi"
TOKEN = "undangan-ponsel-baru"
FORTY = replace(
    SAMPLE,
    indikator=(
        *SAMPLE.indikator,
        *(
            replace(SAMPLE.indikator[0], kode=f"IK-{no + 100}", indikator=f"Layanan desa {no}")
            for no in range(4, 41)
        ),
    ),
)
CARELESS = "\n".join(("1=500", "2=999", "3=6 km", *(f"{no}=8{no % 10},5" for no in range(4, 39))))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with House(tmp_path, Sample(FORTY, 1001)) as house:
        await Lapangan(house).go_to("4.0")
        await house.say(TAPEM, CARELESS)
        await house.see(TAPEM, "35/40 terisi")
        yield house


async def nilai(house: House) -> dict[str, Nilai]:
    """Return the values of the berkas by kode, once everything is answered."""
    await house.answered()
    forms = await Lapangan(house).look(lambda uow: uow.kinerja.formulir_of(BERKAS))
    return {one.kode: one for form in forms for one in form.nilai}


async def test_what_looks_odd_in_several_lines_is_asked_with_its_reason_and_kept_with_who_meant_it(
    house: House,
):
    told = (await house.see(TAPEM, "35 nilai tersimpan"))["plain"]
    assert "“500” tidak lazim, mohon dipastikan: lebih dari 100 persen" in told
    assert "“999” tidak lazim, mohon dipastikan: lebih dari tiga kali target" in told
    assert "satuannya lain daripada satuan indikator ini" in told
    for label in ("Ya, 999 untuk IK-02", "Ya, 6 untuk IK-03"):
        await house.tap(TAPEM, label)

    found = await nilai(house)
    meant = {kode: one.konfirmasi for kode, one in found.items() if one.konfirmasi}
    assert {kode: (one.janggal, one.nama) for kode, one in meant.items()} == {
        "IK-02": (Janggal.JAUH_DI_ATAS_TARGET, TAPEM),
        "IK-03": (Janggal.SATUAN_LAIN, TAPEM),
    }
    assert found["IK-01"].nilai is None


async def test_any_of_forty_is_corrected_from_its_page(house: House):
    for ke in (2, 3, 4):
        await house.tap(TAPEM, f"Hal. {ke}", f"Nomor {10 * ke - 19}–{10 * ke - 10} dari 40")  # noqa: RUF001 -- as it is printed
    await house.tap(TAPEM, "37", "Nomor 31–40 dari 40")  # noqa: RUF001 -- as it is printed
    await house.see(TAPEM, "37/40")
    await house.say(TAPEM, "90,25")

    assert (await nilai(house))["IK-137"].nilai == Decimal("90.25")


async def test_days_later_another_phone_of_the_same_person_goes_on_where_it_was_left(house: House):
    await house.clock(to="Rabu 09.00 WIB")
    lapangan = Lapangan(house)
    today = house.app.clock.now().date()
    people = await lapangan.look(lambda uow: uow.pegawai.all(1, today))
    (mine,) = (one.id for one in people if one.nama == TAPEM)
    await lapangan.look(lambda uow: invite(uow, kantor_id=1, pegawai_id=mine, token=TOKEN))
    await house.say(NOT_JOINED, f"/start {TOKEN}")
    await house.tap(NOT_JOINED, "Ya, itu saya")
    await house.see(TAPEM, "lewat akun Telegram ini berakhir")

    await house.tap(NOT_JOINED, "Isi sisanya", "35/40 terisi")
    await house.see(NOT_JOINED, "1/40 IK-01")
    await house.say(NOT_JOINED, "88,24")
    await house.see(NOT_JOINED, "2/40 IK-02")
    await house.say(TAPEM, "3=5")

    found = await nilai(house)
    assert (found["IK-01"].nilai, found["IK-03"].nilai) == (Decimal("88.24"), None)
