"""What the use cases need of messages owed, and of what chats are being asked."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from sop_flows.ports.ditanya import Ditanya
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.records import Percakapan


class PercakapanPort(Protocol):
    """What each chat is being asked.

    A question that is over is owed to go off the phone; the card, board or list that it stood on, a redraw.
    """

    def get(self, chat_id: int) -> Percakapan | None:
        """Return what a chat is being asked."""

    def put(self, percakapan: Percakapan) -> None:
        """Ask a chat something; what it was asked before is forgotten."""

    def drop(self, chat_id: int, owed: Collection[int] = ()) -> Percakapan | None:
        """End the conversation of a chat; return what it was.

        Args:
            owed: The tugas whose cards are owed what they show now in any case.
        """

    def begun_outside(
        self, kinds: Collection[type[Ditanya]], since: datetime, until: datetime, limit: int
    ) -> tuple[Percakapan, ...]:
        """Return conversations of those kinds that began by the one moment or after the other, oldest first."""

    def oldest(self, kinds: Collection[type[Ditanya]]) -> datetime | None:
        """Return when the oldest conversation of those kinds began."""


class OutboxPort(Protocol):
    """Messages owed."""

    def add(self, *kiriman: Kiriman) -> None:
        """Owe these messages; a ``dedup`` that was ever used is not owed again."""

    def release(self, chat_id: int) -> None:
        """Let go what was held for a chat."""

    def questions(self, chat_id: int, before: int) -> tuple[int, ...]:
        """Return the messages that put a question to a chat, owed before that row, and still stand."""


class SentPort(Protocol):
    """What chats were sent, by the numbers of their messages."""

    def as_message(self, chat_id: int, message_id: int) -> Kiriman | None:
        """Return what was sent to a chat as that message; None where that is not known any more."""

    def asked_after(self, chat_id: int, message_id: int) -> Kiriman | None:
        """Return the last question for a value that came after a message, or is still to come.

        What may have arrived without that being known counts as having come before.
        """
