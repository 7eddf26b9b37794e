"""Conversations about an office: its people, who stands in, its days, its SOPs."""

from datetime import date

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Penugasan
from sop_flows.ports.ditanya.dasar import Ditanya
from sop_flows.ports.layar.delegasi import BagianDelegasi
from sop_flows.ports.layar.isi import Flat
from sop_flows.ports.layar.keanggotaan import NOBODY, Disebut
from sop_flows.ports.layar.libur import BagianLibur
from sop_flows.waktu.jadwal import JenisHari


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegasi(Ditanya):
    """What was chosen so far of an appointment."""

    kind = "delegasi"
    bagian: BagianDelegasi
    kantor: int = 0
    jabatan: int = 0
    pegawai: int = 0
    mulai: date | None = None
    selesai: date | None = None
    jenis: Penugasan | None = None
    sk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Libur(Ditanya):
    """What was said so far of days of the calendar of an office; of Ramadan, of its first day."""

    kind = "libur"
    bagian: BagianLibur
    kantor: int
    jenis: JenisHari
    mulai: date | None = None
    selesai: date | None = None
    dasar: str = ""
    dihapus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Berhalangan(Ditanya):
    """From when to when a holder is away, and why."""

    kind = "berhalangan"
    mulai: date | None = None
    selesai: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bergabung(Ditanya):
    """Whether somebody is the employee of a link, and whom that was said to push out."""

    kind = "bergabung"
    undangan: str
    pegawai: int
    disebut: Flat[Disebut] = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class SopDikirim(Ditanya):
    """Whether an SOP file is to be activated."""

    kind = "sop"
    teks: str
    sidik: str
    nama: str
