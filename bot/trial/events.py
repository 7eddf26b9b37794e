"""What moved: bells for those who wait inside the server, hints for the page."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator

KEEP_ALIVE = 15.0
RESTART_SECONDS = 120.0


class Bell:
    """Wakes everyone who waits; nobody hears a ring from before they waited."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake everyone who waits now."""
        self._event.set()
        self._event = asyncio.Event()

    async def heard(self, seconds: float) -> bool:
        """Return whether it rang within the time."""
        event = self._event
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await event.wait()
        except TimeoutError:
            return False
        return True


class Restart:
    """The wish to start over, from the page that has it to whoever can fulfil it."""

    def __init__(self) -> None:
        self.is_offered = False
        self._wished = asyncio.Event()
        self._granted = Bell()

    async def ask(self) -> bool:
        """Return whether it was fulfilled in time."""
        self._wished.set()
        return await self._granted.heard(RESTART_SECONDS)

    async def wished(self) -> None:
        """Offer it, and wait until somebody wants it."""
        self.is_offered = True
        await self._wished.wait()
        self.is_offered = False
        self._wished.clear()

    def grant(self) -> None:
        """Let everybody go on who asked for it."""
        self._granted.ring()


class Hints:
    """Tells open pages which chat to fetch again."""

    def __init__(self) -> None:
        self._bell = Bell()
        self._listeners: list[deque[str]] = []
        self._closing = False

    def tell(self, **hint: object) -> None:
        """Send a hint to every open page."""
        line = f"data: {json.dumps(hint)}\n\n"
        for listener in self._listeners:
            if line not in listener:
                listener.append(line)
        self._bell.ring()

    def close(self) -> None:
        """End every stream."""
        self._closing = True
        self._bell.ring()

    async def stream(self) -> AsyncIterator[str]:
        """Yield server-sent events until the server closes."""
        listener: deque[str] = deque()
        self._listeners.append(listener)
        try:
            yield ": ready\n\n"
            while not self._closing:
                while listener:
                    yield listener.popleft()
                if not await self._bell.heard(KEEP_ALIVE):
                    yield ": alive\n\n"
        finally:
            self._listeners = [other for other in self._listeners if other is not listener]
