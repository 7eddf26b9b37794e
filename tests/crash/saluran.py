"""The line between a bot and its Telegram: it can be gone, fall silent, or carry little."""

import asyncio
from contextlib import AsyncExitStack, suppress
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
PIECE = 1024
"""As much as passes at once, in bytes."""


class Saluran:
    """Passes on what comes to ``url``: ``async with Saluran(port_of_telegram) as saluran``."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._port = 0
        self._answers = asyncio.Event()
        self._answers.set()
        self.rate: float | None = None
        """How many bytes pass in a second, each way of each connection; ``None``: all of them."""

    @property
    def url(self) -> str:
        """Where the bot calls."""
        return f"http://{HOST}:{self._port}"

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def open(self) -> None:
        """Let there be a line again, at the same address."""
        self._server = await asyncio.start_server(
            self._pass_on, HOST, self._port, reuse_address=True
        )
        self._port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Let there be no line: whoever calls is refused, and what was under way is gone."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.break_off()

    def break_off(self) -> None:
        """Break what is under way."""
        for writer in self._writers:
            writer.transport.abort()

    def fall_silent(self) -> None:
        """Carry every question, and no answer until there are answers again."""
        self._answers.clear()

    def speak(self) -> None:
        """Carry all the answers that were held."""
        self._answers.set()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        async with AsyncExitStack() as stack:
            self._keep(stack, writer)
            with suppress(OSError, asyncio.CancelledError):
                far_reader, far_writer = await asyncio.open_connection(HOST, self._target)
                self._keep(stack, far_writer)
                await asyncio.gather(
                    self._pump(reader, far_writer),
                    self._pump(far_reader, writer, is_answer=True),
                )

    def _keep(self, stack: AsyncExitStack, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        stack.callback(writer.transport.abort)
        stack.callback(self._writers.discard, writer)

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        is_answer: bool = False,
    ) -> None:
        while piece := await reader.read(PIECE if self.rate else 65536):
            if is_answer:
                await self._answers.wait()
            if self.rate:
                await asyncio.sleep(len(piece) / self.rate)
            writer.write(piece)
            await writer.drain()
        writer.transport.abort()
