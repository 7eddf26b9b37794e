"""What holds for every test: a neutral environment, and nobody named in a log."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

from bot.process.memory import spare_imports
from tests.support.kenari import Kenari

gc.disable()  # until every test is collected: of what is imported, nothing is ever freed
# Whatever this shell says: else each process compiles all of it anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

pytest_plugins = ["tests.support.skips", "tests.support.order"]
_kenari = pytest.StashKey[Kenari]()

MEMORY = Path("/dev/shm")
ROOM = 1024**3  # bytes; more than all tests together write


LONG = {"soak": "a campaign of an hour", "plays": "a play of minutes"}
"""Marks of what the suite leaves out, unless it is asked for."""


def pytest_configure(config: pytest.Config) -> None:
    """Take the settings of this shell away from the product."""
    for name in [name for name in os.environ if name.startswith("TAPAK_")]:
        del os.environ[name]
    _work_in_memory()
    config.stash[_kenari] = Kenari()
    config.stash[_kenari].listen()
    for name, what in LONG.items():
        config.addinivalue_line("markers", f"{name}: {what}, run by `make {name}` only")
    hypothesis.settings.register_profile("tapak", deadline=None, print_blob=True)
    hypothesis.settings.load_profile("tapak")


def _work_in_memory() -> None:
    """Let databases of tests, as durable as any, wait for no disk, where nobody names a folder for them."""
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long, and trace nothing where much is played to see little."""
    for item in items:
        if item.get_closest_marker("browser") or item.nodeid.startswith("tests/crash/"):
            item.add_marker("no_cover")
    left = [name for name in LONG if name not in config.option.markexpr]
    long = {item for item in items if any(map(item.get_closest_marker, left))}
    config.hook.pytest_deselected(items=[*long])
    items[:] = [item for item in items if item not in long]


def pytest_collection_finish() -> None:
    """Spare what was imported as a bot that starts does, but once for all that are started here."""
    spare_imports()
    gc.enable()


@pytest.fixture(autouse=True)
def _nobody_is_logged(request: pytest.FixtureRequest) -> Generator[None]:
    """Fail with whoever was named in a log meanwhile, also by a fixture that tests share."""
    yield
    kenari = request.config.stash[_kenari]
    kenari.check()
    kenari.listen()
