"""A message owed to a chat, as a fact: which screen with which facts, never its wording."""

from enum import IntEnum

from sop_flows.deferred import dataclass
from sop_flows.ports.layar import Isi


class Lane(IntEnum):
    """Who goes first when Telegram's pace is the limit."""

    KETUK = 0
    """Somebody just tapped or wrote and waits."""
    BIASA = 1
    """New tugas, returned tugas, decisions."""
    MASSAL = 2
    """Digests and boards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kiriman:
    """A message owed to a chat.

    ``isi`` is what it says. With a ``kartu_id``, that card is owed its current state. ``dedup`` makes
    a row unique for ever.

    A card is owed more than its state when it is ``paksa`` (drawn though its revisi stands), ``baru``
    (sent as a new message, the old one struck) or ``sematkan`` (pinned).
    """

    chat_id: int
    isi: Isi
    kantor_id: int | None = None
    kartu_id: int | None = None
    lane: Lane = Lane.BIASA
    senyap: bool = False
    baru: bool = False
    paksa: bool = False
    sematkan: bool = False
    dedup: str | None = None

    @property
    def layar(self) -> str:
        """The name of what it says."""
        return self.isi.layar

    @property
    def insists(self) -> bool:
        """Whether a card is owed although its revisi stands."""
        return self.baru or self.paksa or self.sematkan


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedKiriman(Kiriman):
    """A row of the outbox as it is stored.

    Rows of one chat leave in order of ``id`` within their lane. An ``ambigu`` one may have arrived
    already.
    """

    id: int
    attempts: int = 0
    ambigu: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """A row of the outbox that nobody will ever read."""

    id: int
    chat_id: int
    kantor_id: int | None
    layar: str


def answer_to(chat_id: int, isi: Isi, *, kantor_id: int | None = None) -> Kiriman:
    """Return what is owed to somebody who just tapped or wrote, and waits."""
    return Kiriman(chat_id=chat_id, isi=isi, kantor_id=kantor_id, lane=Lane.KETUK)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawUpdate:
    """An update as Telegram sent it. ``chat_key`` orders: one key at a time, in arrival order."""

    update_id: int
    chat_key: int
    body: str
    attempts: int = 0
