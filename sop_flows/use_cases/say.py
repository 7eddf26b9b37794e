"""A message to somebody who waits for it: owed to one chat, in the fast lane."""

from collections.abc import Mapping
from typing import Any

from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.unit_of_work import UnitOfWork


def say(
    uow: UnitOfWork, chat_id: int, kantor_id: int | None, layar: str, isi: Mapping[str, Any]
) -> None:
    """Owe a chat that screen with those facts."""
    uow.outbox.add(answer_to(chat_id, layar, isi, kantor_id=kantor_id))
