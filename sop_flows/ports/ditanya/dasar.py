"""What all conversations have in common: the name of their kind, and where they stand."""

from typing import ClassVar

from sop_flows.deferred import dataclass


class Ditanya:
    """What is asked, and what was answered so far; each kind is a type, named by its ``kind``."""

    __slots__ = ()
    kind: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if "kind" in cls.__dict__:
            DITANYA[cls.kind] = cls


DITANYA: dict[str, type[Ditanya]] = {}
"""The type of every kind of conversation, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PadaKartu(Ditanya):
    """A conversation on the card of a tugas; ``halaman`` is the page of its choice that is shown."""

    tugas: int
    halaman: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TanpaKartu(Ditanya):
    """A conversation about a tugas that no card of who is asked shows."""

    tugas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PadaPapan(Ditanya):
    """A conversation on the board of a berkas; ``halaman`` is the page of its choice."""

    berkas: int
    halaman: int = 0
