"""What the use cases need of people: who they are, and what they hold."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

from sop_flows.engine.aksi import Pelaku
from sop_flows.kantor.kantor import Pegawai, Pemegang


class PegawaiPort(Protocol):
    """People, and the posts that they hold."""

    def identify(self, user_id: int, today: date) -> tuple[Pegawai, ...]:
        """Return the employees that a Telegram user is, one per office, with posts held today."""

    def of_several(self, users: Collection[int], today: date) -> frozenset[int]:
        """Return which of these Telegram users are employees of more than one office."""

    def sapaan(self, chat_id: int) -> str:
        """Return how who reads a chat is addressed; empty where the offices do not agree on it."""

    def look_up(self, kantor_id: int, posts: Collection[int] | None, today: date) -> None:
        """Read who holds these posts, or any, in one go: they are going to be asked for."""

    def pelaku(self, user_id: int, kantor_id: int, jabatan_id: int, today: date) -> Pelaku | None:
        """Return the user as holder of that post today; None if the user does not hold it.

        Where nobody holds it, the holder of its atasan acts (recorded with the own post).
        """

    def pelaku_self(self, user_id: int, kantor_id: int, today: date) -> Pelaku | None:
        """Return the user in the first post held today in that office.

        Somebody of the office who holds no post acts with ``jabatan_id`` 0 and no name of a post.
        """

    def pemegang(self, kantor_id: int, jabatan_id: int, today: date) -> tuple[Pemegang, ...]:
        """Return who is owed the cards of a post today; the atasan's holders if it is vacant."""

    def person(self, kantor_id: int, pegawai_id: int) -> Pemegang:
        """Return one employee as a recipient, with chat_id where joined.

        Who has left is still somebody with a name.

        Raises:
            LookupError: The office has no such employee.
        """

    def all(self, kantor_id: int, today: date) -> tuple[Pegawai, ...]:
        """Return the employees of an office, with the posts they hold today."""

    def employee(self, kantor_id: int, pegawai_id: int, today: date) -> Pegawai | None:
        """Return one employee, with the posts held today; None for who has left."""

    def chats(self, kantor_id: int) -> Mapping[int, int]:
        """Return pegawai_id -> chat_id of everyone who has joined and is bound."""

    def admins(self, kantor_id: int) -> tuple[Pemegang, ...]:
        """Return the admins of an office."""

    def posts_held(self, kantor_id: int, today: date) -> Mapping[int, tuple[int, ...]]:
        """Return the posts of everyone who holds one today, the first one first."""

    def kantor_of(self, pegawai_id: int) -> int:
        """Return the office of an employee."""
