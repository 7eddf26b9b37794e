"""One person's chat before the real handlers, on one connection, so that all of it can be undone."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from telegram import Bot, Update
from telegram.ext import Application
from telegram.request import BaseRequest

from bot.telegram.line import keep_error
from handlers.context import CONTEXT_TYPES, HANDLING, Context, Handling
from handlers.errors import word_refusal
from handlers.routes import register
from handlers.screens import loading, notices
from handlers.screens.screen import Screen
from handlers.taps.messages import FileTools
from sop_flows.errors import Refusal
from sop_flows.papers.tte import SebabTte, Terperiksa, TteRefused
from sop_flows.ports.kiriman import Kiriman, QueuedKiriman, RawUpdate
from storage.carriers.kiriman import SHOWN, read_kiriman
from storage.database.carrier_tables import OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.documents.lembar.reading import read_lembar
from storage.documents.papers.paper import is_picture
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.support.office import BOT

T = TypeVar("T")
OUTBOX = table(OutboxRow)
SAID = "id > ? AND layar <> 'hapus_tanya'"
FILES = ("lembar", "dokumen", "rekap", "alur", "paper", "arsip")
"""What is written when it is sent, and not here."""
CHANGED = ("berkas", "tugas", "formulir", "realisasi", "penugasan", "ikatan_chat")
ADDED = ("jejak", "lampiran", "naskah", "nomor_surat", "sop", "sop_kolom")
"""What an act may change for good: rows that change, and such as only become more."""
COLUMNS = {"formulir": "id, berkas_id, unit_id, status, ronde"}
"""What counts of a row, where that is not all of it: a stamp is another one whenever values are written."""
SOP_FILE = "sop.toml"
SOP = f"{{{SOP_FILE} 9}}"
"""The act that sends an SOP file."""
THEIRS = 1_000_000
"""The number of every message of the person: after all of the bot's."""
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Akibat:
    """What came of one act: what the person sees, what the chat is asked then, what was done."""

    errors: tuple[str, ...]
    popup: str
    told: tuple[tuple[str, str], ...]
    """Of every message that is owed since: its layar, and all it says."""
    asked: tuple[str, str] | None
    """The kind of the conversation that stands, and its facts."""
    truth: int
    """Stands for all that was done for good."""
    buttons: tuple[str, ...] = field(compare=False)
    """The data of all buttons that it put on the phone."""
    asks_words: bool = field(compare=False)
    """Whether a message with a field to write in is among them."""

    @property
    def is_answered(self) -> bool:
        """Whether the person sees that something happened."""
        return bool(self.popup or self.told)


class Wire(BaseRequest):
    """The transport: Telegram says yes to everything; what taps were answered is kept."""

    def __init__(self) -> None:
        self.popup = ""

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...
    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: Any = None, **_: Any
    ) -> tuple[int, bytes]:
        said = request_data.parameters if request_data else {}
        self.popup = said.get("text", "") if url.endswith("answerCallbackQuery") else self.popup
        me = {"id": BOT, "is_bot": True, "first_name": "Tapak", "username": "tapak_bot"}
        result = me if url.endswith("getMe") else True
        return 200, json.dumps({"ok": True, "result": result}).encode()


def refuse_pdf(*_: object) -> Terperiksa:
    """Refuse every PDF: no file of a paper is kept here."""
    raise TteRefused(SebabTte.HILANG)


