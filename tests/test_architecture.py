"""The house rules that no linter knows: a review remark made twice becomes a rule here.

Each rule reads one file and returns what it objects to. Beside each rule stand a snippet that it must refuse and one
that it must let pass, so no rule is unable to fail.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "sop_flows", "storage")
DOMAIN_MAY_IMPORT = sys.stdlib_module_names | {"pydantic", "babel", "sop_flows"}
VAGUE_NAMES = {"utils", "util", "helpers", "manager", "service", "base", "common"}
CLOCK = "bot/process/clock.py"
SQLITE = "storage/database/sqlite.py"
WORDING_HOMES = ("bot/cli", "bot/trial/static")
SENDS_OR_DRAWS = re.compile(
    r"(send|draw|edit|reply|answer)(_\w+)?|Screen|Button|InlineKeyboardButton"
)
TELEGRAM_SPEAKING = ("Bad Request: ", "Forbidden: ", "Conflict: ", "Too Many Requests: ")
CLOCKS = {"time.monotonic", "time.perf_counter", "time.process_time"}
LIMITS = {"asyncio.timeout", "asyncio.wait_for", "asyncio.wait", "wait_for"}
LEAST_PATIENCE_S = 30
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


@dataclass(frozen=True, kw_only=True)
class Source:
    """One tracked file and its text."""

    path: str
    text: str

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @property
    def package(self) -> str:
        return PurePosixPath(self.path).parts[0]

    @property
    def is_code(self) -> bool:
        return self.path.endswith(".py")

    @property
    def is_product_code(self) -> bool:
        return self.is_code and self.package in PACKAGES

    def is_in(self, *places: str) -> bool:
        return any(
            self.path == f"{place}.py" or self.path.startswith(f"{place}/") for place in places
        )

    def imports(self) -> Iterator[tuple[int, str]]:
        """Return the line and the module of every import, relative ones with their dots."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            if isinstance(node, ast.ImportFrom):
                yield node.lineno, "." * node.level + (node.module or "")


Complaints = Iterator[str]


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


def wording_lives_in_its_homes(source: Source) -> Complaints:
    if not source.is_in("handlers", "bot") or not source.is_code or source.is_in(*WORDING_HOMES):
        return
    for call in (node for node in source.nodes if isinstance(node, ast.Call)):
        if SENDS_OR_DRAWS.fullmatch(_called(call)):
            for part in [*call.args, *(keyword.value for keyword in call.keywords)]:
                yield from (f"{line}: wording in code: {text!r}" for line, text in _wording(part))


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _dotted(expression: ast.expr) -> str:
    """Return the names of which an expression is made, if it is made of nothing else."""
    match expression:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr) if of := _dotted(value):
            return f"{of}.{attr}"
    return ""


def _wording(expression: ast.expr) -> Iterator[tuple[int, str]]:
    for node in ast.walk(expression):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            has_words = " " in text and any(letter.isalpha() for letter in text)
            if has_words and not text.startswith(TELEGRAM_SPEAKING):
                yield node.lineno, text


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


def refusals_read_as_a_sentence(source: Source) -> Complaints:
    if source.is_product_code:
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and node.name.endswith(("Error", "Exception")):
                yield f"{node.lineno}: `raise {node.name}` does not read as a sentence"


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
    return isinstance(opened, ast.Call) and _dotted(opened.func) == "sqlite3.connect"


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


def silenced_types_say_why(source: Source) -> Complaints:
    if source.is_code:
        yield from _found(r"#\s*type:\s*ignore(?!\[)", source, "names no code")


def nothing_is_left_for_later(source: Source) -> Complaints:
    yield from _found(r"\b(TO[D]O|FIX[M]E|X{3})\b", source, "do it or write it down as work")


def no_registry_is_named(source: Source) -> Complaints:
    hosts = r"pypi\.|pythonhosted\.|registry\.npmjs|docker\.io|ghcr\.io|quay\.io|crates\.io"
    options = r"(index-url|find-links|registry)[ \t=:]+.?https?:"
    pages = r"https?://[^\s\"]+/(simple|packages)([/\"]|$)"
    yield from _found(f"(?:{hosts}|{options}|{pages})", source, "address of a package registry")


def no_machine_is_named(source: Source) -> Complaints:
    yield from _found(r"(?<![\w.}~-])/(work|root|home|Users)/", source, "path of a machine")


def no_secret_is_stored(source: Source) -> Complaints:
    if not source.is_in("tests", "benchmarks"):
        yield from _found(r"\b\d{8,10}:[\w-]{35}\b", source, "looks like a bot token")
        yield from _found(r"-----BEGIN [A-Z ]*PRIVATE KEY", source, "private key")


def facts_have_types(source: Source) -> Complaints:
    if source.is_product_code and not source.is_in(*EDGES):
        yield from _found(ANYTHING.pattern, source, "a bag of anything: give the facts a type")


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


