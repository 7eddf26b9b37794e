"""P5: how long a tap waits while the bot makes sheets of a thousand rows and papers of twenty pages.

1. Quiet windows and busy ones take turns in the same bot. In a busy one it makes a sheet and a paper at the
   same time, again and again, each beside the event loop, as files are made that are sent.
2. The children that set papers share the core of the bot, as on a machine that has no other.
3. People tap at fixed moments, whether the bot keeps up or not: waits count from then.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.bot_api import BotApi, Parameters
from benchmarks.figures import Report, Target, percentile
from benchmarks.machine import Child, cores, pin
from benchmarks.p1 import by_person
from benchmarks.p4 import tap_at_times
from benchmarks.papers import INDIKATOR
from benchmarks.taps import PATIENCE_S, Buttons, Crowd

WINDOWS = 3
"""Of each kind."""
WINDOW_S = 8.0
EVERY_S = 0.05
PEOPLE = 40
"""So many that nobody taps again before two seconds have gone."""
ROWS = 1000
CARDS = 5
"""That a berkas leaves to be tapped."""


@dataclass(slots=True)
class Found:
    """What was waited for, in milliseconds, and what was made meanwhile."""

    quiet: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    sheets: int = 0
    papers: int = 0


class Phones:
    """What the phones of the crowd show: they hear the bot, and know when all that was tapped is edited."""

    def __init__(self) -> None:
        self.crowd = Crowd()
        self._owed = 0
        self._settled = asyncio.Event()

    def hear(self, method: str, parameters: Parameters) -> None:
        """Take one call of the bot."""
        self.crowd.hear(method, parameters)
        if method == "editMessageText" and self.edited() == self._owed:
            self._settled.set()

    def edited(self) -> int:
        """Return how many of the cards that were tapped have been edited."""
        return sum(len(person.edited_s) for person in self.crowd.people.values())

    async def wait(
        self, url: str, cards: Buttons, seconds: float, every: float = EVERY_S
    ) -> list[float]:
        """Tap for so many seconds; return how long each tap waited, in milliseconds: all the time, if in vain."""
        self._owed = taps = int(seconds / every)
        self._settled.clear()
        await tap_at_times(self.crowd, url, cards, seconds, every)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                await self._settled.wait()
        people = self.crowd.people.values()
        waits = [s * 1e3 for person in people for s in person.edited_s]
        for person in people:
            person.edited_s.clear()
        return waits + [PATIENCE_S * 1e3] * (taps - len(waits))


async def measure(folder: Path, windows: int, seconds: float, files: dict[str, int]) -> Found:
    """Return what was waited for in windows that take turns."""
    phones, found = Phones(), Found()
    taps = int(seconds / EVERY_S)
    facts: dict[str, Any] = {
        "offices": PEOPLE,
        "handing_on": 0,
        "side_by_side": -(-(2 * windows + 1) * -(-taps // PEOPLE) // CARDS),
        "reminders": 0,
        "pace": "loopback",
        **files,
    }
    async with BotApi(phones.hear) as api:
        with Child("benchmarks.subjects.tapak", folder, api=api.url, **facts) as child:
            said = await asyncio.to_thread(child.read)
            url, cards = said["url"], by_person(said["side_by_side"])

            await phones.wait(url, cards, seconds)
            for _ in range(windows):
                found.quiet += await phones.wait(url, cards, seconds)
                waits, made = await asyncio.gather(
                    phones.wait(url, cards, seconds),
                    asyncio.to_thread(child.ask, seconds=seconds),
                )
                found.busy += waits
                found.sheets += made["sheets"]
                found.papers += made["papers"]
    return found


def run(*, is_quick: bool) -> Report:
    """Measure, and return the waits."""
    pin(cores()[1])
    windows, seconds = (1, 2.0) if is_quick else (WINDOWS, WINDOW_S)
    files = {"sheet": 50, "paper": 4} if is_quick else {"sheet": ROWS, "paper": INDIKATOR}
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        return told(asyncio.run(measure(Path(name), windows, seconds, files)))


def told(found: Found) -> Report:
    """Return how long taps waited, held against the quiet ones."""
    report = Report("P5", "wait of a tap, to its card edited, while files are made")
    quiet = percentile(found.quiet, 0.99)
    report.add("quiet: p99", quiet, "ms", beside=spread(found.quiet))
    report.add(
        f"while {found.sheets} sheets and {found.papers} papers are made: p99",
        percentile(found.busy, 0.99),
        "ms",
        target=Target(bound=round(2 * quiet + 5, 1)),
        beside=spread(found.busy),
    )
    report.remarks.append("target: twice the quiet wait and 5 ms more")
    report.samples = {"quiet_ms": found.quiet, "busy_ms": found.busy}
    return report


def spread(waits: Sequence[float]) -> str:
    """Return the other figures of waits."""
    return f"p50 {median(waits):.0f} ms, max {max(waits):.0f} ms, {len(waits)} taps"
