"""What a database refuses is told without the values, which are people."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.database.engine import open_engine, open_reader
from storage.database.snapshot import snapshot

Opened = Callable[[str], AbstractContextManager[Connection]]


@pytest.mark.parametrize(
    "opened",
    [lambda url: open_engine(url).connect(), lambda url: open_reader(url).connect(), snapshot],
    ids=["engine", "reader", "snapshot"],
)
def test_an_error_names_the_statement_and_not_the_values(opened: Opened, tmp_path: Path):
    with (
        opened(f"sqlite:///{tmp_path / 'tapak.sqlite'}") as connection,
        pytest.raises(DBAPIError) as refused,
    ):
        connection.execute(text("INSERT INTO buku VALUES (:nama)"), {"nama": "Budi Santoso"})

    assert "INSERT INTO buku" in str(refused.value)
    assert "Budi" not in f"{refused.value!s}{refused.value!r}"
