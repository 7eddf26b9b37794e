"""HTTP/1.1 to one address, for what a call of a method is: a small request, and its answer awaited.

1. A connection carries one request at a time. It is kept while both ends keep it, and closed after anything odd.
2. What was written is never written again here: whether it was carried out, nobody can tell.
3. What needs more goes another way: files, proxies.
"""

import asyncio
import socket
import ssl
from collections import deque
from functools import partial
from typing import Final, Self, cast
from urllib.parse import urlsplit

import aiohappyeyeballs
import httptools

from sop_flows.deferred import dataclass

IDLE_S: Final = 15.0
"""After so long without a request a connection is believed to be closed by the other end."""
NEXT_ADDRESS_S: Final = 0.25
"""How long one address may take before the next one is tried beside it (RFC 8305)."""
INTERIM: Final = 200
"""Answers below that status come before the answer."""


class NotConnected(OSError):
    """There was no connection in time, so that nothing was written."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where requests go to."""

    host: str
    port: int
    is_tls: bool

    @classmethod
    def of(cls, url: str) -> Self:
        """Return the origin of an address."""
        parts = urlsplit(url)
        is_tls = parts.scheme == "https"
        return cls(parts.hostname or "", parts.port or (443 if is_tls else 80), is_tls)

    @property
    def as_host(self) -> str:
        """The value of the header ``Host``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.is_tls else 80) else f"{host}:{self.port}"


class Connection(asyncio.Protocol):
    """One connection; its answer is a status and a body."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._transport: asyncio.Transport
        self._parser: httptools.HttpResponseParser
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._parts: list[bytes] = []
        self._patience = 0.0
        self._heard_at = loop.time()

    @property
    def is_usable(self) -> bool:
        """Whether a request may be written to it."""
        is_fresh = self._loop.time() - self._heard_at < IDLE_S
        return is_fresh and self._answer is None and not self._transport.is_closing()

    def ask(self, request: bytes, patience: float | None) -> asyncio.Future[tuple[int, bytes]]:
        """Write a request and return its answer to come.

        Args:
            patience: How many seconds nothing may come; None: for ever.

        Raises:
            TimeoutError: In the future: nothing came for so long.
            OSError: In the future: the connection ended, or what came is no HTTP.
        """
        self._answer = answer = self._loop.create_future()
        self._parser = httptools.HttpResponseParser(self)
        self._parts.clear()
        self._heard_at = self._loop.time()
        if patience is not None:
            self._patience = patience
            self._watch = self._loop.call_later(patience, self._look)
        self._transport.write(request)
        return answer

    def close(self) -> None:
        """Hang up."""
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._heard_at = self._loop.time()
        if self._answer is None:  # nobody has asked
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(OSError(f"No HTTP: {error}"))

    def on_message_begin(self) -> None:
        """Hang up on who answers twice; the parser calls this."""
        if self._answer is None:
            self.close()

    def on_body(self, part: bytes) -> None:
        """Keep a part of the answer; the parser calls this."""
        self._parts.append(part)

    def on_message_complete(self) -> None:
        """Give the answer; the parser calls this."""
        status = self._parser.get_status_code()
        if status < INTERIM:
            self._parts.clear()
            return
        answer = self._end()
        if answer is None or not self._parser.should_keep_alive():
            self.close()
        if answer is not None and not answer.done():
            answer.set_result((status, b"".join(self._parts)))

    def connection_lost(self, error: Exception | None) -> None:
        self._fail(OSError(f"The connection ended: {error or 'closed by the other end'}"))

    def _look(self) -> None:
        left = self._heard_at + self._patience - self._loop.time()
        if left > 0:
            self._watch = self._loop.call_later(left, self._look)
        else:
            self._fail(TimeoutError(f"nothing came for {self._patience:g} s"))

    def _fail(self, error: OSError) -> None:
        if (answer := self._end()) is not None and not answer.done():
            answer.set_exception(error)
        self.close()

    def _end(self) -> asyncio.Future[tuple[int, bytes]] | None:
        answer, self._answer = self._answer, None
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        return answer


class Wire:
    """Connections to one origin. Times are in seconds."""

    def __init__(self, origin: Origin, connections: int, agent: str) -> None:
        self._origin = origin
        self._agent = agent
        self._tls = ssl.create_default_context() if origin.is_tls else None
        self._free = asyncio.Semaphore(connections)
        self._idle: deque[Connection] = deque()
        self._heads: dict[str, bytes] = {}

    async def post(
        self, path: str, body: bytes, *, connect: float | None, read: float | None
    ) -> tuple[int, bytes]:
        """Send JSON to a path; return the status and the body of the answer.

        Args:
            connect: How long a connection may take, with waiting for a free one.
            read: How long nothing may come; None: for ever.

        Raises:
            NotConnected: Nothing was written.
            OSError: No whole answer came; ``TimeoutError`` where nothing came for too long.
        """
        connection = await self._take(connect)
        length = str(len(body)).encode()
        try:
            request = b"".join((self._head(path), length, b"\r\n\r\n", body))
            answer = await connection.ask(request, read)
        except BaseException:
            connection.close()
            raise
        finally:
            self._free.release()
        self._idle.append(connection)
        return answer

    async def close(self) -> None:
        """Hang up; what is on its way ends as it would."""
        while self._idle:
            self._idle.pop().close()
        await asyncio.sleep(0)

    async def _take(self, connect: float | None) -> Connection:
        if not self._free.locked() and (known := self._known()) is not None:
            await self._free.acquire()
            return known
        try:
            async with asyncio.timeout(connect):
                await self._free.acquire()
                try:
                    return self._known() or await self._open()
                except BaseException:
                    self._free.release()
                    raise
        except OSError as error:  # a TimeoutError is one
            raise NotConnected(f"{type(error).__name__}: {error}") from error

    def _known(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_usable:
                return connection
            connection.close()
        return None

    async def _open(self) -> Connection:
        origin, loop = self._origin, asyncio.get_running_loop()
        found = await loop.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
        plain = await aiohappyeyeballs.start_connection(
            found, happy_eyeballs_delay=NEXT_ADDRESS_S, interleave=1, loop=loop
        )
        try:
            _, connection = await loop.create_connection(
                partial(Connection, loop),
                sock=plain,
                ssl=self._tls,
                server_hostname=origin.host if origin.is_tls else None,
            )
        except BaseException:
            plain.close()
            raise
        return connection

    def _head(self, path: str) -> bytes:
        if (known := self._heads.get(path)) is None:
            known = self._heads[path] = (
                f"POST {path} HTTP/1.1\r\nHost: {self._origin.as_host}\r\n"
                f"User-Agent: {self._agent}\r\nAccept: application/json\r\n"
                "Content-Type: application/json\r\nContent-Length: "
            ).encode()
        return known
