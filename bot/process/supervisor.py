"""The tasks of the process: loops that are started again when they die, and crews of short ones.

1. A loop ends when it returns or is stopped. Its death is an error in the log and a pause.
2. The loop itself knows what an ordinary failure is; what reaches the supervisor is a bug.
3. Who is to end is told until it has ended: a cancellation that meets a time limit may be taken
   for it, and go no further (aiohttp's limits are nested, and the outer one takes it so).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

from bot.process.retry import pause_after

logger = logging.getLogger(__name__)

PAUSES_S = (0.1, 1.0, 5.0, 15.0, 30.0)
CANCEL_AGAIN_S = 0.5


class Supervisor:
    """Long-lived loops, each under its name."""

    def __init__(self, pauses: tuple[float, ...] = PAUSES_S) -> None:
        self._pauses = pauses
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self, name: str, run: Callable[[], Awaitable[None]]) -> None:
        """Keep a loop running until it is stopped."""
        self._tasks[name] = asyncio.get_running_loop().create_task(
            self._keep(name, run), name=name
        )

    async def stop(self, name: str) -> None:
        """Cancel a loop and wait for its end; one that never started is stopped already."""
        if (task := self._tasks.pop(name, None)) is not None:
            await end([task])

    async def stop_all(self) -> None:
        """Stop every loop, the youngest first."""
        for name in reversed(list(self._tasks)):
            await self.stop(name)

    async def _keep(self, name: str, run: Callable[[], Awaitable[None]]) -> None:
        deaths = 0
        while True:
            try:
                return await run()
            except Exception:
                logger.exception("A loop died; it is started again", extra={"loop": name})
            deaths += 1
            await asyncio.sleep(pause_after(self._pauses, deaths))


class Crew:
    """Short tasks that somebody waits for."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Start a task; its death is logged."""
        task = asyncio.get_running_loop().create_task(work, name=self._name)
        self._tasks.add(task)
        task.add_done_callback(self._forget)

    async def finish(self, seconds: float) -> None:
        """Wait for the tasks, cancel those that take longer."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        await end(self._tasks)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("A task died", extra={"crew": self._name}, exc_info=error)


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel tasks until every one has ended, whatever it ended with."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=CANCEL_AGAIN_S)


async def every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Work for ever, with a pause in seconds that pass evenly; what fails is made up for by the next time."""
    while True:
        try:
            await work()
        except Exception:
            logger.exception("A beat failed; the next one comes")
        await asyncio.sleep(seconds)
