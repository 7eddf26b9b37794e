"""How many wrong join links a chat may open in an hour.

A token has far too many values to be guessed; the limit keeps those who try from being a burden.
"""

from datetime import datetime, timedelta

from handlers.taps.belakangan import Belakangan

MOST = 5
SPAN = timedelta(hours=1)


class WrongLinks:
    """The wrong links of the last hour, by chat; the same link twice counts once."""

    def __init__(self) -> None:
        self._tried = Belakangan(SPAN)

    def is_over(self, chat_id: int, now: datetime) -> bool:
        """Tell whether a chat has used up its tries."""
        return len(self._tried.of(chat_id, now)) >= MOST

    def note(self, chat_id: int, token: str, now: datetime) -> None:
        """Count a wrong link, and forget those of long ago."""
        self._tried.note(chat_id, token, now)
