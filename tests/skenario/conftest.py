"""The tour of SOP 001, played once inside this process; what it left is looked at by many tests."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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


async def perform(tur: Scenario, folder: Path) -> Pertunjukan:
    """Play a scenario with server and bot in this process."""
    async with House(folder) as house:
        await play(tur, house.server.url)
        await house.settle()
        ponsel = await read_phones(house.http)
        riwayat = await house.app.rumah.run(
            lambda uow: verify(uow.connection, uow.kantor.all()[0].id), house.app.clock.now()
        )
    database = folder / "bot" / "trial.sqlite"
    return Pertunjukan(read_akhir(database), count_mail(database), riwayat, ponsel)
