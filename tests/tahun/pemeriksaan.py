"""What must be true of an office after a year, whoever was late and whatever happened."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.trial.store import Message
from bot.units import MachineUnit
from handlers.screens.callback import TugasTap
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.jejak import Head
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.selisih import find_selisih
from storage.database.insert import table
from storage.database.tables import PengingatRow
from tests.support.menit import Menit
from tests.tahun.neraca import EPOCH, MINUTE, Minutes, neraca_of
from tests.tahun.orang import buttons_of
from tests.tahun.tahun import Tahun, the_office

WIB = ZoneInfo("Asia/Jakarta")
REMINDING = ("⏰", "⏳ Batas waktu mendekat", "🔔 Mohon arahan", "📋 Terlambat")
"""How a reminder and the line of the week begin."""
OWN_DEEDS = ("buka", "tunda", "minta_waktu")
"""The buttons by which a reminder is about a tugas of one's own."""


def open_minutes(menit: Menit) -> Minutes:
    """Return every minute of work of an office, by its number since the epoch."""
    shift = (menit.write(0) - EPOCH) // MINUTE
    return frozenset(shift + minute for minute in menit.opens)


def check_ended(uow: UnitOfWork) -> None:
    """Every berkas has ended, nothing of it is open, and the history tells all that is stored."""
    kantor_id = the_office(uow)
    for berkas_id in uow.berkas.latest(kantor_id):
        assert uow.berkas.get(berkas_id)[0].status is StatusBerkas.SELESAI
    assert uow.jejak.verify(kantor_id).ok
    assert find_selisih(uow, uow.kantor.get(kantor_id)) == ()


def check_accounts(uow: UnitOfWork, open_at: Minutes) -> Counter[str]:
    """Every minute of every langkah is in one account, the accounts add up, and the product says the same.

    Returns:
        How many minutes were charged to what.
    """
    total: Counter[str] = Counter()
    for berkas_id in uow.berkas.latest(the_office(uow)):
        for one in neraca_of(uow, berkas_id, open_at):
            assert one.kerja + one.jeda + one.tunggu == one.semua, one
            assert (one.said_kerja, one.said_jeda) == (one.kerja, one.jeda), one
            total.update(kerja=one.kerja, jeda=one.jeda, tunggu=one.tunggu)
    return total


def check_rungs(uow: MachineUnit, menit: Menit) -> Counter[str]:
    """No rung was said while the office was closed; return how many there were of each kind.

    That each is said once for its cause is the key of its row.
    """
    said = uow.connection.execute(select(table(PengingatRow))).all()
    assert [row for row in said if not menit.is_open(row.dikirim_at)] == []
    return Counter(row.jenis for row in said)


def reminders_in(messages: Iterable[Message]) -> Iterator[Message]:
    """Yield the messages of the bot that remind."""
    for message in messages:
        if message.from_bot and (message.body.get("text") or "").startswith(REMINDING):
            yield message


def living(messages: Iterable[Message]) -> Counter[int]:
    """Return how many living reminders there are of each tugas, on one phone."""
    found: Counter[int] = Counter()
    for message in reminders_in(messages):
        taps = (one.tap for one in buttons_of(message))
        found.update(
            {tap.tugas_id for tap in taps if isinstance(tap, TugasTap) and tap.aksi in OWN_DEEDS}
        )
    return found


class Pengamat:
    """Looks at the phones whenever the bot has nothing left to do.

    Nobody has two living reminders of a tugas, and nobody is reminded while the office is closed.
    """

    def __init__(self, menit: Menit) -> None:
        self._menit = menit
        self._looked = 0

    def __call__(self, tahun: Tahun) -> None:
        new, self._looked = tahun.ponsel.sent[self._looked :], len(tahun.ponsel.sent)
        reminded = [(chat, at, text) for chat, at, text in new if text.startswith(REMINDING)]
        for chat_id, at, text in reminded:
            assert self._menit.is_open(at), (chat_id, at, text)
        for chat_id in {chat_id for chat_id, _, _ in reminded}:
            found = living(tahun.ponsel.messages(chat_id))
            assert max(found.values(), default=0) <= 1, (chat_id, found)


def unasked(tahun: Tahun) -> Iterator[tuple[int, datetime]]:
    """Yield what came to somebody who had not used the phone at that moment, and was no new work.

    New work is a card, and the offer to start what a periode that is over asks for.
    """
    for chat_id, at, text in tahun.ponsel.sent:
        is_new_work = "\nLangkah " in text or "telah berakhir" in text
        if (chat_id, at) not in tahun.ponsel.acted and not is_new_work:
            yield chat_id, at


def per_day(sent: Iterable[tuple[int, datetime]]) -> Mapping[tuple[int, date], int]:
    """Return how many messages each chat got on each day on which it got any."""
    return Counter((chat_id, at.astimezone(WIB).date()) for chat_id, at in sent)


def summary(counts: Mapping[tuple[int, date], int]) -> tuple[float, int]:
    """Return the median and the most of the messages of a person on a day."""
    return (median(counts.values()), max(counts.values())) if counts else (0, 0)


def head_of(uow: UnitOfWork) -> Head:
    """Return where the history of the office ends."""
    return uow.jejak.head(the_office(uow))