class Chat:
    """``async with Chat(connection, user, now) as chat``: acts are updates, handled to the end."""

    def __init__(
        self, connection: Connection, user_id: int, now: datetime, sop: bytes = b""
    ) -> None:
        self.sop = sop
        self.fetched: list[str] = []
        self.connection, self.user_id, self.now = connection, user_id, now
        self.bot_id, self.updates, self.before = BOT, 0, 0
        self._driver: Any = connection.connection.driver_connection

    async def __aenter__(self) -> "Chat":
        self.wire = Wire()
        bot = Bot(f"{BOT}:x", request=self.wire, get_updates_request=Wire())
        made = Application.builder().bot(bot).updater(None).job_queue(None)
        self.application = made.context_types(CONTEXT_TYPES).build()
        self.application.bot_data["units"] = self
        keep = lambda content: sha256(content).hexdigest()  # noqa: E731
        self.application.bot_data["file_tools"] = FileTools(
            read_sheet=read_lembar, keep=keep, is_picture=is_picture, verify=refuse_pdf
        )
        register(self.application)
        self.application.add_error_handler(keep_error)
        await self.application.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.application.shutdown()

    # The machine under the handlers

    async def run(self, work: Callable[[Any], T], now: datetime) -> T:
        """Run one unit of work; what fails leaves nothing behind."""
        with self.undone(only_if_failed=True):
            return in_unit(work, self.unit())

    def unit(self) -> SqlUnitOfWork:
        """Return a unit of work, whose parts that owe nothing write at once."""
        return SqlUnitOfWork(self.connection, BOT, self.now)

    def wake(self) -> None:
        """Nothing is sent here."""

    def word_refusal(self, refusal: Refusal, context: Context) -> Iterable[Kiriman]:
        """Return the messages that a refusal owes."""
        return word_refusal(refusal, context)

    @contextmanager
    def undone(self, *, only_if_failed: bool = False) -> Iterator[None]:
        """Take back what happens within."""
        self._driver.execute("SAVEPOINT act")
        done = False
        try:
            yield
            done = only_if_failed
        finally:
            if not done:
                self._driver.execute("ROLLBACK TO act")
            self._driver.execute("RELEASE act")

    # What the person does

    async def do(self, act: str, quoted: int | None = None, *, draw: bool = False) -> Akibat:
        """Do an act: ``[data]`` taps, ``{album}`` sends a photo of one, ``{name size}`` a file,
        anything else is typed.
        """
        self.arrive()
        self.before = self._one("SELECT coalesce(max(id), 0) FROM outbox") or 0
        self.wire.popup = ""
        self.updates += 1
        body = {"update_id": self.updates, **self._body(act, quoted)}
        raw = RawUpdate(update_id=self.updates, chat_key=self.user_id, body="{}")
        self.unit().inbox.store([raw], self.now)
        update = Update.de_json(body, self.application.bot)
        handling = Handling(self.updates, self.now, self._fetch, update=update)
        HANDLING.set(handling)
        await self.application.process_update(update)
        return self._akibat(handling, draw=draw)

    def _body(self, act: str, quoted: int | None) -> dict[str, Any]:
        person = {"id": self.user_id, "is_bot": False, "first_name": "Orang"}
        message: dict[str, Any] = {
            "message_id": THEIRS,
            "date": int(self.now.timestamp()),
            "chat": {"id": self.user_id, "type": "private"},
        }
        if act.startswith("["):
            query = {"id": "1", "from": person, "chat_instance": "1", "data": act[1:-1]}
            return {"callback_query": query | {"message": message}}
        message["from"] = person
        if quoted is not None:
            message["reply_to_message"] = message | {"message_id": quoted, "text": "?"}
        if act.startswith("{") and " " in act:
            name, size = act[1:-1].split()
            file = {"file_id": name, "file_unique_id": name, "file_name": name}
            return {"message": message | {"document": file | {"file_size": int(size)}}}
        if act.startswith("{"):
            photo = {"file_id": "F", "file_unique_id": "F", "width": 1, "height": 1}
            return {"message": message | {"photo": [photo], "media_group_id": act}}
        if act.startswith("/"):
            length = len(act.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return {"message": message | {"text": act}}

    async def _fetch(self, file: Any) -> bytes:
        self.fetched.append(file.file_id)
        return self.sop if file.file_id == SOP_FILE else JPEG

    # What came of it

    def arrive(self) -> None:
        """Let everything that is owed be on the phone, as messages of their own numbers."""
        mine = "WHERE chat_id = ? AND (message_id IS NOT id"
        sent = f"UPDATE outbox SET status = ?, message_id = id, error = '' {mine} OR status <> ?)"
        self._driver.execute(sent, (StatusKiriman.TERKIRIM, self.user_id, StatusKiriman.TERKIRIM))
        self._driver.execute(f"UPDATE kartu SET message_id = id {mine})", (self.user_id,))

    def question(self) -> int | None:
        """Return the number of the last message, other than a card, that the last act led to."""
        told = f"{SAID} AND chat_id = ? AND kartu_id IS NULL"
        return self._one(f"SELECT max(id) FROM outbox WHERE {told}", self.before, self.user_id)

    def _one(self, sql: str, *facts: int) -> int | None:
        found: int | None = self._driver.execute(sql, facts).fetchone()[0]
        return found

    def sent_since(self, last: int) -> list[QueuedKiriman]:
        """Return what is owed to the chat since a message."""
        mine = (
            OUTBOX.c.chat_id == self.user_id,
            OUTBOX.c.id > last,
            OUTBOX.c.layar != "hapus_tanya",
        )
        rows = self.connection.execute(select(*SHOWN).where(*mine).order_by(OUTBOX.c.id))
        return [read_kiriman(row) for row in rows]

    def _akibat(self, handling: Handling, *, draw: bool) -> Akibat:
        read = self._driver.execute
        told = read(
            f"SELECT chat_id, layar, isi, kartu_id FROM outbox WHERE {SAID}", (self.before,)
        )
        asked = read("SELECT jenis, isi FROM percakapan WHERE chat_id = ?", (self.user_id,))
        with self.undone():
            screens = tuple(self._drawn()) if draw else ()
        return Akibat(
            errors=tuple(repr(one) for one in handling.errors if not isinstance(one, Refusal)),
            popup=self.wire.popup,
            told=tuple(
                sorted((f"{layar}@{chat}", f"{isi} {id}") for chat, layar, isi, id in told)
            ),
            asked=asked.fetchone(),
            truth=self.truth(),
            buttons=tuple(dict.fromkeys(_data_of(screens))),
            asks_words=any(screen.force_reply is not None for screen in screens),
        )

    def truth(self) -> int:
        """Return what stands for all that was done for good."""
        read = self._driver.execute
        changed = [tuple(read(f"SELECT {COLUMNS.get(name, '*')} FROM {name}")) for name in CHANGED]
        return hash((*changed, *(read(f"SELECT count(*) FROM {n}").fetchone() for n in ADDED)))

    def _drawn(self) -> Iterator[Screen]:
        for kiriman in self.sent_since(self.before):
            pesan = loading.load(self.unit(), kiriman)
            if pesan is not None and kiriman.isi.layar not in FILES:
                yield notices.draw(pesan, ambigu=False)


def _data_of(screens: Iterable[Screen]) -> Iterator[str]:
    for screen in screens:
        yield from (one.data for row in screen.keyboard for one in row if one.data)
