"""What becomes of a tugas beside its aksi: new facts, and reminders that begin anew."""

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Facts
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.unit_of_work import UnitOfWork


def store_facts(
    uow: UnitOfWork, tugas: Tugas, kantor_id: int, facts: Facts, *, lane: Lane
) -> Tugas:
    """Store new facts of a tugas; its cards are owed them."""
    stored = uow.berkas.change(replace(tugas, facts=facts))
    uow.kartu.owe((stored,), {}, kantor_id, lane=lane, senyap=True)
    return stored


def remind_anew(uow: UnitOfWork, tugas: Tugas) -> None:
    """Let the reminders of an open tugas begin anew, and owe those on phones what they say now."""
    uow.pengingat.remind_at({tugas.id: uow.now})
    uow.reminders.owe_again((tugas.id,))


def change_facts(
    uow: UnitOfWork, tugas: Tugas, kantor_id: int, chat_id: int, facts: Facts
) -> None:
    """Store what a conversation found; it ends, and this chat gets the card as a new message."""
    stored = store_facts(uow, tugas, kantor_id, facts, lane=Lane.BIASA)
    uow.percakapan.drop(chat_id, (stored.id,))
    uow.kartu.send_anew(stored.id, chat_id)
