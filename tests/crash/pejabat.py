"""A patient official: taps, waits for an answer, looks, and taps again only where nothing happened.

All seconds are those of a fast clock.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.trial import people
from bot.trial.calls import Upload
from bot.trial.messenger import Messenger
from bot.trial.people import buttons_of
from bot.trial.scenario import starts_with
from bot.trial.store import Message, Phone
from handlers.screens.callback import TugasTap, decode
from tests.crash.cepat import FAST
from tests.support.message import text_of
from tests.support.patience import HANG_S

GLANCE_S = 5.0
LIVES_S = 5 * HANG_S * FAST.factor
"""What ends the wait for a bot that dies again and again: it may need many lives for one answer."""
PATIENCE_S = 30.0
"""How long at most anybody waits for an answer before they tap again."""
RECORDED = "Tercatat."
RUNNING = "SOP ini sudah berjalan"
TICKS = ("☑", "✅")


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An aksi that somebody was told is recorded."""

    nama: str
    tugas_id: int
    aksi: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button as it is on a phone now."""

    message_id: int
    label: str
    data: str


class Pejabat:
    """One person with a phone; what was acknowledged to them is in ``acknowledged``."""

    def __init__(
        self,
        messenger: Messenger,
        phone: Phone,
        *,
        begin: Callable[[], Awaitable[None]],
        answer_s: float,
    ) -> None:
        self._messenger = messenger
        self._phone = phone
        self._begin = begin
        self._answer_s = answer_s
        self._changed = asyncio.Event()
        self.nama = phone.name
        self.user_id = phone.user_id
        self.acknowledged: list[Acknowledged] = []
        self.taps = 0
        self.busy = asyncio.Lock()
        """Held by who does several things that belong together: a command in between ends them."""

    def notice(self) -> None:
        """See that the chat looks different now."""
        self._changed.set()

    async def write(self, teks: str) -> None:
        """Send words, once: they wait for a day."""
        await self._begin()
        people.write_text(self._messenger, self._phone, teks)

    async def hand_in(self, nama: str, isi: bytes) -> None:
        """Send a file, once."""
        await self._begin()
        people.write_file(self._messenger, self._phone, Upload(nama, "application/pdf", isi))

    async def tap(self, label: str, pada: str = "") -> None:
        """Tap the newest such button until it is answered, or gone; each time with more patience.

        Where a card was sent twice, the older copy keeps its button for ever: only an answer tells
        that a tap on it did something, and on a busy machine that takes a while.
        """
        await self._wait(lambda: self._find(label, pada), label)
        await self._begin()
        patience = self._answer_s

        async def tap_again() -> bool:
            nonlocal patience
            button = self._find(label, pada)
            if button is None:
                return True
            patience = min(2 * patience, PATIENCE_S)
            return await self._press(button, patience / 2)

        await self._persist(tap_again, label)

    async def tap_once(self, label: str, pada: str = "") -> None:
        """Tap the newest such button and look no further."""
        button = await self._wait(lambda: self._find(label, pada), label)
        await self._press(button, self._answer_s)

    async def tick(self, nama: str) -> None:
        """Tap a box until it is ticked: a tap that was told twice takes the tick off again.

        What a tap did shows after its answer; whoever does not wait for that undoes it.
        """
        box, patience = f"▫️ {nama}", 10 * self._answer_s

        async def tick_again() -> bool:
            if any(self._find(f"{tick} {nama}", "") for tick in TICKS):
                return True
            await self.tap(box)
            with suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    while self._find(box, ""):
                        await self._pause()
            return False

        await self._persist(tick_again, nama)

    async def see(self, teks: str) -> None:
        """Wait until some message contains the words."""
        await self._wait(lambda: any(teks in text_of(m) for m in self.messages()) or None, teks)

    async def see_button(self, label: str, pada: str) -> None:
        """Wait until there is such a button."""
        await self._wait(lambda: self._find(label, pada), label)

    async def see_one_of(self, *labels: str, pada: str, done: str) -> str:
        """Return the first of the labels that a button has, or nothing once these words are there."""

        def look() -> tuple[str] | None:
            found = [label for label in labels if self._find(label, pada)]
            texts = [text_of(message) for message in self.messages()]
            is_done = any(pada in text and done in text for text in texts)
            return (found[0],) if found else ("",) if is_done else None

        (label,) = await self._wait(look, done)
        return str(label)

    async def hear(self, *words: str, after: int) -> None:
        """Wait until the bot says something with some of the words in a message later than that one."""

        def look() -> bool:
            later = self._messenger.store.messages(self._phone.user_id, after=after)
            return any(m.from_bot and each in text_of(m) for m in later for each in words)

        await self._wait(look, words[0])

    async def see_no_buttons(self, message_id: int) -> None:
        """Wait until a message has no button left."""

        def look() -> bool:
            message = self._messenger.store.message(self._phone.user_id, message_id)
            return message is not None and not buttons_of(message)

        await self._wait(look, f"message {message_id} without buttons")

    def messages(self) -> list[Message]:
        """Return the chat, oldest first."""
        return self._messenger.store.messages(self._phone.user_id)

    async def _press(self, button: Button, patience: float) -> bool:
        """Tap; return whether an answer came, in so many seconds, that needs no second look."""
        self.taps += 1
        answer = await people.tap(
            self._messenger, self._phone, button.message_id, button.data, wait=patience
        )
        if answer is None or answer["show_alert"]:
            return answer is not None and answer["text"].startswith(RUNNING)
        tap = decode(button.data)
        if (answer.get("text") or "").startswith(RECORDED) and isinstance(tap, TugasTap):
            self.acknowledged.append(Acknowledged(self.nama, tap.tugas_id, tap.aksi))
        return True

    def _find(self, label: str, pada: str) -> Button | None:
        for message in reversed(self.messages()):
            if pada in text_of(message):
                for each in buttons_of(message):
                    if starts_with(each["text"], label):
                        return Button(message.message_id, each["text"], each["callback_data"])
        return None

    async def _wait(self, look: Callable[[], Any], what: str) -> Any:
        try:
            async with asyncio.timeout(LIVES_S):
                while not (found := look()):
                    await self._pause()
        except TimeoutError:
            raise NothingCame(self.nama, what, self.messages()) from None
        return found

    async def _persist(self, attempt: Callable[[], Awaitable[bool]], what: str) -> None:
        """Try again and again, as people do, with a look at the phone in between."""
        try:
            async with asyncio.timeout(LIVES_S):
                while not await attempt():
                    await self._pause()
        except TimeoutError:
            raise NothingCame(self.nama, what, self.messages()) from None

    async def _pause(self) -> None:
        """Let the phone change, or a moment pass."""
        self._changed.clear()
        try:
            async with asyncio.timeout(GLANCE_S):
                await self._changed.wait()
        except TimeoutError:
            return


class NothingCame(AssertionError):
    """Somebody waited in vain: a card, an answer or a message is lost."""

    def __init__(self, nama: str, what: str, messages: list[Message]) -> None:
        lines = [f"{nama} waits for {what!r} in vain; the chat ends with"]
        for message in messages[-3:]:
            labels = "".join(f"[{each['text']}]" for each in buttons_of(message))
            lines.append(f"  {message.message_id}: {text_of(message)} {labels}")
        super().__init__("\n".join(lines))
