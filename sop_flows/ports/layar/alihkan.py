"""Messages about a tugas that is handed on to another post."""

from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Flat, Isi, Pejabat, Pilihan
from sop_flows.ports.layar.kalender import TugasKalender
from sop_flows.ports.layar.tugas import TugasBernomor


class BagianAlihkan(StrEnum):
    """What is asked before a tugas is handed on."""

    JABATAN = "jabatan"
    ORANG = "orang"
    ALASAN = "alasan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaAlihkan(Isi):
    """To which post a tugas goes, to which holder of ``kepada``, or why it goes there.

    ``sendiri`` is the reader's own post among those to choose; ``lain``: so many have no button.
    ``bersama``: it may go to all holders together; ``siapa`` was chosen of them.
    """

    layar = "tanya_alihkan"
    satu: Flat[TugasKalender]
    bagian: BagianAlihkan
    pilihan: tuple[Pilihan, ...] = ()
    lain: int = 0
    sendiri: int = 0
    kepada: str = ""
    bersama: bool = False
    siapa: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlihkanSenomor(Isi):
    """In which office a tugas is meant that is to be handed on by its number."""

    layar = "alihkan_senomor"
    nomor: int
    pilihan: tuple[TugasBernomor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasDialihkan(Isi):
    """A tugas went from one post to another (``nama``: who holds that), told to who had it and who did it.

    ``sendiri``: its reader handed it on, and may send a copy of that. ``siapa`` of the holders was named
    to do it; ``tetap``: that is all, it stayed with its post.
    """

    layar = "tugas_dialihkan"
    satu: Flat[TugasKalender]
    oleh: Pejabat
    dari: str
    kepada: str
    nama: tuple[str, ...]
    alasan: str
    sendiri: bool = False
    siapa: str = ""
    tetap: bool = False
