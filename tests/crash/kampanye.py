"""One round of the campaign: two SOPs of one office, while line and machine fail in every way at once."""

import asyncio
import os
import random
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from bot.trial.faults import Fault, Faults
from storage.database.sqlite import sqlite3
from tests.crash import naskah, naskah_data
from tests.crash.angka import Angka
from tests.crash.bots import ProcessBot
from tests.crash.cepat import FastClock
from tests.crash.kantor import Kantor
from tests.crash.pejabat import Pejabat
from tests.crash.pemeriksaan import check_between
from tests.crash.saluran import Saluran
from tests.crash.sehat import Kerja, Sehat

Troubles = list[tuple[str, Callable[[], Awaitable[None]]]]
"""Kinds of trouble with what brings them; one that stands there twice comes twice as often."""
ASKING = ("Dewi Anggraeni", "Wahyu Hidayat", "Fitri Handayani", "Eko Purnomo", "Rizki Maulana")
"""Who has nothing to do but to sign, and asks the bot for something all the time."""
QUESTIONS = {"/tugas": ("📂", "Tidak ada tugas"), "/bantuan": ("📖",)}
"""What is asked, and how an answer begins."""
PARTIAL = ("deleteMessages", "pinChatMessage", "unpinChatMessage", "answerCallbackQuery")
"""Methods that an older Bot API may not have, and without which all goes on."""
RETRY_S = 7
MUTE_S = 5.0
"""How long at most anybody waits who has nothing in the way."""
SLOW = 16_000.0
"""Bytes per second of a slow line."""
OUTAGE_S = (60.0, 300.0)
DISK = "size=192m"


