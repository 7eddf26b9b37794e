"""Databases and houses for the tests of authority and truth."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path

import pytest

from storage.database.session import Database
from tests.keamanan.kantor import Kantor
from tests.keamanan.kebijakan import read_kebijakan
from tests.support.empty import put_empty_database
from tests.support.house import House


@pytest.fixture(scope="module")
def kantor_of(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], Kantor]]:
    """Return the offices of a policy, made once."""
    with ExitStack() as stack:

        @cache
        def furnished(nama: str) -> Kantor:
            path = tmp_path_factory.mktemp(nama) / "tapak.db"
            put_empty_database(path)
            database = stack.enter_context(closing(Database.open(f"sqlite:///{path}")))
            return Kantor(database, read_kebijakan(nama))

        yield furnished


@pytest.fixture(scope="module")
def kecamatan(kantor_of: Callable[[str], Kantor]) -> Kantor:
    return kantor_of("pengukuran-kinerja-kecamatan")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with House(tmp_path) as house:
        yield house
