"""The way of a berkas through its SOP, as somebody looks at it: each langkah with who did or has it."""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Penugasan
from sop_flows.engine.berkas import Berkas
from sop_flows.kantor.kantor import Kantor
from sop_flows.ports.halaman import Halaman
from sop_flows.ports.views import LangkahStatus
from sop_flows.sop.definition import Sop


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """Who did a langkah, as what, and when; of several the last."""

    nama: str
    jabatan: str
    penugasan: Penugasan
    at: datetime
    lain: int = 0
    """How many others did it too."""

    @property
    def sebutan(self) -> str:
        """The post with how it was held, such as ``Plt. Camat``."""
        return self.penugasan.sebut(self.jabatan)


@dataclass(frozen=True, slots=True, kw_only=True)
class LangkahAlur:
    """One langkah on the way."""

    status: LangkahStatus
    kolom: tuple[str, ...]
    """Whose columns it stands in, by name."""
    cap: Cap | None
    tembusan: tuple[str, ...] = ()
    """The posts that copies of it went to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlurView:
    """The way of a berkas, a page of it, as it is at a moment."""

    kantor: Kantor
    berkas: Berkas
    sop: Sop
    langkah: Halaman[LangkahAlur]
    selesai: int
    """How many langkah of all are done."""
    terlambat: int
    """How many open tugas are past their tenggat."""
    now: datetime
    is_whole: bool = True
    """Whether the history that names who did what is whole."""
