"""What the use cases need of cards and boards."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from sop_flows.engine.berkas import (
    Berkas,
    Tugas,
)
from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import (
    AnyKartu,
    Daftar,
    KartuTugas,
)


class Moved(NamedTuple):
    """The tugas, by id, that somebody got with a post, and those that somebody lost."""

    got: frozenset[int]
    lost: frozenset[int]


class KartuPort(Protocol):
    """Which messages owe whom their current state."""

    def owe(
        self,
        tugas: Iterable[Tugas],
        recipients: Mapping[int, Sequence[Pemegang]],
        kantor_id: int,
        *,
        lane: Lane,
        first_chat: int | None = None,
        senyap: bool = False,
        board: Berkas | None = None,
    ) -> None:
        """Owe the cards of stored tugas to recipients (tugas id -> people with a chat).

        New cards are made where a recipient of an open tugas has none; existing cards of everybody
        else who has one are owed too.

        Args:
            first_chat: Who just tapped: goes in the fast lane.
            board: The stored berkas whose boards are owed their state too.
        """

    def move(
        self,
        tugas: Iterable[Tugas],
        recipients: Mapping[int, Sequence[Pemegang]],
        kantor_id: int,
        *,
        senyap: bool,
    ) -> Moved:
        """Bring the cards of open tugas of an office to who has them now.

        Who has no card gets one; who lost the tugas sees that it moved; who has it back gets it
        anew. Returns which tugas somebody got, and which somebody lost.
        """

    def owe_again(self, tugas_id: int, chat_id: int) -> None:
        """Owe one person's card a redraw though its revisi stands (a conversation on it moved).

        Somebody of the office who has no card of the tugas is sent one.
        """

    def send_anew(self, tugas_id: int, chat_id: int) -> None:
        """Send one person's card as a new message; the old one is struck.

        Whoever had lost the tugas has it back. Somebody of the office who has no card of it is sent one.
        """

    def turn(self, tugas: Tugas, chat_id: int, halaman: int) -> None:
        """Turn one person's card to a page of its values, or to its front (0), and owe it."""

    def owe_all_again(self, tugas: Collection[int], boards: Collection[int] = ()) -> None:
        """Owe everybody's cards of these tugas a redraw though their revisi stands.

        Args:
            boards: The berkas whose starters are owed their boards with them.
        """

    def owe_boards_of(self, kantor_id: int, chat_id: int) -> None:
        """Owe a chat its boards of running berkas of an office: whose it is has changed."""

    def owe_board_again(self, berkas_id: int, chat_id: int) -> None:
        """Owe one person's board a redraw though its revisi stands."""

    def add_board(
        self, berkas_id: int, kantor_id: int, pegawai_id: int, chat_id: int, *, revisi: int
    ) -> None:
        """Give a person a board of a berkas: a new message, pinned, also where there is one."""

    def send_list(self, daftar: Daftar, kantor_id: int, pegawai_id: int, chat_id: int) -> None:
        """Send a person one of their lists in an office as a new message; the one before goes away."""

    def owe_list_again(self, daftar: Daftar, kantor_id: int, chat_id: int) -> int | None:
        """Owe a person one of their lists in an office a redraw; return the message that shows it, if any."""

    def get(self, kartu_id: int) -> AnyKartu | None:
        """Return a card or board."""

    def of_tugas(self, tugas_id: int) -> tuple[KartuTugas, ...]:
        """Return the cards of a tugas, oldest first."""

    def of_each(self, tugas: Collection[int]) -> tuple[KartuTugas, ...]:
        """Return the cards of these tugas, oldest first."""
