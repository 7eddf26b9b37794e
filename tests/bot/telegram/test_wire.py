"""Our own connections to one address: kept, closed after anything odd, and never written to twice."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.wire import IDLE_S, Connection, NotConnected, Origin, Wire
from tests.support.patience import HANG_S, until
from tests.support.sertifikat import SANDI, make_p12

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n"
Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Peer:
    """Somebody at the other end: what came to them, over how many connections."""

    answer: Answer
    asked: list[bytes] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    connections: int = 0
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                self.asked.append(head + await reader.readexactly(length))
                self.heard.set()
                await self.answer(writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def saying(*parts: bytes, pause: float = 0.0, is_last: bool = False) -> Answer:
    """Return who answers in these parts, and hangs up then if that is the last."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        if is_last:
            raise ConnectionError

    return answer


@asynccontextmanager
async def wired(answer: Answer, connections: int = 4) -> AsyncIterator[tuple[Wire, Peer]]:
    """Yield a wire and who is at its other end."""
    peer = Peer(answer)
    async with await asyncio.start_server(peer.serve, "127.0.0.1", 0) as server:
        peer.port = server.sockets[0].getsockname()[1]
        wire = Wire(Origin("127.0.0.1", peer.port, is_tls=False), connections, "Tapak")
        try:
            yield wire, peer
        finally:
            await wire.close()


async def ask(wire: Wire, connect: float = HANG_S, read: float = HANG_S) -> tuple[int, bytes]:
    return await wire.post("/x", b"{}", connect=connect, read=read)


async def test_one_connection_carries_one_request_after_the_other():
    async with wired(saying(ANSWER)) as (wire, peer):
        assert [await ask(wire) for _ in range(3)] == [(200, b"ok")] * 3
    assert peer.connections == 1
    assert peer.asked[0].startswith(b"POST /x HTTP/1.1\r\nHost: 127.0.0.1:")
    assert peer.asked[0].endswith(b"Content-Length: 2\r\n\r\n{}")


async def test_no_more_connections_are_opened_than_are_allowed_and_the_others_wait():
    async with wired(saying(ANSWER, pause=0.01), connections=2) as (wire, peer):
        assert await asyncio.gather(*(ask(wire) for _ in range(9))) == [(200, b"ok")] * 9
    assert peer.connections == 2


async def test_who_waits_too_long_for_a_free_connection_has_sent_nothing():
    async with wired(saying(), connections=1) as (wire, peer), asyncio.TaskGroup() as group:
        first = group.create_task(ask(wire))
        await peer.heard.wait()
        with pytest.raises(NotConnected):
            await ask(wire, connect=0.05)
        first.cancel()
    assert len(peer.asked) == 1


@given(cut=st.integers(1, len(CHUNKED) - 1))
def test_an_answer_may_come_in_any_pieces(cut: int):
    async def come() -> None:
        for said in (ANSWER, CHUNKED, b"HTTP/1.1 103 Early Hints\r\n\r\n" + ANSWER):
            async with wired(saying(said[:cut], said[cut:])) as (wire, _):
                assert await ask(wire) == (200, b"ok")
                assert await ask(wire) == (200, b"ok")

    asyncio.run(come())


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        ANSWER + b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
        ANSWER + b"<html>",
    ],
)
async def test_a_connection_that_is_not_to_be_kept_or_says_more_than_was_asked_is_given_up(
    said: bytes,
):
    async with wired(saying(said)) as (wire, peer):
        assert await ask(wire) == (200, b"ok")
        assert await ask(wire) == (200, b"ok")
    assert peer.connections == 2


async def test_a_connection_that_the_other_end_closed_meanwhile_is_not_written_to():
    async with wired(saying(ANSWER, is_last=True)) as (wire, peer):
        for _ in range(3):
            assert await ask(wire) == (200, b"ok")
            await until(lambda: not wire._idle[-1].is_usable)
    assert peer.connections == 3


@pytest.mark.parametrize(
    ("said", "what"),
    [
        (b"", "The connection ended"),
        (ANSWER[:-1], "The connection ended"),
        (b"<html>no</html>", "No HTTP"),
        (b"HTTP/1.1 200 OK\r\n\r\nuntil the end", "The connection ended"),
    ],
)
async def test_what_is_no_whole_answer_says_so_and_nothing_is_asked_again(said: bytes, what: str):
    async with wired(saying(said, is_last=True)) as (wire, peer):
        with pytest.raises(OSError, match=what) as failure:
            await ask(wire)
        assert not isinstance(failure.value, NotConnected)
    assert len(peer.asked) == 1


