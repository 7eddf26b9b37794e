"""A sample office that can be founded once and copied: its Telegram, its people, its rows."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from bot.process.settings import Settings
from bot.trial.messenger import Lifetimes
from bot.trial.sample import Sample
from bot.trial.server import FILE_NAME as STORE
from bot.trial.server import TrialServer
from bot.trial.store import Message
from bot.trial.with_bot import DATABASE, settings_of
from storage.database.sqlite import sqlite3
from tests.crash.cepat import FAST
from tests.crash.pejabat import LIVES_S, Acknowledged, Pejabat
from tests.support.house import House, forget
from tests.support.message import text_of

LOOK_S = 0.4
UNSETTLED = """
    SELECT (SELECT count(*) FROM inbox WHERE status = 'baru')
         + (SELECT count(*) FROM outbox WHERE status IN ('baru', 'kirim'))
         + (SELECT count(*) FROM detak WHERE putus_at IS NOT NULL)
"""


def found(folder: Path, *samples: Sample) -> None:
    """Found the office and let everybody join."""

    async def join() -> None:
        async with House(folder, *samples) as house:
            await house.say(house.newcomer, house.start_text)
            await house.tap(house.newcomer, "Ya")
            await house.see(house.newcomer, "Terima kasih")
            await house.settle()

    asyncio.run(join())


def forget_time(folder: Path) -> None:
    """Forget when the office was founded, so that it begins when the clock of its test does."""
    forget(folder / "server" / STORE, "DELETE FROM setting WHERE key = 'offset'")
    forget(folder / "bot" / DATABASE, "DELETE FROM detak")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the bot made on a phone, as it read at first."""

    chat_id: int
    message_id: int
    text: str


async def at_once() -> None:
    """Need no time to think."""


class Kantor:
    """The office without its bot: ``async with Kantor(founded, tmp_path) as kantor``."""

    def __init__(
        self,
        founded: Path,
        folder: Path,
        *,
        answer_s: float = 3.0,
        lifetimes: Lifetimes | None = None,
        machine: Callable[[], float] = FAST.true_time,
        think: Callable[[], Awaitable[None]] = at_once,
    ) -> None:
        shutil.copytree(founded, folder, dirs_exist_ok=True)
        self.folder = folder
        self.database = folder / "bot" / DATABASE
        self.server = TrialServer(folder / "server", lifetimes=lifetimes, machine=machine)
        self.office: dict[str, Pejabat] = {}
        self.sent: list[Sent] = []
        self.acts = 0
        self.acted = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self._answer_s = answer_s
        self._think = think
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self.server)
        messenger = self.server.messenger
        for phone in messenger.store.phones():
            self.office[phone.name] = Pejabat(
                messenger,
                phone,
                begin=self._begin,
                answer_s=self._answer_s,
            )
        self._listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    def on_leaving(self, end: Callable[[], Awaitable[None]]) -> None:
        """Have this done before the office closes."""
        self._stack.push_async_callback(end)

    @property
    def settings(self) -> Settings:
        """What a bot of this office is told."""
        return settings_of(self.server, self.folder / "bot")

    def office_time(self) -> float:
        """Return what time it is in the office, in seconds since the epoch."""
        return self.server.messenger.clock.now().timestamp()

    @property
    def acknowledged(self) -> list[Acknowledged]:
        """Everything that people were told is recorded."""
        return [each for pejabat in self.office.values() for each in pejabat.acknowledged]

    def select(self, query: str, *values: Any) -> list[Any]:
        """Return rows of the bot's database, read beside the bot."""
        with closing(sqlite3.connect(self.database, timeout=20)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(query, values).fetchall()

    async def settle(self) -> None:
        """Wait until nothing is owed and nothing waits, nor a gap after which cards come anew, twice in a row."""
        calm = 0
        async with asyncio.timeout(LIVES_S):
            while calm < 2:
                await asyncio.sleep(LOOK_S)
                calm = calm + 1 if await self._is_calm() else 0

    async def _is_calm(self) -> bool:
        if self.server.messenger.store.pending_count():
            return False
        ((owed,),) = await asyncio.to_thread(self.select, UNSETTLED)
        return bool(owed == 0)

    async def _begin(self) -> None:
        await self._think()
        await self.gate.wait()
        self.acts += 1
        self.acted.set()

    async def acts_reached(self, count: int) -> None:
        """Wait until people have acted so many times."""
        while self.acts < count:
            self.acted.clear()
            await self.acted.wait()

    def _listen(self) -> None:
        """Hear of every message made and every chat changed."""
        messenger = self.server.messenger
        add, changed = messenger.store.add_message, messenger.changed
        by_id = {each.user_id: each for each in self.office.values()}

        def add_message(chat_id: int, body: Any, extra: Any, *, from_bot: bool) -> Message:
            message = add(chat_id, body, extra, from_bot=from_bot)
            if from_bot:
                self.sent.append(Sent(chat_id, message.message_id, text_of(message)))
            return message

        def notice(chat_id: int) -> None:
            changed(chat_id)
            by_id[chat_id].notice()

        messenger.store.add_message = add_message  # type: ignore[method-assign]
        messenger.changed = notice  # type: ignore[method-assign]


async def first_of(*works: Coroutine[Any, Any, Any]) -> int:
    """Return which of the works ended first, and end the others; a failure is ours."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
        return min(tasks.index(task) for task in done)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
