"""SQLite's INSERT OR REPLACE runs no delete trigger on a foreign connection: it is kept out as well."""

from contextlib import closing, suppress
from pathlib import Path

import pytest

from storage.database.sqlite import sqlite3
from tests.support.office import office_in
from tests.support.story import go_to


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the database of an office in which two have decided."""
    with office_in(tmp_path) as kantor:
        go_to(kantor, 8)
    return tmp_path / "tapak.db"


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()


def replace(path: Path, table: str, **values: str) -> None:
    """Replace the rows of a table by themselves with other values, as a foreign tool may."""
    with closing(sqlite3.connect(path)) as foreign:
        names = [row[1] for row in foreign.execute(f"PRAGMA table_info({table})")]
        said = ", ".join(values.get(name, name) for name in names)
        statement = (
            f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) SELECT {said} FROM {table}"
        )
        with suppress(sqlite3.IntegrityError):
            foreign.execute(statement)
            foreign.commit()


@pytest.mark.parametrize(
    "values",
    [
        {"isi": "'{}'"},
        {"isi": "'{}'", "sha256": "hex(id)", "kode": "'ACDEFGHJ'"},
        {"id": "NULL", "isi": "'{}'"},
        {"id": "NULL", "versi": "9", "langkah": "1"},
        {"id": "NULL"},
    ],
    ids=["content", "content and sha256", "another key", "versi", "nothing"],
)
def test_no_naskah_is_replaced(path: Path, values: dict[str, str]):
    before = rows(path, "naskah")
    replace(path, "naskah", **values)

    assert rows(path, "naskah") == before
    assert len(before) == 6


@pytest.mark.parametrize(
    "values", [{"aksi": "'paraf'"}, {"id": "NULL", "rincian": "'{}'"}], ids=["key", "place"]
)
def test_no_line_of_history_is_replaced(path: Path, values: dict[str, str]):
    before = rows(path, "jejak")
    replace(path, "jejak", **values)

    assert rows(path, "jejak") == before
