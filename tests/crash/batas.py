"""Where a bot can die: at every commit, and at every call of the Bot API, before and after."""

import random
from collections import Counter
from collections.abc import Callable, Mapping

from bot.trial.faults import Fault, Faults

COMMITS = ("before commit", "after commit")
METHODS = ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates")
CALLS = tuple(f"{when} {method}" for method in METHODS for when in ("before", "after"))
ALL = COMMITS + CALLS


NEVER: Mapping[str, int] = {}


class Crash(BaseException):
    """The process is gone. Nothing in the product may catch this."""


class Boundaries:
    """Counts the visits of each boundary and says where the bot dies.

    Args:
        every: Name of a boundary -> it kills at every so many visits; others never do.
        offset: The visit of each boundary that is the first to kill.
    """

    def __init__(self, every: Mapping[str, int] = NEVER, offset: int = 1) -> None:
        self.visits: Counter[str] = Counter()
        self.deaths: list[tuple[str, int]] = []
        self._every = every
        self._offset = offset
        self._armed: dict[str, int] = {}

    def arm(self, name: str, visits: int) -> None:
        """Kill at a boundary after so many visits from now, once, instead of what was armed."""
        self._armed = {name: self.visits[name] + visits}

    def kills(self, name: str) -> bool:
        """Count one visit; return whether it is deadly."""
        self.visits[name] += 1
        visit, step = self.visits[name], self._every.get(name)
        is_deadly = visit == self._armed.get(name) or (
            step is not None and visit >= self._offset and (visit - self._offset) % step == 0
        )
        if is_deadly:
            self.deaths.append((name, visit))
        return is_deadly


class DeadlyFaults(Faults):
    """Cuts the call at a deadly boundary, with or without its effect, and kills the bot."""

    def __init__(self, boundaries: Boundaries, kill: Callable[[], None]) -> None:
        super().__init__()
        self._boundaries = boundaries
        self._kill = kill

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return a cut where the bot dies."""
        for when in ("before", "after"):
            if self._boundaries.kills(f"{when} {method}"):
                self._kill()
                return Fault(method=method, cut=True, after_commit=when == "after")
        return super().take(method, chat_id)


class RandomFaults(Faults):
    """Lets a share of all calls fail, in each of the ways that Telegram has."""

    def __init__(self, chance: random.Random, share: float) -> None:
        super().__init__()
        self._chance = chance
        self._share = share
        self.count = 0

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault of this call, if it has one."""
        if self._chance.random() >= self._share:
            return super().take(method, chat_id)
        self.count += 1
        kinds = (
            Fault(method=method, status=429, retry_after=1),
            Fault(method=method, status=500),
            Fault(method=method, status=502, after_commit=True),
            Fault(method=method, cut=True),
            Fault(method=method, cut=True, after_commit=True),
        )
        (kind,) = self._chance.choices(kinds, weights=(1, 3, 3, 3, 3))
        return kind
