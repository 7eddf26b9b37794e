"""The scenarios, each played once inside this process; what they left is looked at by many tests."""

import asyncio
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.trial.sample import SAMPLES, TARAKAN
from bot.trial.scenario import TOURS, Scenario, read_scenario
from tests.skenario.khusus import BATAL, KANTOR, press_old_buttons
from tests.skenario.pertunjukan import Pertunjukan, perform

KECAMATAN = TOURS / "pengukuran-kinerja-kecamatan.toml"


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


@pytest.fixture(scope="session")
def pentas(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pertunjukan]:
    """Return what a scenario of this folder leaves, by its name."""

    @cache
    def pentaskan(nama: str) -> Pertunjukan:
        tur = read_scenario(Path(__file__).parent / f"{nama}.toml")
        lalu = press_old_buttons if nama == BATAL else None
        return asyncio.run(perform(tur, tmp_path_factory.mktemp(nama), KANTOR[nama], lalu=lalu))

    return pentaskan