class Cuaca(Faults):
    """What Telegram says to every call, or to those of one method, while there is weather."""

    def __init__(self) -> None:
        super().__init__()
        self.now: Callable[[str], Fault] | None = None
        self.method = ""

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault of this call, if there is one."""
        if self.now is None or self.method not in ("", method):
            return super().take(method, chat_id)
        return self.now(method)


class Babak:
    """One round: the office, its bot, its line, and what becomes of them."""

    def __init__(
        self, kantor: Kantor, clock: FastClock, saluran: Saluran, seed: int, angka: Angka
    ) -> None:
        self._kantor = kantor
        self._clock = clock
        self._saluran = saluran
        self._chance = random.Random(seed)
        self._angka = angka
        self._sehat = Sehat(clock.monotonic)
        self._kerja = Kerja(clock.factor)
        self._cuaca = kantor.server.messenger.faults = Cuaca()
        self._calm = asyncio.Event()
        self._calm.set()
        self._in_trouble = 0
        self._changing = asyncio.Lock()
        self._is_polling = False
        self.asked: list[str] = []
        self._tale: list[tuple[float, str]] = []
        self._bot = ProcessBot(
            kantor,
            clock,
            bot_api_url=saluran.url,
            clock_url="",
            log_format="text",
        )

    async def play(self) -> None:
        """Play both SOPs to their end; everything fails meanwhile, and is well at the end."""
        async with asyncio.TaskGroup() as group:
            await self._revive()
            others = [
                group.create_task(each)
                for each in (
                    self._watch(),
                    self._trouble(self._line_troubles(), (60.0, 150.0)),
                    self._trouble(self._machine_troubles(), (20.0, 60.0)),
                    self._rest(),
                    *(self._ask(self._kantor.office[nama]) for nama in ASKING),
                )
            ]
            office = self._kantor.office
            await asyncio.gather(naskah.play(office), naskah_data.play(office))
            await self._become_calm()
            for each in others[1:]:
                each.cancel()
            await asyncio.gather(*others[1:], return_exceptions=True)
            await self._kantor.settle()
            others[0].cancel()

    # The bot

    async def _revive(self) -> None:
        self._began = self._clock.monotonic()
        await self._bot.spawn()

    async def _watch(self) -> None:
        """See when the bot has begun to poll, and start it again whenever it has ended by itself."""
        while True:
            await asyncio.sleep(0.3)
            self._note_work()
            async with self._changing:
                if not self._bot.is_alive:
                    self._note("ended by itself")
                    await self._kill()
                elif not self._is_polling and self._bot.has_polled:
                    self._is_polling = True
                    self._angka.restarts.append(self._clock.monotonic() - self._began)
                    self._sehat.begin()

    async def _kill_anew(self) -> None:
        async with self._changing:
            await self._kill()

    async def _kill(self) -> None:
        if self._is_polling:
            self._is_polling = False
            self._sehat.end()
        await self._bot.kill()
        await asyncio.sleep(self._chance.uniform(0.0, 10.0))
        await self._revive()

    # Troubles

    def _note(self, kind: str, seconds: float = 0.0) -> None:
        self._angka.troubles[kind] += 1
        self._angka.trouble_s[kind] += seconds

    async def _trouble(self, troubles: Troubles, pause: tuple[float, float]) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*pause))
            await self._calm.wait()
            kind, bring = self._chance.choice(troubles)
            began = self._clock.monotonic()
            self._in_trouble += 1
            try:
                await bring()
            finally:
                self._in_trouble -= 1
                self._tale.append((began, kind))
            self._note(kind, self._clock.monotonic() - began)

    def _line_troubles(self) -> Troubles:
        return [
            ("502", self._bad_gateway),
            ("no route", self._no_route),
            ("429", self._too_many),
            ("silent", self._silence),
            ("401", self._refused),
            ("one method 404", self._lack),
            ("slow line", self._slow),
        ]

    def _machine_troubles(self) -> Troubles:
        return [
            ("kill -9", self._kill_anew),
            ("kill -9", self._kill_anew),
            ("kill -9", self._kill_anew),
            ("stop and go on", self._stop),
            ("stop and go on", self._stop),
            ("disk full", self._fill),
            ("database held", self._hold),
            ("clock set", self._set_clock),
        ]

    async def _outage(self) -> None:
        await asyncio.sleep(self._chance.uniform(*OUTAGE_S))

    @contextmanager
    def _weather(self, fault: Callable[[str], Fault], method: str = "") -> Iterator[None]:
        self._cuaca.now, self._cuaca.method = fault, method
        try:
            yield
        finally:
            self._cuaca.now = None

    async def _bad_gateway(self) -> None:
        done = self._chance.random() < 0.5

        def fault(method: str) -> Fault:
            return Fault(status=502, after_commit=done and method != "getUpdates")

        with self._sehat.trouble(), self._weather(fault):
            await self._outage()

    async def _too_many(self) -> None:
        with self._sehat.trouble():
            with self._weather(lambda _: Fault(status=429, retry_after=RETRY_S)):
                await self._outage()
            await asyncio.sleep(RETRY_S + 0.5)  # Telegram has asked for it

    async def _refused(self) -> None:
        with self._sehat.trouble(), self._weather(lambda _: Fault(status=401)):
            await self._outage()

    async def _lack(self) -> None:
        """The line works: nobody may notice."""
        with self._weather(lambda _: Fault(status=404), self._chance.choice(PARTIAL)):
            await self._outage()

    async def _no_route(self) -> None:
        with self._sehat.trouble():
            await self._saluran.cut()
            try:
                await self._outage()
            finally:
                await self._saluran.open()

    async def _silence(self) -> None:
        with self._sehat.trouble():
            self._saluran.fall_silent()
            try:
                await self._outage()
            finally:
                if self._chance.random() < 0.5:
                    self._saluran.break_off()
                self._saluran.speak()

    async def _slow(self) -> None:
        """The line works: nobody may wait for long."""
        self._saluran.rate = SLOW
        try:
            await self._outage()
        finally:
            self._saluran.rate = None

    async def _stop(self) -> None:
        seconds = self._chance.choice(
            (self._chance.uniform(1, 60), self._chance.uniform(160, 240))
        )
        with self._sehat.trouble():
            self._bot.send_signal(signal.SIGSTOP)
            try:
                await asyncio.sleep(seconds)
            finally:
                self._bot.send_signal(signal.SIGCONT)

    async def _fill(self) -> None:
        """Let the disk of the database be full."""
        with self._sehat.trouble(), full(self._kantor.database.parent):
            await asyncio.sleep(self._chance.uniform(10, 90))

    async def _hold(self) -> None:
        """Let another process have the database."""
        with (
            self._sehat.trouble(),
            closing(connect(self._kantor.database)) as other,
            suppress(sqlite3.OperationalError),
        ):
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
            await asyncio.sleep(self._chance.uniform(2, 30))
            other.execute("ROLLBACK")

    async def _set_clock(self) -> None:
        """Set the clock of the bot's machine, forward or back, from what it was set to before."""
        ahead = self._clock.ahead
        assert ahead is not None
        ahead.value = self._chance.uniform(-3, 3) * 3600

    # The people

    async def _ask(self, pejabat: Pejabat) -> None:
        """Ask the bot for something again and again, and measure how long it is mute."""
        while True:
            await asyncio.sleep(self._chance.uniform(5.0, 40.0))
            await self._kantor.gate.wait()
            async with pejabat.busy:
                await self._wait_for_an_answer(pejabat, self._chance.choice(list(QUESTIONS)))

    async def _wait_for_an_answer(self, pejabat: Pejabat, question: str) -> None:
        await pejabat.write(question)
        asked = self._clock.monotonic()
        self.asked.append(question)
        await pejabat.hear(*QUESTIONS[question], after=last_of(pejabat))
        waits = list(self._sehat.stretches(asked, self._clock.monotonic()))
        self._note_work()
        raw = max((until - since for since, until in waits), default=0.0)
        mute = max((u - s - self._kerja.between(s, u) for s, u in waits), default=0.0)
        self._angka.raw_waits.append(raw)
        self._angka.waits.append(max(0.0, mute))
        if mute > MUTE_S:
            self._say(f"mute for {mute:.1f} s ({raw:.1f})", asked)

    def _note_work(self) -> None:
        self._kerja.note(self._clock.monotonic(), os.getpid(), self._bot.pid)

    def _say(self, what: str, since: float) -> None:
        """Say when something was as it must not be, and after what: the log of the bot can tell why."""
        moments = (
            time.strftime("%H:%M:%S", time.gmtime(self._clock.start + at - self._clock.began))
            for at in (since, self._clock.monotonic())
        )
        before = [f"{kind} {began - since:+.0f} s" for began, kind in self._tale[-5:]]
        print(what, " to ".join(moments), "after", ", ".join(before), flush=True)

    async def _become_calm(self) -> None:
        self._calm.clear()
        while self._in_trouble or not self._sehat.is_now:  # noqa: ASYNC110 -- of two that change
            await asyncio.sleep(0.5)

    async def _rest(self) -> None:
        """Let all be well now and then, and look at every phone."""
        while True:
            await asyncio.sleep(self._chance.uniform(300, 500))
            await self._become_calm()
            self._kantor.gate.clear()
            await self._kantor.settle()
            check_between(self._kantor)
            self._kantor.gate.set()
            self._calm.set()


def last_of(pejabat: Pejabat) -> int:
    """Return the number of the newest message in somebody's chat."""
    return pejabat.messages()[-1].message_id


def connect(database: Path) -> sqlite3.Connection:
    """Return a connection of another process, as it were."""
    return sqlite3.connect(database, isolation_level=None, check_same_thread=False, timeout=1)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Fill a small disk to its last byte."""
    ballast = disk / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file:
            for size in (2**20, 2**12, 1):
                with suppress(OSError):
                    while file.write(bytes(size)) == size:
                        pass
        yield
    finally:
        ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Let a folder be on a small disk of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", DISK, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
