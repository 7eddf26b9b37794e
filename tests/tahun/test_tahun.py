"""A fiscal year of one office: forty people, five SOPs, and everything that comes between them and their work."""

from dataclasses import replace
from pathlib import Path

import pytest

from sop_flows.jejak import Head
from tests.support.jam_tercetak import plain
from tests.support.menit import Menit
from tests.tahun.pemeriksaan import (
    Pengamat,
    check_accounts,
    check_ended,
    check_rungs,
    daily_reminders,
    head_of,
    open_minutes,
    per_day,
    reminds,
    summary,
    unasked,
)
from tests.tahun.peristiwa import END, LIBUR, SOPS, TRIWULAN, year
from tests.tahun.tahun import Peristiwa, Tahun

MOST_A_DAY = 5


def calendar() -> Menit:
    """Return the open minutes of the office, with the libur that was declared in between."""
    known = plain(5, 2026, 2027)
    return replace(known, libur=known.libur | {LIBUR.tanggal})


async def play(folder: Path, seed: int, happens: list[Peristiwa]) -> Head:
    """Play what happens, and check all that must be true of it in the end."""
    menit = calendar()
    tahun = Tahun(folder, seed, peristiwa=happens, pengamat=Pengamat(menit))
    async with tahun:
        await tahun.play(END)
        await tahun.read(check_ended)
        rungs = await tahun.read(check_rungs, menit=menit)
        minutes = await tahun.read(check_accounts, open_at=open_minutes(menit))
        counts = per_day(unasked(tahun))
        usual, most = summary(counts)
        assert most <= MOST_A_DAY, max(counts.items(), key=lambda one: one[1])
        head = await tahun.read(head_of)
        daily = await tahun.read(daily_reminders, menit=menit)
        log = [one for one in tahun.ponsel.log if one.is_new]
        print(f"{seed=} {tahun.ponsel.taps} taps, minutes {dict(minutes)}, rungs {dict(rungs)}")
        print(f"{len(log)} messages and {len(tahun.ponsel.log) - len(log)} edits; {head}")
        print(f"unasked, of a person on a day: usually {usual}, at most {most}")
        print(f"reminders: {sum(map(reminds, log))}; one a tugas and working day: {daily}")
    return head


async def test_two_sops_of_a_triwulan_end_with_every_minute_in_one_account(tmp_path: Path):
    await play(tmp_path / "tahun", 3, year(TRIWULAN[:1], SOPS[:2]))


@pytest.mark.plays
async def test_a_triwulan_ends_and_the_same_chances_lead_to_the_same_history(tmp_path: Path):
    first = await play(tmp_path / "satu", 3, year(TRIWULAN[:1]))

    assert await play(tmp_path / "dua", 3, year(TRIWULAN[:1])) == first


@pytest.mark.plays
async def test_a_year_of_all_five_sops_ends_with_every_minute_in_one_account(tmp_path: Path):
    await play(tmp_path / "tahun", 3, year())


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", range(100))
async def test_a_hundred_years_end_with_every_minute_in_one_account(seed: int, tmp_path: Path):
    await play(tmp_path / "tahun", seed, year())
