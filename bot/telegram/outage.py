"""Whether Telegram answers at all, told from what becomes of the messages, and asked while it does not.

1. Failures in a row, without an answer to anything in between, are nobody's fault: an outage.
2. Meanwhile no message is tried: what cannot arrive neither wears out its patience nor is doubled.
3. A token is refused where ``getMe`` is refused too, and not where a single method is.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import TelegramError

from bot.telegram.verdict import ABSENT, Verdict, judge

logger = logging.getLogger(__name__)

IN_A_ROW = 2
ASK_S = 3.0  # between two questions whether Telegram is back: nobody waits for 5 s then


class Outage:
    """What is known of the line from its last calls."""

    def __init__(self, call: Callable[[str, dict[str, Any]], Awaitable[Any]]) -> None:
        self._call = call
        self._failures = 0

    @property
    def is_on(self) -> bool:
        """Whether nothing has been answered of late."""
        return self._failures >= IN_A_ROW

    def failed(self, failures: int = 1) -> None:
        """Count calls that failed for no reason of their own."""
        was_on, self._failures = self.is_on, self._failures + failures
        if self.is_on and not was_on:
            logger.warning("Telegram does not answer; the messages wait")

    def answered(self) -> bool:
        """Note an answer; return whether it ends an outage."""
        was_on, self._failures = self.is_on, 0
        if was_on:
            logger.info("Telegram answers again")
        return was_on

    async def ask(self) -> bool:
        """Return whether Telegram knows this bot now; count an answer that says no."""
        try:
            await self._call("getMe", {})
        except TelegramError as error:
            verdict = judge(error)
            if verdict in (Verdict.ALL_WAIT, Verdict.NO_METHOD):
                self._refuse(error)
            return verdict not in ABSENT
        return True

    def _refuse(self, error: TelegramError) -> None:
        if not self.is_on:
            logger.critical("Telegram does not let this bot send", extra={"error": str(error)})
            self.failed(IN_A_ROW)
