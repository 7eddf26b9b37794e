"""Several tugas at once, as somebody sees them before and while they choose."""

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.kantor.kantor import Kantor
from sop_flows.ports.ditanya import Butir, Sekaligus
from sop_flows.ports.layar.sekaligus import BarisSekaligus


@dataclass(frozen=True, slots=True, kw_only=True)
class Tersedia:
    """That several tugas in an office wait for the same kerja of somebody, and may be decided at once."""

    kantor_id: int
    kantor: str
    kerja: Kerja
    jumlah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisPilihan:
    """One of the tugas in a list to choose from."""

    baris: BarisSekaligus
    butir: Butir
    dipilih: bool
    gugur: bool
    """Whether it is not what it was when it was listed: it will be refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SekaligusView:
    """The list of several tugas on a phone, with what its person is asked about it; None where it is over."""

    kantor: Kantor
    asked: Sekaligus | None = None
    baris: tuple[BarisPilihan, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.asked is None
