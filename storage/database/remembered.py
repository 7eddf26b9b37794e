"""What one unit of work has read already, so that no repository asks a second time."""

from collections.abc import Callable, Hashable
from dataclasses import field
from datetime import datetime
from typing import Any, TypeVar

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.jejak import Head, genesis
from sop_flows.ports.records import Loaded
from storage.database.insert import table
from storage.database.tables import KantorRow, SopRow

T = TypeVar("T")


@dataclass(slots=True)
class Counters:
    """The counters of an office as they stand within the unit."""

    nomor: int
    versi: int
    head: Head


def read_counters(
    kantor_id: int, nomor: int, versi: int, jejak_seq: int, jejak_hash: str
) -> Counters:
    """Return the counters that a row of the office holds."""
    head = Head(jejak_seq, jejak_hash) if jejak_seq else genesis(kantor_id)
    return Counters(nomor=nomor, versi=versi, head=head)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A conversation as its row has it."""

    chat_id: int
    jenis: str
    isi: dict[str, Any]
    dimulai_at: datetime


_K = table(KantorRow)
_S = table(SopRow)
NOTED = (
    _S.c.sha256,
    _K.c.id.label("k_id"),
    _K.c.nomor.label("k_nomor"),
    _K.c.versi.label("k_versi"),
    _K.c.jejak_seq,
    _K.c.jejak_hash,
)
"""What a query that finds tugas brings along of their SOP and office: it is asked for next."""


@dataclass(slots=True)
class UnitMemory:
    """Facts that hold until the unit ends; the unit itself keeps them true."""

    counters: dict[int, Counters] = field(default_factory=dict)
    sha256: dict[int, str] = field(default_factory=dict)
    """Of the text of an SOP, by sop_id."""
    percakapan: dict[int, Asked | None] = field(default_factory=dict)
    """What chats are known to be asked; None for nothing."""
    loaded: dict[int, Loaded] = field(default_factory=dict)
    """Tugas by id, each with its berkas."""
    berkas: dict[int, tuple[Berkas, int]] = field(default_factory=dict)
    """Berkas by id with all of their open tugas, each with its sop_id."""
    tugas: dict[int, tuple[Tugas, ...]] = field(default_factory=dict)
    """Every tugas of berkas, by berkas_id: all cards of one that are drawn at once ask for them."""
    naskah: dict[int, str | None] = field(default_factory=dict)
    """What is kept as the naskah that a berkas remembers, by berkas_id; None where it is lost."""
    standing: dict[tuple[int, Hashable], Any] = field(default_factory=dict)
    """What was put together of berkas as they stand, by berkas_id and of what."""
    bare: set[int] = field(default_factory=set)
    """Berkas that are known to have no dokumen."""

    def as_it_stands(self, berkas_id: int, of: Hashable, make: Callable[[], T]) -> T:
        """Return what is read or put together of a berkas: once, until this unit writes what one consists of."""
        if (berkas_id, of) not in self.standing:
            self.standing[berkas_id, of] = make()
        found: T = self.standing[berkas_id, of]
        return found

    def forget_tugas(self) -> None:
        """Read tugas and berkas anew: this unit writes one of them."""
        self.loaded.clear()
        self.berkas.clear()
        self.tugas.clear()
        self.naskah.clear()
        self.forget_standing()

    def forget_standing(self) -> None:
        """Put together anew what berkas consist of: this unit writes some of it."""
        self.standing.clear()

    def note(self, row: Any, sop_id: int) -> None:  # noqa: ANN401 -- a row of Core or Prepared
        """Remember what a row brings along under the names of ``NOTED``."""
        self.sha256[sop_id] = row.sha256
        self.counters.setdefault(
            row.k_id,
            read_counters(row.k_id, row.k_nomor, row.k_versi, row.jejak_seq, row.jejak_hash),
        )
