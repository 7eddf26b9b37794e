"""All phones of an office, and what each shows: kept by message, so that a year costs what happens in it.

Whatever the bot sends or edits is noted once, when it is stored; nobody reads a chat from its beginning.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from bot.trial import people
from bot.trial.calls import Upload
from bot.trial.messenger import Messenger
from bot.trial.people import buttons_of
from bot.trial.store import Message, Phone
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import Tap, TugasTap, decode
from tests.support.message import text_of

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
About = int | type
"""What a button is about: a tugas by its id, or whatever that kind of tap is about."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button as it is on a phone now."""

    message_id: int
    label: str
    data: str
    tap: Tap

    @property
    def about(self) -> About:
        """What it is about."""
        return self.tap.tugas_id if isinstance(self.tap, TugasTap) else type(self.tap)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message of the bot as it was sent, or as an edit left it."""

    message_id: int
    chat_id: int
    at: datetime
    text: str
    keyboard: tuple[tuple[str, str], ...]
    """Of each button its label and what it sends."""
    is_new: bool
    """Whether it was sent, not edited."""

    @cached_property
    def buttons(self) -> tuple[Button, ...]:
        """What can be tapped under it."""
        return tuple(self._read())

    def _read(self) -> Iterator[Button]:
        for label, data in self.keyboard:
            try:
                yield Button(self.message_id, label, data, decode(data))
            except CallbackUnreadable:
                continue


class Ponsel:
    """The phones, with hands to use them."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self.taps = 0
        self.acted: set[tuple[int, datetime]] = set()
        """When whose phone was used."""
        self.log: list[Shown] = []
        """All that was sent and edited, in this order."""
        self._standing: dict[int, Shown] = {}
        self._about: defaultdict[tuple[int, About], dict[int, Shown]] = defaultdict(dict)
        """By chat and what buttons are about: the messages that have such, by their ids."""
        self._listen()

    def _listen(self) -> None:
        store = self._messenger.store
        save, delete = store.save_message, store.delete_message

        def save_message(message: Message) -> None:
            save(message)
            self._note(message)

        def delete_message(message_id: int) -> None:
            delete(message_id)
            self._forget(message_id)

        store.save_message = save_message  # type: ignore[method-assign]
        store.delete_message = delete_message  # type: ignore[method-assign]
        for phone in store.phones():
            for message in store.messages(phone.user_id):
                self._note(message)
        self.log.clear()

    def _note(self, message: Message) -> None:
        if not message.from_bot:
            return
        shown = Shown(
            message_id=message.message_id,
            chat_id=message.chat_id,
            at=self._messenger.clock.now(),
            text=text_of(message),
            keyboard=tuple(
                (one["text"], data)
                for one in buttons_of(message)
                if (data := one.get("callback_data"))
            ),
            is_new=message.message_id not in self._standing,
        )
        self._forget(message.message_id)
        self._standing[message.message_id] = shown
        for button in shown.buttons:
            self._about[message.chat_id, button.about][message.message_id] = shown
        self.log.append(shown)

    def _forget(self, message_id: int) -> None:
        if (shown := self._standing.pop(message_id, None)) is not None:
            for button in shown.buttons:
                self._about[shown.chat_id, button.about].pop(message_id, None)

    def about(self, chat_id: int, about: About) -> list[Shown]:
        """Return what a chat shows with buttons about this, the newest message first."""
        found = self._about.get((chat_id, about), {})
        return [found[message_id] for message_id in sorted(found, reverse=True)]

    def buttons(self, chat_id: int, about: About) -> Iterator[Button]:
        """Yield the buttons about this, those of the newest message first."""
        for shown in self.about(chat_id, about):
            yield from (one for one in shown.buttons if one.about == about)

    def stands(self, button: Button) -> bool:
        """Tell whether a button can still be tapped."""
        shown = self._standing.get(button.message_id)
        return shown is not None and button in shown.buttons

    def tail(self, chat_id: int) -> list[tuple[str, list[str]]]:
        """Return the end of a chat: what was said last, and what can be tapped there."""
        last = self._messenger.store.messages(chat_id)[-3:]
        shown = [self._standing.get(one.message_id) for one in last]
        return [(one.text, [data for _, data in one.keyboard]) for one in shown if one]

    async def tap(self, chat_id: int, button: Button) -> dict[str, Any] | None:
        """Tap a button; return the pop-up."""
        self.taps += 1
        return await people.tap(
            self._messenger, self._use(chat_id), button.message_id, button.data
        )

    def write(self, chat_id: int, teks: str, quoted: int | None = None) -> None:
        """Write a text, in answer to a message if one is quoted."""
        phone = self._use(chat_id)
        reply = people.AUTOMATIC if quoted is None else quoted
        people.write_text(self._messenger, phone, teks, reply)

    def hand_in(self, chat_id: int, nama: str) -> None:
        """Send a PDF."""
        phone = self._use(chat_id)
        people.write_file(self._messenger, phone, Upload(nama, "application/pdf", PDF))

    def _use(self, chat_id: int) -> Phone:
        self.acted.add((chat_id, self._messenger.clock.now()))
        return people.find_phone(self._messenger, chat_id)
