"""How the house is built: a review remark made twice becomes a rule here, in ``test_writing.py`` or in ``test_asserting.py``."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.support.source import (
    PACKAGES,
    Complaints,
    Planted,
    Rule,
    Source,
    complaints_of,
    dotted,
    found,
    rules_of,
    sources,
)

DOMAIN_MAY_IMPORT = sys.stdlib_module_names | {"pydantic", "sop_flows"}
VAGUE_NAMES = {"utils", "util", "helpers", "manager", "service", "base", "common"}
CLOCK = "bot/process/clock.py"
SQLITE = "storage/database/sqlite.py"
MAX_LINES, MAX_TEST_LINES, MAX_FUNCTION_LINES = 400, 600, 40
MAX_BYTES = 1_000_000
ANYTHING = re.compile(r"\b(?:dict|Mapping|MutableMapping)\[str, Any\]")
EDGES = (
    "bot/cli",
    "bot/process/clock",
    "bot/process/settings",
    "bot/telegram",
    "bot/trial",
    "handlers/errors",
    "handlers/screens/screen",
    "sop_flows/jejak",
    "sop_flows/naskah/canonical",
    "sop_flows/sop/catalog",
    "sop_flows/sop/check_sheet",
    "storage",
)
"""Where facts come in or go out: rows, the Bot API, JSON, TOML, the canonical form of the history."""


def domain_imports_only_what_it_may(source: Source) -> Complaints:
    if source.package == "sop_flows" and source.is_code:
        for line, module in source.imports():
            if module.split(".")[0] not in DOMAIN_MAY_IMPORT:
                yield f"{line}: the domain imports {module}"


def only_handlers_and_bot_are_async(source: Source) -> Complaints:
    if source.is_product_code and not source.is_in("handlers", "bot"):
        for node in source.nodes:
            if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith):
                yield f"{node.lineno}: async outside handlers and bot"


def handlers_and_storage_stay_apart(source: Source) -> Complaints:
    other = {"handlers": "storage", "storage": "handlers"}.get(source.package)
    if other and source.is_code:
        for line, module in source.imports():
            if module.split(".")[0] == other:
                yield f"{line}: {source.package} imports {module}"


def imports_are_absolute(source: Source) -> Complaints:
    if source.is_code:
        for line, module in source.imports():
            if module.startswith("."):
                yield f"{line}: relative import of {module}"


def files_stay_short(source: Source) -> Complaints:
    limit = MAX_TEST_LINES if source.is_in("tests") else MAX_LINES
    lines = source.text.count("\n")
    if source.is_in("storage/migrations/versions"):
        return  # generated once, never read as prose
    if source.is_code and lines > limit:
        yield f"{lines} lines, at most {limit}"


def functions_stay_short(source: Source) -> Complaints:
    if not source.is_product_code or source.is_in("storage/migrations/versions"):
        return
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                yield f"{node.lineno}: {node.name} has {lines} lines, at most {MAX_FUNCTION_LINES}"


def files_are_named_for_what_they_hold(source: Source) -> Complaints:
    if source.is_code:
        for part in PurePosixPath(source.path).with_suffix("").parts:
            if part in VAGUE_NAMES:
                yield f"{part!r} says nothing about what is inside"


def time_is_an_argument(source: Source) -> Complaints:
    if source.is_product_code and source.path != CLOCK:
        for node in source.nodes:
            if isinstance(node, ast.Attribute) and _reads_the_clock(node):
                yield f"{node.lineno}: {ast.unparse(node)}; take `now` as an argument"


def _reads_the_clock(node: ast.Attribute) -> bool:
    if node.attr not in {"now", "utcnow", "today"}:
        return False
    kind = ast.unparse(node.value).split(".")[-1]
    return kind == "datetime" or (kind, node.attr) == ("date", "today")


def databases_are_closed(source: Source) -> Complaints:
    if source.is_code:
        for node in source.nodes:
            if isinstance(node, ast.With) and any(_opens(item) for item in node.items):
                yield f"{node.lineno}: `with` commits and leaves it open; use contextlib.closing"


def _opens(item: ast.withitem) -> bool:
    opened = item.context_expr
    return isinstance(opened, ast.Call) and dotted(opened.func) == "sqlite3.connect"


def sqlite_has_one_home(source: Source) -> Complaints:
    if source.is_code and source.path != SQLITE:
        for node in source.nodes:
            for name in imported_names(node):
                if re.fullmatch(r"(_?sqlite3|pysqlite3)(\..*)?", name):
                    yield f"{node.lineno}: imports {name}; {SQLITE} chooses the one of this process"
                if name == "sqlalchemy.create_engine" and not source.is_in("storage/database"):
                    yield f"{node.lineno}: opens a database by any SQLite; take open_engine or open_reader"


def imported_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def facts_have_types(source: Source) -> Complaints:
    if source.is_product_code and not source.is_in(*EDGES):
        yield from found(ANYTHING.pattern, source, "a bag of anything: give the facts a type")


def a_periode_is_no_pair_of_numbers(source: Source) -> Complaints:
    if not source.is_product_code or source.is_in("storage/database/tables", "storage/migrations"):
        return
    for node in source.nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                given = node.args
                names = {one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
            case ast.ClassDef():
                fields = (one.target for one in node.body if isinstance(one, ast.AnnAssign))
                names = {one.id for one in fields if isinstance(one, ast.Name)}
            case _:
                continue
        if names >= {"tahun", "triwulan"}:
            yield f"{node.lineno}: {node.name} takes a year and a triwulan: give it a Periode"


def limits_have_a_noun(source: Source) -> Complaints:
    if source.is_product_code:
        yield from found(r"^(?:MOST|FEW|LEAST|MANY)\b", source, "of what?")


def nothing_missing_is_number_zero(source: Source) -> Complaints:
    if source.is_code and not source.is_in("tests"):
        yield from found(r"\b(?:\w+_)?id or 0\b", source, "an id is there, or its type says not")
        yield from found(r"\b0 for (?:none|all)\b", source, "nothing is None, and no number")


def files_stay_small(source: Source) -> Complaints:
    if len(source.text.encode()) > MAX_BYTES:
        yield f"larger than {MAX_BYTES} bytes"


PLANTED: list[Planted] = [
    (domain_imports_only_what_it_may, "sop_flows/x.py", "import holidays\n", "import pydantic\n"),
    (
        domain_imports_only_what_it_may,
        "sop_flows/x.py",
        "def f():\n    from telegram import Bot\n",
        "from sop_flows.errors import TugasChanged\n",
    ),
    (only_handlers_and_bot_are_async, "storage/x.py", "async def f(): ...\n", "def f(): ...\n"),
    (
        handlers_and_storage_stay_apart,
        "handlers/x.py",
        "import storage.berkas\n",
        "import sop_flows\n",
    ),
    (
        handlers_and_storage_stay_apart,
        "storage/x.py",
        "from handlers import a\n",
        "import sop_flows\n",
    ),
    (imports_are_absolute, "bot/x.py", "from . import cli\n", "from bot import cli\n"),
    (files_stay_short, "bot/x.py", "x = 1\n" * (MAX_LINES + 1), "x = 1\n" * MAX_LINES),
    (files_stay_short, "tests/x.py", "x = 1\n" * (MAX_TEST_LINES + 1), "x = 1\n" * MAX_TEST_LINES),
    (
        functions_stay_short,
        "bot/x.py",
        "def f():\n" + "    g()\n" * MAX_FUNCTION_LINES,
        "def f():\n" + "    g()\n" * (MAX_FUNCTION_LINES - 1),
    ),
    (time_is_an_argument, "storage/x.py", "at = dt.datetime.now(UTC)\n", "at = clock.now()\n"),
    (time_is_an_argument, "sop_flows/x.py", "f(default_factory=date.today)\n", "f(today)\n"),
    (
        databases_are_closed,
        "tests/x.py",
        "with sqlite3.connect(path) as rows:\n    rows.execute(sql)\n",
        "with closing(sqlite3.connect(path)) as rows, rows:\n    rows.execute(sql)\n",
    ),
    (
        sqlite_has_one_home,
        "bot/trial/x.py",
        "from sqlite3 import connect\n",
        "from storage.database.sqlite import sqlite3\n",
    ),
    (
        sqlite_has_one_home,
        "tests/x.py",
        "from sqlalchemy import create_engine, text\n",
        "from sqlalchemy import text\n",
    ),
    (facts_have_types, "sop_flows/x.py", "f: dict[str, Any]\n", "f: dict[str, int]\n"),
    (facts_have_types, "handlers/x.py", "F = Mapping[str, Any]\n", "F = Mapping[str, str]\n"),
    (facts_have_types, "bot/x.py", "f: dict[int, dict[str, Any]]\n", "from typing import Any\n"),
    (
        a_periode_is_no_pair_of_numbers,
        "sop_flows/x.py",
        "def f(*, tahun: int, triwulan: int): ...\n",
        "def f(*, periode: Periode): ...\n",
    ),
    (
        a_periode_is_no_pair_of_numbers,
        "handlers/x.py",
        "class A:\n    tahun: int\n    triwulan: int\n",
        "class A:\n    tahun: int\n",
    ),
    (limits_have_a_noun, "bot/x.py", "MOST: Final = 24\n", "MOST_TUGAS: Final = 24\n"),
    (nothing_missing_is_number_zero, "bot/x.py", "kiriman.id or 0\n", "kiriman.id\n"),
    (nothing_missing_is_number_zero, "storage/x.py", "row.unit_id or 0\n", "paid or 0\n"),
    (
        nothing_missing_is_number_zero,
        "bot/x.py",
        "# its number; 0 for none\n",
        "# 0 for its front\n",
    ),
    (files_stay_small, "docs/x.svg", "x" * (MAX_BYTES + 1), "x" * MAX_BYTES),
]
RULES = [*rules_of(PLANTED), files_are_named_for_what_they_hold]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule):
    complaints = complaints_of(rule)

    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize(("rule", "path", "bad", "good"), PLANTED)
def test_the_rule_refuses_what_is_planted(rule: Rule, path: str, bad: str, good: str):
    assert list(rule(Source(path=path, text=bad)))
    assert not list(rule(Source(path=path, text=good)))


@pytest.mark.parametrize("name", sorted(VAGUE_NAMES))
def test_a_vague_name_is_refused(name: str):
    assert list(files_are_named_for_what_they_hold(Source(path=f"bot/{name}.py", text="")))
    assert list(files_are_named_for_what_they_hold(Source(path=f"bot/{name}/x.py", text="")))
    assert not list(
        files_are_named_for_what_they_hold(Source(path="bot/telegram/intake.py", text=""))
    )


def test_the_rules_have_files_to_read():
    seen = {source.package for source in sources() if source.is_code}

    assert set(PACKAGES) <= seen
