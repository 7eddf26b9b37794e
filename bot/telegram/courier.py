"""Carries one message to Telegram and concludes what the answer means for its row."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable
from functools import partial
from typing import Any, Protocol

from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.process.clock import Clock
from bot.process.retry import pause_after
from bot.telegram.intake import seconds_of
from bot.telegram.job import Job, Results
from bot.telegram.line import Line
from bot.telegram.outage import Outage
from bot.telegram.outgoing import UNSENDABLE, OutgoingMessage
from bot.telegram.pacing import Pacer
from bot.telegram.verdict import ABSENT, Verdict, judge
from bot.units import Carrier
from handlers.screens.screen import Screen
from sop_flows.ports.kiriman import QueuedKiriman
from sop_flows.ports.records import KartuDaftar, KartuPapan
from sop_flows.ports.unit_of_work import UnitOfWork
from storage.carriers.kartu_drawn import Drawn
from storage.database.trouble import is_trouble

logger = logging.getLogger(__name__)

TRIES = 5  # refusals, or failures of ours, of one message: one refusal may be a mistake
PAUSES_S = (1.0, 3.0)  # nobody waits for 5 s, with an answer, once the trouble is over

Unreachable = Callable[[UnitOfWork, Collection[int]], None]
"""Notes, within a unit of work, that chats cannot be reached."""


class Draw(Protocol):
    """Draws a screen; pure."""

    def __call__(self, view: Any, *, ambigu: bool) -> Screen:  # noqa: ANN401
        """Return the screen; ``ambigu``: it may have been sent before and says so."""


class Courier:
    """Carries messages of one bot; collects what is to be written about them."""

    def __init__(
        self,
        line: Line,
        pacer: Pacer,
        clock: Clock,
        draw: Draw,
        *,
        unreachable: Unreachable,
        struck: Screen,
        machine: Callable[[], float],
        pauses: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._bot = line.bot
        self._call = line.bot.call
        self._pacer = pacer
        self._clock = clock
        self._draw = draw
        self._unreachable = unreachable
        self._struck = struck
        self._machine = machine
        self._pauses = pauses
        self._outage = Outage(line.bot.call)
        self._refused: Counter[int] = Counter()
        self._results = Results()
        self.sent = 0
        self.dead = 0

    @property
    def has_results(self) -> bool:
        """Whether anything is to be written."""
        return bool(self._results)

    def take_results(self) -> Results:
        """Return what is to be written, and begin anew."""
        results, self._results = self._results, Results()
        return results

    def give_back(self, results: Results) -> None:
        """Take back what could not be written; it goes before what came since."""
        self._results = results + self._results

    @property
    def is_cut_off(self) -> bool:
        """Whether Telegram does not answer, so that nothing is worth a try."""
        return self._outage.is_on

    async def ask(self) -> bool:
        """Return whether Telegram knows this bot now; if so, what waits is due again."""
        is_there = await self._outage.ask()
        if is_there:
            self._note_answer()
        return is_there

    def put_back(self, rows: Iterable[int]) -> None:
        """Let claimed rows that were not tried wait again."""
        self._results.rest += [partial(defer, row) for row in rows]

    async def carry(self, job: Job) -> None:
        """Draw and send one row, and note what came of it."""
        try:
            with self._pacer.turn():
                message = OutgoingMessage(
                    chat_id=job.kiriman.chat_id,
                    screen=self._draw(job.view, ambigu=job.kiriman.ambigu and job.is_first),
                    message_id=None if job.is_first else job.message_id,
                    senyap=job.kiriman.senyap,
                )
                message_id = await self._send(job, message)
        except Exception as error:
            logger.exception("A message cannot be drawn", extra={"row": job.row})
            self._refuse(job, error)
            return
        if message_id is None:
            return
        await self._settle_pin(job, message.screen, message_id)
        if job.kiriman.baru and job.message_id not in (None, message_id):
            await self._strike(job, job.message_id)

    async def _send_again(self, job: Job, message: OutgoingMessage) -> int | None:
        """Send a message in another way, in a turn of its own."""
        await asyncio.sleep(self._pacer.reserve(message.chat_id))
        with self._pacer.turn():
            return await self._send(job, message)

    async def _send(self, job: Job, message: OutgoingMessage) -> int | None:
        try:
            message_id = await message.send(self._bot, self._call)
        except UNSENDABLE:
            if not message.screen.pengganti:
                raise
            logger.exception(
                "A kept file cannot be sent; the person is told", extra={"row": job.row}
            )
            return await self._send(job, message.without_file())
        except TelegramError as error:
            match await self._judge(error, message):
                case Verdict.ALREADY:
                    message_id = message.message_id
                case Verdict.AS_NEW if message.message_id is not None:
                    self._note_gone(job)
                    return await self._send_again(job, message.as_new())
                case Verdict.AS_PLAIN if not message.is_plain:
                    logger.exception(
                        "A message has markup that Telegram refuses", extra={"row": job.row}
                    )
                    return await self._send_again(job, message.as_plain())
                case Verdict.DEAD if message.refers:
                    logger.info(
                        "Telegram refuses the file_id", extra={"row": job.row, "error": str(error)}
                    )
                    return await self._send_again(job, message.as_upload())
                case verdict:
                    self._note_failure(job, message, verdict, error)
                    return None
        self._note_sent(job, message.screen, message_id)
        return message_id

    async def _judge(self, error: TelegramError, message: OutgoingMessage) -> Verdict:
        """Return what an error means, once Telegram was asked what a single call cannot tell."""
        verdict = judge(error)
        if verdict in (Verdict.ALL_WAIT, Verdict.NO_METHOD) and await self.ask():
            verdict = Verdict.DEAD if verdict is Verdict.NO_METHOD else Verdict.AGAIN
        if verdict not in ABSENT:
            self._note_answer()
        if verdict is Verdict.DEAD and message.is_gesture:
            logger.info("Telegram refuses a gesture", extra={"error": str(error)})
            return Verdict.ALREADY
        return verdict

    def _note_answer(self) -> None:
        if self._outage.answered():
            self._results.rest.append(lambda carrier: carrier.outbox.resume())

    def _note_sent(self, job: Job, screen: Screen, message_id: int | None) -> None:
        self.sent += 1
        self._refused.pop(job.row, None)
        self._note_answer()
        if isinstance(job.kartu, KartuPapan):
            self._pacer.count_board(job.kartu.id)
        if screen.document is not None and (noted := screen.document.sent) is not None:
            self._results.rest.append(lambda carrier: carrier.within(noted))
        self._results.sent.append((job.row, message_id))
        if screen.is_question or screen.deletion:
            self._note_question(job, screen)
        if job.kartu is not None and message_id is not None:
            self._results.drawn.append(
                Drawn(
                    kartu_id=job.kartu.id,
                    message_id=message_id,
                    revisi=job.revisi,
                    at=self._clock.now(),
                )
            )

    def _note_question(self, job: Job, screen: Screen) -> None:
        """Remember which messages are to go away once they were answered, and which are gone."""
        if screen.is_question:
            self._results.asked.append(job.row)
        chat_id, gone = job.kiriman.chat_id, screen.deletion
        if gone:
            self._results.rest.append(lambda carrier: carrier.outbox.mark_gone(chat_id, gone))

    def _note_gone(self, job: Job) -> None:
        if (kartu := job.kartu) is not None:
            self._results.rest.append(
                lambda carrier: carrier.kartu.replace_message(kartu.id, None)
            )

    def _note_failure(
        self, job: Job, message: OutgoingMessage, verdict: Verdict, error: TelegramError
    ) -> None:
        chat_id = message.chat_id
        if verdict in ABSENT:
            self._outage.failed()
        match verdict:
            case Verdict.AGAIN | Verdict.ALL_WAIT | Verdict.NO_METHOD:
                self._put_back(job, self.pause_after(job.kiriman))
            case Verdict.IN_DOUBT:
                self._put_back(
                    job, self.pause_after(job.kiriman), ambigu=message.message_id is None
                )
            case Verdict.CHAT_WAITS if isinstance(error, RetryAfter):
                seconds = seconds_of(error) + 0.5
                self._pacer.park(chat_id, seconds)
                self._put_back(job, seconds)
            case Verdict.UNREACHABLE:
                logger.warning(
                    "A chat cannot be reached", extra={"row": job.row, "error": str(error)}
                )
                self._results.rest.append(lambda carrier: self._hold(carrier, chat_id))
            case _:
                self._refuse(job, error)

    def _refuse(self, job: Job, error: Exception) -> None:
        """Try what was refused again; give up what is refused again and again."""
        if not self.count_failure(job.row, error):
            self._put_back(job, self.pause_after(job.kiriman))
            return
        self.dead += 1
        why = repr(error)
        logger.error("A message can never be sent", extra={"row": job.row, "error": why})
        self._results.rest.append(lambda carrier: carrier.give_up(job.row, why))

    def count_failure(self, row: int, error: Exception) -> bool:
        """Count what speaks against a message; return whether that is enough to give it up.

        Trouble with Telegram and the want of our own resources do not. A new process counts anew.
        """
        if isinstance(error, OSError) or is_trouble(error):
            return False
        self._refused[row] += 1
        if self._refused[row] < TRIES:
            return False
        del self._refused[row]
        return True

    def _put_back(self, job: Job, seconds: float, *, ambigu: bool = False) -> None:
        due_at = self._machine() + seconds
        self._results.rest.append(
            lambda carrier: carrier.outbox.retry(job.row, due_at, ambigu=ambigu)
        )

    def pause_after(self, kiriman: QueuedKiriman) -> float:
        """Return how long a message waits before it is tried again, in seconds."""
        return pause_after(self._pauses, kiriman.attempts)

    def _hold(self, carrier: Carrier, chat_id: int) -> None:
        """Hold what a chat is owed until the person is back."""
        carrier.outbox.park(chat_id, float("inf"))
        carrier.within(lambda uow: self._unreachable(uow, [chat_id]))

    async def _settle_pin(self, job: Job, screen: Screen, message_id: int) -> None:
        """Let the newest board of what still runs stand on top of the chat, and no other of it."""
        chat_id, old = job.kiriman.chat_id, job.message_id
        if job.kiriman.sematkan and not screen.is_over and old != message_id:
            await self._try(
                self._bot.pin_chat_message(chat_id, message_id, disable_notification=True)
            )
        if isinstance(job.kartu, KartuPapan) and old and (screen.is_over or old != message_id):
            await self._try(self._bot.unpin_chat_message(chat_id, message_id=old))

    async def _try(self, pinning: Awaitable[bool]) -> None:
        try:
            await pinning
        except TelegramError as error:
            logger.info("A pin stays as it was", extra={"error": str(error)})

    async def _strike(self, job: Job, message_id: int) -> None:
        """Take a message away that a new one has replaced: a reminder goes, a card says where it is.

        What Telegram does not delete any more is struck as well.
        """
        chat_id = job.kiriman.chat_id
        await asyncio.sleep(self._pacer.reserve(chat_id))
        try:
            with self._pacer.turn():
                if isinstance(job.kartu, KartuDaftar) and await self._delete(chat_id, message_id):
                    return
                old = OutgoingMessage(chat_id=chat_id, screen=self._struck, message_id=message_id)
                await old.send(self._bot, self._call)
        except TelegramError as error:
            logger.info("An old card stays as it was", extra={"error": str(error)})

    async def _delete(self, chat_id: int, message_id: int) -> bool:
        """Delete a message; tell whether Telegram did: after 48 hours it does not."""
        try:
            return bool(await self._bot.delete_message(chat_id, message_id))
        except BadRequest as error:
            logger.info("An old reminder is struck", extra={"error": str(error)})
            return False


def defer(row: int, carrier: Carrier) -> None:
    """Put a claimed row back untried, due as before."""
    carrier.outbox.defer(row, 0.0)
