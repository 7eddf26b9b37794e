"""Ways in which the Bot API can be told to fail, and the limits that it can be told to keep."""

import math
from collections import deque
from dataclasses import asdict
from typing import Any

from bot.trial.refusals import PhoneRefused, Refused
from sop_flows.deferred import dataclass

DESCRIPTIONS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


KINDS = {
    "method": str,
    "times": int,
    "chat_id": int | None,
    "status": int | None,
    "retry_after": int,
    "description": str | None,
    "delay": int | float,
    "cut": bool,
    "after_commit": bool,
    "short": bool,
}


@dataclass(slots=True)
class Fault:
    """One way to fail, so many times; ``method`` may be ``*`` or ``file``, which may come ``short``."""

    method: str = "*"
    times: int = 1
    chat_id: int | None = None
    status: int | None = None
    retry_after: int = 1
    description: str | None = None
    delay: float = 0.0
    cut: bool = False
    after_commit: bool = False
    short: bool = False

    def refusal(self) -> Refused | None:
        """Return the answer that the caller gets in place of the true one."""
        if self.status is None:
            return None
        words = self.description or DESCRIPTIONS.get(self.status, "Internal Server Error")
        extra = {"retry_after": self.retry_after} if self.status == 429 else {}
        return Refused(self.status, words.format(retry_after=self.retry_after), **extra)


class Faults:
    """The faults in force, oldest first."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, wanted: dict[str, Any]) -> None:
        """Add a fault from the JSON of the contract."""
        try:
            fault = Fault(**wanted)
        except TypeError as error:
            raise PhoneRefused(400, f"Gangguan tidak dikenal: {error}") from error
        for name, kinds in KINDS.items():
            if not isinstance(getattr(fault, name), kinds):
                raise PhoneRefused(400, f"{name} pada gangguan itu bukan yang semestinya.")
        is_one = fault.status is not None or fault.cut or fault.delay or fault.short
        if fault.times < 1 or not is_one:
            raise PhoneRefused(
                400, "Gangguan butuh times >= 1 dan salah satu dari status, cut, delay, short."
            )
        self._faults.append(fault)

    def clear(self) -> None:
        """Let everything succeed again."""
        self._faults.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Use up one turn of the first fault that fits the call."""
        for fault in self._faults:
            if fault.method not in ("*", method) or fault.chat_id not in (None, chat_id):
                continue
            fault.times -= 1
            if fault.times == 0:
                self._faults.remove(fault)
            return fault
        return None

    def listing(self) -> list[dict[str, Any]]:
        """Return what is still in force."""
        return [asdict(fault) for fault in self._faults]


class Limiter:
    """Telegram's flood limits, by the machine's clock; None switches a limit off."""

    def __init__(
        self, per_second: float | None, per_chat: float | None = None, *, burst: int = 5
    ) -> None:
        self.per_second = per_second
        self.per_chat = per_chat
        self.burst = burst
        self._sent: deque[float] = deque()
        self._tokens: dict[int, tuple[float, float]] = {}

    def admit(self, chat_id: int, now: float, *, messages: int = 1) -> None:
        """Count a send.

        Raises:
            Refused: It comes too soon; nothing was counted.
        """
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        if self.per_second is not None and len(self._sent) + messages > self.per_second:
            self._refuse(1)
        if self.per_chat is not None:
            tokens, at = self._tokens.get(chat_id, (float(self.burst), now))
            tokens = min(float(self.burst), tokens + (now - at) * self.per_chat) - messages
            if tokens < 0:
                self._refuse(math.ceil(-tokens / self.per_chat))
            self._tokens[chat_id] = (tokens, now)
        self._sent.extend([now] * messages)

    def _refuse(self, seconds: int) -> None:
        words = f"Too Many Requests: retry after {seconds}"
        raise Refused(429, words, retry_after=seconds)
