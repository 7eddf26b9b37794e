"""Messages about the history of an office as a whole."""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Isi


@dataclass(frozen=True, slots=True, kw_only=True)
class UjungHarian(Isi):
    """Where the history of an office ended when a day began: ``ujung`` is a head as people note it."""

    layar = "ujung_harian"
    kantor: str
    zona: str
    at: datetime
    ujung: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiwayatRusak(Isi):
    """What a nightly check found: from which line on the history is not whole, or how many things differ from it.

    Where it is neither, the database does not guard it any more.
    """

    layar = "riwayat_rusak"
    kantor: str
    baris: int | None = None
    selisih: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UjungDiperiksa(Isi):
    """Whether the history of ``kantor`` still has the line ``baris`` that somebody noted as its end.

    It has grown by ``bertambah`` lines since; where no office of theirs has that line, ``kantor`` is empty.
    """

    layar = "ujung_diperiksa"
    baris: int
    kantor: str = ""
    bertambah: int = 0
