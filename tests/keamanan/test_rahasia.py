"""Secrets: a token is never logged nor stored, whatever goes wrong; of a join link only its hash is kept."""

import hashlib
import logging
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import App
from bot.process.log import JsonFormatter, TextFormatter
from bot.product import furnish
from bot.trial.with_bot import DATABASE, settings_of
from storage.database.sqlite import sqlite3
from tests.support.house import House
from tests.support.kenari import Kenari
from tests.support.patience import until

FORMATTERS = (TextFormatter(), JsonFormatter())


class Ear(logging.Handler):
    """Writes down what our formatters make of every record there is."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += [formatter.format(record) for formatter in FORMATTERS]


@pytest.fixture
def ear():
    """Hear everything at DEBUG, also from libraries that are silent in the product."""
    root, heard = logging.getLogger(), Ear()
    levels = {name: logging.getLogger(name).level for name in ("", *root.manager.loggerDict)}
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(heard)
    yield heard
    root.removeHandler(heard)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


FAULTS = (
    {"method": "sendMessage", "times": 2, "status": 400},
    {"method": "sendMessage", "times": 1, "cut": True},
    {"method": "answerCallbackQuery", "times": 1, "cut": True},
    {"method": "editMessageText", "times": 1, "status": 502},
    {"method": "getUpdates", "times": 1, "status": 401},
)


async def test_the_token_is_in_no_log_and_in_no_row(house: House, ear: Ear, caplog):
    token = house.server.token
    secret = token.partition(":")[2]
    for fault in FAULTS:
        told = {"description": f"Bad Request: {token}"} if fault.get("status") == 400 else {}
        (await house.http.post("/trial/faults", json=fault | told)).raise_for_status()
    await house.say("Endang Lestari", f"token saya {token}")
    await house.say("Endang Lestari", "/mulai")
    await house.settle()
    await house.http.post("/trial/faults", json={"clear": True})
    await house.tap("Endang Lestari", "Pengukuran Kinerja")
    await house.tap("Suharyanto", "Disposisikan")
    await house.forge("Suharyanto", 1, "v1:t:1:0:buka")
    await house.settle()
    with pytest.raises(RuntimeError) as raised:
        raise RuntimeError(repr(house.app.line.bot), str(house.app.settings))
    logging.getLogger("bot.x").critical("The end, %r", house.app.settings, exc_info=raised.value)
    await house.close()

    stored = bytes_below(house.folder / "bot")
    await house.open()
    assert len(ear.lines) > 100
    assert [line for line in ear.lines if secret in line] == []
    assert secret.encode() not in stored.replace(f"token saya {token}".encode(), b"")


async def test_a_refused_token_is_not_told_to_the_log(tmp_path: Path, ear: Ear):
    async with House(tmp_path) as house:
        good = settings_of(house.server, tmp_path / "other")
        canary = f"{good.bot_id}:{'kenari' * 6}"
        async with App(replace(good, bot_token=canary), furnish(tmp_path / "other")) as app:
            await app.worker.drain()
    assert "kenari" not in "".join(ear.lines)


async def test_of_a_join_link_only_the_hash_is_kept(house: House):
    token = house.start_text.removeprefix("/start ")
    stored = bytes_below(house.folder / "bot")

    assert len(token) >= 16
    assert token.encode() not in stored
    assert hashlib.sha256(token.encode()).hexdigest().encode() in stored


@pytest.mark.parametrize("fact", ["oleh Endang Lestari", "[parameters: ('x',)]"])
def test_a_test_that_logs_a_person_fails(fact: str):
    kenari = Kenari()
    kenari.handle(logging.makeLogRecord({"msg": "Not sent", "error": fact}))

    with pytest.raises(AssertionError, match="tells of somebody"):
        kenari.check()


async def test_a_statement_that_fails_names_nobody(house: House, ear: Ear):
    with closing(sqlite3.connect(house.folder / "bot" / DATABASE)) as connection, connection:
        connection.execute(REFUSAL)
    await house.say("Endang Lestari", "/mulai")
    await until(lambda: any("tried again" in line for line in ear.lines))
    with closing(sqlite3.connect(house.folder / "bot" / DATABASE)) as connection, connection:
        ((kept,),) = connection.execute("SELECT error FROM inbox WHERE error <> ''").fetchall()
        connection.execute("DROP TRIGGER penuh")
    await house.see("Endang Lestari", "Pengukuran Kinerja")

    told = "".join(ear.lines) + kept
    assert "INSERT INTO outbox" in told
    assert "Triwulan" not in told


REFUSAL = """
    CREATE TRIGGER penuh BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'disk penuh'); END
"""
