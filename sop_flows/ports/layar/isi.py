"""What all messages have in common: the name of their layar, and how their facts are written."""

from typing import Annotated, ClassVar, TypeVar

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Penugasan

FLAT = "flat"
T = TypeVar("T")
Flat = Annotated[T, FLAT]
"""Facts that several messages have: they are written among the own ones of each."""


class Isi:
    """What a message says, as facts; each kind of message is a type, named by its ``layar``.

    A fact that is not there has a default, and is left out where the message is kept.
    """

    __slots__ = ()
    layar: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if "layar" in cls.__dict__:
            LAYAR[cls.layar] = cls


LAYAR: dict[str, type[Isi]] = {}
"""The type of every layar, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempat:
    """Which tugas a message is about, at which revisi."""

    tugas: int
    revisi: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilihan:
    """A post or a person to choose; ``kantor`` where the choice is among several offices."""

    id: int
    nama: str
    kantor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pejabat:
    """Who acted, as a message names one: by name and post, and how the post is held."""

    nama: str
    jabatan: str
    penugasan: Penugasan
