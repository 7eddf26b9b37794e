"""Files for the tests of what lies beside them, too."""

from pathlib import Path

import pytest

from tests.support.empty import put_empty_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database file without rows, in a folder of its own."""
    path = tmp_path / "data" / "tapak.sqlite"
    put_empty_database(path)
    return path
