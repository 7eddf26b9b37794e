"""P1: processor time per tap, from the webhook's POST to the card, against floor and peers.

1. Two kinds of tap: one closes a tugas beside others (answer, edit), one hands on (answer, edit, and the
   card of the next tugas, on the phone of a colleague who taps next). Each redraws the board of its berkas
   too: three calls and four. Floor and peers make as many. Telegram would have a board redrawn every 30 s.
2. In every round each bot takes the same number of taps, ours twice: the second is the A/A pair. Of each
   kind first from all people at once, then from one person alone.
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.bot_api import BotApi
from benchmarks.figures import TIMES, Report, Target, ratio
from benchmarks.machine import Child, cores, pin
from benchmarks.offices import FIRST_USER, LANGKAH, SIDE_BY_SIDE
from benchmarks.taps import (
    BOARD,
    COLLEAGUES,
    PATIENCE_S,
    Buttons,
    Crowd,
    Person,
    listening,
    tap_all,
)

PEOPLE = 16
ROUNDS = 7
TAPS = 20  # of each person in each round
ALONE = 40  # of the one person in each round
WARM = 2  # of each person before them
SETTLE_S = 0.05
OURS, AGAIN, FLOOR, PTB, AIOGRAM = "ours", "ours again", "floor", "PTB stock", "aiogram"
MODULES = {
    FLOOR: "benchmarks.subjects.floor",
    PTB: "benchmarks.subjects.stock_ptb",
    AIOGRAM: "benchmarks.subjects.aiogram_echo",
}
SHOWN = frozenset({"answerCallbackQuery", "editMessageText", BOARD})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """A kind of tap, the calls it owes, and what the buttons of floor and peers carry."""

    title: str
    calls: frozenset[str]
    data: str
    most: dict[str, float]
    """Of each that ours is held against, when all tap at once."""


CLOSE = Kind(
    title="close a tugas",
    calls=SHOWN,
    data="sama",
    most={FLOOR: 1.3, PTB: 0.5, AIOGRAM: 0.95},
)
HAND_ON = Kind(
    title="hand on",
    calls=SHOWN | {"sendMessage"},
    data="baru",
    most={FLOOR: 1.6, PTB: 0.55, AIOGRAM: 1.0},
)


@dataclass(slots=True)
class Bot:
    """A measured bot with the people who tap on it."""

    name: str
    child: Child
    api: BotApi
    crowd: Crowd
    url: str = ""
    cards: dict[Kind, Buttons] = field(default_factory=dict)

    def people(self, kind: Kind) -> list[Person]:
        """Return everybody, with the buttons of that kind of tap in hand."""
        people = [self.crowd.person(FIRST_USER + no) for no in range(1, PEOPLE + 1)]
        for person in people:
            if self.cards and person.user_id in self.cards[kind]:
                person.buttons.clear()
                person.buttons.extend(self.cards[kind].pop(person.user_id))
            elif self.cards:
                continue
            elif not person.buttons or not person.buttons[0][2].startswith(kind.data):
                person.buttons.clear()
                person.buttons.append((person.user_id, 1, f"{kind.data}:0"))
        return people


@dataclass(slots=True)
class Sample:
    """What one bot used in one round, per tap."""

    cpu_us: float
    wall_us: float
    calls: dict[str, float]
    """Of each method."""
    lost: int


async def measure(bot: Bot, kind: Kind, taps: int, only: int | None = None) -> Sample:
    """Let everybody tap, or only one, after a few taps that do not count."""
    people = bot.people(kind)
    people = people if only is None else [people[only % PEOPLE]]
    lost = sum(person.lost for person in people)
    again = not bot.cards
    await tap_all(bot.crowd, people, bot.url, WARM, calls=kind.calls, again=again)
    await asyncio.sleep(SETTLE_S)
    calls, cpu, begun = bot.api.calls.copy(), bot.child.cpu(), time.perf_counter()
    await tap_all(bot.crowd, people, bot.url, taps, calls=kind.calls, again=again)
    wall = time.perf_counter() - begun
    await asyncio.sleep(SETTLE_S)
    count = taps * len(people)
    return Sample(
        cpu_us=(bot.child.cpu() - cpu) / count * 1e6,
        wall_us=wall / count * 1e6,
        calls={name: made / count for name, made in (bot.api.calls - calls).items()},
        lost=sum(person.lost for person in people) - lost,
    )


async def start_bots(
    stack: AsyncExitStack, folder: Path, rounds: int, taps: int, alone: int
) -> list[Bot]:
    """Start every bot in a process of its own."""
    spent = 2 * ((taps + WARM) * rounds + (alone + WARM) * -(-rounds // PEOPLE))
    people = [FIRST_USER + no for no in range(1, PEOPLE + 1)]
    facts: dict[str, dict[str, Any]] = {
        OURS: {
            "offices": PEOPLE,
            "handing_on": spent // (LANGKAH - 1) + 1,
            "side_by_side": spent // (SIDE_BY_SIDE - 1) + 1,
            "reminders": 0,
            "pace": "loopback",
        },
        **{name: {"people": people, "reminders": 0} for name in MODULES},
    }
    bots = []
    for name, more in facts.items():
        crowd = Crowd()
        api = await stack.enter_async_context(listening(crowd))
        module = MODULES.get(name, "benchmarks.subjects.tapak")
        child = stack.enter_context(Child(module, folder, api=api.url, **more))
        bots.append(Bot(name, child, api, crowd))
    for bot in bots:
        said = await asyncio.to_thread(bot.child.read)
        bot.url = said["url"]
        if bot.name == OURS:
            bot.cards = {
                HAND_ON: by_person(said["handing_on"]),
                CLOSE: by_person(said["side_by_side"]),
            }
    return bots


def by_person(cards: Sequence[dict[str, Any]]) -> Buttons:
    """Return the buttons of each person and their colleague."""
    found: Buttons = {}
    for card in cards:
        button = (card["user_id"], card["message_id"], card["data"])
        found.setdefault(card["user_id"] % COLLEAGUES, []).append(button)
    return found


Found = dict[str, list[Sample]]
"""The samples of each bot, round by round."""


async def take_rounds(
    bots: list[Bot], kind: Kind, rounds: int, taps: int, *, alone: bool
) -> Found:
    """Return the samples of a kind of tap, of all people at once or of one in each round."""
    samples: Found = {name: [] for name in (OURS, *MODULES, AGAIN)}
    ours, *others = bots
    for number in range(rounds):
        only = number if alone else None
        samples[OURS].append(await measure(ours, kind, taps, only))
        for bot in others if number % 2 else others[::-1]:
            samples[bot.name].append(await measure(bot, kind, taps, only))
        samples[AGAIN].append(await measure(ours, kind, taps, only))
    return samples


async def measure_all(rounds: int, taps: int, alone: int) -> list[tuple[Kind, Found, Found]]:
    """Return of every kind the samples of all people at once, and of one alone."""
    found = []
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as folder:
        async with AsyncExitStack() as stack:
            bots = await start_bots(stack, Path(folder), rounds, taps, alone)
            for kind in (CLOSE, HAND_ON):
                together = await take_rounds(bots, kind, rounds, taps, alone=False)
                by_one = await take_rounds(bots, kind, rounds, alone, alone=True)
                found.append((kind, together, by_one))
    return found


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    pin(cores()[1])
    rounds, taps, alone = (2, 5, 5) if is_quick else (ROUNDS, TAPS, ALONE)
    found = asyncio.run(measure_all(rounds, taps, alone))
    report = Report("P1", "processor time per tap, webhook to card")
    for kind, together, by_one in found:
        targets = {name: Target(bound=bound) for name, bound in kind.most.items()}
        describe(report, f"{kind.title}, {PEOPLE} at once", together, targets)
        describe(report, f"{kind.title}, one at a time", by_one, {})
    lost = sum(s.lost for _, *both in found for own in both for s in own[OURS] + own[AGAIN])
    report.add(f"taps of ours over {PATIENCE_S:.0f} s", lost, target=Target(bound=0))
    return report


def describe(report: Report, title: str, samples: Found, targets: dict[str, Target]) -> None:
    """Add the figures of one kind of tap."""
    calls = median(sum(s.calls.values()) for s in samples[OURS])
    report.add(
        f"{title}, {calls:.2f} calls: ours",
        median(cpu(samples[OURS])),
        "µs",
        beside=f"wall {median(wall(samples[OURS])):.0f} µs, "
        f"A/A {ratio(cpu(samples[OURS]), cpu(samples[AGAIN])):.2f} {TIMES}",
    )
    for name in MODULES:
        report.add(
            f"  against {name} ({median(cpu(samples[name])):.0f} µs)",
            ratio(cpu(samples[OURS]), cpu(samples[name])),
            TIMES,
            target=targets.get(name),
            beside=f"wall {ratio(wall(samples[OURS]), wall(samples[name])):.2f} {TIMES}",
        )
    made = ", ".join(f"{name} {n:.2f}" for name, n in samples[OURS][-1].calls.items())
    report.remarks.append(f"{title}, calls of ours: {made}")
    report.samples[title] = {
        name: {"cpu_us": cpu(own), "wall_us": wall(own), "calls": [s.calls for s in own]}
        for name, own in samples.items()
    }


def cpu(samples: Sequence[Sample]) -> list[float]:
    """Return the processor times."""
    return [sample.cpu_us for sample in samples]


def wall(samples: Sequence[Sample]) -> list[float]:
    """Return the times on the wall."""
    return [sample.wall_us for sample in samples]
