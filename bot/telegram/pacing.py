"""Telegram's pace: when the next message may leave, overall and for one chat.

1. Messages leave evenly spaced, and never more than ``most`` arrive within any second: one is
   taken to have arrived as long before its answer as the quickest of late was answered in.
2. A chat gets about one message a second, after a small burst.
3. A board is edited at most once in ``board_gap``; who asks for it gets it at once.
4. Seconds are the machine's monotonic clock. Answers to taps do not pass here.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sop_flows.deferred import dataclass

SECOND = 1.005  # so that two clocks agree that it was a whole one
LATELY = 100  # answers among which the quickest is looked for
SLACK_S = 0.012  # how far a late timer may be caught up with
WARNINGS = 3  # answers 429 within a minute that halve the pace
MINUTE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Limits that a Bot API keeps."""

    per_second: float = 29.5
    most: int = 30
    chat_per_second: float = 1.0
    chat_burst: int = 3
    board_gap: float = 30.0


TELEGRAM = Pace()
LOOPBACK = Pace(per_second=2000.0, most=2000, chat_per_second=500.0, chat_burst=500, board_gap=0.0)
"""For a trial server of our own, which has no flood limit unless it is told to."""


class Pacer:
    """Counts what leaves and says how long to wait."""

    def __init__(self, pace: Pace, monotonic: Callable[[], float]) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._slot = float("-inf")
        self._under_way = 0
        self._answered: deque[float] = deque(maxlen=pace.most)
        self._took: deque[float] = deque(maxlen=LATELY)
        self._quickest = 0.0
        self._chats: dict[int, float] = {}
        self._boards: dict[int, float] = {}
        self._parked: dict[int, float] = {}
        self._warnings: deque[float] = deque(maxlen=WARNINGS + 1)

    def wait(self) -> float:
        """Return in how many seconds any message may leave; 0 is now."""
        now = self._monotonic()
        earliest = self._slot
        place = self._pace.most - self._under_way
        if place <= 0:
            earliest = max(earliest, now + self._gap(now))
        elif place <= len(self._answered):
            earliest = max(earliest, self._answered[-place] - self._quickest + SECOND)
        return max(0.0, earliest - now)

    def wait_for(self, chat_id: int) -> float:
        """Return in how many seconds this chat may get a message, the others aside."""
        now = self._monotonic()
        spent = self._chats.get(chat_id, now)
        burst = (self._pace.chat_burst - 1) / self._pace.chat_per_second
        return max(0.0, spent - burst - now, self._parked.get(chat_id, now) - now)

    def leave(self, chat_id: int) -> None:
        """Count a message that leaves now, in a turn that ``turn`` ends."""
        self._count(chat_id, self._monotonic())

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Write a message that was counted, and wait for its answer."""
        written = self._monotonic()
        try:
            yield
        finally:
            answered = self._monotonic()
            self._under_way -= 1
            self._answered.append(answered)
            self._took.append(answered - written)
            self._quickest = min(self._took)

    def _count(self, chat_id: int, now: float) -> None:
        self._under_way += 1
        self._slot = max(self._slot, now - SLACK_S) + self._gap(now)
        self._chats[chat_id] = max(self._chats.get(chat_id, now), now) + (
            1 / self._pace.chat_per_second
        )
        if len(self._chats) > 10_000:
            self._forget(now)

    def reserve(self, chat_id: int) -> float:
        """Count a message that will leave, in its turn, as soon as it may; return in how many seconds."""
        pause = self.wait()
        self._count(chat_id, self._monotonic() + pause)
        return pause

    def wait_for_board(self, kartu_id: int) -> float:
        """Return in how many seconds this board may be edited again."""
        drawn = self._boards.get(kartu_id, float("-inf"))
        return max(0.0, drawn + self._pace.board_gap - self._monotonic())

    def count_board(self, kartu_id: int) -> None:
        """Count a board that was drawn now."""
        now, gap = self._monotonic(), self._pace.board_gap
        self._boards = {board: at for board, at in self._boards.items() if at + gap > now}
        self._boards[kartu_id] = now

    def park(self, chat_id: int, seconds: float) -> None:
        """Leave a chat alone; Telegram said 429."""
        now = self._monotonic()
        self._parked[chat_id] = now + seconds
        self._warnings.append(now)

    def parked(self) -> dict[int, float]:
        """Return the chats to leave alone, each with the seconds that remain."""
        now = self._monotonic()
        self._parked = {chat: until for chat, until in self._parked.items() if until > now}
        return {chat: until - now for chat, until in self._parked.items()}

    def _gap(self, now: float) -> float:
        is_warned = len(self._warnings) > WARNINGS and self._warnings[0] > now - MINUTE
        return (2.0 if is_warned else 1.0) / self._pace.per_second

    def _forget(self, now: float) -> None:
        self._chats = {chat: spent for chat, spent in self._chats.items() if spent > now}
