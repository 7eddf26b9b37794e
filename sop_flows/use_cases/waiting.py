"""What somebody sent on and is not done yet: who has it, since when, and whether it is late."""

from collections.abc import Iterator

from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.records import Terbuka
from sop_flows.ports.reminders import BarisMenunggu
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.place import START
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import local_date, people_of
from sop_flows.use_cases.reminders import describe, oversees


def list_waiting(uow: UnitOfWork, *, user_id: int) -> tuple[BarisMenunggu, ...]:
    """Return the open tugas of others that a user brought about, in all their offices, the latest first."""
    lines = [line for orang in people_of(uow, user_id) for line in waiting_for(uow, orang)]
    return tuple(sorted(lines, key=lambda line: (-line.baris.hari, line.baris.dibuka_at)))


def waiting_for(uow: UnitOfWork, orang: Pegawai) -> Iterator[BarisMenunggu]:
    """Yield the open tugas of others that an employee brought about."""
    today = local_date(uow, orang.kantor_id)
    for one in uow.pengingat.of_kantor(orang.kantor_id):
        if not has_sent(one, orang):
            continue
        people = recipients_of(uow, orang.kantor_id, one.due.tugas, today)
        if all(person.pegawai_id != orang.id for person in people):
            is_read = any(person.can_read for person in people)
            yield BarisMenunggu(
                baris=describe(uow, one.due),
                can_remind=is_read
                and one.due.tugas.is_late_at(uow.now)
                and oversees(uow, one.due, orang.id),
            )


def has_sent(one: Terbuka, orang: Pegawai) -> bool:
    """Tell whether an employee did what opened a tugas: a langkah before, or the start."""
    asal = one.due.tugas.asal
    if asal == START:
        return one.due.dimulai_oleh == orang.id
    return orang.id in one.pelaku.get(asal.langkah, ())
