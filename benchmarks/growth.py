"""GROWTH: what a tick, a tap, a claim and a sending cost when ten times as much is stored; not part of the whole.

1. Each axis is measured in two databases by turns, and told with its exponent: 0 where size does not matter, 1
   where a cost grows as fast.
2. The two million open tugas take minutes to fill: ``GROWTH_OFFICES=4000`` asks for them.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from math import log
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, select

from benchmarks.bot_api import BOT_ID
from benchmarks.figures import TIMES, Report, ratio
from benchmarks.machine import cores, pin
from benchmarks.many import LATE, fill
from benchmarks.p6 import idle, slices, timed
from benchmarks.reminders import owe_reminders
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import Actor
from sop_flows.use_cases.tugas.act import perform_aksi
from storage.carriers.outbox import Outbox
from storage.database.carrier_tables import KartuRow
from storage.database.insert import table
from storage.unit_of_work import SqlUnitOfWork, in_unit

ROUNDS = 7
EACH = 5  # steps, and claims, in each round
TUGAS = 500  # of each office where offices grow
MOST = int(os.environ.get("GROWTH_OFFICES", "400"))
_K = table(KartuRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much a database holds."""

    offices: int
    tugas: int
    """Open, in each office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """What grows."""

    title: str
    few: Size
    many: Size

    @property
    def factor(self) -> float:
        """How many times as many tugas there are."""
        return self.many.offices * self.many.tugas / (self.few.offices * self.few.tugas)


AXES = (
    Axis(
        title="offices",
        few=Size(offices=MOST // 10, tugas=TUGAS),
        many=Size(offices=MOST, tugas=TUGAS),
    ),
    Axis(
        title="berkas of one office",
        few=Size(offices=1, tugas=1_000),
        many=Size(offices=1, tugas=100_000),
    ),
)
QUICK = (Axis(title="offices", few=Size(offices=1, tugas=100), many=Size(offices=3, tugas=100)),)


class Stored:
    """A database of some size, and what is done in it."""

    def __init__(self, path: Path, size: Size) -> None:
        self.database = fill(path, size.offices, size.tugas)
        list(slices(self.database, LATE))
        self._cards = iter(self.database.run_now(cards))
        self._now_s = count(1)

    def step(self) -> float:
        """Close one open tugas; return the time of it."""
        tugas_id, user_id = next(self._cards)
        aksi = Aksi(kerja=Kerja.SELESAI, revisi=0, at=LATE)
        seconds, _ = timed(
            self.database,
            lambda connection: in_unit(
                perform_aksi,
                SqlUnitOfWork(connection, BOT_ID, LATE),
                actor=Actor.private(user_id),
                tugas_id=tugas_id,
                aksi=aksi,
            ),
        )
        return seconds

    def claim(self) -> float:
        """Claim ten of what is owed, as delivery does, and call it sent; return the time of it."""
        self.database.run_now(lambda connection: owe_reminders(connection, BOT_ID, 10, LATE))
        now_s = 1e9 + next(self._now_s)

        def work(connection: Connection) -> None:
            outbox = Outbox(connection, BOT_ID)
            rows = outbox.claim(now_s=now_s, limit=10, slowest=Lane.MASSAL, skip_chats=[])
            outbox.sent([(row.id, None) for row in rows])

        return timed(self.database, work)[0]


def cards(connection: Connection) -> list[tuple[int, int]]:
    """Return some open tugas, each of another berkas where there are as many, and who has them."""
    wanted = (
        select(_K.c.tugas_id, _K.c.chat_id)
        .where(_K.c.tugas_id.is_not(None))
        .order_by(_K.c.id)
        .limit(2 * ROUNDS * EACH)
    )
    return [(row.tugas_id, row.chat_id) for row in connection.execute(wanted)]


WORKS: dict[str, Callable[[Stored], float]] = {
    "idle tick": lambda stored: idle(stored.database),
    "a step": lambda stored: median(stored.step() for _ in range(EACH)),
    "ten messages claimed and sent": lambda stored: median(stored.claim() for _ in range(EACH)),
}


def run(*, is_quick: bool) -> Report:
    """Measure, and return the exponents."""
    pin(cores()[0])
    report = Report("GROWTH", "what a larger database costs")
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        for number, axis in enumerate(QUICK if is_quick else AXES):
            few = Stored(Path(name) / f"few{number}.sqlite", axis.few)
            many = Stored(Path(name) / f"many{number}.sqlite", axis.many)
            tell_axis(report, axis, few, many, 2 if is_quick else ROUNDS)
            few.database.close()
            many.database.close()
    return report


def tell_axis(report: Report, axis: Axis, few: Stored, many: Stored, rounds: int) -> None:
    """Add what each work costs at both sizes."""
    for what, work in WORKS.items():
        pairs = [(work(few), work(many)) for _ in range(rounds)]
        less, more = (list(each) for each in zip(*pairs, strict=True))
        grown = ratio(more, less)
        report.add(
            f"{what}, {axis.factor:g} {TIMES} the {axis.title}",
            grown,
            TIMES,
            beside=f"{median(less) * 1e6:.0f} to {median(more) * 1e6:.0f} µs, "
            f"exponent {log(grown) / log(axis.factor):.2f}",
        )
        report.samples[f"{axis.title}: {what}"] = {"few_s": less, "many_s": more}
