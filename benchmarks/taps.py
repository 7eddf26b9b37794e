"""People who tap: each waits for all that a tap brings about before the next one."""

import asyncio
import itertools
import json
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.bot_api import ME, BotApi, Parameters

PATIENCE_S = 5.0
COLLEAGUES = 1_000_000
"""Between the chats of the two people of an office."""
BOARD = "editMessageText of the board"
SECRET = "benchmark-secret-of-nobody"
TEXT = (
    "📌 <b>Disposisi pengukuran kinerja</b>\nLangkah 12 dari 60 · berkas 1042\n\n"
    "Kecamatan Beban 1 · Pengukuran beban\nMenugaskan pelaksanaan pengukuran kinerja triwulan "
    "kepada pejabat berikutnya.\n\nKelengkapan: Disposisi\nWaktu: 15 menit, sampai 10.15 WIB\n"
    "Diteruskan kepada: Pejabat 1\n\nRevisi "
)
"""What the cards of floor and peers show: as long as a card of ours."""

Buttons = dict[int, list[tuple[int, int, str]]]
"""Of each person and their colleague: the chat, the message, and what the button carries."""

_updates = itertools.count(1)


@dataclass(slots=True)
class Person:
    """Somebody with cards, and the colleague with whom they hand on; knows which buttons can be tapped."""

    user_id: int
    buttons: deque[tuple[int, int, str]] = field(default_factory=deque)
    """Of either: the chat, the message, and what the button carries."""
    tapped: dict[int, float] = field(default_factory=dict)
    """When each message was tapped that has not been edited since."""
    lost: int = 0
    """Taps that brought too little about within ``PATIENCE_S``."""
    owed: set[str] = field(default_factory=set)
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    tapped_at: float = 0.0
    answered_s: list[float] = field(default_factory=list)
    edited_s: list[float] = field(default_factory=list)

    def hear(self, method: str, parameters: Parameters) -> None:
        """Take one call of the bot that is for this person."""
        now = time.perf_counter()
        if method == "answerCallbackQuery":
            self.answered_s.append(now - self.tapped_at)
        elif method == "editMessageText":
            tapped_at = self.tapped.pop(int(parameters["message_id"]), None)
            if tapped_at is None:
                method = BOARD
            else:
                self.edited_s.append(now - tapped_at)
        elif method == "sendMessage":
            self._take_button(parameters["message"])
        self.owed.discard(method)
        if not self.owed:
            self.settled.set()

    def _take_button(self, message: dict[str, Any]) -> None:
        keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in (one for line in keyboard for one in line):
            if button.get("callback_data", "").endswith(":disposisikan"):
                data = button["callback_data"]
                self.buttons.append((message["chat"]["id"], message["message_id"], data))


class Crowd:
    """The people of one bot, and who hears which call."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self._queries: dict[str, Person] = {}

    def person(self, user_id: int) -> Person:
        """Return that person, new or known; a colleague is one with who they work for."""
        if (known := self.people.get(user_id % COLLEAGUES)) is None:
            known = self.people[user_id % COLLEAGUES] = Person(user_id % COLLEAGUES)
        return known

    def forget_waits(self) -> None:
        """Count none of the waits so far."""
        for person in self.people.values():
            person.answered_s.clear()
            person.edited_s.clear()

    def hear(self, method: str, parameters: Parameters) -> None:
        """Give a call to whom it concerns."""
        if method == "answerCallbackQuery":
            person = self._queries.pop(parameters["callback_query_id"], None)
        else:
            person = self.people.get(int(parameters.get("chat_id", 0)) % COLLEAGUES)
        if person is not None:
            person.hear(method, parameters)

    def update(self, chat_id: int, message_id: int, data: str, at: float) -> bytes:
        """Return a tap as Telegram posts it; its waits count from that moment."""
        person = self.person(chat_id)
        person.tapped_at = person.tapped[message_id] = at
        update_id = next(_updates)
        query_id = f"{update_id:018}"
        self._queries[query_id] = person
        keyboard = [
            [{"text": "Disposisikan", "callback_data": data}],
            [{"text": "Catatan", "callback_data": "v1:t:1:0:catatan"}],
        ]
        return json.dumps(
            {
                "update_id": update_id,
                "callback_query": {
                    "id": query_id,
                    "from": user(chat_id),
                    "chat_instance": "-4611686018427387904",
                    "data": data,
                    "message": {
                        "message_id": message_id,
                        "from": ME,
                        "date": 1_790_000_000,
                        "chat": {"id": chat_id, "type": "private", "first_name": "Ibu"},
                        "text": TEXT,
                        "entities": [{"type": "bold", "offset": 3, "length": 29}],
                        "reply_markup": {"inline_keyboard": keyboard},
                    },
                },
            }
        ).encode()


def colleague(user_id: int) -> int:
    """Return the chat of who works with somebody."""
    return user_id + COLLEAGUES if user_id < COLLEAGUES else user_id - COLLEAGUES


def user(user_id: int) -> dict[str, Any]:
    """Return a person as Telegram shows one."""
    return {"id": user_id, "is_bot": False, "first_name": "Ibu", "language_code": "id"}


class Line:
    """Telegram's connection to a webhook, kept alive."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 0
        self._head = (
            f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
        )

    async def __aenter__(self) -> "Line":
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def renew(self) -> None:
        """Connect anew."""
        self._writer.close()
        await self.__aenter__()

    async def post(self, body: bytes) -> None:
        """Post one update; return when it was accepted."""
        self._writer.write(f"{self._head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise UpdateRefused(head.decode())
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line[15:])
        if b"chunked" in head.lower():
            await self._reader.readuntil(b"0\r\n\r\n")
        elif length:
            await self._reader.readexactly(length)


class UpdateRefused(RuntimeError):
    """The webhook of a measured bot did not take an update."""


async def tap_once(crowd: Crowd, person: Person, line: Line, calls: frozenset[str]) -> None:
    """Tap the oldest button of a person and wait for all the calls that it owes; a tap in vain is counted."""
    chat_id, message_id, data = person.buttons.popleft()
    person.owed = set(calls)
    person.settled.clear()
    await line.post(crowd.update(chat_id, message_id, data, time.perf_counter()))
    try:
        async with asyncio.timeout(PATIENCE_S):
            await person.settled.wait()
    except TimeoutError:
        person.lost += 1


async def tap_all(
    crowd: Crowd,
    people: Sequence[Person],
    url: str,
    taps: int,
    *,
    calls: frozenset[str],
    again: bool,
) -> None:
    """Let everybody tap that often, all at the same time.

    Args:
        calls: The methods that one tap waits for.
        again: The same button stays good (floor and peers), by turns with a colleague's where a tap
            hands on; otherwise it is spent.
    """

    async def keep_tapping(person: Person) -> None:
        async with Line(url) as line:
            for number in range(taps):
                if not person.buttons:  # the last ones were lost with the taps that owed them
                    person.lost += taps - number
                    return
                if again:
                    chat_id, message_id, data = person.buttons[0]
                    following = colleague(chat_id) if "sendMessage" in calls else chat_id
                    person.buttons.append((following, message_id, data))
                lost = person.lost
                await tap_once(crowd, person, line, calls)
                if person.lost > lost:  # so long that the bot may have hung up
                    await line.renew()

    await asyncio.gather(*(keep_tapping(person) for person in people))


def listening(crowd: Crowd) -> BotApi:
    """Return a Bot API whose calls the crowd hears."""
    return BotApi(crowd.hear)
