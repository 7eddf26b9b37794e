"""What must be true of an office after a year, whoever was late and whatever happened."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import select

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
from tests.tahun.ponsel import Shown
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


def reminds(shown: Shown) -> bool:
    """Tell whether a message of the bot is a reminder."""
    return shown.text.startswith(REMINDING)


def own(shown: Shown) -> set[int]:
    """Return the tugas of one's own that a reminder is about."""
    taps = (one.tap for one in shown.buttons)
    return {tap.tugas_id for tap in taps if isinstance(tap, TugasTap) and tap.aksi in OWN_DEEDS}


class Pengamat:
    """Looks at the phones whenever the bot has nothing left to do.

    Nobody has two living reminders of a tugas, and nobody is reminded while the office is closed.
    """

    def __init__(self, menit: Menit) -> None:
        self._menit = menit
        self._looked = 0

    def __call__(self, tahun: Tahun) -> None:
        log, self._looked = tahun.ponsel.log[self._looked :], len(tahun.ponsel.log)
        for shown in filter(reminds, log):
            assert not shown.is_new or self._menit.is_open(shown.at), shown
            for tugas_id in own(shown):
                standing = filter(reminds, tahun.ponsel.about(shown.chat_id, tugas_id))
                living = [one for one in standing if tugas_id in own(one)]
                assert len(living) <= 1, living


def unasked(tahun: Tahun) -> Iterator[Shown]:
    """Yield what came to somebody who had not used the phone at that moment, and was no new work: no card."""
    for one in tahun.ponsel.log:
        is_card = "\nLangkah " in one.text
        if one.is_new and (one.chat_id, one.at) not in tahun.ponsel.acted and not is_card:
            yield one


def per_day(sent: Iterable[Shown]) -> Mapping[tuple[int, date], int]:
    """Return how many messages each chat got on each day on which it got any."""
    return Counter((one.chat_id, one.at.astimezone(WIB).date()) for one in sent)


def daily_reminders(uow: UnitOfWork, menit: Menit) -> int:
    """Return how many reminders there would have been, had each late tugas brought its holder one each working day.

    That is, one on the day of its tenggat and one on each working day on which it was late after that.
    """
    ended = (
        (one.tenggat, one.selesai_at)
        for berkas_id in uow.berkas.latest(the_office(uow))
        for one in uow.berkas.tugas_of(berkas_id)
        if one.tenggat is not None and not one.facts.only_attends
    )
    late = [(begin, end) for begin, end in ended if end is not None and begin < end]
    return sum(1 + len(working_days(menit, begin, end)) for begin, end in late)


def working_days(menit: Menit, begin: datetime, end: datetime) -> list[date]:
    """Return the working days after that of one moment, up to that of another."""
    first, last = (moment.astimezone(WIB).date() for moment in (begin, end))
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return [day for day in days if menit.hours(day)]


def summary(counts: Mapping[tuple[int, date], int]) -> tuple[float, int]:
    """Return the median and the most of the messages of a person on a day."""
    return (median(counts.values()), max(counts.values())) if counts else (0, 0)


def head_of(uow: UnitOfWork) -> Head:
    """Return where the history of the office ends."""
    return uow.jejak.head(the_office(uow))
