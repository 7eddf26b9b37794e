"""What somebody did lately, in memory: forgetting it at a restart gives nobody much."""

from datetime import datetime, timedelta


class Belakangan:
    """What was noted of each user within a span of time, with a size; the same thing counts once."""

    def __init__(self, span: timedelta) -> None:
        self._span = span
        self._noted: dict[int, dict[str, tuple[datetime, int]]] = {}

    def of(self, user_id: int, now: datetime) -> dict[str, int]:
        """Return what was noted of somebody lately, with its size."""
        return {what: size for what, (_, size) in self._recent(user_id, now).items()}

    def note(self, user_id: int, what: str, now: datetime, size: int = 0) -> None:
        """Note a thing, and forget everybody's of long ago."""
        self._noted = {user: kept for user in self._noted if (kept := self._recent(user, now))}
        self._noted.setdefault(user_id, {})[what] = (now, size)

    def _recent(self, user_id: int, now: datetime) -> dict[str, tuple[datetime, int]]:
        noted = self._noted.get(user_id, {})
        return {what: one for what, one in noted.items() if now - one[0] < self._span}
