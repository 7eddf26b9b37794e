"""The promises around the code: locks, Make targets, the README's commands, and the rule that nothing is skipped."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+)( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def lock(name: str) -> dict[str, str]:
    """Return the version pinned for each distribution of a lock."""
    lines = (ROOT / "requirements" / f"{name}.lock").read_text().splitlines()
    return {match[1]: match[2] for line in lines if (match := PIN.match(line))}


def declared(requirements: list[str]) -> set[str]:
    """Return the names in a list of requirements, spelled as a lock spells them."""
    return {
        re.split(r"[\s\[<>=;]", wanted)[0].lower().replace("_", "-") for wanted in requirements
    }


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(path: Path):
    lines = path.read_text().splitlines()

    assert lines
    assert [line for line in lines if not PIN.match(line) and not HASH.match(line)] == []
    for number, line in enumerate(lines):
        if PIN.match(line):
            assert HASH.match(lines[number + 1]), f"{line} has no hash"


def test_every_declared_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runs = declared(project["project"]["dependencies"])
    develops = declared(project["project"]["optional-dependencies"]["dev"])
    builds = declared(project["build-system"]["requires"])

    assert runs <= lock("run").keys()
    assert builds <= lock("build").keys()
    assert runs | develops | builds <= lock("dev").keys()


@pytest.mark.parametrize("part", ["run", "build"])
def test_a_smaller_lock_agrees_with_the_whole(part: str):
    assert lock(part).items() <= lock("dev").items()


@pytest.mark.parametrize(
    "target", ["help", "run", "test", "lint", "bench", "soak", "lock", "clean"]
)
def test_make_knows_the_target(target: str):
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert re.search(rf"^  make {target}\s+\S", told.stdout, re.MULTILINE)


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


SKIPPING = """
import pytest

def test_a_machine_without_it():
    pytest.skip("no Chromium here")

@pytest.mark.xfail(reason="known", strict=True)
def test_known():
    assert False
"""


@pytest.mark.parametrize(
    ("written", "no_skip", "status"),
    [
        (SKIPPING, "0", 0),
        (SKIPPING, "1", 1),
        ('import pytest\npytest.importorskip("no_such_module")\n', "1", 2),
    ],
    ids=["a skip is fine", "a skip is forbidden", "a skipped file is forbidden"],
)
def test_a_skip_fails_where_none_is_allowed(
    tmp_path: Path, written: str, no_skip: str, status: int
):
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_planted.py").write_text(written)

    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path],
        cwd=tmp_path,
        env=os.environ | {"TAPAK_NO_SKIP": no_skip},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == status, ended.stdout
    assert ("nothing may be skipped" in ended.stdout) is bool(status)
