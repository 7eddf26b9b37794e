"""What somebody may start: SOPs, and the periode that they can be started for."""

from sop_flows.deferred import dataclass
from sop_flows.kantor.kantor import Kantor
from sop_flows.sop.definition import Sop
from sop_flows.waktu.periode import JenisPeriode, Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihanMulai:
    """An SOP and period that somebody may start."""

    kantor: Kantor
    sop_id: int
    sop: Sop
    periode: Periode
    berjalan: int | None
    """Number of the berkas that runs already."""
    selesai: int | None = None
    """Number of the newest berkas that has ended for it."""
    is_berlangsung: bool = False
    """Whether the periode is not over: what is measured of it is not all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihanPeriode:
    """The periode of a kind that a berkas can be started for: those that are over, the newest first."""

    jenis: JenisPeriode
    periode: tuple[Periode, ...]
    berlangsung: Periode | None = None
    """The one under way, where it is time already."""
