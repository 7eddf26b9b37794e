"""Messages about planning an SOP: which one, until when, and the plan."""

from datetime import date

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Flat, Isi
from sop_flows.ports.rencana import Maksud


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarPilihanRencana(Isi):
    """A page of the SOPs that somebody may plan."""

    layar = "pilihan_rencana"
    user_id: int
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaRencana(Isi):
    """The question until which day an SOP has to be done, or whether it begins today."""

    layar = "tanya_rencana"
    sop: int
    nama: str
    kantor: str
    hari_ini: date
    batas: date | None = None
    """The day on which the laporan of the periode under way is due, where the office said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarRencana(Isi):
    """A page of a plan."""

    layar = "rencana"
    user_id: int
    maksud: Flat[Maksud]
