"""What the use cases need of accounts that wait to be confirmed as an employee."""

from datetime import datetime
from typing import Protocol

from sop_flows.ports.records import Ikatan


class CalonPort(Protocol):
    """Accounts that used a link of an office which is ``ketat``."""

    def hold(
        self, token_hash: str, user_id: int, chat_id: int, username: str, at: datetime
    ) -> bool:
        """Use the link and let the user wait to be confirmed; False as ``redeem`` says it."""

    def waiting(self, kantor_id: int) -> tuple[Ikatan, ...]:
        """Return who waits to be confirmed, oldest first."""

    def is_waiting(self, user_id: int) -> bool: ...
    def accept(self, pegawai_id: int, user_id: int, at: datetime) -> Ikatan | None:
        """Bind a user who waits; None if they do not wait."""

    def refuse(self, pegawai_id: int, user_id: int, at: datetime) -> Ikatan | None:
        """End the waiting of a user; None if they do not wait."""
