"""The database is held by another process, or refuses for a moment: what people did still counts."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from decimal import Decimal
from pathlib import Path

import pytest

from bot.process import scheduler
from bot.telegram import delivery
from storage.database.sqlite import sqlite3
from tests.crash.bots import ThreadBot
from tests.crash.kantor import Kantor
from tests.crash.naskah import CAMAT, RETURNED, SEKCAM
from tests.crash.pejabat import Acknowledged
from tests.crash.pemeriksaan import ANSWERS, check_between, check_repetitions

HELD_S = 10.0
REFUSALS = 3
WORD_COMMITS = 6
"""As many as one message takes: taken in, carried out, its answers sent."""
FOR_EVER_S = 10.0**6


@asynccontextmanager
async def started(kantor: Kantor, bot: ThreadBot) -> AsyncIterator[None]:
    """Start a berkas; the Camat is asked for a disposisi then."""
    await bot.start()
    await kantor.office[SEKCAM].write("/mulai")
    await kantor.office[SEKCAM].tap("Pengukuran Kinerja")
    await kantor.settle()
    yield
    await kantor.settle()
    check_between(kantor)


def dispositions(kantor: Kantor) -> int:
    """Return how many disposisi the history knows."""
    ((count,),) = kantor.select("SELECT count(*) FROM jejak WHERE aksi = 'disposisikan'")
    return int(count)


async def test_a_tap_waits_for_a_database_that_another_process_holds(
    founded: Path, tmp_path: Path
):
    async with Kantor(founded, tmp_path, answer_s=400) as kantor:
        async with started(kantor, ThreadBot(kantor)):
            with closing(sqlite3.connect(kantor.database, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                tapping = asyncio.ensure_future(kantor.office[CAMAT].tap("Disposisikan"))
                await asyncio.sleep(HELD_S)
                assert not tapping.done()
                assert kantor.server.messenger.store.pending_count() == 1
                other.execute("ROLLBACK")
            await tapping
        assert kantor.acknowledged == [Acknowledged(CAMAT, 1, "disposisikan")]
        assert dispositions(kantor) == 1
        assert kantor.office[CAMAT].taps == 1


class Refusing:
    """A database that refuses the next commits."""

    def __init__(self) -> None:
        self.left = 0

    def __call__(self, name: str) -> None:
        if self.left and name == "before commit":
            self.left -= 1
            raise sqlite3.OperationalError("database is locked")


async def test_a_poll_that_cannot_store_is_asked_again_and_counts_once(
    founded: Path, tmp_path: Path
):
    refusing = Refusing()
    async with Kantor(founded, tmp_path, answer_s=600) as kantor:
        async with started(kantor, ThreadBot(kantor, failpoint=refusing)):
            refusing.left = REFUSALS
            await kantor.office[CAMAT].tap("Disposisikan")
        assert refusing.left == 0
        assert dispositions(kantor) == 1
        assert kantor.office[CAMAT].taps == 1


async def test_a_webhook_that_cannot_store_is_brought_again_and_counts_once(
    founded: Path, tmp_path: Path
):
    refusing = Refusing()
    async with Kantor(founded, tmp_path, answer_s=600) as kantor:
        port = free_port()
        bot = ThreadBot(
            kantor,
            failpoint=refusing,
            http_port=port,
            webhook_url=f"http://127.0.0.1:{port}",
            webhook_secret="a-secret-of-tests",
        )
        async with started(kantor, bot):
            refusing.left = REFUSALS
            await kantor.office[CAMAT].tap("Disposisikan")
        trouble = kantor.server.messenger.store.setting("webhook_error")
        assert "503" in trouble["last_error_message"]
        assert refusing.left == 0
        assert dispositions(kantor) == 1
        assert kantor.office[CAMAT].taps == 1


class Unheard:
    """A database that commits, and says that it could not, at one of the next commits."""

    def __init__(self) -> None:
        self.left = 0

    def __call__(self, name: str) -> None:
        if self.left and name == "after commit":
            self.left -= 1
            if self.left == 0:
                raise sqlite3.OperationalError("disk I/O error")


async def test_words_are_stored_and_answered_once_though_no_commit_is_heard_of(
    filling: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for module, name in ((delivery, "POLL_S"), (scheduler, "TICK_S")):
        monkeypatch.setattr(module, name, FOR_EVER_S)  # nobody looks for what nobody told of
    unheard = Unheard()
    async with Kantor(filling, tmp_path) as kantor:
        await ThreadBot(kantor, failpoint=unheard).start()
        for visit in range(1, WORD_COMMITS + 1):
            unheard.left = visit
            await kantor.office[RETURNED].write(f"1={80 + visit}")
            await kantor.settle()
            ((value,),) = kantor.select("SELECT nilai FROM realisasi WHERE nilai IS NOT NULL")
            ((answers,),) = kantor.select(ANSWERS)
            assert (Decimal(value), answers) == (80 + visit, visit), f"commit {visit}"
        check_repetitions(kantor)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
