"""What the use cases need of who is who on Telegram: links, bindings, and accounts that wait for one."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.records import Ikatan, Undangan


class IkatanPort(Protocol):
    """Who an employee is on Telegram; in an office that is ``ketat`` an account waits first."""

    def unreachable(self, chats: Collection[int]) -> tuple[Ikatan, ...]:
        """Mark chats as not reachable; return whose they are of which that was not known."""

    def reachable(self, chats: Collection[int]) -> tuple[Ikatan, ...]:
        """Mark chats as reachable; return whose they are that were not."""

    def add_undangan(
        self, kantor_id: int, pegawai_id: int, token_hash: str, at: datetime, until: datetime
    ) -> None:
        """Store a one-time link for an employee by the hash of its token."""

    def find_undangan(self, token_hash: str, at: datetime) -> Pemegang | None:
        """Return whom an unused, unexpired link was made for."""

    def redeem(
        self, token_hash: str, user_id: int, chat_id: int, username: str, at: datetime
    ) -> bool:
        """Use the link and bind the user; False if somebody used it first or it expired.

        The employee's other links end with it.
        """

    def hold(
        self, token_hash: str, user_id: int, chat_id: int, username: str, at: datetime
    ) -> bool:
        """Use the link and let the user wait to be confirmed; False as ``redeem`` says it.

        Nobody is displaced before that.
        """

    def waiting(self, kantor_id: int) -> tuple[Ikatan, ...]:
        """Return who waits to be confirmed, oldest first."""

    def is_waiting(self, user_id: int) -> bool:
        """Tell whether a user waits to be confirmed somewhere."""

    def accept(self, pegawai_id: int, user_id: int, at: datetime) -> Ikatan | None:
        """Bind a user who waits, as ``redeem`` does; None if they do not wait."""

    def refuse(self, pegawai_id: int, user_id: int, at: datetime) -> Ikatan | None:
        """End the waiting of a user; None if they do not wait."""

    def discard_undangan(self, token_hash: str, at: datetime) -> None:
        """End a link that reached the wrong person."""

    def undangan(self, pegawai_id: int, at: datetime) -> tuple[Undangan, ...]:
        """Return the links of an employee that can still be used, newest first."""

    def discard_undangan_of(self, pegawai_id: int, at: datetime) -> None:
        """End every link of an employee that was not used."""

    def revoke(self, pegawai_id: int, at: datetime) -> tuple[Ikatan, ...]:
        """End every binding and every open link of an employee at once.

        Returns:
            The bindings to this bot that were.
        """
