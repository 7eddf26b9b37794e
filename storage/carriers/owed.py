"""What one unit of work owes: collected while it runs, and written at its end, in order."""

from sop_flows.ports.kiriman import Kiriman
from storage.carriers.outbox import Outbox


class OwedOutbox:
    """The outbox of a unit of work of the domain; ``flush`` comes before its end."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._owed: list[Kiriman] = []

    def add(self, *kiriman: Kiriman) -> None:
        """See ``OutboxPort.add``."""
        self._owed += kiriman

    def release(self, chat_id: int) -> None:
        """See ``OutboxPort.release``."""
        self.flush()
        self._outbox.release(chat_id)

    def questions(self, chat_id: int, before: int) -> tuple[int, ...]:
        """See ``OutboxPort.questions``."""
        self.flush()
        return self._outbox.questions(chat_id, before)

    def has_words_for(self, chat_id: int) -> bool:
        """Tell whether this unit owes a chat anything but cards so far."""
        return any(one.chat_id == chat_id and one.kartu_id is None for one in self._owed)

    def flush(self) -> None:
        """Write what was owed since the last time; what is written next comes after it."""
        owed, self._owed = self._owed, []
        self._outbox.add(*owed)
