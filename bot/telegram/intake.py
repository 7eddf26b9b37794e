"""Updates come in: stored first, then handed to the worker, and only then told to Telegram.

1. The offset is never kept. A start asks without one, and the inbox knows what it has.
2. Nothing that Telegram answers ends the loop; it is an alarm, a pause, and another try.
3. What has piled up comes in portions, by what the line carries: who wrote first waits for no hundred others.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.process.retry import pause_after
from bot.telegram.reading import WHOLE, read_json
from sop_flows.ports.kiriman import RawUpdate

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_S = 30
FIRST_PORTION = 5  # updates: a few seconds of the slowest line
LARGEST_PORTION = 100  # which is Telegram's
QUICK_S = 1.0  # a portion that took no longer is followed by a larger one
AT_ONCE_S = 0.5  # an answer that comes sooner and brings nothing new is no long poll
PAUSES_S = (0.5, 1.0, 2.0, 3.0)  # nobody waits for 5 s, with an answer, once Telegram is back

Ask = Callable[[dict[str, Any]], Awaitable[Sequence[Any]]]
"""Calls getUpdates with these parameters and returns the raw updates."""
Receive = Callable[[Sequence[RawUpdate]], Awaitable[None]]
"""Stores updates, returns after the COMMIT, and sees to their handling."""
Heard = Callable[[], Awaitable[None]]
"""Notes that Telegram has answered, so that nothing has been waiting there longer than since the last time."""


class Intake:
    """The long poll of one bot."""

    def __init__(
        self,
        ask: Ask,
        receive: Receive,
        heard: Heard,
        *,
        machine: Callable[[], float],
        pauses: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._ask = ask
        self._receive = receive
        self._heard = heard
        self._machine = machine
        self._pauses = pauses
        self._portion = FIRST_PORTION
        self.last_poll = 0.0
        self.trouble = ""

    @property
    def is_well(self) -> bool:
        """Whether the last poll succeeded; where none did, the next does not linger."""
        return self.last_poll > 0 and not self.trouble

    async def run(self) -> None:
        """Poll for ever."""
        offset: int | None = None
        failures = hurried = 0
        loop = asyncio.get_running_loop()
        while True:
            before, began = offset, loop.time()
            try:
                offset = await self._poll(before)
            except Exception as error:  # noqa: BLE001 -- law 2
                failures += 1
                pause = self._pause(error, failures)
                await asyncio.sleep(pause)
            else:
                failures = 0
                is_hurried = offset == before and loop.time() - began < AT_ONCE_S
                hurried = hurried + 1 if is_hurried else 0
                if hurried > 1:  # the first poll after trouble does not linger
                    await asyncio.sleep(self._pauses[0])

    async def _poll(self, offset: int | None) -> int | None:
        question: dict[str, Any] = {
            "timeout": POLL_S if self.is_well else 0,
            "limit": self._portion,
            "allowed_updates": ALLOWED_UPDATES,
        }
        if offset is not None:
            question["offset"] = offset
        began = self._machine()
        found = await self._ask(question)
        self.last_poll = self._machine()
        if len(found) >= self._portion:
            is_quick = self.last_poll - began <= QUICK_S
            self._portion = min(2 * self._portion, LARGEST_PORTION) if is_quick else FIRST_PORTION
        updates = [raw for each in found if (raw := to_raw(each))]
        if self.trouble:
            logger.warning("Polling works again")
            self.trouble = ""
        if updates:
            await self._receive(updates)
            offset = max(raw.update_id for raw in updates) + 1
        await self._heard()
        return offset

    def _pause(self, error: Exception, failures: int) -> float:
        first = self.trouble == ""
        self.trouble = type(error).__name__
        pause = pause_after(self._pauses, failures)
        if isinstance(error, Conflict):
            logger.error("Another process polls with this token", extra={"error": str(error)})
        elif isinstance(error, InvalidToken):
            logger.critical("Telegram does not accept the token", extra={"error": str(error)})
        elif isinstance(error, RetryAfter):
            return max(pause, seconds_of(error))
        elif isinstance(error, TelegramError):
            logger.log(
                logging.WARNING if first else logging.INFO,
                "No updates",
                extra={"error": str(error)},
            )
        else:
            logger.error("Updates could not be stored", exc_info=error)
        return pause


def to_raw(update: Any) -> RawUpdate | None:  # noqa: ANN401 -- whatever JSON says
    """Return the update to store, as it was read; ``None`` for what is no update at all.

    It is ASCII: half a surrogate pair can be stored so.
    """
    if not isinstance(update, dict) or not is_id(update.get("update_id")):
        logger.error("Telegram sent something that is no update")
        return None
    body = json.dumps(update, separators=(",", ":"))
    return RawUpdate(update_id=update["update_id"], chat_key=chat_key(update), body=body)


def chat_key(update: dict[str, Any]) -> int:
    """Return what orders updates: the chat they are in, else who caused them, else 0."""
    for part in update.values():
        for path in (("chat", "id"), ("message", "chat", "id"), ("from", "id")):
            if is_id(found := dig(part, path)):
                return int(found)
    return 0


def is_id(value: object) -> bool:
    """Return whether it is a number that can be kept as an id."""
    return isinstance(value, int) and value in WHOLE


def is_back(raw: RawUpdate) -> bool:
    """Return whether a person opens the chat, perhaps after having blocked the bot."""
    if not any(word in raw.body for word in ("/start", "my_chat_member")):
        return False
    update = read_json(raw.body)
    text = dig(update, ("message", "text"))
    is_opening = isinstance(text, str) and text.startswith("/start")
    return is_opening or ("my_chat_member" in update and not has_left(raw))


def has_left(raw: RawUpdate) -> bool:
    """Return whether an update says that a person has just blocked the bot."""
    if "my_chat_member" not in raw.body:
        return False
    status = dig(read_json(raw.body), ("my_chat_member", "new_chat_member", "status"))
    return status in ("kicked", "left")


def who_is_there(updates: Iterable[RawUpdate]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the chats of people of whom something came, and those that had blocked the bot at the end of it."""
    last = {raw.chat_key: has_left(raw) for raw in updates if raw.chat_key > 0}
    gone = frozenset(chat_id for chat_id, is_gone in last.items() if is_gone)
    return frozenset(last) - gone, gone


def dig(part: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401
    """Return what lies at a path of keys, or ``None``."""
    for key in path:
        part = part.get(key) if isinstance(part, dict) else None
    return part


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram wants us to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
