"""What a start loads: counted in modules, so no clock decides."""

import gc
import subprocess
import sys

import pytest

from storage.database.tables import UnitRow

START = "import sys, bot.cli, bot.app, bot.product, bot.cli.run"
SELDOM = (
    "alembic",
    "dateutil",
    "docx",
    "holidays",
    "lxml",
    "openpyxl",
    "prometheus_client",
    "pyhanko",
    "segno",
    "sqlalchemy.dialects.postgresql",
    "storage.backup.manifest",
    "storage.backup.writing",
    "storage.documents.papers.word",
    "storage.offices.libur_holidays",
    "typst",
)
"""What a start has no use for, or never on SQLite."""


def said(code: str) -> str:
    """Return what a process says."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def asked(code: str) -> str:
    """Return what a process says that has started as far as its imports."""
    return said(f"{START}; {code}")


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    return set(asked("print(*sys.modules)").split())


@pytest.mark.parametrize("name", SELDOM)
def test_a_start_loads_nothing_that_it_has_no_use_for(name, loaded):
    assert "sqlalchemy" in loaded
    assert name not in loaded


def test_a_row_is_its_table_and_no_model():
    code = """
from sqlalchemy.orm.decl_base import _DeferredDeclarativeConfig as waiting
from storage.database import tables as t
built = "__pydantic_decorators__" in vars(t.TugasRow) or hasattr(t.TugasRow, "__mapper__")
print(built, len(waiting._configs), t.TugasRow.__table__.name, *t.TemplatRow.model_fields)
"""

    assert said(f"{START}{code}") == "False 0 tugas id kantor_id jenis sha256"


def test_nobody_makes_an_object_of_a_row():
    with pytest.raises(TypeError, match="UnitRow describes a table"):
        UnitRow(kode="u", nama="Unit")


def test_a_start_looks_for_no_garbage_while_it_imports():
    code = f"import gc, bot; looks = gc.get_stats(); {START}; print(looks == gc.get_stats())"

    assert said(code) == "True"


def test_a_command_that_asks_the_database_looks_seldom_and_not_almost_never():
    code = "import gc; from bot.cli.database import answering; asked = answering(None).__enter__(); print(*gc.get_threshold())"

    assert said(f"{START}; {code}") == "20000 50 100"


def test_a_start_builds_no_statement_before_it_runs_one():
    code = """
import gc
from storage.database.prepared import Prepared
every = [one for one in gc.get_objects() if isinstance(one, Prepared)]
print(len(every) > 90, [one for one in every if "_statement" in vars(one)])
"""

    assert said(f"{START}{code}") == "True []"


def test_a_start_compiles_none_of_our_patterns_before_somebody_looks_for_one():
    code = """
import gc, re
OURS = {"bot", "handlers", "sop_flows", "storage"}
from sop_flows.deferred import Pattern
every = [one for one in gc.get_objects() if isinstance(one, Pattern)]
ours = [vars(module) for name, module in sys.modules.items() if name.split(".")[0] in OURS]
at_once = [value for module in ours for value in module.values() if isinstance(value, re.Pattern)]
print(len(every) > 60, [one._asked for one in every if "_compiled" in vars(one)], at_once)
"""

    assert said(f"{START}{code}") == "True [] []"


async def test_whoever_has_started_looks_seldom_and_spares_what_was_imported(house):
    assert gc.get_threshold()[0] == 20_000
    assert gc.get_freeze_count() > 10_000
