"""What a tugas carries besides its columns: a closed set of facts, each with a type of its own.

1. Absent is None, or empty where nothing empty is ever kept.
2. How they are stored is the affair of one codec; nobody else sees a dict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Aksi, Kerja, Pelaku, Penugasan
from sop_flows.engine.formulir import Sebelum, StatusFormulir
from sop_flows.engine.pembaruan import Pembaruan
from sop_flows.engine.tambahan import Permintaan, Tambahan
from sop_flows.engine.tanda_tangan import TandaTangan
from sop_flows.jejak import Record

# How it came, and what became of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Gelombang:
    """The outcome that opened a tugas: a revisi of its berkas, so that no ronde is taken for another."""

    nomor: int | None = None
    dari: int | None = None
    """The one that opened the tugas which it follows; None for the very first."""
    bersama: int = 1
    """How many tugas of the flow it opened; 0 once somebody has joined them."""


NO_GELOMBANG: Final = Gelombang()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dari:
    """Who handed the work over, by which aksi, with what note."""

    aksi: Kerja
    nama: str
    jabatan: str
    penugasan: Penugasan
    catatan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alihan:
    """That it was handed on from one post to another: by whom, and why."""

    dari: int
    """The jabatan_id of the post that had it."""
    jabatan_lama: str
    jabatan_baru: str
    alasan: str
    nama: str
    jabatan: str
    penugasan: Penugasan
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tembusan:
    """That a copy for information went to a post: by whom, and when."""

    jabatan_id: int
    kepada: str
    """What the post was called."""
    nama: str
    jabatan: str
    penugasan: Penugasan
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dikerjakan:
    """Which of several holders said that they are at it, and since when: no lock, a word to the others.

    ``ditunjuk``: who else said that it is theirs to do, by post, and why.
    """

    pegawai_id: int
    nama: str
    at: datetime
    ditunjuk: str = ""
    alasan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengembalian:
    """A return: from which langkah to which, by whom and why, for which units and values."""

    dari: int
    ke: int
    alasan: str
    nama: str
    jabatan: str
    penugasan: Penugasan
    unit: tuple[int, ...] = ()
    indikator: tuple[int, ...] = ()
    isi: str = ""
    """The sha256 of what was returned; empty where single units get their forms back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hasil:
    """What a closed card says of the aksi that closed it.

    Of those who only attended a rapat, or were told that it is put off, it names no post.
    """

    aksi: Kerja
    nama: str
    jabatan: str = ""
    penugasan: Penugasan | None = None
    catatan: str = ""
    isian: Mapping[str, str] = field(default_factory=dict)
    sidik: str = ""
    """The sha256 of the values shown; only of decisions from before there was a naskah."""
    naskah: str = ""
    """The sha256 of the naskah that was decided on."""
    menutup: int = 0
    """How many tugas of others it closed: then it is final."""
    saksi: str = ""
    """Who witnessed an excuse."""
    saksi_id: int | None = None
    siapa: str = ""
    """Which employee was excused; empty where it is a unit."""
    pegawai_id: int | None = None
    """Who did it; None where that was not kept yet."""
    tanda: TandaTangan | None = None
    """The signature outside of the bot by which it was decided; None where a tap did."""
    sekaligus: int = 0
    """How many tugas the one "Ya" was meant for that decided it; 0 where it was asked about by itself."""

    @property
    def sebutan(self) -> str:
        """The post with how it was held, such as ``Plt. Camat``."""
        return self.penugasan.sebut(self.jabatan) if self.penugasan else self.jabatan