def nothing_missing_is_number_zero(source: Source) -> Complaints:
    if source.is_code and not source.is_in("tests"):
        yield from _found(r"\b(?:\w+_)?id or 0\b", source, "an id is there, or its type says not")


def text_ends_with_a_newline(source: Source) -> Complaints:
    if source.text and not source.text.endswith("\n"):
        yield "no newline at the end"


def files_stay_small(source: Source) -> Complaints:
    if len(source.text.encode()) > MAX_BYTES:
        yield f"larger than {MAX_BYTES} bytes"


def no_test_decides_by_the_clock(source: Source) -> Complaints:
    if not source.is_in("tests") or not source.is_code:
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and _dotted(node.func) in {"time.sleep", "sleep"}:
            yield f"{node.lineno}: {ast.unparse(node)}; wait for what is to become so"
        if isinstance(node, ast.Attribute) and _dotted(node) in CLOCKS:
            yield f"{node.lineno}: {_dotted(node)}; no test measures time"
        if seconds := _limit(node):
            yield f"{node.lineno}: {seconds} s decide on a slow machine; a bound only ends a hang"


def _limit(node: ast.AST) -> float | None:
    """Return the seconds of a literal limit that a busy machine may need."""
    if isinstance(node, ast.Call) and _dotted(node.func) in LIMITS:
        for given in [*node.args, *(keyword.value for keyword in node.keywords)]:
            if isinstance(given, ast.Constant) and isinstance(given.value, int | float):
                return given.value if given.value < LEAST_PATIENCE_S else None
    return None


def an_assertion_can_fail(source: Source) -> Complaints:
    if source.is_in("tests") and source.is_code:
        for node in source.nodes:
            if isinstance(node, ast.Assert) and (why := _cannot_fail(node.test)):
                yield f"{node.lineno}: {ast.unparse(node)}: {why}"
            if isinstance(node, ast.With | ast.AsyncWith) and _hides_assertions(node):
                yield f"{node.lineno}: what is asserted here may fail unseen"


def _cannot_fail(test: ast.expr) -> str:
    if isinstance(test, ast.Constant | ast.JoinedStr | ast.GeneratorExp | ast.Lambda):
        return "is always so" if not isinstance(test, ast.Constant) or test.value else ""
    if isinstance(test, ast.Tuple | ast.List | ast.Set | ast.Dict):
        return "is always so"
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return next(filter(None, map(_cannot_fail, test.values)), "")
    if isinstance(test, ast.Compare):
        sides = [test.left, *test.comparators]
        pairs = zip(sides, test.ops, sides[1:], strict=False)
        return next(filter(None, (_compares_itself(*pair) for pair in pairs)), "")
    return ""


