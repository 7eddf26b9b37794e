"""P4: delivery at Telegram's pace: how much of it is used, and how long a tap waits behind it.

1. The Bot API is strict: more than 30 messages within any second are answered with 429.
2. 10,000 reminders are owed at the start; they would take six minutes, so a part is watched.
3. Meanwhile people tap at fixed moments, whether the bot keeps up or not: waits count from then. The very
   first taps after a start do not count: P9 tells what they cost.
"""

import asyncio
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import Any

from benchmarks.bot_api import BotApi, Parameters
from benchmarks.figures import TIMES, Report, Target, most_within, percentile
from benchmarks.machine import Child, cores, pin
from benchmarks.p1 import by_person
from benchmarks.taps import Buttons, Crowd, Line

BACKLOG = 10_000
WATCH_S = 40.0
WARM_S = 2.0
TAP_EVERY_S = 0.5
PEOPLE = 16
LIMIT = 30  # messages within any second
ROUND_TRIP_S = 0.04  # to Telegram and back, with its own work
CONNECTIONS = 40
"""To a webhook at once, unless Telegram is told otherwise."""
COUNTED = {"sendMessage", "editMessageText"}


class Telegram:
    """The flood limit, and what was heard."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._left: deque[float] = deque(maxlen=LIMIT)
        self.sent: list[float] = []
        self.refused: list[float] = []

    def refuse(self, method: str) -> float:
        """Return how long a message comes too soon."""
        if method not in COUNTED:
            return 0.0
        now = time.perf_counter()
        if len(self._left) == LIMIT and now - self._left[0] < 1.0:
            self.refused.append(now)
            return 1.0
        self._left.append(now)
        return 0.0

    def listen(self, method: str, parameters: Parameters) -> None:
        """Take one accepted call."""
        if method in COUNTED:
            self.sent.append(time.perf_counter())
        self._crowd.hear(method, parameters)


async def tap_at_times(
    crowd: Crowd,
    url: str,
    cards: Buttons,
    seconds: float,
    every: float = TAP_EVERY_S,
) -> None:
    """Let one person after the other tap, at fixed moments."""
    people = list(cards)
    begun, lines = time.perf_counter(), asyncio.Semaphore(CONNECTIONS)
    async with asyncio.TaskGroup() as posting:
        for number in range(int(seconds / every)):
            due = begun + number * every
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            button = cards[people[number % len(people)]].pop(0)
            posting.create_task(post_alone(lines, url, crowd.update(*button, due)))


async def post_alone(lines: asyncio.Semaphore, url: str, body: bytes) -> None:
    """Post one update on a connection of its own, as soon as Telegram would open one."""
    async with lines, Line(url) as line:
        await line.post(body)


async def watch(folder: Path, backlog: int, seconds: float) -> tuple[Telegram, Crowd, float]:
    """Let the bot deliver for a while; return what was heard, and when the watch began."""
    crowd = Crowd()
    telegram = Telegram(crowd)
    taps = int((WARM_S + seconds) / TAP_EVERY_S) // PEOPLE + 1
    facts: dict[str, Any] = {
        "offices": PEOPLE,
        "handing_on": 0,
        "side_by_side": taps // 5 + 1,
        "reminders": backlog,
        "pace": "telegram",
    }
    async with BotApi(telegram.listen, refuse=telegram.refuse, delay=ROUND_TRIP_S) as api:
        with Child("benchmarks.subjects.tapak", folder, api=api.url, **facts) as child:
            said = await asyncio.to_thread(child.read)
            cards = by_person(said["side_by_side"])
            await tap_at_times(crowd, said["url"], cards, WARM_S)
            crowd.forget_waits()
            begun = time.perf_counter()
            await tap_at_times(crowd, said["url"], cards, seconds)
            await asyncio.sleep(max(0.0, begun + seconds - time.perf_counter()))
    return telegram, crowd, begun


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    pin(cores()[1])
    backlog, seconds = (500, 4.0) if is_quick else (BACKLOG, WATCH_S)
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        telegram, crowd, begun = asyncio.run(watch(Path(name), backlog, seconds))
    within = [moment for moment in telegram.sent if begun <= moment < begun + seconds]
    report = Report("P4", f"{backlog} reminders owed, watched for {seconds:.0f} s")
    report.add(
        "share of 30 messages a second that is used",
        len(within) / (LIMIT * seconds),
        TIMES,
        target=Target(bound=0.97, is_most=False),
    )
    report.add(
        "most messages within any second",
        most_within(telegram.sent, 1.0),
        target=Target(bound=LIMIT),
    )
    report.add("answers 429", len(telegram.refused), target=Target(bound=0))
    people = crowd.people.values()
    answered = [s * 1e3 for person in people for s in person.answered_s]
    edited = [s * 1e3 for person in people for s in person.edited_s]
    report.add(
        "wait of a tap, to its card edited: p99",
        percentile(edited, 0.99),
        "ms",
        target=Target(bound=100),
        beside=f"p50 {percentile(edited, 0.5):.0f} ms, max {max(edited):.0f} ms, {len(edited)} taps",
    )
    report.add(
        "  to answerCallbackQuery: p99",
        percentile(answered, 0.99),
        "ms",
        beside=f"p50 {percentile(answered, 0.5):.0f} ms, max {max(answered):.0f} ms",
    )
    report.remarks.append(
        f"floor: first come, first served, a tap would wait {backlog / LIMIT:.0f} s"
    )
    report.samples = {
        "refused_after_s": [round(moment - begun, 2) for moment in telegram.refused],
        "answered_ms": answered,
        "edited_ms": edited,
    }
    return report
