"""What the use cases need of people: who they are, what they hold, and their links."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from sop_flows.engine.aksi import Pelaku
from sop_flows.kantor.kantor import Pegawai, Pemegang
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


class PegawaiPort(CalonPort, Protocol):
    """People, the posts they hold, and who they are on Telegram."""

    def identify(self, user_id: int, today: date) -> tuple[Pegawai, ...]:
        """Return the employees that a Telegram user is, one per office, with posts held today."""

    def look_up(self, kantor_id: int, posts: Collection[int] | None, today: date) -> None:
        """Read who holds these posts, or any, in one go: they are going to be asked for."""

    def pelaku(self, user_id: int, kantor_id: int, jabatan_id: int, today: date) -> Pelaku | None:
        """Return the user as holder of that post today; None if the user does not hold it.

        Where nobody holds it, the holder of its atasan acts (recorded with the own post).
        """

    def pelaku_self(self, user_id: int, kantor_id: int, today: date) -> Pelaku | None:
        """Return the user in the first post held today in that office (or the atasan-less self)."""

    def pemegang(self, kantor_id: int, jabatan_id: int, today: date) -> tuple[Pemegang, ...]:
        """Return who is owed the cards of a post today; the atasan's holders if it is vacant."""

    def person(self, kantor_id: int, pegawai_id: int) -> Pemegang:
        """Return one employee as a recipient, with chat_id where joined."""

    def all(self, kantor_id: int, today: date) -> tuple[Pegawai, ...]: ...
    def chats(self, kantor_id: int) -> Mapping[int, int]:
        """Return pegawai_id -> chat_id of everyone who has joined and is bound."""

    def admins(self, kantor_id: int) -> tuple[Pemegang, ...]: ...
    def unreachable(self, chat_id: int) -> tuple[Ikatan, ...]:
        """Mark a chat as not reachable; return whose it is, nobody where that is known."""

    def reachable(self, chats: Collection[int]) -> tuple[Ikatan, ...]:
        """Mark chats as reachable; return whose they are that were not."""

    def add_undangan(
        self, kantor_id: int, pegawai_id: int, token_hash: str, at: datetime, until: datetime
    ) -> None: ...
    def find_undangan(self, token_hash: str, at: datetime) -> Pemegang | None:
        """Return whom an unused, unexpired link was made for (with kantor via ``kantor_of``)."""

    def kantor_of(self, pegawai_id: int) -> int: ...
    def redeem(
        self, token_hash: str, user_id: int, chat_id: int, username: str, at: datetime
    ) -> bool:
        """Use the link and bind the user; False if somebody used it first or it expired."""

    def discard_undangan(self, token_hash: str, at: datetime) -> None: ...
    def revoke(self, pegawai_id: int, at: datetime) -> tuple[Ikatan, ...]:
        """End every binding of an employee at once; return those that were."""
