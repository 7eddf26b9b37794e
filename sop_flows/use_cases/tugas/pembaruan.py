"""What changes under open cards: seen before and after, recorded and told where it is made.

1. Whoever writes what cards show (an import, an appointment, the posts of a column) does it within
   ``noting``, or looks before and follows after, in the same unit of work. Values of an earlier
   periode are noted where their berkas is stored (``later.py``).
2. A tugas whose card shows something else stands at its next revisi: no button that was drawn before
   decides anything. The card says what changed; so does the history of its berkas, but of holders: who
   was appointed is a line of the office, and in what capacity somebody acted is in that of the aksi.
3. A calendar moves the tenggat of open tugas. Whoever has them is told once, of all of them together.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from sop_flows.jejak import Record
from sop_flows.ports.records import Brought, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import follow_tugas
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.tugas.renewal import Renewal, Sight, record, see, see_again, tell
from sop_flows.use_cases.tugas.shown import Cards


@contextmanager
def noting(uow: UnitOfWork, kantor_id: int, oleh: Record) -> Iterator[None]:
    """Note what is changed within under the open cards of an office, by whom, and owe it to people."""
    before = look(uow, kantor_id)
    yield
    note(uow, before, oleh)


def look(uow: UnitOfWork, kantor_id: int) -> Sight:
    """Return what the open cards of an office show now."""
    return see(uow, kantor_id, uow.berkas.load_open(kantor_id), cards_now(uow, kantor_id).show)


def note(uow: UnitOfWork, before: Sight, oleh: Record) -> Renewal:
    """Note what changed under the open cards since they were looked at, by whom, and owe it to people."""
    renewal = follow(uow, before)
    record(uow, renewal, oleh)
    tell(uow, renewal)
    return renewal


def follow(uow: UnitOfWork, before: Sight) -> Renewal:
    """Store what changed under the open cards since they were looked at."""
    return see_again(uow, before, cards_now(uow, before.kantor_id).show)


def cards_now(uow: UnitOfWork, kantor_id: int) -> Cards:
    """Return the open cards of an office with the holders of today."""
    return Cards(uow, kantor_id, local_date(uow, kantor_id))


# Holders


@contextmanager
def noting_holders(uow: UnitOfWork, kantor_id: int) -> Iterator[None]:
    """Note who has the open tugas of an office otherwise than before, and owe their cards."""
    before = look_for_holders(uow, kantor_id, local_date(uow, kantor_id))
    yield
    follow_holders(uow, before)


def look_for_holders(uow: UnitOfWork, kantor_id: int, day: date) -> Sight:
    """Return who has the open tugas of an office on a day."""
    return held_on(uow, kantor_id, uow.berkas.load_open(kantor_id), day)


def held_on(uow: UnitOfWork, kantor_id: int, found: Iterable[Loaded], day: date) -> Sight:
    """Return who has open tugas of an office on a day."""
    return see(uow, kantor_id, found, Cards(uow, kantor_id, day).show_holders)


def follow_holders(uow: UnitOfWork, before: Sight) -> Renewal:
    """Bring the cards of an office to the holders of today, and owe them."""
    renewal = see_again(uow, before, cards_now(uow, before.kantor_id).show_holders)
    tell(uow, renewal)
    return renewal


def follow_posts(uow: UnitOfWork, brought: Brought, room: int) -> int:
    """Bring a part of the cards of an office to the holders of today; return how many open tugas that are.

    Where cards were brought to those of a day before, who has a tugas only since today is on its card for
    everybody who had it before. The office is settled with the last part.
    """
    kantor_id, since, today = brought.kantor_id, brought.since, brought.today
    part = uow.berkas.load_part(kantor_id, brought.after, room)
    tugas = {one.tugas.id: one.tugas for one in part.tugas}
    if part.tugas and since is not None and uow.penugasan.has_turned(kantor_id, since, today):
        renewal = follow_holders(uow, held_on(uow, kantor_id, part.tugas, since))
        tugas |= {one.tugas.id: one.tugas for one in renewal.tugas}
    follow_tugas(uow, kantor_id, tugas.values(), today)
    if part.is_last:
        uow.kantor.settle(kantor_id, today)
    else:
        uow.kantor.bring(kantor_id, today, part.tugas[-1].tugas.id)
    return len(part.tugas)
