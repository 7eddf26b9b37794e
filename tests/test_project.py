"""The promises around the code: locks, Make targets, the README's commands, and the rule that nothing is skipped."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.order import LONGEST, TOGETHER, place_of

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+)( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PRODUCT = ("bot", "handlers", "sop_flows", "storage")
OURS = {*PRODUCT, "tests", "benchmarks"}
RUNS = PROJECT["project"]["dependencies"]
SEALS = PROJECT["project"]["optional-dependencies"]["segel"]
DEVELOPS = PROJECT["project"]["optional-dependencies"]["dev"]
# What the product needs without importing it, and for what.
UNIMPORTED = {
    "defusedxml": "openpyxl reads XML through it",
    "psycopg": "sqlalchemy speaks to PostgreSQL through it",
    "python-multipart": "starlette reads forms with it",
    "tzdata": "zoneinfo reads it where the system knows no zones",
}


def lock(name: str) -> dict[str, str]:
    """Return the version pinned for each distribution of a lock."""
    lines = (ROOT / "requirements" / f"{name}.lock").read_text().splitlines()
    return {match[1]: match[2] for line in lines if (match := PIN.match(line))}


def declared(requirements: list[str]) -> set[str]:
    """Return the names in a list of requirements, spelled as a lock spells them."""
    return {
        re.split(r"[\s\[<>=;]", wanted)[0].lower().replace("_", "-") for wanted in requirements
    }


def imported(*folders: str) -> set[str]:
    """Return the distributions of others that the code in some folders imports."""
    known = packages_distributions()
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    modules = {name.split(".")[0] for path in files for name in imported_modules(path)}
    others = modules - sys.stdlib_module_names - OURS
    found = {name for module in others for name in known.get(module, [module])}
    return {name.lower().replace("_", "-") for name in found}


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(path: Path):
    lines = path.read_text().splitlines()

    assert lines
    assert [line for line in lines if not PIN.match(line) and not HASH.match(line)] == []
    for number, line in enumerate(lines):
        if PIN.match(line):
            assert HASH.match(lines[number + 1]), f"{line} has no hash"


def test_every_declared_dependency_is_locked():
    runs, develops = declared(RUNS), declared(DEVELOPS)
    builds = declared(PROJECT["build-system"]["requires"])

    assert runs <= lock("run").keys()
    assert runs | declared(SEALS) <= lock("segel").keys()
    assert builds <= lock("build").keys()
    assert runs | develops | builds <= lock("dev").keys()


def test_the_product_declares_what_it_imports_and_says_why_the_rest_is_there():
    assert imported(*PRODUCT) == declared([*RUNS, *SEALS]) - UNIMPORTED.keys()


def test_what_the_tests_import_is_declared():
    assert imported("tests", "docs") <= declared(RUNS) | declared(DEVELOPS)


@pytest.mark.parametrize("part", ["run", "build", "segel"])
def test_a_smaller_lock_agrees_with_the_whole(part: str):
    assert lock(part).items() <= lock("dev").items()


@pytest.mark.parametrize(
    "target", ["help", "run", "test", "quick", "lint", "bench", "soak", "lock", "clean"]
)
def test_make_knows_the_target(target: str):
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert re.search(rf"^  make {target}\s+\S", told.stdout, re.MULTILINE)


def test_the_readme_names_the_pythons_that_make_takes():
    named = re.search(r"Python 3\.(\d+) to 3\.(\d+)", (ROOT / "README.md").read_text())

    assert named
    taken = f"(3, {named[1]}) <= sys.version_info < (3, {int(named[2]) + 1})"
    assert taken in (ROOT / "Makefile").read_text()


def test_the_commands_of_the_readme_are_those_that_ci_runs():
    fences = re.findall(
        r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL
    )
    told = set(re.findall(r"\bmake (?:run|test)\b", "\n".join(fences)))
    checked = set(re.findall(r"\bmake (?:run|test)\b", (ROOT / ".ci/run").read_text()))

    assert checked == {"make run", "make test"}
    assert told in (set(), checked)


def test_ci_runs_and_lets_nothing_be_skipped():
    script = ROOT / ".ci/run"

    assert os.access(script, os.X_OK)
    assert "TAPAK_NO_SKIP=1" in script.read_text()
    subprocess.run(["bash", "-n", script], check=True)


def test_the_longest_files_are_there_and_come_first():
    found = {str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py")}

    assert tuple(sorted(found, key=place_of)[: len(LONGEST)]) == LONGEST


def test_what_stays_together_is_there():
    assert [one for those in TOGETHER for one in those if not (ROOT / one).exists()] == []


PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
SKIPPING = """
import pytest

def test_a_machine_without_it():
    pytest.skip("no Chromium here")

@pytest.mark.xfail(reason="known", strict=True)
def test_known():
    assert False
"""


@pytest.mark.parametrize(
    ("written", "no_skip", "workers", "status"),
    [
        (SKIPPING, "0", "0", 0),
        (SKIPPING, "1", "0", 1),
        (SKIPPING, "1", "1", 1),
        ('import pytest\npytest.importorskip("no_such_module")\n', "1", "0", 2),
    ],
    ids=["fine", "forbidden", "forbidden to a worker", "a whole file is forbidden"],
)
def test_a_skip_fails_where_none_is_allowed(
    tmp_path: Path, written: str, no_skip: str, workers: str, status: int
):
    shutil.copy(ROOT / "tests/support/skips.py", tmp_path / "conftest.py")
    (tmp_path / "test_planted.py").write_text(written)

    ended = subprocess.run(
        [*PYTEST, "-n", workers, tmp_path],
        cwd=tmp_path,
        env=os.environ | {"TAPAK_NO_SKIP": no_skip},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == status, ended.stdout
    assert ("nothing may be skipped" in ended.stdout) is bool(status)
