"""What is told of a berkas that has ended: what became of it, and how it is opened again."""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.naskah.hasil import Hasil
from sop_flows.ports.layar.isi import Isi
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Penanda:
    """Who decided on the naskah that counts: as what, how, and when."""

    nama: str
    jabatan: str
    penugasan: Penugasan = Penugasan.DEFINITIF
    kerja: Kerja
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NaskahBerkas:
    """The naskah that counts, by which it is opened again."""

    versi: int
    kode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BerkasBerakhir(Isi):
    """A berkas has ended: finished with a result, or given up with a reason."""

    layar = "berkas_berakhir"
    nomor: int
    judul: str
    status: StatusBerkas
    berkas_id: int
    kantor: str = ""
    zona: str = ""
    """Of the office; there whenever a moment is told."""
    periode: Periode | None = None
    hasil: Hasil | None = None
    """None where nothing was measured."""
    naskah: NaskahBerkas | None = None
    """None where nothing was decided on."""
    penanda: tuple[Penanda, ...] = ()
    """In the order in which they decided."""
    oleh: str = ""
    alasan: str = ""
    """Why it was given up, and by whom."""
    is_whole: bool = True
    """Whether its history was; if not, nothing is told of result, naskah and who decided."""
