"""The sample office, everybody joined, in a database of its own for each test."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import schema
from storage.database.session import Database
from tests.support.office import Pejawaran


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kantor") / "tapak.db"
    schema.migrate(f"sqlite:///{path}")
    with closing(Database.open(f"sqlite:///{path}")) as database:
        Pejawaran(database)
    return path


@pytest.fixture
def kantor(joined: Path, tmp_path: Path) -> Iterator[Pejawaran]:
    path = tmp_path / "tapak.db"
    shutil.copy(joined, path)
    with closing(Database.open(f"sqlite:///{path}")) as database:
        yield Pejawaran(database, join=False)
