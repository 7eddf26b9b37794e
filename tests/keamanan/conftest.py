"""Databases and houses for the tests of authority and truth."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import schema
from storage.session import Database
from tests.house import House
from tests.keamanan.kecamatan import Kecamatan


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "tapak.db"
    schema.migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="module")
def kecamatan(
    empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kecamatan]:
    path = tmp_path_factory.mktemp("kecamatan") / "tapak.db"
    shutil.copy(empty_database, path)
    with closing(Database.open(f"sqlite:///{path}")) as database:
        yield Kecamatan(database)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with House(tmp_path) as house:
        yield house
