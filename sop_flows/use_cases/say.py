"""A message to somebody who waits for it: owed to one chat, in the fast lane."""

from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar import Isi
from sop_flows.ports.unit_of_work import UnitOfWork


def say(uow: UnitOfWork, chat_id: int, kantor_id: int | None, isi: Isi) -> None:
    """Owe a chat what a message says."""
    uow.outbox.add(answer_to(chat_id, isi, kantor_id=kantor_id))
