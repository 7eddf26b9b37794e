"""P8: how much memory the bot has once it has taken two thousand taps.

1. The bot as ``tapak run`` starts it, at Telegram's pace: what it owes meanwhile waits in its outbox.
2. The database was made by another process, so that nothing of that is counted.
3. It finds the packages that ``requirements/run.lock`` holds, as with an operator, and not those of the tools.
"""

import asyncio
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.bot_api import BotApi
from benchmarks.figures import Report, Target
from benchmarks.machine import Child, cores, pin, unlocked
from benchmarks.p1 import by_person
from benchmarks.subjects.tapak import furnish_offices
from benchmarks.taps import PATIENCE_S, Crowd, tap_all

PEOPLE = 16
TAPS = 125  # of each person
CARDS = 5
"""That a berkas leaves to be tapped."""


async def measure(folder: Path, taps: int) -> tuple[float, float, int]:
    """Return the memory after the first tap of everybody and after the last, in MB, and the taps in vain."""
    facts: dict[str, Any] = {
        "offices": PEOPLE,
        "handing_on": 0,
        "side_by_side": -(-taps // CARDS),
        "reminders": 0,
    }
    _, made = furnish_offices(f"sqlite:///{folder / 'tapak.sqlite'}", facts)
    cards = by_person([asdict(card) for card in made])
    crowd = Crowd()
    people = [crowd.person(user_id) for user_id in cards]
    for person in people:
        person.buttons.extend(cards[person.user_id])
    answered = frozenset({"answerCallbackQuery"})
    async with BotApi(crowd.hear) as api:
        with Child(
            "benchmarks.subjects.operator",
            folder,
            subject="benchmarks.subjects.start",
            hidden=unlocked(),
            api=api.url,
        ) as child:
            url = (await asyncio.to_thread(child.read))["url"]
            await tap_all(crowd, people, url, 1, calls=answered, again=False)
            before = child.memory()
            await tap_all(crowd, people, url, taps - 1, calls=answered, again=False)
            after = child.memory()
    return before, after, sum(person.lost for person in people)


def run(*, is_quick: bool) -> Report:
    """Measure, and return the memory."""
    pin(cores()[1])
    taps = 5 if is_quick else TAPS
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        before, after, lost = asyncio.run(measure(Path(name), taps))
    report = Report("P8", "memory of the bot")
    report.add(
        f"after {taps * PEOPLE} taps",
        after,
        "MB",
        target=Target(bound=110),
        beside=f"{before:.0f} MB after the first {PEOPLE}",
    )
    report.add(f"taps over {PATIENCE_S:.0f} s", lost, target=Target(bound=0))
    report.remarks.append("not measured: the same with 100,000 berkas stored")
    return report
