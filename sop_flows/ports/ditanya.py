"""What a chat is being asked: one frozen type for each kind of conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.tambahan import SebabWaktu
from sop_flows.kinerja.analisis import BagianAnalisis, Jenis
from sop_flows.ports.dibubuhkan import Dibubuhkan
from sop_flows.ports.lampiran import Disimpan
from sop_flows.ports.layar.alihkan import BagianAlihkan
from sop_flows.ports.layar.delegasi import BagianDelegasi
from sop_flows.ports.layar.isi import Flat
from sop_flows.ports.layar.keanggotaan import NOBODY, Disebut
from sop_flows.ports.layar.libur import BagianLibur
from sop_flows.ports.layar.pengecualian import BagianKecualikan
from sop_flows.ports.layar.tugas import BagianAksi, BagianTindakLanjut
from sop_flows.ports.layar.waktu import BagianWaktu, KerjaWaktu
from sop_flows.waktu.jadwal import JenisHari
from sop_flows.waktu.periode import Periode


class Ditanya:
    """What is asked, and what was answered so far; each kind is a type, named by its ``kind``."""

    __slots__ = ()
    kind: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if "kind" in cls.__dict__:
            DITANYA[cls.kind] = cls


DITANYA: dict[str, type[Ditanya]] = {}
"""The type of every kind of conversation, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PadaKartu(Ditanya):
    """A conversation on the card of a tugas; ``halaman`` is the page of its choice that is shown."""

    tugas: int
    halaman: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PadaPapan(Ditanya):
    """A conversation on the board of a berkas; ``halaman`` is the page of its choice."""

    berkas: int
    halaman: int = 0


# An aksi, prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class Disiapkan(PadaKartu):
    """An aksi that is prepared on a card at one revisi: for whom, about what."""

    revisi: int
    kerja: Kerja
    bagian: BagianAksi | None = None
    unit: tuple[int, ...] | None = None
    indikator: tuple[int, ...] | None = None
    penerima: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Yakin(Disiapkan):
    """Whether it is really meant."""

    kind = "yakin"
    naskah: str = ""
    """The sha256 of the naskah that it was asked about; empty where nothing is judged."""
    dibubuhkan: Dibubuhkan | None = None
    """What was signed outside of the bot, where that is what decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TandaBasah(Disiapkan):
    """The scans of a sheet that was signed in ink, then who saw it; ``cari`` is the part of a name that was typed."""

    kind = "tanda_basah"
    dokumen: tuple[Disimpan, ...] = ()
    cari: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Penerima(Disiapkan):
    """To which posts a disposisi goes."""

    kind = "penerima"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kembalikan(Disiapkan):
    """What is wrong, of whom, and why."""

    kind = "kembalikan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaUnit(Disiapkan):
    """Which units are asked."""

    kind = "tanya"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catatan(Disiapkan):
    """The words that go with it; ``teks`` are those that came when the card had changed."""

    kind = "catatan"
    teks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlasanTetap(Disiapkan):
    """Why what was returned comes again as it was."""

    kind = "alasan_tetap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Konsep(Disiapkan):
    """A note that is kept on the card until it is done."""

    kind = "konsep"


@dataclass(frozen=True, slots=True, kw_only=True)
class TentangNilai(PadaKartu):
    """What is asked about one value of a formulir, and what the indikator was called then."""

    revisi: int
    indikator: int
    nama: str = ""
    satuan: str = ""
    setelah: int | None = None
    """The message that led to it; None where a tap did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaNilai(TentangNilai):
    """The value itself."""

    kind = "nilai"


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihAngka(TentangNilai):
    """Which of several numbers was meant."""

    kind = "pilih_angka"
    pilihan: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YakinNilai(TentangNilai):
    """Whether an odd number was meant."""

    kind = "yakin_nilai"
    nilai: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AlasanNa(TentangNilai):
    """Why there is no value."""

    kind = "alasan_na"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaBukti(TentangNilai):
    """What proves it: a photo, a dokumen, a link; ``album`` is that of the one that came last."""

    kind = "bukti"
    album: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaAnalisis(TentangNilai):
    """Why it is as it is, and what is to be done about it, by which post, until when."""

    kind = "analisis"
    bagian: BagianAnalisis
    teks: str = ""
    jenis: Jenis | None = None
    jabatan: int = 0


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
class TulisArahan(Ditanya):
    """What somebody who oversees a tugas has to say to its holder; no card of theirs shows it."""

    kind = "tulis_arahan"
    tugas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaWaktu(Ditanya):
    """What is asked about the time of a tugas; ``permintaan`` is the revisi of a request being refused."""

    kind = "waktu"
    tugas: int
    kerja: KerjaWaktu
    bagian: BagianWaktu
    sebab: SebabWaktu = SebabWaktu.PEKERJAAN
    sampai: date | None = None
    permintaan: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alihkan(Ditanya):
    """To which post a tugas is handed on, and why; no card of who does it shows it."""

    kind = "alihkan"
    tugas: int
    bagian: BagianAlihkan
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Kecualikan(PadaPapan):
    """Who is excused, by which of their tugas at which revisi; or which unit joins."""

    kind = "kecualikan"
    bagian: BagianKecualikan
    siapa: int = 0
    revisi: int | None = None
    unit: int = 0
    alasan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YakinKecualikan(PadaPapan):
    """Whether an excuse is really meant: of whom, by which of their tugas, why, before whom."""

    kind = "yakin_kecualikan"
    siapa: int
    revisi: int
    alasan: str
    saksi: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batalkan(PadaPapan):
    """Why a berkas is given up."""

    kind = "batalkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaMulai(Ditanya):
    """What is asked before a start: the ``ke``-th question, or the summary where it is ``None``."""

    kind = "mulai"
    sop: int
    sumber: int
    isian: Mapping[str, str]
    lampiran: tuple[Disimpan, ...]
    periode: Flat[Periode]
    ke: int | None
    revisi: int
    dijawab: tuple[str, ...] | None = None
    album: str | None = None
    tawaran: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihKantor(Ditanya):
    """In which office a typed kerja is meant: several of the person's have a tugas so numbered."""

    kind = "pilih_kantor"
    nomor: int
    kerja: tuple[Kerja, ...]
    catatan: str = ""


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
class Rencana(Ditanya):
    """Until which day an SOP has to be done."""

    kind = "rencana"
    sop: int


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
