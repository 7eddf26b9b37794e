"""A start that fails leaves nothing open: no port, no thread, no file."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bot.server import Server, listen
from bot.trial import server as trial_server
from bot.trial.server import TrialServer
from bot.trial.store import Store


class Broken(Exception):
    """What the tests plant."""


def fail(*_args, **_more):
    raise Broken


async def fail_later(*_args, **_more):
    raise Broken


def open_files(path):
    """Return the descriptors of this process that lead to the file."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            if descriptor.readlink() == path:
                found.append(descriptor.name)
        except FileNotFoundError:  # the folder's own, closed by now
            continue
    return found


def threads():
    return [one for one in threading.enumerate() if one.name == "database"]


@pytest.fixture
def port():
    with listen("127.0.0.1", 0) as listener:
        return listener.getsockname()[1]


def is_free(port):
    listen("127.0.0.1", port).close()
    return True


@pytest.mark.parametrize("broken", ["database", "handlers", "http"])
async def test_a_bot_that_cannot_start_frees_its_port_and_its_database(
    cold, port, monkeypatch, broken
):
    app = cold.make(http_port=port)
    if broken == "database":
        app._open_database = fail
    elif broken == "handlers":
        app._seams = replace(app._seams, register=fail)
    else:
        monkeypatch.setattr(Server, "startup", fail_later)

    with pytest.raises(Broken):
        await app.__aenter__()

    assert is_free(port)
    assert threads() == []


async def test_a_trial_that_cannot_start_frees_its_port_and_its_store(tmp_path, port, monkeypatch):
    monkeypatch.setattr(trial_server.QuietServer, "startup", fail_later)

    with pytest.raises(ExceptionGroup):
        await TrialServer(tmp_path, port=port).__aenter__()

    assert is_free(port)
    assert open_files(tmp_path / trial_server.FILE_NAME) == []


def test_a_file_that_is_no_store_is_not_kept_open(tmp_path):
    path = tmp_path / "trial.db"
    path.write_bytes(b"not a database" * 500)

    with pytest.raises(
        sqlite3.DatabaseError
    ) as failure:  # its traceback keeps what was not closed
        Store(path, first_update_id=1)

    assert open_files(path) == [], failure
