"""P3: how long a tap waits at two hundred taps a second, while a backlog of reminders is delivered.

1. First ours, then the floor, each with the same reminders owed and nothing that holds messages back: they
   leave as fast as the bot can send them.
2. People tap at fixed moments, whether the bot keeps up or not: waits count from then.
"""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bot_api import BotApi
from benchmarks.figures import TIMES, Report, Target, percentile
from benchmarks.machine import Child, cores, pin
from benchmarks.offices import FIRST_USER
from benchmarks.p1 import by_person
from benchmarks.p5 import CARDS, Phones, spread
from benchmarks.taps import Buttons

BACKLOG = 10_000
PEOPLE = 40
EVERY_S = 0.005
WATCH_S = 8.0
WARM_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How long taps waited, in milliseconds, and the reminders that left meanwhile."""

    waits: list[float]
    reminders: int


async def watch(module: str, folder: Path, facts: dict[str, Any], seconds: float) -> Found:
    """Return what taps waited for behind a bot that delivers its backlog."""
    phones = Phones()
    async with BotApi(phones.hear) as api:
        with Child(module, folder, api=api.url, **facts) as child:
            said = await asyncio.to_thread(child.read)
            cards = by_person(said["side_by_side"]) if "side_by_side" in said else buttons(seconds)
            await phones.wait(said["url"], cards, WARM_S, EVERY_S)
            before = api.calls["sendMessage"]
            waits = await phones.wait(said["url"], cards, seconds, EVERY_S)
            return Found(waits=waits, reminders=api.calls["sendMessage"] - before)


def taps_of_each(seconds: float) -> int:
    """Return how often each person taps at most, the warm taps too."""
    return int((seconds + WARM_S) / EVERY_S) // PEOPLE + 2


def buttons(seconds: float) -> Buttons:
    """Return the buttons that are tapped on the floor."""
    return {
        FIRST_USER + no: [
            (FIRST_USER + no, 10 + each, "sama:0") for each in range(taps_of_each(seconds))
        ]
        for no in range(1, PEOPLE + 1)
    }


def run(*, is_quick: bool) -> Report:
    """Measure, and return the waits."""
    pin(cores()[1])
    backlog, seconds = (500, 1.0) if is_quick else (BACKLOG, WATCH_S)
    facts: dict[str, Any] = {
        "people": [FIRST_USER + no for no in range(1, PEOPLE + 1)],
        "offices": PEOPLE,
        "handing_on": 0,
        "side_by_side": -(-taps_of_each(seconds) // CARDS),
        "reminders": backlog,
        "pace": "loopback",
    }
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        ours, floor = (
            asyncio.run(watch(f"benchmarks.subjects.{module}", Path(name), facts, seconds))
            for module in ("tapak", "floor")
        )
    return told(ours, floor)


def told(ours: Found, floor: Found) -> Report:
    """Return how long taps waited, held against the floor."""
    report = Report("P3", f"wait of a tap, to its card edited, at {1 / EVERY_S:.0f} taps a second")
    most = percentile(ours.waits, 0.99)
    least = percentile(floor.waits, 0.99)
    report.add(
        f"while {ours.reminders} reminders leave: p99",
        most,
        "ms",
        target=Target(bound=20),
        beside=spread(ours.waits),
    )
    report.add(
        f"  against the floor ({least:.1f} ms)",
        most / least,
        TIMES,
        target=Target(bound=2),
        beside=f"{spread(floor.waits)}, {floor.reminders} reminders",
    )
    report.remarks.append("a tap that nothing came of counts with all the time that was waited")
    report.samples = {"ours_ms": ours.waits, "floor_ms": floor.waits}
    return report
