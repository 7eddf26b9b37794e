"""P1: processor time per tap, from the webhook's POST to the card, against floor and peers.

1. Two kinds of tap: one closes a tugas beside others (answer and edit: two calls), one hands on
   (answer, edit, and the card of the next tugas: three). Floor and peers make as many calls.
2. In every round each bot takes the same number of taps, ours twice: the second is the A/A pair.
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
from benchmarks.taps import Crowd, Person, listening, tap_all

PEOPLE = 16
ROUNDS = 7
TAPS = 20  # of each person in each round
WARM = 2  # of each person before them
SETTLE_S = 0.05
OURS, AGAIN, FLOOR, PTB, AIOGRAM = "ours", "ours again", "floor", "PTB stock", "aiogram"
MODULES = {
    FLOOR: "benchmarks.subjects.floor",
    PTB: "benchmarks.subjects.stock_ptb",
    AIOGRAM: "benchmarks.subjects.aiogram_echo",
}
TARGETS = {FLOOR: Target(bound=1.8), PTB: Target(bound=0.6), AIOGRAM: Target(bound=1.0)}

SHOWN = frozenset({"answerCallbackQuery", "editMessageText"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of tap, the calls it owes, and what the buttons of floor and peers carry."""

    title: str
    calls: frozenset[str]
    data: str


CLOSE = Kind(title="close a tugas beside others", calls=SHOWN, data="sama")
HAND_ON = Kind(title="hand on to the next post", calls=SHOWN | {"sendMessage"}, data="baru")


@dataclass(slots=True)
class Bot:
    """A measured bot with the people who tap on it."""

    name: str
    child: Child
    api: BotApi
    crowd: Crowd
    url: str = ""
    cards: dict[Kind, dict[int, list[tuple[int, str]]]] = field(default_factory=dict)

    def people(self, kind: Kind) -> list[Person]:
        """Return everybody, with the buttons of that kind of tap in hand."""
        people = [self.crowd.person(FIRST_USER + no) for no in range(1, PEOPLE + 1)]
        for person in people:
            if self.cards and person.user_id in self.cards[kind]:
                person.buttons.clear()
                person.buttons.extend(self.cards[kind].pop(person.user_id))
            elif self.cards:
                continue
            elif not person.buttons or not person.buttons[0][1].startswith(kind.data):
                person.buttons.clear()
                person.buttons.append((1, f"{kind.data}:0"))
        return people


@dataclass(slots=True)
class Sample:
    """What one bot used in one round, per tap."""

    cpu_us: float
    wall_us: float
    calls: dict[str, float]
    """Of each method."""


async def measure(bot: Bot, kind: Kind, taps: int) -> Sample:
    """Let everybody tap, after a few taps that do not count."""
    people = bot.people(kind)
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
    )


async def start_bots(stack: AsyncExitStack, folder: Path, rounds: int, taps: int) -> list[Bot]:
    """Start every bot in a process of its own."""
    spent = (taps + WARM) * rounds * 2
    people = [FIRST_USER + no for no in range(1, PEOPLE + 1)]
    facts: dict[str, dict[str, Any]] = {
        OURS: {
            "offices": PEOPLE,
            "handing_on": spent // (LANGKAH - 1) + 1,
            "side_by_side": spent // (SIDE_BY_SIDE - 1) + 1,
            "reminders": 0,
            "pace": "loopback",
        },
        **{name: {"people": people} for name in MODULES},
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


def by_person(cards: Sequence[dict[str, Any]]) -> dict[int, list[tuple[int, str]]]:
    """Return the buttons of each person."""
    found: dict[int, list[tuple[int, str]]] = {}
    for card in cards:
        found.setdefault(card["user_id"], []).append((card["message_id"], card["data"]))
    return found


async def measure_all(rounds: int, taps: int) -> dict[Kind, dict[str, list[Sample]]]:
    """Return the samples of every kind, bot and round."""
    found: dict[Kind, dict[str, list[Sample]]] = {}
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as folder:
        async with AsyncExitStack() as stack:
            bots = await start_bots(stack, Path(folder), rounds, taps)
            for kind in (CLOSE, HAND_ON):
                samples: dict[str, list[Sample]] = {name: [] for name in (OURS, *MODULES, AGAIN)}
                found[kind] = samples
                for number in range(rounds):
                    ours, *others = bots
                    order = others if number % 2 else others[::-1]
                    samples[OURS].append(await measure(ours, kind, taps))
                    for bot in order:
                        samples[bot.name].append(await measure(bot, kind, taps))
                    samples[AGAIN].append(await measure(ours, kind, taps))
    return found


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    pin(cores()[1])
    rounds, taps = (2, 5) if is_quick else (ROUNDS, TAPS)
    found = asyncio.run(measure_all(rounds, taps))
    report = Report("P1", "processor time per tap, webhook to card")
    for kind, samples in found.items():
        describe(report, kind, samples)
    two, three = found[CLOSE], found[HAND_ON]
    report.remarks.append(
        "strictest reading, ours handing on against two calls of theirs: "
        + ", ".join(
            f"{name} {ratio(cpu(three[OURS]), cpu(two[name])):.2f} {TIMES}" for name in TARGETS
        )
    )
    return report


def describe(report: Report, kind: Kind, samples: dict[str, list[Sample]]) -> None:
    """Add the figures of one kind of tap."""
    calls = median(sum(s.calls.values()) for s in samples[OURS])
    report.add(
        f"{kind.title} ({calls:.2f} calls): ours",
        median(cpu(samples[OURS])),
        "µs",
        beside=f"wall {median(wall(samples[OURS])):.0f} µs, "
        f"A/A {ratio(cpu(samples[OURS]), cpu(samples[AGAIN])):.2f} {TIMES}",
    )
    for name, target in TARGETS.items():
        report.add(
            f"  against {name} ({median(cpu(samples[name])):.0f} µs)",
            ratio(cpu(samples[OURS]), cpu(samples[name])),
            TIMES,
            target=target,
            beside=f"wall {ratio(wall(samples[OURS]), wall(samples[name])):.2f} {TIMES}",
        )
    made = ", ".join(f"{name} {n:.2f}" for name, n in samples[OURS][-1].calls.items())
    report.remarks.append(f"{kind.title}, calls of ours: {made}")
    report.samples[kind.title] = {
        name: {"cpu_us": cpu(own), "wall_us": wall(own), "calls": [s.calls for s in own]}
        for name, own in samples.items()
    }


def cpu(samples: Sequence[Sample]) -> list[float]:
    """Return the processor times."""
    return [sample.cpu_us for sample in samples]


def wall(samples: Sequence[Sample]) -> list[float]:
    """Return the times on the wall."""
    return [sample.wall_us for sample in samples]
