"""How much one person may try or hand in within a span of time.

1. A file that comes again, by a repeated update or a second try, counts once: nobody fills the disk
   by mistake.
2. A join link has far too many values to be guessed; its limit keeps those who try from being a
   burden.
"""

from datetime import datetime, timedelta

from telegram import Document, PhotoSize

from handlers.context import Context
from sop_flows.deferred import dataclass
from sop_flows.errors import UploadsOver

MB = 1024 * 1024
UNKNOWN = 20 * MB  # a file whose size Telegram does not say: the most that can be fetched
WRONG_LINKS = 5
WRONG_LINKS_SPAN = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many files, of so many bytes together, within so long."""

    count: int
    size: int
    span: timedelta


DOKUMEN = Limit(count=100, size=300 * MB, span=timedelta(days=1))
LEMBAR = Limit(count=20, size=100 * MB, span=timedelta(hours=1))
"""What has to be parsed, sheets and SOP files, costs more than what is only kept."""


class Recent:
    """What was noted of each user within a span of time, with a size; the same thing counts once.

    In memory: forgetting it at a restart gives nobody much.
    """

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
        # What was noted later than now was so by a clock that has been set back since.
        return {what: one for what, one in noted.items() if one[0] <= now < one[0] + self._span}


class Quota:
    """What everybody handed in lately."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._taken = Recent(limit.span)

    def take(self, user_id: int, file: str, size: int, now: datetime) -> bool:
        """Count a file if it is within the limits; return whether it is."""
        recent = self._taken.of(user_id, now)
        if file in recent:
            return True
        total = sum(recent.values()) + size
        if len(recent) >= self._limit.count or total > self._limit.size:
            return False
        self._taken.note(user_id, file, now, size)
        return True


def check_quota(context: Context, user_id: int, file: Document | PhotoSize, limit: Limit) -> None:
    """Refuse a file that is too many or too much, before it is fetched.

    Raises:
        UploadsOver: The person handed in so much that this one has to wait.
    """
    quotas: dict[Limit, Quota] = context.bot_data.setdefault("quota", {})
    quota = quotas.setdefault(limit, Quota(limit))
    if not quota.take(user_id, file.file_unique_id, file.file_size or UNKNOWN, context.now):
        raise UploadsOver(
            jumlah=limit.count,
            megabita=limit.size // MB,
            jam=limit.span // timedelta(hours=1),
        )


class WrongLinks:
    """The wrong links of the last hour, by chat; the same link twice counts once."""

    def __init__(self) -> None:
        self._tried = Recent(WRONG_LINKS_SPAN)

    def is_over(self, chat_id: int, now: datetime) -> bool:
        """Tell whether a chat has used up its tries."""
        return len(self._tried.of(chat_id, now)) >= WRONG_LINKS

    def note(self, chat_id: int, token: str, now: datetime) -> None:
        """Count a wrong link, and forget those of long ago."""
        self._tried.note(chat_id, token, now)
