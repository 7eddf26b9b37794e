"""A file that comes slowly, or not yet, or incomplete: the chat goes on, and the file is not lost."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from bot.telegram.downloads import PARALLEL
from bot.telegram.transport import MaybeSent, WireRequest
from tests.bot.conftest import QUICK
from tests.support.patience import HANG_S

BUDI, SARI = 101, 102
CONNECTIONS = 32  # as many as a line has
FOR_EVER = 1_000_000
READ_S = 2.0
FILES, MOMENT_S = 90, 1.5
"""A moment for each of so many files is longer than any test waits."""


@pytest.fixture
async def impatient(cold):
    """A bot whose chats wait for no file."""
    cold.patience = replace(QUICK, moment=0.01, files=(0.01,))
    await cold.start()
    return cold


@pytest.mark.parametrize(
    "fault",
    [
        {"method": "file", "cut": True},
        {"method": "file", "status": 502},
        {"method": "getFile", "status": 502},
        {"method": "getFile", "status": 429, "retry_after": 0},
        {"method": "getFile", "status": 401},
        {"method": "getFile", "status": 409},
    ],
)
async def test_a_file_that_is_not_to_be_had_waits_and_the_chat_goes_on(impatient, fault):
    await impatient.fault(times=FOR_EVER, **fault)
    await impatient.send_file(BUDI, b"isi")
    for text in ("satu", "dua"):
        await impatient.write(BUDI, text)
    await impatient.until(lambda: "dua" in impatient.seen)
    tried = len(await impatient.calls("getFile"))
    await impatient.until(lambda: is_tried(impatient, tried + 10))
    assert "isi" not in impatient.seen

    impatient.server.messenger.faults.clear()

    await impatient.until(lambda: "isi" in impatient.seen)
    await impatient.idle()
    assert impatient.seen == ["satu", "dua", "isi"]
    assert {row.status for row in await impatient.inbox()} == {"selesai"}
    assert {row.attempts for row in await impatient.inbox()} == {1}
    assert (await impatient.texts(BUDI)).count("Ditunggu") == 1
    assert impatient.app._downloads._under_way == {}


async def is_tried(house, times):
    return len(await house.calls("getFile")) >= times


async def test_many_slow_files_at_once_hold_up_no_message(impatient):
    await impatient.fault(method="file", times=FOR_EVER, delay=3600)
    for _ in range(CONNECTIONS):
        await impatient.send_file(BUDI, b"isi")
    for person in (BUDI, SARI):
        await impatient.write(person, f"dari {person}")
        await impatient.until(lambda person=person: f"dari {person}" in impatient.seen)

    await impatient.owe(impatient.pesan(SARI, "kabar"))

    await impatient.until(lambda: impatient.texts(SARI))
    assert len(await impatient.calls("getFile")) <= PARALLEL


async def test_who_sends_many_slow_files_waits_for_one_of_them(cold):
    cold.patience = replace(QUICK, moment=MOMENT_S)
    await cold.start()
    await cold.fault(method="file", times=FOR_EVER, delay=3600)
    for _ in range(FILES):
        await cold.send_file(BUDI, b"isi")
    await cold.write(BUDI, "satu")

    await cold.until(lambda: "satu" in cold.seen)

    assert FILES * MOMENT_S > HANG_S


async def test_a_file_that_waits_is_fetched_after_a_restart(impatient):
    await impatient.fault(method="file", times=FOR_EVER, cut=True)
    await impatient.send_file(BUDI, b"isi")
    for _ in range(6):
        await impatient.until(lambda: impatient.app._downloads._under_way)
        await impatient.until(lambda: impatient.app.worker._expecting._tasks)
        await impatient.stop()
        await impatient.start()

    impatient.server.messenger.faults.clear()
    await impatient.until(lambda: "isi" in impatient.seen)


async def test_a_file_that_comes_at_once_is_handled_in_its_place(cold):
    await cold.start()
    await cold.send_file(BUDI, b"isi")
    await cold.write(BUDI, "satu")
    await cold.until(lambda: "satu" in cold.seen)

    assert cold.seen == ["isi", "satu"]


@pytest.mark.parametrize(
    "fault", [{"method": "getFile", "status": 400}, {"method": "file", "status": 404}]
)
async def test_a_file_that_telegram_refuses_is_its_own_trouble_and_told(impatient, fault):
    await impatient.write(BUDI, "/start")
    await impatient.fault(times=FOR_EVER, **fault)
    await impatient.send_file(BUDI, b"isi")

    await impatient.until(lambda: impatient.app.worker.set_aside)
    await impatient.idle()
    assert any(text.startswith("Gangguan") for text in await impatient.texts(BUDI))


async def test_a_file_that_came_short_is_fetched_again_until_it_is_whole(impatient):
    await impatient.fault(method="file", times=2, short=True)
    await impatient.send_file(BUDI, b"isi")

    await impatient.until(lambda: "isi" in impatient.seen)
    assert impatient.seen == ["isi"]


async def test_a_file_that_never_comes_whole_is_not_handed_on(impatient):
    await impatient.fault(method="file", times=FOR_EVER, short=True)
    await impatient.send_file(BUDI, b"isi")
    await impatient.until(lambda: impatient.app.worker.set_aside)

    assert impatient.seen == []
    (row,) = await impatient.inbox()
    assert "DokumenIncomplete" in row.error


class Slow:
    """A server that hands out a file bit by bit, on a clock of its own."""

    def __init__(self, gap_s: float) -> None:
        self.gap_s, self.ended = gap_s, asyncio.Event()
        loop = asyncio.get_running_loop()
        self._true, self.ahead = loop.time, 0.0
        loop.time = lambda: self._true() + self.ahead

    async def answer(self, reader, writer) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n")
        with suppress(ConnectionError):
            for _ in range(20):
                writer.write(b"x")
                await writer.drain()
                await self.pass_time()
            writer.close()
            await writer.wait_closed()
        self.ended.set()

    async def pass_time(self) -> None:
        """Let the reader read, then so much time pass, and whoever waited for that act."""
        await turn()
        self.ahead += self.gap_s
        await turn()


async def turn() -> None:
    """Let everybody who can go on do so."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.parametrize(("gap_s", "comes"), [(0.9 * READ_S, True), (3 * READ_S, False)])
async def test_a_slow_line_is_none_that_is_dead(gap_s, comes):
    slow = Slow(gap_s)
    server = await asyncio.start_server(slow.answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    request = WireRequest(read=READ_S, connect=READ_S)
    await request.initialize()
    try:
        content = await request.retrieve(f"http://127.0.0.1:{port}/file/botX/a")
    except MaybeSent:
        content = b""
    finally:
        await request.shutdown()
        await slow.ended.wait()
        server.close()

    assert content == (b"x" * 20 if comes else b"")
