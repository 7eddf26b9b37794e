"""The campaign: forty units fill twenty-five indikator each at once, half of them by chat and half by sheet."""

import asyncio
import resource
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.trial.kantor import jambi
from bot.trial.kantor.rows import columns, indikator, pegawai
from bot.trial.sample import Sample
from bot.trial.with_bot import DATABASE
from storage.database.sqlite import sqlite3
from storage.documents.kantor.buku import BarisJabatan, BarisUnit, BukuKantor
from tests.support.house import House
from tests.support.patience import until

UNITS = tuple(range(1, 41))
EACH = tuple(range(1, 26))
NILAI = "SELECT i.kode, r.nilai FROM realisasi r JOIN indikator i ON i.id = r.indikator_id"
LINES = 13
"""So many lines of values a message, as people send them."""


def head(unit: int) -> str:
    return f"Kepala Bidang {unit:02}"


def kode(unit: int, no: int) -> str:
    return f"B{unit:02}-{no:02}"


def value(unit: int, no: int) -> str:
    """Return what that indikator reached, as it is typed."""
    return f"{50 + (unit * 25 + no) % 50},{(unit + no) % 10}"


def big_office() -> BukuKantor:
    """Return the office with forty units in the place of its four."""
    office = jambi.OFFICE
    admin = jambi.KABAG
    return replace(
        office,
        unit=(
            office.unit[0],
            *(BarisUnit(kode=f"B{n:02}", nama=f"Bidang {n:02}", kepala=head(n)) for n in UNITS),
        ),
        jabatan=(
            *(one for one in office.jabatan if one.unit == "PEP"),
            *(BarisJabatan(jabatan=head(n), atasan=jambi.SEKWAN, unit=f"B{n:02}") for n in UNITS),
        ),
        pegawai=(
            *(one for one in office.pegawai if one.unit == "PEP"),
            *(
                pegawai(
                    f"19800101200501{1000 + n}",
                    f"Kepala {n:02}",
                    "Bu",
                    "Penata, III/c",
                    head(n),
                    f"B{n:02}",
                    admin=admin,
                )
                for n in UNITS
            ),
        ),
        sop=columns(
            "pengumpulan-data-kinerja",
            {
                "Ka. Dinas": [jambi.SEKWAN],
                "Sekdis": [jambi.KABAG],
                "Seluruh Kasie/Subbag": [head(n) for n in UNITS],
                "Kasubbag PEP": [jambi.PEP],
                "Analis": [jambi.ANALIS],
            },
        ),
        indikator=tuple(
            indikator(
                kode(n, no),
                f"B{n:02}",
                f"Meningkatnya pelayanan bidang {n:02}",
                f"Persentase layanan {no} bidang {n:02} yang selesai tepat waktu",
                "Persen",
                "naik",
                "posisi akhir",
                "100",
                "25 50 75 100",
                1_000_000,
                "Laporan bidang",
                definisi="Layanan yang selesai dibagi seluruh layanan.",
            )
            for n in UNITS
            for no in EACH
        ),
    )


@pytest.mark.soak
@pytest.mark.timeout(0)
async def test_forty_units_fill_a_thousand_indikator_at_once_and_nothing_is_lost(tmp_path):
    sample = Sample(big_office(), 7001)
    async with House(tmp_path, sample) as house:
        people = {one["jabatan"]: one["name"] for one in sample.phones()}
        await hand_out(house, people)

        before = used()
        await asyncio.gather(*(fill(house, unit, people[head(unit)]) for unit in UNITS))
        await house.answered()
        print(f"{used() - before:.1f} s of processor")
        print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")

        await house.tap(people[jambi.PEP], "Lihat nilai", "Periksa kertas kerja")
    with closing(sqlite3.connect(tmp_path / "bot" / DATABASE)) as connection:
        kept = {name: Decimal(str(nilai)) for name, nilai in connection.execute(NILAI)}
    assert kept == {
        kode(unit, no): Decimal(value(unit, no).replace(",", ".")) for unit in UNITS for no in EACH
    }


async def hand_out(house: House, people: dict[str, str]) -> None:
    """Start the berkas and send every unit its formulir."""
    kabag, pep = people[jambi.KABAG], people[jambi.PEP]
    await house.say(kabag, "/mulai")
    await house.tap(kabag, "Pengumpulan")
    for answer in ("1/2026", "2 Oktober 2026", "Sekda", "Permintaan data"):
        await house.see(kabag, "dari 8")
        await house.say(kabag, answer)
        await house.answered()
    await house.tap(kabag, "Biasa")
    await house.tap(kabag, "Hari ini")
    await house.say(kabag, "412")
    await house.answered()
    await house.tap(kabag, "Lewati")
    await house.tap(kabag, "Ya, mulai")
    await house.tap(kabag, "Disposisikan")
    await house.tap(pep, "Kirim formulir")
    for unit in UNITS:
        await house.see(people[head(unit)], "Isi data capaian kinerja")


async def fill(house: House, unit: int, nama: str) -> None:
    """Fill a unit's formulir by chat or by sheet, and send it."""
    if unit % 2:
        for first in range(0, len(EACH), LINES):
            await house.say(
                nama, "\n".join(f"{no}={value(unit, no)}" for no in EACH[first : first + LINES])
            )
    else:
        await house.tap(nama, "Pakai Excel")
        await until(lambda: has_sheet(house, nama))
        values = {kode(unit, no): value(unit, no) for no in EACH}
        url = f"/trial/phones/{house.user[nama]}/sheet"
        (await house.http.post(url, json={"values": values})).raise_for_status()
    await house.see(nama, "25/25 terisi")
    await house.tap(nama, "Kirim", "25/25 terisi")
    await house.see(nama, "Dikirim oleh")


async def has_sheet(house: House, nama: str) -> bool:
    """Tell whether the bot has sent somebody a sheet."""
    return any(
        (one.get("document") or {}).get("name", "").endswith(".xlsx")
        for one in await house.messages(nama)
    )


def used() -> float:
    """Return the processor time of bot, phones and reader so far."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in usages)
