"""A message to somebody who waits for it: owed to one chat, in the fast lane."""

from collections.abc import Mapping
from typing import Any

from sop_flows.kiriman import Kiriman, Lane
from sop_flows.ports import UnitOfWork


def say(
    uow: UnitOfWork, chat_id: int, kantor_id: int | None, layar: str, isi: Mapping[str, Any]
) -> None:
    """Owe a chat that screen with those facts."""
    uow.outbox.add(
        Kiriman(chat_id=chat_id, kantor_id=kantor_id, layar=layar, isi=dict(isi), lane=Lane.KETUK)
    )
