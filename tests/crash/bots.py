"""The bot of an office that can be killed: as a process of its own, or as a thread at a failpoint."""

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
from dataclasses import replace
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import App
from bot.process.clock import SystemClock
from bot.process.log import set_up_logging
from bot.process.settings import Settings
from bot.product import furnish
from bot.trial.faults import Faults
from bot.trial.messenger import Messenger
from storage.database.session import Database, DatabaseClosed, Failpoint
from tests.crash.batas import Boundaries, Crash, DeadlyFaults
from tests.crash.cepat import FAST, FastClock
from tests.crash.kantor import LOOK_S, Kantor, first_of
from tests.crash.pejabat import LIVES_S
from tests.crash.pemeriksaan import check_between

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["pytest", "bot.cli.run", __name__])


def ignore(_name: str) -> None:
    """Let the database go on."""


class ProcessBot:
    """What ``tapak run`` serves, in a process of its own, forked from one that has imported it already.

    The whole process goes by a fast clock.
    """

    def __init__(self, kantor: Kantor, clock: FastClock = FAST, **settings: Any) -> None:
        self._kantor = kantor
        self._clock = clock
        self._settings = replace(kantor.settings, **settings)
        self._log = kantor.folder / "bot.process.log"
        self._process: BaseProcess | None = None
        self._before = 0
        kantor.on_leaving(self.kill)

    async def start(self) -> None:
        await self.spawn()
        async with asyncio.timeout(LIVES_S):
            while not self.has_polled:
                assert self.is_alive, self.log[-3000:]
                await asyncio.sleep(LOOK_S)

    async def spawn(self) -> None:
        """Start the process, and wait for nothing."""
        self._before = self._kantor.server.messenger.called
        args = (self._settings, self._clock, self._log)
        process = FORKS.Process(target=serve, args=args)
        await asyncio.to_thread(process.start)
        self._process = process

    async def kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            await asyncio.to_thread(process.join)
            process.close()

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it is there."""
        if self._process is not None and self._process.pid is not None and self.is_alive:
            os.kill(self._process.pid, number)

    @property
    def pid(self) -> int:
        """The process, or none."""
        return (self._process and self._process.pid) or 0

    @property
    def is_alive(self) -> bool:
        """Whether there is a process."""
        return self._process is not None and self._process.is_alive()

    @property
    def has_polled(self) -> bool:
        """Whether this process has asked for updates."""
        return has_polled(self._kantor.server.messenger, self._before)

    @property
    def log(self) -> str:
        """All that the processes have said."""
        return self._log.read_text()


def serve(settings: Settings, clock: FastClock, log: Path) -> None:
    """Serve until the end; the child's side of ``ProcessBot``."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(descriptor, sys.stdout.fileno())
    os.dup2(descriptor, sys.stderr.fileno())
    clock.take_over()
    set_up_logging("text")
    app = App(settings, furnish(settings.data_dir))
    sys.exit(clock.run(app.run()))


def has_polled(messenger: Messenger, before: int) -> bool:
    """Tell whether updates were asked for since that call."""
    since = takewhile(lambda call: call.number > before, reversed(messenger.calls))
    return any(call.method == "getUpdates" for call in since)


class ThreadBot:
    """The real App in a thread and an event loop of its own, which dies at deadly boundaries."""

    def __init__(
        self,
        kantor: Kantor,
        boundaries: Boundaries | None = None,
        *,
        failpoint: Failpoint = ignore,
        **settings: Any,
    ) -> None:
        self._kantor = kantor
        self._further = failpoint
        self._settings = replace(kantor.settings, **settings)
        self._boundaries = boundaries or Boundaries({})
        self._loop = asyncio.get_running_loop()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self.died = asyncio.Event()
        kantor.on_leaving(self.stop)
        if boundaries is not None:
            kantor.server.messenger.faults = DeadlyFaults(boundaries, self._die)

    async def start(self) -> None:
        self.died.clear()
        self._is_dead = False
        self._ended = threading.Event()
        self._ready: asyncio.Future[None] = self._loop.create_future()
        self._thread = threading.Thread(target=self._run, name="bot", daemon=True)
        self._thread.start()
        async with asyncio.timeout(LIVES_S):
            await self._ready

    async def kill(self) -> None:
        self._die()
        await self.bury()

    async def stop(self) -> None:
        self._boundaries = Boundaries({})
        self._kantor.server.messenger.faults = Faults()
        self._ended.set()
        await self.bury()

    async def bury(self) -> None:
        """Wait until the thread is gone."""
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def _die(self) -> None:
        """Commit nothing from now on; from whatever thread."""
        self._is_dead = True
        self._ended.set()
        self._loop.call_soon_threadsafe(self.died.set)

    def _failpoint(self, name: str) -> None:
        if self._is_dead:
            raise Crash(name)
        try:
            self._further(name)
        except Crash:
            self._die()
            raise
        if self._boundaries.kills(name):
            self._die()
            raise Crash(name)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=FAST.new_loop) as runner:
            runner.run(self._live())

    async def _live(self) -> None:
        asyncio.get_running_loop().set_exception_handler(mute_death)
        folder = self._kantor.folder / "bot"
        app = App(
            self._settings,
            furnish(folder),
            clock=SystemClock(self._kantor.office_time),
            machine=FAST.true_time,
            wall=FAST.true_time,
            open_database=partial(Database.open, failpoint=self._failpoint),
        )
        try:
            await app.__aenter__()
        except Crash:
            app._socket.close()
            self._tell_ready()
        else:
            await self._serve(app)

    async def _serve(self, app: App) -> None:
        ended = asyncio.ensure_future(asyncio.to_thread(self._ended.wait))
        ready = asyncio.ensure_future(app.ready())
        await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED)
        self._tell_ready()
        await ended
        if self._is_dead:
            await drop(app)
        else:
            await app.__aexit__(None, None, None)

    def _tell_ready(self) -> None:
        def tell() -> None:
            if not self._ready.done():
                self._ready.set_result(None)

        self._loop.call_soon_threadsafe(tell)


def mute_death(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Say nothing of what a dead bot could not finish."""
    if not isinstance(context.get("exception"), Crash | DatabaseClosed):
        loop.default_exception_handler(context)


async def drop(app: App) -> None:
    """Let go of everything that a dead process would leave to the system."""
    mine = asyncio.current_task()
    tasks = [task for task in asyncio.all_tasks() if task is not mine]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    app._scheduler.stop()
    app._leader._unlock()
    for listener in app._server.servers:
        listener.close()
    app._socket.close()
    app.database.close()
    await app.line.close()


async def survive(kantor: Kantor, bot: ThreadBot) -> None:
    """Start the bot anew whenever it has died, for ever; look at every phone each time."""
    while True:
        await bot.died.wait()
        kantor.gate.clear()
        await bot.bury()
        await bot.start()
        if await first_of(bot.died.wait(), kantor.settle()) == 1:
            check_between(kantor)
        kantor.gate.set()
