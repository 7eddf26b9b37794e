"""How many wrong join links a chat may open in an hour.

A token has far too many values to be guessed; the limit keeps those who try from being a burden.
It is kept in memory, because forgetting it at a restart gives nobody anything.
"""

from datetime import datetime, timedelta

MOST = 5
SPAN = timedelta(hours=1)


class WrongLinks:
    """The wrong links of the last hour, by chat; the same link twice counts once."""

    def __init__(self) -> None:
        self._tried: dict[int, dict[str, datetime]] = {}

    def is_over(self, chat_id: int, now: datetime) -> bool:
        """Tell whether a chat has used up its tries."""
        return len(self._recent(chat_id, now)) >= MOST

    def note(self, chat_id: int, token: str, now: datetime) -> None:
        """Count a wrong link, and forget those of long ago."""
        self._tried = {chat: kept for chat in self._tried if (kept := self._recent(chat, now))}
        self._tried.setdefault(chat_id, {})[token] = now

    def _recent(self, chat_id: int, now: datetime) -> dict[str, datetime]:
        tried = self._tried.get(chat_id, {})
        return {token: at for token, at in tried.items() if now - at < SPAN}
