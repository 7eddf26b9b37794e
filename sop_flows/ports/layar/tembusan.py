"""Messages about a copy for information: to which post it goes, and what its holder reads."""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Flat, Isi, Pejabat, Pilihan
from sop_flows.ports.layar.kalender import TugasKalender


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaTembusan(Isi):
    """To which post a copy of a tugas goes (``lain``: so many have no button); with ``jabatan``, whether there.

    ``sudah`` have one; ``nama``: who holds the post.
    """

    layar = "tanya_tembusan"
    satu: Flat[TugasKalender]
    pilihan: tuple[Pilihan, ...] = ()
    lain: int = 0
    sudah: tuple[str, ...] = ()
    jabatan: int = 0
    kepada: str = ""
    nama: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Perihal:
    """What a copy is of: what somebody did last with the tugas, or said of it, in which words."""

    oleh: Pejabat
    aksi: str
    at: datetime
    catatan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TembusanMasuk(Isi):
    """A copy for information, told to who holds the post ``kepada``; ``pada``: whose tugas it is."""

    layar = "tembusan_masuk"
    satu: Flat[TugasKalender]
    berkas_id: int
    oleh: Pejabat
    kepada: str
    pada: str
    perihal: Perihal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TembusanTerkirim(Isi):
    """To which post a copy went, and who of it has it, told to who sent it."""

    layar = "tembusan_terkirim"
    satu: Flat[TugasKalender]
    kepada: str
    nama: tuple[str, ...]
