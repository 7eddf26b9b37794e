"""Messages about a tugas that is handed on to another post."""

from dataclasses import dataclass
from enum import StrEnum

from sop_flows.ports.layar.isi import Flat, Isi, Pejabat, Pilihan
from sop_flows.ports.layar.kalender import TugasKalender
from sop_flows.ports.layar.tugas import TugasBernomor


class BagianAlihkan(StrEnum):
    """What is asked before a tugas is handed on."""

    JABATAN = "jabatan"
    ALASAN = "alasan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaAlihkan(Isi):
    """To which post a tugas goes, or why it goes ``kepada`` that one.

    ``sendiri`` is the reader's own post among those to choose; ``lain``: so many have no button.
    """

    layar = "tanya_alihkan"
    satu: Flat[TugasKalender]
    bagian: BagianAlihkan
    pilihan: tuple[Pilihan, ...] = ()
    lain: int = 0
    sendiri: int = 0
    kepada: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlihkanSenomor(Isi):
    """In which office a tugas is meant that is to be handed on by its number."""

    layar = "alihkan_senomor"
    nomor: int
    pilihan: tuple[TugasBernomor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasDialihkan(Isi):
    """A tugas went from one post to another (``nama``: who holds that), told to who had it and who did it.

    ``sendiri``: its reader handed it on, and may send a copy of that.
    """

    layar = "tugas_dialihkan"
    satu: Flat[TugasKalender]
    oleh: Pejabat
    dari: str
    kepada: str
    nama: tuple[str, ...]
    alasan: str
    sendiri: bool = False
