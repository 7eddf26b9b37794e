"""A plan as somebody looks at it: which SOP, from when or until when, and what it runs into."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.engine.rencana import Terjadwal
from sop_flows.kantor.halangan import Halangan
from sop_flows.kantor.kantor import Kantor
from sop_flows.ports.halaman import Halaman
from sop_flows.ports.pilihan import PilihanMulai
from sop_flows.sop.definition import Sop


class Arah(StrEnum):
    """In which direction a plan is made."""

    SAMPAI = "sampai"
    """Back from the day until which it has to be done."""
    MULAI = "mulai"
    """On from the day on which it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maksud:
    """What is to be planned: an SOP (its id), in which direction, by which day."""

    sop: int
    arah: Arah
    hari: date
    rantai: bool = True
    """Whether the SOPs whose result it begins with are planned before it."""
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LangkahRencana:
    """A piece of a plan with whom it asks, and what its langkah took before."""

    terjadwal: Terjadwal
    kolom: tuple[str, ...]
    """Whose columns it asks, by name."""
    lalu: timedelta | None = None
    """The median of the ended berkas, in working time; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BagianRencana:
    """Pieces of one SOP, and what they run into."""

    sop: Sop
    langkah: tuple[LangkahRencana, ...]
    halangan: tuple[Halangan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MenurutLalu:
    """What a plan would be if each langkah took as long as in the berkas that have ended."""

    jumlah: int
    """How many have."""
    mulai: datetime
    selesai: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RencanaView:
    """A plan, a part of it at a time."""

    kantor: Kantor
    sop: Sop
    maksud: Maksud
    mulai: datetime
    """When it begins; of a plan until a day at the latest."""
    selesai: datetime
    bagian: Halaman[BagianRencana]
    sebelum: tuple[Sop, ...] = ()
    """The SOPs that are planned before it."""
    masukan: tuple[Sop, ...] = ()
    """The SOPs that can be: active in the office, and not done for its periode."""
    bila_sekarang: datetime | None = None
    """When it would end if it began now, where it should have begun before."""
    lalu: MenurutLalu | None = None
    dapat_dimulai: tuple[PilihanMulai, ...] = ()
    """What the reader may start now: the SOPs that it begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospek:
    """What becomes of an SOP that may begin now."""

    zona: str
    selesai: datetime
    """When it is done if it begins now."""
    batas: date | None = None
    """When its laporan is due; None where the office does not say."""
    mulai: datetime | None = None
    """The latest start for that; None where that is past too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihanRencana:
    """An SOP that somebody may plan."""

    kantor: Kantor
    sop_id: int
    sop: Sop
