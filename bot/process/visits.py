"""Connections of HTTP: each asks in time, and there are never more than this process can hold."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

MOST_VISITS = 100
"""Connections at once; a process may have as few as 256 descriptors."""
PATIENCE_S = 20.0
"""How long a connection may be without a whole request."""
MOST_HEAD = 65_536
"""Bytes that may come in a row without a head being whole or a body going on: the parser keeps them all."""


class Visit(HttpToolsProtocol):
    """A connection that is closed when it asks nothing, without end, or as the longest silent of too many."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- uvicorn's own
        super().__init__(*args, **options)
        self.since = self.loop.time()
        self._answered: object = None
        self._timer: asyncio.TimerHandle | None = None
        self._kept = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Come in, in the place of the longest silent one if there is none left."""
        others = cast("set[Visit]", self.connections)
        held = [one for one in others if not one.transport.is_closing()]
        if len(held) >= MOST_VISITS:
            silent = (one for one in held if not one.is_asking)
            longest = min(silent, key=lambda one: one.since, default=None)
            (longest.transport if longest else transport).abort()
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and hang up on a head, a trailer or the name of a chunk without end."""
        self._kept += len(data)
        super().data_received(data)
        if self._kept > MOST_HEAD:
            self.transport.abort()

    def on_headers_complete(self) -> None:
        """Begin to answer: what was kept of the head is used."""
        self._kept = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Hand a part of the body on."""
        self._kept = 0
        super().on_body(body)

    @property
    def is_asking(self) -> bool:
        """Whether a whole request waits for its answer."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return cycle is not None and not cycle.response_complete and not cycle.more_body

    def _wait(self) -> None:
        self._answered = self.cycle
        self._timer = self.loop.call_later(PATIENCE_S, self._look)

    def _look(self) -> None:
        if self.is_asking or self.cycle is not self._answered:
            self.since = self.loop.time()
            self._wait()
        else:
            self.transport.abort()
