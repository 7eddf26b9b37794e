"""The whole house for tests: trial server, sample office, and the real bot over HTTP against it."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack, closing
from functools import partial
from pathlib import Path
from typing import Any, Self

from bot.app import App
from bot.product import furnish
from bot.trial.kantor.pejawaran import NOT_JOINED, START
from bot.trial.messenger import Lifetimes
from bot.trial.people import buttons_of, find_phone, write_text
from bot.trial.sample import PEJAWARAN, Sample
from bot.trial.scenario import starts_with
from bot.trial.server import FILE_NAME as STORE
from bot.trial.server import TrialServer
from bot.trial.with_bot import DATABASE, prepare, settings_of
from storage.database.sqlite import sqlite3
from tests.support.http import client
from tests.support.patience import HANG_S, until

FOUNDED: dict[tuple[Sample, ...], Path] = {}


class House:
    """``async with House(tmp_path) as house``: everybody but one has joined."""

    def __init__(self, folder: Path, *samples: Sample) -> None:
        self.folder = folder
        self.samples = samples or (PEJAWARAN,)
        self.user: dict[str, int] = {}
        self.newcomer = NOT_JOINED
        self.start_text = ""

    async def __aenter__(self) -> Self:
        shutil.copytree(await founded(self.samples), self.folder, dirs_exist_ok=True)
        return await self.enter()

    async def enter(self) -> Self:
        """Open on what is in the folder; whoever has not joined yet does, but one."""
        self._stack = AsyncExitStack()
        phones = [phone for sample in self.samples for phone in sample.phones()]
        self.user = {phone["name"]: phone["user_id"] for phone in phones}
        self.server = await self._stack.enter_async_context(
            TrialServer(
                self.folder / "server",
                phones=phones,
                start_at=START,
                lifetimes=Lifetimes(instant=HANG_S),
            )
        )
        self.http = await self._stack.enter_async_context(client(self.server.url))
        await self.open()
        self.start_text = await prepare(self.app, self.server, self.http, self.samples)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
        await self._stack.aclose()

    async def open(self) -> None:
        """Start the bot on the database that is there."""
        folder = self.folder / "bot"
        self.app = App(settings_of(self.server, folder), furnish(folder))
        await self.app.__aenter__()
        await self.app.ready()
        self.server.watched = self.app

    async def close(self) -> None:
        """Stop the bot, properly."""
        await self.app.__aexit__(None, None, None)

    async def settle(self) -> None:
        """Wait until nothing is left to do at this moment."""
        await self.app.settle(self.app.clock.now())

    async def answered(self) -> None:
        """Wait until everything that was written or tapped has its answer on the phones."""
        await until(lambda: not self.server.messenger.store.pending_count())
        await self.app.worker.drain()
        await self.app.delivery.drain()

    async def messages(self, nama: str) -> list[dict[str, Any]]:
        """Return somebody's chat, oldest first."""
        answer = await self.http.get(f"/trial/phones/{self.user[nama]}/messages")
        found = answer.json()
        return found["messages"] if isinstance(found, dict) else found

    async def say(self, nama: str, teks: str, **quote: int) -> None:
        """Let somebody write."""
        url = f"/trial/phones/{self.user[nama]}/send"
        (await self.http.post(url, json={"text": teks} | quote)).raise_for_status()

    def blurt(self, nama: str, *texts: str) -> None:
        """Let somebody write several messages before the bot can say anything to the first."""
        messenger = self.server.messenger
        phone = find_phone(messenger, self.user[nama])
        for teks in texts:
            write_text(messenger, phone, teks)

    async def find(self, nama: str, label: str, pada: str = "") -> dict[str, Any]:
        """Return the newest message with that button, as soon as there is one."""

        async def look() -> dict[str, Any] | None:
            for message in reversed(await self.messages(nama)):
                labels = [each for row in message["buttons"] or [] for each in row]
                if pada in message["plain"] and any(starts_with(x, label) for x in labels):
                    return message
            return None

        return await until(look, lambda: f"{nama} waits for [{label}] in vain")

    async def tap(self, nama: str, label: str, pada: str = "") -> dict[str, Any]:
        """Let somebody tap the newest such button; return the pop-up's facts."""
        message = await self.find(nama, label, pada)
        url = f"/trial/phones/{self.user[nama]}/tap"
        facts = {"message_id": message["message_id"], "label": label}
        answer = await self.http.post(url, json=facts)
        answer.raise_for_status()
        return answer.json()["answer"] or {}

    async def forge(self, nama: str, message_id: int, data: str) -> dict[str, Any]:
        """Send a callback as a modified client could; return the pop-up's facts."""
        url = f"/trial/phones/{self.user[nama]}/callback"
        answer = await self.http.post(url, json={"message_id": message_id, "data": data})
        answer.raise_for_status()
        return answer.json().get("answer") or {}

    def keyboard(self, nama: str, message_id: int) -> list[dict[str, Any]]:
        """Return the buttons under a message with what each sends, which no phone shows."""
        stored = self.server.messenger.store.message(self.user[nama], message_id)
        assert stored is not None
        return buttons_of(stored)

    async def see(self, nama: str, teks: str) -> dict[str, Any]:
        """Return the newest message that contains the text, as soon as there is one."""

        async def look() -> dict[str, Any] | None:
            messages = reversed(await self.messages(nama))
            return next((each for each in messages if teks in each["plain"]), None)

        return await until(look, lambda: f"{nama} waits for {teks!r} in vain")

    async def block(self, nama: str, *, blocked: bool) -> None:
        """Let somebody block the bot, or let it write again."""
        url = f"/trial/phones/{self.user[nama]}/block"
        (await self.http.post(url, json={"blocked": blocked})).raise_for_status()

    async def run(self, work: Callable[..., Any], **facts: Any) -> Any:
        """Run one use case in the bot, without a phone."""
        return await self.app.units.run(partial(work, **facts), self.app.clock.now())

    async def figures(self) -> dict[str, float]:
        """Return the figures as monitoring reads them, by name and labels."""
        text = (await self.http.get("/metrics")).raise_for_status().text
        samples = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
        return {name: float(value) for name, _, value in samples}

    async def clock(self, **move: Any) -> None:
        """Move the clock; everything that is due on the way happens."""
        (await self.http.post("/trial/clock", json=move, timeout=None)).raise_for_status()


async def founded(samples: tuple[Sample, ...]) -> Path:
    """Return the folder of these offices as they begin, made once in this process."""
    if samples not in FOUNDED:
        folder = Path(tempfile.mkdtemp(prefix="tapak-"))
        atexit.register(shutil.rmtree, folder)
        house = await House(folder, *samples).enter()
        await house.settle()
        await house.__aexit__()
        forget(folder / "server" / STORE, "DELETE FROM setting WHERE key = 'offset'")
        forget(folder / "bot" / DATABASE, "DELETE FROM detak")
        FOUNDED[samples] = folder
    return FOUNDED[samples]


def forget(path: Path, statement: str) -> None:
    """Forget what hangs on the moment at which an office was founded."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
