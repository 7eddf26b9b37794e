"""What a start loads: counted in modules, so no clock decides."""

import subprocess
import sys

import pytest

START = "import sys, bot.cli, bot.app, bot.product, bot.cli.run"
SELDOM = (
    "alembic",
    "docx",
    "holidays",
    "lxml",
    "openpyxl",
    "pyhanko",
    "sqlalchemy.dialects.postgresql",
    "typst",
)
"""What a start has no use for, or never on SQLite."""


def asked(code: str) -> str:
    """Return what a process says that has started as far as its imports."""
    done = subprocess.run(
        [sys.executable, "-c", f"{START}; {code}"], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    return set(asked("print(*sys.modules)").split())


@pytest.mark.parametrize("name", SELDOM)
def test_a_start_loads_nothing_that_it_has_no_use_for(name, loaded):
    assert "sqlalchemy" in loaded
    assert name not in loaded


def test_rows_are_neither_checked_nor_mapped():
    code = "from storage.database import tables as t; print(t.TugasRow.__pydantic_complete__, hasattr(t.TugasRow, '__mapper__'))"

    assert asked(code) == "False False"


def test_whatever_starts_a_bot_looks_for_garbage_seldom():
    assert asked("import gc; print(gc.get_threshold()[0] > 10_000)") == "True"
