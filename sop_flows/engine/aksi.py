"""An aksi: what somebody does to a tugas, of which kind it is, and who does it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.engine.tanda_tangan import TandaTangan
from sop_flows.jejak import Record


class Penugasan(StrEnum):
    """How somebody holds a post."""

    DEFINITIF = "definitif"
    PLT = "Plt."
    PLH = "Plh."
    PJ = "Pj."

    @property
    def awalan(self) -> str:
        """What stands before the post; empty where it is held for good."""
        return "" if self is Penugasan.DEFINITIF else self.value

    def sebut(self, jabatan: str) -> str:
        """Return a post as it is called when it is held so, such as ``Plt. Camat``."""
        return f"{self.awalan} {jabatan}" if self.awalan else jabatan


class Kerja(StrEnum):
    """What people may do to a tugas. Aksi are data: buttons and commands carry these words."""

    DISPOSISIKAN = "disposisikan"
    KIRIM = "kirim"
    SELESAI = "selesai"
    SETUJUI = "setujui"
    KEMBALIKAN = "kembalikan"
    PARAF = "paraf"
    TANDA_TANGANI = "tanda_tangani"
    KECUALIKAN = "kecualikan"
    HADIR = "hadir"
    AKAN_HADIR = "akan_hadir"
    BERHALANGAN = "berhalangan"
    DIWAKILI = "diwakili"
    CATAT_HADIR = "catat_hadir"
    HAPUS_HADIR = "hapus_hadir"
    TERUSKAN = "teruskan"
    TANYA = "tanya"
    JAWAB = "jawab"
    TARIK = "tarik"
    UNDANG_ULANG = "undang_ulang"
    TERIMA = "terima"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pelaku:
    """Who acts, as read in the deciding transaction: person, post and appointment."""

    pegawai_id: int
    nama: str
    jabatan_id: int
    jabatan: str
    penugasan: Penugasan = Penugasan.DEFINITIF

    def as_record(self) -> Record:
        """Return what the history keeps: both names and the appointment."""
        return {
            "pegawai_id": self.pegawai_id,
            "nama": self.nama,
            "jabatan_id": self.jabatan_id,
            "jabatan": self.jabatan,
            "penugasan": self.penugasan.value,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Aksi:
    """One aksi on one tugas, at the revisi that the person saw."""

    kerja: Kerja
    revisi: int
    at: datetime
    catatan: str = ""
    penerima: tuple[int, ...] = ()
    """Chosen posts of a disposisi ``dipilih``."""
    ke: int | None = None
    """The langkah that a return goes to; the file's only target when left out."""
    unit: tuple[int, ...] = ()
    indikator: tuple[int, ...] = ()
    isian: Mapping[str, str] = field(default_factory=dict)
    pegawai_id: int | None = None
    """Who is excused from signing, attends a rapat instead, or attended it; ``siapa`` is the name."""
    saksi_id: int | None = None
    saksi: str = ""
    """The name of the witness, as it is on that day."""
    siapa: str = ""
    """The name of the person whom it is about."""
    undangan_id: int | None = None
    """By which tugas somebody is invited whose attendance is noted."""
    naskah: str = ""
    """The sha256 of the naskah that is decided on."""
    isi: str = ""
    """The sha256 of what a return is about, or of what answers one; compared, not kept."""
    tanda: TandaTangan | None = None
    """The signature outside of the bot by which it is decided; None where a tap decides."""
    sekaligus: int = 0
    """How many tugas the one "Ya" is meant for by which it is decided; 0 where it is asked about by itself."""

    def as_record(self) -> Record:
        """Return what the history keeps of it beside who, when and where."""
        facts = {
            "catatan": self.catatan,
            "penerima": list(self.penerima),
            "ke": self.ke,
            "unit": list(self.unit),
            "indikator": list(self.indikator),
            "isian": dict(self.isian),
            "pegawai_id": self.pegawai_id,
            "saksi_id": self.saksi_id,
            "saksi": self.saksi,
            "siapa": self.siapa,
            "undangan_id": self.undangan_id,
            "naskah": self.naskah,
            "tanda": self.tanda.as_record() if self.tanda else None,
            "sekaligus": self.sekaligus,
        }
        return {name: fact for name, fact in facts.items() if fact}
