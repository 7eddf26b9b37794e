"""Conversations about a tugas beside its aksi: answers, reminders, time, where it goes, a rapat."""

from datetime import date
from typing import Literal

from sop_flows.deferred import dataclass
from sop_flows.engine.tambahan import SebabWaktu
from sop_flows.ports.ditanya.dasar import PadaKartu, TanpaKartu
from sop_flows.ports.layar.alihkan import BagianAlihkan
from sop_flows.ports.layar.tugas import BagianTindakLanjut
from sop_flows.ports.layar.waktu import BagianWaktu, KerjaWaktu


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaIsian(PadaKartu):
    """One answer of a tahap, by its kode."""

    kind = "isian"
    kode: str
    tawaran: tuple[str, ...] = ()
    """What the buttons under the question answer, as they were drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Album(PadaKartu):
    """Where the rest of an album goes: with its first dokumen."""

    kind = "album"
    kode: str
    album: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tunda(PadaKartu):
    """Why the reminders are to wait."""

    kind = "tunda"
    kerja: Literal["tunda"] = "tunda"


@dataclass(frozen=True, slots=True, kw_only=True)
class TulisArahan(TanpaKartu):
    """What somebody who oversees a tugas has to say to its holder."""

    kind = "tulis_arahan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaWaktu(TanpaKartu):
    """What is asked about the time of a tugas; ``permintaan`` is the revisi of a request being refused."""

    kind = "waktu"
    kerja: KerjaWaktu
    bagian: BagianWaktu
    sebab: SebabWaktu = SebabWaktu.PEKERJAAN
    sampai: date | None = None
    permintaan: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alihkan(TanpaKartu):
    """To which post a tugas is handed on, to whom of it (None: to all), and why."""

    kind = "alihkan"
    bagian: BagianAlihkan
    jabatan: int = 0
    pegawai: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tembusan(TanpaKartu):
    """To which post a copy of a tugas goes; with ``jabatan``, whether it goes there."""

    kind = "tembusan"
    jabatan: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihWakil(PadaKartu):
    """Who attends a rapat instead; ``cari`` is the part of a name that was typed."""

    kind = "pilih_wakil"
    cari: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatatHadir(PadaKartu):
    """Who of those invited attends a rapat."""

    kind = "catat_hadir"


@dataclass(frozen=True, slots=True, kw_only=True)
class TindakLanjut(PadaKartu):
    """What a rapat decided: what, by which post, until when."""

    kind = "tindak_lanjut"
    kerja: Literal["selesai"] = "selesai"
    bagian: BagianTindakLanjut
    teks: str = ""
    jabatan: int = 0
