"""A start that fails leaves nothing open: no port, no thread, no file; nor does one that is cut off, or an end."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bot.process.waiting import uncut
from bot.server import InnerServer, listen
from bot.trial import server as trial_server
from bot.trial.server import TrialServer
from bot.trial.store import Store
from storage.database.sqlite import sqlite3
from tests.support.cut_off import cut_everywhere, forgotten


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
        monkeypatch.setattr(InnerServer, "startup", fail_later)

    with pytest.raises(Broken):
        await app.__aenter__()

    assert is_free(port)
    assert threads() == []


async def test_a_trial_that_cannot_start_frees_its_port_and_its_store(tmp_path, port, monkeypatch):
    monkeypatch.setattr(trial_server.QuietServer, "startup", fail_later)

    with pytest.raises(Broken):
        await TrialServer(tmp_path, port=port).__aenter__()

    assert is_free(port)
    assert open_files(tmp_path / trial_server.FILE_NAME) == []


async def test_a_bot_that_is_cut_off_wherever_it_waits_leaves_nothing_open(cold):
    async def live() -> None:
        async with cold.make() as app:
            await app.ready()

    async for at in cut_everywhere(live):
        assert forgotten() == set(), at
        assert threads() == [], at


@pytest.mark.parametrize("turns", range(6))
async def test_a_trial_that_is_cut_off_wherever_it_waits_leaves_nothing_open(tmp_path, turns):
    async def live() -> None:
        async with TrialServer(tmp_path):
            pass

    async for at in cut_everywhere(live, turns):
        assert forgotten() == set(), at
        assert open_files(tmp_path / trial_server.FILE_NAME) == [], at


async def test_what_is_not_cut_off_ends_before_whoever_waits_for_it_is_told():
    ended = []

    async def work() -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        ended.append("work")

    async def wait() -> None:
        try:
            await uncut(work())
        finally:
            ended.append("wait")

    waiting = asyncio.ensure_future(wait())
    for _ in range(3):
        await asyncio.sleep(0)
        waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert ended == ["work", "wait"]


def test_a_file_that_is_no_store_is_not_kept_open(tmp_path):
    path = tmp_path / "trial.db"
    path.write_bytes(b"not a database" * 500)

    with pytest.raises(
        sqlite3.DatabaseError
    ) as failure:  # its traceback keeps what was not closed
        Store(path, first_update_id=1)

    assert open_files(path) == [], failure
