"""The emulated Telegram: people, chats, the queue of updates, and the rules between them."""

import mimetypes
import secrets
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from bot.trial.calls import Call
from bot.trial.clock import FINISH_SECONDS, TrialClock
from bot.trial.events import Bell, Hints, Restart
from bot.trial.faults import Faults, Limiter
from bot.trial.refusals import BadRequest, Refused
from bot.trial.store import Json, Message, Phone, Store, StoredFile
from sop_flows.deferred import dataclass

BOT_ID = 111111111
USERNAME = "tapak_coba_bot"
REMEMBERED_CALLS = 20_000
ALWAYS_SENT = ("message", "callback_query", "my_chat_member")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetimes:
    """How many seconds of machine time things wait."""

    message: float = 86_400.0
    callback: float = 150.0
    answer: float = 15.0
    tap: float = 10.0
    instant: float = FINISH_SECONDS


@dataclass(slots=True)
class CallRecord:
    """One call of the bot, for ``GET /trial/calls``."""

    number: int
    at: str
    method: str
    params: Json
    unknown: list[str] = field(default_factory=list)
    status: int | None = None
    description: str | None = None
    fault: bool = False


class Messenger:
    """What all routes of one trial server share."""

    def __init__(
        self,
        store: Store,
        *,
        token: str | None = None,
        machine: Callable[[], float] = time.time,
        lifetimes: Lifetimes | None = None,
        limits: tuple[float | None, float | None] = (None, None),
        start_at: datetime | None = None,
        phones: Sequence[Json] = (),
    ) -> None:
        self.store = store
        self.machine = machine
        self.lifetimes = lifetimes or Lifetimes()
        self.hints = Hints()
        self.restart = Restart()
        self.queued = Bell()
        self.answered = Bell()
        self.hurry = Bell()
        self.poller: object | None = None
        self.closing = False
        self.token = token or store.setting("token") or _new_token()
        self._limits = limits
        self._start_at = start_at
        self._phones = phones
        self._begin()

    def _begin(self) -> None:
        """Set up all that is not the same any more after starting over."""
        self.store.set_setting("token", self.token)
        self.limiter = Limiter(*self._limits)
        self.faults = Faults()
        self.clock = TrialClock(
            self.store,
            self.hints,
            self.machine,
            start_at=self._start_at,
            patience=self.lifetimes.instant,
        )
        self.calls: deque[CallRecord] = deque(maxlen=REMEMBERED_CALLS)
        self.called = 0
        for phone in self._phones:
            if self.store.phone(phone["user_id"]) is None:
                self.store.save_phone(phone_of(phone))

    def start_over(self) -> None:
        """Forget everything that happened; only the token stays."""
        self.clock.close()
        self.store.clear(first_update_id=int(self.machine()))
        self._begin()

    def close(self) -> None:
        """Wake everyone who waits, so that the server can stop at once."""
        self.closing = True
        self.clock.close()
        self.hints.close()
        self.restart.grant()
        for bell in (self.queued, self.answered, self.hurry):
            bell.ring()

    @property
    def bot(self) -> Json:
        """The bot as a User."""
        name = self.store.setting("name") or "Tapak"
        return {"id": self.bot_id, "is_bot": True, "first_name": name, "username": USERNAME}

    @property
    def bot_id(self) -> int:
        """The number in front of the token."""
        return int(self.token.partition(":")[0])

    def date(self) -> int:
        """Return the office time as the Bot API writes it."""
        return int(self.clock.now().timestamp())

    def known_chat(self, call: Call) -> Phone:
        """Return the person whose private chat the call names.

        Raises:
            BadRequest: There is no such chat.
        """
        if not call.text("chat_id"):
            raise BadRequest("chat_id is empty")
        phone = None if call.chat_id is None else self.store.phone(call.chat_id)
        if phone is None:
            raise BadRequest("chat not found")
        return phone

    def reachable_chat(self, call: Call) -> Phone:
        """Return the person if the bot may write to them now.

        Raises:
            Refused: The bot was blocked, or the person never wrote to it.
        """
        phone = self.known_chat(call)
        if phone.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not phone.started:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        return phone

    def queue(self, chat_id: int, kind: str, body: Json) -> None:
        """Put an update into the bot's queue, unless it did not ask for that kind."""
        if kind not in (self.store.setting("allowed_updates") or ALWAYS_SENT):
            return
        seconds = self.lifetimes
        lifetime = seconds.callback if kind == "callback_query" else seconds.message
        self.store.add_update(chat_id, kind, body, expires_at=self.machine() + lifetime)
        self.queued.ring()

    def changed(self, chat_id: int) -> None:
        """Tell the page that a chat looks different now."""
        self.hints.tell(chat=chat_id)


def user_of(phone: Phone) -> Json:
    """Return the person as a User."""
    username = {"username": phone.username} if phone.username else {}
    return {
        "id": phone.user_id,
        "is_bot": False,
        "first_name": phone.name,
        **username,
        "language_code": "id",
    }


def phone_of(facts: Json) -> Phone:
    """Return the phone of a person who was not there yet."""
    return Phone(
        facts["user_id"],
        facts["name"],
        facts.get("username"),
        facts.get("jabatan") or "",
        facts.get("unit") or "",
        kantor=facts.get("kantor") or "",
        zona=facts.get("zona") or "",
    )


def chat_of(phone: Phone) -> Json:
    """Return the person's private chat as a Chat; a number below zero is that of a group."""
    if phone.user_id < 0:
        return {"id": phone.user_id, "title": phone.name, "type": "supergroup"}
    username = {"username": phone.username} if phone.username else {}
    return {"id": phone.user_id, "first_name": phone.name, **username, "type": "private"}


def describe_file(file: StoredFile) -> Json:
    """Return the ids and the size of a file."""
    unique = "AgAD" + file.file_id[4:20]
    return {"file_id": file.file_id, "file_unique_id": unique, "file_size": len(file.content)}


def document_of(file: StoredFile) -> Json:
    """Return the file as a Document."""
    mime = file.mime or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return {"file_name": file.name, "mime_type": mime, **describe_file(file)}


def quoted(message: Message) -> Json:
    """Return the message as it appears inside a reply to it."""
    return {key: value for key, value in message.body.items() if key != "reply_to_message"}


def _new_token() -> str:
    return f"{BOT_ID}:TRIAL-{secrets.token_hex(15)[:29]}"


def require(value: Any, reason: str) -> Any:  # noqa: ANN401 - hands through what it is given
    """Return the value.

    Raises:
        BadRequest: It is missing.
    """
    if value is None or value == "":
        raise BadRequest(reason)
    return value
