"""P9: from the start of the process to the first tap that is answered, however much there is to be done.

1. Held against a process that imports PTB, SQLModel and Starlette, and ends. In every round each case once.
2. The tap is made as soon as the webhook listens, and counts until ``answerCallbackQuery``: what a new day or an
   outage has left to do goes on meanwhile.
3. Processor time of the process, with what it has done beside until then; the time on the wall is told beside it.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, select, update

from benchmarks.bot_api import BOT_ID, BotApi
from benchmarks.figures import TIMES, Report, Target, ratio
from benchmarks.machine import Child, cores, pin
from benchmarks.many import fill
from benchmarks.offices import LATER, Card, now
from benchmarks.taps import PATIENCE_S, Crowd, Line, listening, tap_once
from handlers.screens.callback import TugasTap
from sop_flows.engine.aksi import Kerja
from sop_flows.use_cases.jabatan.who import WIB
from storage.carriers import detak
from storage.database.carrier_tables import KartuRow
from storage.database.insert import table
from storage.database.session import Database
from storage.database.tables import KantorRow, TugasRow

OFFICES = 400
TUGAS = 500  # of each office
FEW = 25
ROUNDS = 5
DAY = timedelta(days=1)
OUTAGE_S = 3600.0
MARGIN_MS = 50
PLAIN, AGAIN, OPEN = "plain", "plain again", "with all of them open"
_K, _O, _T = table(KartuRow), table(KantorRow), table(TugasRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one start took, in seconds, and the memory of the process then, in MB."""

    cpu: float
    wall: float
    memory: float
    lost: int = 0
    """Taps that were not answered within ``PATIENCE_S``."""


def settle(connection: Connection, at: datetime) -> None:
    """Let nothing be due, all offices be of today, and the bot have been heard of just now."""
    connection.execute(update(_T).values(ingat_at=at + LATER))
    connection.execute(update(_O).values(pemegang_on=at.astimezone(WIB).date(), tawaran_at=None))
    detak.beat(connection, BOT_ID, time.time())


def let_a_day_pass(connection: Connection, at: datetime) -> None:
    """Let all offices be of yesterday."""
    settle(connection, at)
    connection.execute(update(_O).values(pemegang_on=(at - DAY).astimezone(WIB).date()))


def be_away(connection: Connection, at: datetime) -> None:
    """Let nothing have been heard of the bot for an hour."""
    settle(connection, at)
    detak.beat(connection, BOT_ID, time.time() - OUTAGE_S)


CASES: dict[str, Callable[[Connection, datetime], None]] = {
    OPEN: settle,
    "first start of a day": let_a_day_pass,
    "after an outage": be_away,
}


def make(folder: Path, offices: int, tugas: int) -> Path:
    """Return the folder of a bot with that many open tugas."""
    folder.mkdir()
    fill(folder / "tapak.sqlite", offices, tugas).close()
    return folder


def prepared(folder: Path, name: str, prepare: Callable[..., None]) -> Path:
    """Return a copy of the folder of a bot, ready to be started."""
    copy = Path(shutil.copytree(folder, folder.with_name(name)))
    database = Database.open(f"sqlite:///{copy / 'tapak.sqlite'}")
    database.run_now(lambda connection: prepare(connection, now()))
    database.close()
    return copy


def first_card(folder: Path) -> Card:
    """Return a card that can be tapped."""
    database = Database.open(f"sqlite:///{folder / 'tapak.sqlite'}")
    wanted = select(_K.c.chat_id, _K.c.message_id, _K.c.tugas_id).order_by(_K.c.id.desc()).limit(1)
    row = database.run_now(lambda connection: connection.execute(wanted).one())
    database.close()
    data = TugasTap(row.tugas_id, 0, Kerja.SELESAI.value).encode()
    return Card(user_id=row.chat_id, tugas_id=row.tugas_id, message_id=row.message_id, data=data)


async def start(folder: Path, card: Card) -> Sample:
    """Return what it took until the first tap was answered."""
    crowd = Crowd()
    person = crowd.person(card.user_id)
    person.buttons.append((card.user_id, card.message_id, card.data))
    api: BotApi = listening(crowd)
    work = Path(shutil.copytree(folder, folder.with_name("started")))
    async with api:
        begun = time.perf_counter()
        with Child("benchmarks.subjects.start", work, api=api.url) as child:
            said = await asyncio.to_thread(child.read)
            async with Line(said["url"]) as line:
                await tap_once(crowd, person, line, frozenset({"answerCallbackQuery"}))
            wall = time.perf_counter() - begun
            found = Sample(cpu=child.cpu(), wall=wall, memory=child.memory(), lost=person.lost)
    shutil.rmtree(work)
    return found


def imports(folder: Path) -> Sample:
    """Return what it takes a process to import what ours is built on."""
    begun = time.perf_counter()
    with Child("benchmarks.subjects.imports", folder) as child:
        child.read()
        wall = time.perf_counter() - begun
        return Sample(cpu=child.cpu(), wall=wall, memory=child.memory())


def run(*, is_quick: bool) -> Report:
    """Measure, and return the ratios."""
    offices, rounds = (4, 1) if is_quick else (OFFICES, ROUNDS)
    pin(cores()[1])
    with tempfile.TemporaryDirectory(prefix="tapak-bench-") as name:
        folder = Path(name)
        plain = prepared(make(folder / "few", 1, FEW), PLAIN, settle)
        many = make(folder / "many", offices, TUGAS)
        folders = {
            PLAIN: plain,
            **{what: prepared(many, what, prepare) for what, prepare in CASES.items()},
            AGAIN: plain,
        }
        cards = {what: first_card(path) for what, path in folders.items()}
        found: dict[str, list[Sample]] = {what: [] for what in folders}
        floor = []
        for _ in range(rounds):
            floor.append(imports(folder))
            for what, path in folders.items():
                found[what].append(asyncio.run(start(path, cards[what])))
    return told(f"{offices * TUGAS} open tugas", floor, found)


def told(title: str, floor: list[Sample], found: dict[str, list[Sample]]) -> Report:
    """Return what was found."""
    cpu = {what: [each.cpu for each in own] for what, own in found.items()}
    plain, imported = cpu[PLAIN], [each.cpu for each in floor]
    report = Report("P9", f"from the start to the first tap answered; {title}")
    report.add(
        "plain",
        median(plain) * 1e3,
        "ms",
        beside=f"A/A {ratio(plain, cpu[AGAIN]):.2f} {TIMES}, {beside(found[PLAIN])}",
    )
    report.add(
        f"  against imports ({median(imported) * 1e3:.0f} ms)",
        ratio(plain, imported),
        TIMES,
        target=Target(bound=1.6),
        beside=beside(floor),
    )
    for what in CASES:
        more = median(own - base for own, base in zip(cpu[what], plain, strict=True))
        report.add(
            f"  {what}: more",
            more * 1e3,
            "ms",
            target=Target(bound=MARGIN_MS),
            beside=beside(found[what]),
        )
    lost = sum(each.lost for own in found.values() for each in own)
    report.add(
        f"taps over {PATIENCE_S:.0f} s, counted as if answered then", lost, target=Target(bound=0)
    )
    report.samples = {"floor": {"s": imported}, **{what: {"s": own} for what, own in cpu.items()}}
    return report


def beside(samples: list[Sample]) -> str:
    """Return what is told beside a figure: the time on the wall, and the memory."""
    wall, memory = (
        median(values) for values in zip(*((s.wall, s.memory) for s in samples), strict=True)
    )
    return f"wall {wall * 1e3:.0f} ms, {memory:.0f} MB"
