"""An office: its units, posts and people, as the use cases see them."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from zoneinfo import ZoneInfo

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Penugasan
from sop_flows.kantor.masa import Masa
from sop_flows.kinerja.capaian import Formula
from sop_flows.kinerja.kategori import PERMENDAGRI, Skala
from sop_flows.kinerja.rangkuman import BIASA, Aturan


@dataclass(frozen=True, slots=True, kw_only=True)
class Kop:
    """What the letterhead of an office says beside its name, daerah and alamat, and on which paper."""

    telepon: str = ""
    laman: str = ""
    surel: str = ""
    kertas: str = "A4"
    """``A4``, or ``F4`` (215 by 330 mm)."""
    logo: str = ""
    """The sha256 of its picture; empty where there is none."""
    tempat: str = ""
    """Where its letters are dated, such as ``Pejawaran``; empty where nobody said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kantor:
    """An office and its settings."""

    id: int
    kode: str
    nama: str
    zona: ZoneInfo
    formula_turun: Formula
    skala: Skala = PERMENDAGRI
    aturan: Aturan = BIASA
    jenis: str = ""
    daerah: str = ""
    alamat: str = ""
    kop: Kop = Kop()
    hari_kerja: int = 5
    klasifikasi_surat: str = ""
    format_nomor: str = ""
    ketat: bool = False
    minta_bukti: bool = False
    """Whether data dukung are asked for after each value."""
    minta_analisis: bool = False
    """Whether a value that is low, far above or missing is to be explained."""
    setujui_sekaligus: bool = False
    """Whether several tugas may be approved, initialled or signed with one question."""
    batas_laporan: int | None = None
    """On which day of the month after its periode a laporan is due; None where nobody said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A part of the office, headed by a post."""

    id: int
    kode: str
    nama: str
    kepala_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Jabatan:
    """A post."""

    id: int
    nama: str
    atasan_id: int | None = None
    unit_id: int | None = None
    alias: tuple[str, ...] = ()

    @property
    def heads_office(self) -> bool:
        """Whether there is no post above it."""
        return self.atasan_id is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pegawai:
    """An employee of one office. ``jabatan`` are the posts held today, by id."""

    id: int
    kantor_id: int
    nama: str
    sapaan: str = ""
    pangkat: str = ""
    nip: str = ""
    """18 digits; empty where the office knows them by another key."""
    unit_id: int | None = None
    admin: bool = False
    jabatan: tuple["Pegangan", ...] = ()

    @property
    def nama_jabatan(self) -> str:
        """The first of their posts, by name; empty for who holds none."""
        return self.jabatan[0].nama if self.jabatan else ""

    def holds(self, posts: Collection[int]) -> bool:
        """Whether they hold one of these posts today."""
        return any(held.jabatan_id in posts for held in self.jabatan)

    def watches(self, starters: Collection[int]) -> bool:
        """Whether they see a whole berkas that these posts start: its starters, and the admins."""
        return self.admin or self.holds(starters)

    def steers(self, starters: Collection[int]) -> bool:
        """Whether they may start and cancel such a berkas: who acts, acts in a post."""
        return bool(self.jabatan) and self.watches(starters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pegangan:
    """A post that somebody holds today, and how."""

    jabatan_id: int
    nama: str
    penugasan: Penugasan = Penugasan.DEFINITIF
    mulai_on: date | None = None
    selesai_on: date | None = None


NO_POST = 0
"""The jabatan_id of who holds none, as the history keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pemegang:
    """Somebody who is owed the cards of a post: the holder, or the atasan of a vacant post."""

    pegawai_id: int
    nama: str
    sapaan: str = ""
    jabatan_id: int
    jabatan: str
    penugasan: Penugasan = Penugasan.DEFINITIF
    chat_id: int | None = None
    """None until the person has joined."""
    terjangkau: bool = True
    """False while the phone of who has joined refuses what the bot sends."""
    is_wakil: bool = False
    """True for the atasan who stands in: the post is vacant, or all its holders are barred."""
    is_pemeriksa: bool = False
    """True for the atasan who checks because every holder did the work that is checked."""

    @property
    def can_read(self) -> bool:
        """Whether what the bot sends arrives now; what is owed to who refuses it is held."""
        return self.chat_id is not None and self.terjangkau


@dataclass(frozen=True, slots=True, kw_only=True)
class Penunjukan:
    """An appointment: who holds which post, as what, from when to when (both inclusive)."""

    id: int
    kantor_id: int
    pegawai_id: int
    nama: str
    sapaan: str = ""
    jabatan_id: int
    jabatan: str
    penugasan: Penugasan = Penugasan.DEFINITIF
    sk: str = ""
    mulai_on: date | None = None
    selesai_on: date | None = None

    @property
    def masa(self) -> Masa:
        """What other appointments may contradict, and when it holds."""
        return Masa(
            pegawai=self.pegawai_id,
            jabatan=self.jabatan_id,
            penugasan=self.penugasan,
            mulai=self.mulai_on,
            selesai=self.selesai_on,
        )


def told_apart(people: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return how people, by name and post, are told apart: namesakes with their post."""
    known = tuple(people)
    often = Counter(nama for nama, _ in known)
    return tuple(
        f"{nama} ({jabatan})" if jabatan and often[nama] > 1 else nama for nama, jabatan in known
    )


def sapa(sapaan: str, nama: str) -> str:
    """Return how somebody is addressed: ``Pak Dedi Kurnia``, or Bapak/Ibu where unknown."""
    return f"{sapaan or 'Bapak/Ibu'} {nama}"