def hasil_of(aksi: Aksi, pelaku: Pelaku) -> Hasil:
    """Return what a closed card says of the aksi that closed it."""
    return Hasil(
        aksi=aksi.kerja,
        nama=pelaku.nama,
        jabatan=pelaku.jabatan,
        penugasan=pelaku.penugasan,
        catatan=aksi.catatan,
        isian=aksi.isian,
        naskah=aksi.naskah,
        saksi=aksi.saksi,
        saksi_id=aksi.saksi_id,
        siapa=aksi.siapa,
        pegawai_id=pelaku.pegawai_id,
        tanda=aksi.tanda,
        sekaligus=aksi.sekaligus,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Semula:
    """The formulir as it was until the tugas opened.

    Whoever is excused from filling it, or takes its opening back, leaves it so.
    """

    status: StatusFormulir
    ronde: int


# Questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Jawaban:
    """What a unit answered, and who did."""

    unit: int
    tanya: str
    jawab: str
    nama: str


# A rapat


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapat:
    """When a rapat begins, and what else its undangan says, by kode."""

    mulai: datetime
    undangan: Mapping[str, str] = field(default_factory=dict)

    @property
    def tempat(self) -> str:
        return self.undangan.get("tempat", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kabar:
    """What somebody who is invited to a rapat said before it began: whether they attend.

    ``kerja`` is one of ``AKAN_HADIR``, ``BERHALANGAN`` (with its ``alasan``) and ``DIWAKILI`` (by
    an employee: ``wakil``, ``nama_wakil``).
    """

    kerja: Kerja
    nama: str
    alasan: str = ""
    wakil: int | None = None
    nama_wakil: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hadir:
    """Somebody who attended a rapat.

    Of those who were noted before it was kept who they are, only the name is known.
    """

    nama: str
    pegawai_id: int | None = None

    def is_same(self, other: "Hadir") -> bool:
        """Tell whether both are the same person: namesakes are not, where both are known."""
        if self.pegawai_id is None or other.pegawai_id is None:
            return self.nama == other.nama
        return self.pegawai_id == other.pegawai_id


def has_come(hadir: Iterable[Hadir], pegawai_id: int, nama: str) -> bool:
    """Tell whether an employee is among those who attended."""
    wanted = Hadir(pegawai_id=pegawai_id, nama=nama)
    return any(one.is_same(wanted) for one in hadir)


@dataclass(frozen=True, slots=True, kw_only=True)
class TindakLanjut:
    """What a rapat decided: what is to be done, by which post, until when."""

    teks: str
    jabatan: int
    batas: datetime

    def as_record(self) -> Record:
        """Return what the history keeps."""
        return {"teks": self.teks, "jabatan": self.jabatan, "batas": self.batas.isoformat()}


# Reminders


@dataclass(frozen=True, slots=True, kw_only=True)
class Ditunda:
    """Until when the reminders wait, and why."""

    sampai: datetime
    alasan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a tugas carries besides its columns: what its card shows, and what the rules remember."""

    gelombang: Gelombang = NO_GELOMBANG
    dari: Dari | None = None
    alihan: tuple[Alihan, ...] = ()
    """From which post to which it was handed on since it opened, oldest first."""
    tembusan: tuple[Tembusan, ...] = ()
    """The posts that a copy went to, oldest first."""
    dikerjakan: Dikerjakan | None = None
    kembali: Pengembalian | None = None
    """The return that it answers."""
    hasil: Hasil | None = None
    bukan_pelaku: tuple[int, ...] = ()
    """Who did what it checks: they may not act on it, whatever post they hold."""

    isian: Mapping[str, str] | None = None
    """The answers prepared on the card, by kode; a tick is answered by its moment."""
    konsep: str = ""
    """The note prepared on the card."""

    batas: datetime | None = None
    """Until when the units fill, where the sender said so."""
    semula: Semula | None = None
    sebelum: tuple[Sebelum, ...] = ()
    """What was returned to its unit: the marked values as they were, or all where none is marked."""
    dukung: tuple[str, ...] = ()
    """The sha256 of the data dukung that its unit has handed in since."""
    tetap: bool = False
    """Whether what answers a return was handed in as it was: its note says why."""

    tanya: str = ""
    """The question that a unit is asked."""
    jawaban: tuple[Jawaban, ...] = ()
    menunggu: datetime | None = None
    """Since when its waktu stands still, until units have answered."""

    rapat: Rapat | None = None
    notulis: bool | None = None
    """Whether its post keeps the notulen; None where the file names nobody who does."""
    kabar: Kabar | None = None
    hadir: tuple[Hadir, ...] = ()
    keputusan: tuple[TindakLanjut, ...] | None = None
    """What the rapat has decided so far."""
    notulen: Mapping[str, str] | None = None
    """What the rapat before it noted, by label."""

    tindak_lanjut: str = ""
    """What a rapat decided that its post shall do, or what is to be done about a value."""
    tentang: str = ""
    """The kode of the indikator whose value asked for it."""
    jenis: str = ""
    """What it adjusts."""
    terima: tuple[str, ...] | None = None
    """The names of what was handed out to its post."""

    pembaruan: tuple[Pembaruan, ...] = ()
    """What its card shows otherwise than when it was opened, as the office has become another."""
    urutan: tuple[str, ...] | None = None
    """The indikator of its formulir by the numbers that its card has ever given them, by kode.

    None where the list never changed under the card: then they are numbered as they stand.
    """

    permintaan: Permintaan | None = None
    """The time that its holder asked for, while nobody has answered."""
    tambahan: tuple[Tambahan, ...] = ()
    """The time that it was given, oldest first."""

    ditunda: Ditunda | None = None
    ditanggapi: datetime | None = None
    """When a reminder of it was last answered."""

    def unanswered(self) -> "Facts":
        """Return these facts as if no reminder of the tugas had been put off or answered yet."""
        return replace(self, ditunda=None, ditanggapi=None)

    @property
    def dialihkan(self) -> Alihan | None:
        """How it came to the post that has it; None where it opened there."""
        return self.alihan[-1] if self.alihan else None

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers prepared so far."""
        return self.isian or {}

    @property
    def only_attends(self) -> bool:
        """Whether somebody else keeps the notulen of its rapat."""
        return self.notulis is False


NO_FACTS: Final = Facts()
"""What a tugas carries that carries nothing."""
