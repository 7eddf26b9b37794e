"""What one unit of work has read already, so that no repository asks a second time."""

from dataclasses import dataclass, field

from sop_flows.jejak import Head, genesis


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


@dataclass(slots=True)
class UnitMemory:
    """Facts that hold until the unit ends; the unit itself keeps them true."""

    counters: dict[int, Counters] = field(default_factory=dict)
    sha256: dict[int, str] = field(default_factory=dict)
    """Of the text of an SOP, by sop_id."""
    silent: set[int] = field(default_factory=set)
    """Chats that are known to have no conversation."""
    bare: set[int] = field(default_factory=set)
    """Berkas that are known to have no dokumen."""
