"""The sample office, everybody joined, in a database of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.office import Pejawaran, office_in


@pytest.fixture
def kantor(tmp_path: Path) -> Iterator[Pejawaran]:
    with office_in(tmp_path) as kantor:
        yield kantor