def _compares_itself(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> str:
    does_something = any(isinstance(node, ast.Call) for node in ast.walk(left))
    if type(left) is type(right) and not does_something and ast.dump(left) == ast.dump(right):
        return "compares a thing with itself"
    if isinstance(operator, ast.Eq) and (_is_part(left, right) or _is_part(right, left)):
        return "compares a thing with what was made of it"
    return ""


def _is_part(one: ast.expr, union: ast.expr) -> bool:
    parts = _parts(union)
    return bool(parts) and ast.unparse(one) in parts


def _parts(union: ast.expr) -> set[str]:
    """Return what a union, or a dictionary with others in it, is made of."""
    if isinstance(union, ast.BinOp) and isinstance(union.op, ast.BitOr | ast.BitAnd):
        return {ast.unparse(union.left), ast.unparse(union.right)}
    if isinstance(union, ast.Dict):
        pairs = zip(union.keys, union.values, strict=True)
        return {ast.unparse(value) for key, value in pairs if key is None}
    return set()


def _hides_assertions(block: ast.With | ast.AsyncWith) -> bool:
    hides = any("suppress(" in ast.unparse(item.context_expr) for item in block.items)
    return hides and any(isinstance(node, ast.Assert) for node in ast.walk(block))


def _found(pattern: str, source: Source, objection: str) -> Complaints:
    for match in re.finditer(pattern, source.text, re.MULTILINE):
        line = source.text.count("\n", 0, match.start()) + 1
        yield f"{line}: {match.group()!r}: {objection}"


Rule = Callable[[Source], Complaints]

# The rule, a path, what it must refuse there, what it must let pass there.
PLANTED: list[tuple[Rule, str, str, str]] = [
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
    (
        wording_lives_in_its_homes,
        "handlers/x.py",
        "await query.answer(text='Sudah diterima')\n",
        "await query.answer(render('terima'))\n",
    ),
    (
        wording_lives_in_its_homes,
        "bot/x.py",
        "draw_kartu(f'Tugas {nomor} selesai')\n",
        "draw_kartu(f'{nomor}')\nlog.info('card drawn for %s', nomor)\n",
    ),
    (
        wording_lives_in_its_homes,
        "bot/trial/x.py",
        "answer_error(400, 'Pesan tidak ada')\n",
        "answer_error(400, 'Bad Request: message is not modified')\n",
    ),
    (files_stay_short, "bot/x.py", "x = 1\n" * (MAX_LINES + 1), "x = 1\n" * MAX_LINES),
    (files_stay_short, "tests/x.py", "x = 1\n" * (MAX_TEST_LINES + 1), "x = 1\n" * MAX_TEST_LINES),
    (
        functions_stay_short,
        "bot/x.py",
        "def f():\n" + "    g()\n" * MAX_FUNCTION_LINES,
        "def f():\n" + "    g()\n" * (MAX_FUNCTION_LINES - 1),
    ),
    (
        refusals_read_as_a_sentence,
        "bot/x.py",
        "class TugasError(Exception): ...\n",
        "class TugasChanged(Exception): ...\n",
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
    (
        silenced_types_say_why,
        "bot/x.py",
        "x = y  # type" + ": ignore\n",
        "x = y  # type: ignore[arg-type]\n",
    ),
    (nothing_is_left_for_later, "README.md", "TO" + "DO: finish\n", "To do everything at once\n"),
    (
        no_registry_is_named,
        "requirements/x.lock",
        "--index-url" + " https://mirror.example\n",
        "a==1 --hash=sha256:0\n",
    ),
    (no_registry_is_named, "Dockerfile", "FROM ghcr" + ".io/x\n", "FROM python:3.13-slim\n"),
    (
        no_registry_is_named,
        "bot/x.py",
        "'https://" + "x.example/simple/'\n",
        "'https://core.telegram.org/bots'\n",
    ),
    (no_machine_is_named, "docs/x.md", "cd /" + "home/me/tapak\n", "cd tapak/data/\n"),
    (no_secret_is_stored, "docs/x.md", "123456789:" + "A" * 35 + "\n", "12:30 and 1:1\n"),
    (
        no_secret_is_stored,
        "bot/x.pem",
        "-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN CERTIFICATE-----\n",
    ),
    (
        no_test_decides_by_the_clock,
        "tests/x.py",
        "begun = time.monotonic()\n",
        "at = clock.now()\n",
    ),
    (no_test_decides_by_the_clock, "tests/x.py", "time.sleep(1)\n", "await until(is_calm)\n"),
    (
        no_test_decides_by_the_clock,
        "tests/x.py",
        "async with asyncio.timeout(5): ...\n",
        "async with asyncio.timeout(HANG_S): ...\nasync with asyncio.timeout(60): ...\n",
    ),
    (
        an_assertion_can_fail,
        "tests/x.py",
        "assert said(x) == {'a': 1} | said(x)\n",
        "assert said(x) == {'a': 1}\nassert write(x) == write(x)\n",
    ),
    (an_assertion_can_fail, "tests/x.py", "assert x == {**x, 'a': 1}\n", "assert x == {**y}\n"),
    (an_assertion_can_fail, "tests/x.py", "assert x.a >= x.a\n", "assert x.a >= x.b\n"),
    (
        an_assertion_can_fail,
        "tests/x.py",
        "assert (x, 'why')\n",
        "assert x, 'why'\nassert (x, y) == (1, 2)\n",
    ),
    (an_assertion_can_fail, "tests/x.py", "assert x or 'why'\n", "assert x or y\n"),
    (
        an_assertion_can_fail,
        "tests/x.py",
        "assert (one for one in x)\n",
        "assert all(one for one in x)\nassert False, 'never'\n",
    ),
    (
        an_assertion_can_fail,
        "tests/x.py",
        "with suppress(Exception):\n    assert x\n",
        "with suppress(KeyError):\n    f()\nassert x\n",
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
    (nothing_missing_is_number_zero, "bot/x.py", "kiriman.id or 0\n", "kiriman.id\n"),
    (nothing_missing_is_number_zero, "storage/x.py", "row.unit_id or 0\n", "paid or 0\n"),
    (text_ends_with_a_newline, "bot/x.py", "x = 1", "x = 1\n"),
    (files_stay_small, "docs/x.svg", "x" * (MAX_BYTES + 1), "x" * MAX_BYTES),
]
RULES = [*dict.fromkeys(planted[0] for planted in PLANTED), files_are_named_for_what_they_hold]


@pytest.fixture(scope="session")
def sources() -> list[Source]:
    """Every text file that git tracks or would track."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = sorted(set(listed.stdout.split("\0")) - {""})
    return [source for name in names if (source := _read(name))]


def _read(name: str) -> Source | None:
    try:
        return Source(path=name, text=(ROOT / name).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, FileNotFoundError):
        return None  # a picture or a workbook; a file deleted but not yet committed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule, sources: list[Source]):
    complaints = [f"{source.path}:{said}" for source in sources for said in rule(source)]

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


def test_the_rules_have_files_to_read(sources: list[Source]):
    seen = {source.package for source in sources if source.is_code}

    assert set(PACKAGES) <= seen