class Clockwork:
    """The clock of a loop, moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.due: list[tuple[float, Callable[[], None], asyncio.Future[None]]] = []

    def time(self) -> float:
        return self.now

    def create_future(self) -> asyncio.Future[Any]:
        return asyncio.get_running_loop().create_future()

    def call_later(self, delay: float, act: Callable[[], None]) -> asyncio.Future[None]:
        handle = self.create_future()
        self.due.append((self.now + delay, act, handle))
        return handle

    def pass_by(self, seconds: float) -> None:
        self.now += seconds
        waiting, self.due = self.due, []
        for at, act, handle in waiting:
            if at > self.now:
                self.due.append((at, act, handle))
            elif not handle.cancelled():
                act()


class Socket(asyncio.Transport):
    """What a connection writes to."""

    def __init__(self) -> None:
        super().__init__()
        self.is_closed = False

    def write(self, data: Any) -> None:
        """Let nobody get it."""

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed


async def test_an_answer_that_comes_slowly_is_waited_for_and_one_that_stops_is_not():
    clock, sock = Clockwork(), Socket()
    connection = Connection(cast("asyncio.AbstractEventLoop", clock))
    connection.connection_made(sock)

    answer = connection.ask(b"", 10)
    for at in range(len(ANSWER)):
        clock.pass_by(9)
        connection.data_received(ANSWER[at : at + 1])
    assert await answer == (200, b"ok")
    assert connection.is_usable

    answer = connection.ask(b"", 10)
    clock.pass_by(9)
    connection.data_received(ANSWER[:9])
    clock.pass_by(9)
    assert not answer.done()
    clock.pass_by(1)
    with pytest.raises(TimeoutError, match="nothing came for 10 s"):
        await answer
    assert sock.is_closed


async def test_a_connection_that_nobody_used_for_long_is_not_written_to():
    clock, sock = Clockwork(), Socket()
    connection = Connection(cast("asyncio.AbstractEventLoop", clock))
    connection.connection_made(sock)
    answer = connection.ask(b"", None)
    clock.pass_by(3600)
    connection.data_received(ANSWER)
    assert await answer == (200, b"ok")

    clock.pass_by(IDLE_S - 1)
    assert connection.is_usable
    clock.pass_by(1)
    assert not connection.is_usable


async def test_a_certificate_that_nobody_knows_is_not_written_to(tmp_path: Path):
    locked = pkcs12.load_pkcs12(make_p12(), SANDI.encode())
    assert locked.cert is not None
    pem = tmp_path / "peer.pem"
    pem.write_bytes(
        locked.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + locked.cert.certificate.public_bytes(Encoding.PEM)
    )
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(pem)
    peer = Peer(saying(ANSWER))
    async with await asyncio.start_server(peer.serve, "127.0.0.1", 0, ssl=tls) as server:
        port = server.sockets[0].getsockname()[1]
        wire = Wire(Origin("localhost", port, is_tls=True), 1, "Tapak")
        with pytest.raises(NotConnected, match="certificate"):
            await ask(wire)
    assert not peer.asked


async def test_the_answer_to_a_request_that_was_given_up_is_nobody_elses():
    async with wired(saying(ANSWER, pause=0.01), connections=1) as (wire, peer):
        async with asyncio.TaskGroup() as group:
            given_up = group.create_task(ask(wire))
            await peer.heard.wait()
            given_up.cancel()
        assert await ask(wire) == (200, b"ok")
    assert given_up.cancelled()
    assert peer.connections == 2


async def test_who_nobody_listens_to_has_sent_nothing():
    async with wired(saying()) as (wire, _):
        pass
    with pytest.raises(NotConnected):
        await ask(wire)


@pytest.mark.parametrize(
    ("url", "origin", "host"),
    [
        (
            "https://api.telegram.org/bot1:a",
            Origin("api.telegram.org", 443, True),
            "api.telegram.org",
        ),
        ("http://127.0.0.1:8081/bot1:a", Origin("127.0.0.1", 8081, False), "127.0.0.1:8081"),
        ("http://[::1]:80/x", Origin("::1", 80, False), "[::1]"),
        ("https://[::1]:80/x", Origin("::1", 80, True), "[::1]:80"),
    ],
)
def test_an_address_has_its_origin(url: str, origin: Origin, host: str):
    assert (Origin.of(url), origin.as_host) == (origin, host)
