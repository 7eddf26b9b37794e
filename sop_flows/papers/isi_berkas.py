"""What stands on the papers about a berkas as a whole: its times, its signatures, its history, its receipts."""

from dataclasses import field

from sop_flows.deferred import dataclass
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.papers.isi import IsiTanda, Kepala, Pejabat
from sop_flows.papers.isi_rapat import Pokok
from sop_flows.papers.isi_surat import Penandatangan


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiAlihan:
    """That a tugas was handed on from one post to another, by whom and when."""

    dari: str
    kepada: str
    oleh: str
    """The post, with how it was held."""
    pada: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisTimeline:
    """One langkah: its standard time, and when it began, is due and was done; empty is not yet."""

    langkah: int
    kegiatan: str
    pelaksana: tuple[str, ...]
    waktu: str
    mulai: str = ""
    batas: str = ""
    selesai: str = ""
    is_terlambat: bool = field(default=False, metadata=UNSAID_IF_EMPTY)
    perkiraan: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """When it is probably due, as long as it has not begun."""
    alihan: tuple[IsiAlihan, ...] = field(default=(), metadata=UNSAID_IF_EMPTY)
    """To whom else it went than the SOP says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What is to be done until when; ``catatan`` is what the office wrote about it."""

    kepala: Kepala
    catatan: tuple[Pokok, ...]
    baris: tuple[BarisTimeline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisTandaTangan:
    """One employee: when they signed which naskah, or why they were excused and before whom."""

    pegawai: Pejabat
    pada: str = ""
    kode: str = field(default="", metadata=UNSAID_IF_EMPTY)
    alasan: str = field(default="", metadata=UNSAID_IF_EMPTY)
    saksi: str = field(default="", metadata=UNSAID_IF_EMPTY)
    tanda: IsiTanda | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    """The signature outside of the bot by which they signed; None where it was a tap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarTandaTangan:
    """Everybody who is asked to sign, and who approves what they signed."""

    kepala: Kepala
    baris: tuple[BarisTandaTangan, ...]
    pengesah: Penandatangan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisRiwayat:
    """One thing that was done: at which tahap, by whom, when, and with what words."""

    pada: str
    langkah: int
    tahap: str
    """Its name; of what stands beside the flow ``tanya``, ``tindak_lanjut`` or ``tanda_terima``."""
    aksi: str
    oleh: Pejabat
    unit: str = field(default="", metadata=UNSAID_IF_EMPTY)
    siapa: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """Who was excused."""
    saksi: str = field(default="", metadata=UNSAID_IF_EMPTY)
    sekaligus: int = field(default=0, metadata=UNSAID_IF_EMPTY)
    """How many tugas one "Ya" was meant for that did it."""
    perbaikan: int = field(default=0, metadata=UNSAID_IF_EMPTY)
    """How often it was done again: people read of one more, the ronde."""
    ke: int = field(default=0, metadata=UNSAID_IF_EMPTY)
    """The langkah that it was returned to."""
    dari: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """From which post it was handed on."""
    kepada: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """To which post it was, or a copy of it went."""
    penerima: tuple[str, ...] = field(default=(), metadata=UNSAID_IF_EMPTY)
    """Who of that post was named, or got the copy."""
    catatan: str = field(default="", metadata=UNSAID_IF_EMPTY)
    jawaban: tuple[Pokok, ...] = field(default=(), metadata=UNSAID_IF_EMPTY)
    is_terlambat: bool = field(default=False, metadata=UNSAID_IF_EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiwayatBerkas:
    """What was done with a berkas, from its start to its end."""

    kepala: Kepala
    mulai: str
    oleh: str
    """Who started it; empty where that is not known."""
    selesai: str
    """When it ended; empty while it runs."""
    is_batal: bool
    baris: tuple[BarisRiwayat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serah:
    """A dokumen that a post was given, and when it said that it has it; empty is not yet."""

    dokumen: tuple[str, ...]
    penerima: Pejabat
    dikirim: str
    diterima: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tercatat:
    """What was noted of sending: by a tick at its moment, or in words."""

    label: str
    jawaban: str = ""
    pada: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuktiPenerimaan:
    """What the system knows of sending and receiving."""

    kepala: Kepala
    nomor: str
    tujuan: str
    tercatat: tuple[Tercatat, ...]
    serah: tuple[Serah, ...]
    oleh: Pejabat
    pada: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisCapaian:
    """One indikator with its figures as they are written."""

    unit: str
    kode: str
    nama: str
    satuan: str
    target: str
    realisasi: str
    capaian: str
    kategori: str
    alasan: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """Why it is n/a."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeritaAcara:
    """That two parties went through the values together, and what came out."""

    kepala: Kepala
    nomor: str
    pada: str
    pihak: tuple[Pejabat, Pejabat]
    mengetahui: Pejabat
    indikator: int
    dinilai: int
    rerata: str
    kategori: str
    pokok: tuple[Pokok, ...]
    baris: tuple[BarisCapaian, ...]
