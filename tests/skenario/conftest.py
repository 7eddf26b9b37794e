"""The tours, each played once inside this process; what they left is looked at by many tests."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.trial.sample import SAMPLES, TARAKAN, Sample
from bot.trial.scenario import TOURS, Scenario, play, read_scenario
from sop_flows.jejak import Verification
from storage.jejak import verify
from tests.house import House
from tests.skenario.akhir import Akhir, count_mail, read_akhir, read_phones

KECAMATAN = TOURS / "pengukuran-kinerja-kecamatan.toml"


@dataclass(frozen=True, slots=True)
class Pertunjukan:
    """A scenario that was played to its end."""

    akhir: Akhir
    surat: dict[str, Counter[str]]
    riwayat: Verification
    ponsel: dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def tur() -> Scenario:
    return read_scenario(KECAMATAN)


@pytest.fixture(scope="session")
def pertunjukan(tur: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Pertunjukan:
    return asyncio.run(perform(tur, tmp_path_factory.mktemp("pertunjukan")))


@pytest.fixture(scope="session")
def dipentaskan(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pertunjukan]:
    """Return what a tour leaves, by its name; Tarakan is on the same bot and must notice nothing."""

    @cache
    def pentaskan(nama: str) -> Pertunjukan:
        tur = read_scenario(TOURS / f"{nama}.toml")
        home = next(one for one in SAMPLES if one.nama == tur.kantor)
        offices = dict.fromkeys((home, TARAKAN))
        return asyncio.run(perform(tur, tmp_path_factory.mktemp(nama), *offices))

    return pentaskan


async def perform(tur: Scenario, folder: Path, *samples: Sample) -> Pertunjukan:
    """Play a scenario with server and bot in this process."""
    async with House(folder, *samples) as house:
        await play(tur, house.server.url)
        await house.settle()
        ponsel = await read_phones(house.http)
        riwayat = await house.app.rumah.run(
            lambda uow: verify(uow.connection, uow.kantor.all()[0].id), house.app.clock.now()
        )
    database = folder / "bot" / "trial.sqlite"
    return Pertunjukan(read_akhir(database), count_mail(database), riwayat, ponsel)
