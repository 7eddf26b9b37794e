"""What a screen shows, as facts: loaded in one unit of work, drawn without one."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.engine.facts import Hasil, Pengembalian
from sop_flows.engine.formulir import Sebelum
from sop_flows.engine.handing import works_on_values
from sop_flows.engine.tambahan import Tambahan
from sop_flows.kantor.kantor import Kantor, Pegawai, Pemegang, Unit
from sop_flows.kinerja.indikator import Rincian
from sop_flows.kinerja.janji import Tulisan
from sop_flows.kinerja.perjanjian import Tergantikan
from sop_flows.naskah.isi import Isi
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah
from sop_flows.ports.formulir import FormulirBeku, FormulirView, NilaiView
from sop_flows.ports.lampiran import Dikoreksi
from sop_flows.ports.pengecualian import Pengecualian
from sop_flows.ports.records import Percakapan
from sop_flows.ports.rekap import RekapKantor
from sop_flows.ports.sekaligus import Tersedia
from sop_flows.sop.definition import Langkah, Sop, Tahap
from sop_flows.sop.paper import JenisPaper
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiView:
    """What somebody looks at who decides, or has decided: a content, and what it is known by."""

    kantor: Kantor
    berkas: Berkas
    isi: Isi
    sha256: str
    naskah: Naskah | None
    """As it is kept; None while nobody has decided on exactly this."""
    keputusan: tuple[Tugas, ...]
    """The decisions of the berkas that stand, oldest first, whatever content they are on."""
    desimal: Mapping[str, Tulisan] = field(default_factory=dict)
    """How values are written, by the kode of their indikator."""
    rekap: RekapKantor | None = None
    """What its units reached over the year, where the sheet tells that too."""
    rincian: Mapping[str, Rincian] = field(default_factory=dict)
    """What the office says of an indikator beside its targets, by kode; it is not part of the content."""

    @property
    def kode(self) -> str:
        """The kode verifikasi that it has, or would have."""
        return kode_of(self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undangan:
    """Somebody who is invited to a rapat, by which tugas, and whether they attend."""

    tugas_id: int
    pegawai_id: int
    nama: str
    jabatan: str
    is_hadir: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NilaiKembali:
    """A value that was returned: what it was, what came back, and its row as it is now."""

    baris: NilaiView
    semula: Sebelum
    kini: Sebelum
    is_marked: bool

    @property
    def is_tetap(self) -> bool:
        """Whether it came back as it was."""
        return self.semula == self.kini

    @property
    def is_only_explained(self) -> bool:
        """Whether nothing of it changed but its analisis."""
        return not self.is_tetap and replace(self.semula, analisis=self.kini.analisis) == self.kini


@dataclass(frozen=True, slots=True, kw_only=True)
class Perbaikan:
    """What became of a return: what a unit, or whoever did a langkah again, handed in."""

    kembali: Pengembalian
    langkah: int
    hasil: Hasil
    unit: str = ""
    """Empty where a langkah was done again without a form."""
    nilai: tuple[NilaiKembali, ...] = ()
    """The marked values; of a form in which none is marked, those that changed."""
    dukung: int = 0
    """How many new data dukung came with it."""
    is_tetap: bool = False
    """Whether a marked value, or all of it, came back as it was: the note says why."""

    @property
    def is_passed_on(self) -> bool:
        """Whether who got it back returned it further."""
        return self.hasil.aksi is Kerja.KEMBALIKAN


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilKerja:
    """What an earlier langkah left for those who work on: its answers by label, and its note."""

    langkah: int
    singkat: str
    jabatan: str
    unit: str
    """Whose it is; empty where it is the office's."""
    jawaban: tuple[tuple[str, str], ...]
    catatan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KartuView:
    """Everything that the card of one tugas shows to one person."""

    kantor: Kantor
    berkas: Berkas
    sop: Sop
    langkah: Langkah
    tahap: Tahap | None
    """None for a tugas that stands beside the flow."""
    tugas: Tugas
    aksi: tuple[Kerja, ...]
    jabatan: str
    pemirsa: Pemegang
    now: datetime
    penerima: tuple[str, ...] = ()
    unit: Unit | None = None
    formulir: tuple[FormulirView, ...] = ()
    """The own unit's, or those of all units for a tahap that gathers, decides or signs."""
    dibekukan: tuple[FormulirBeku, ...] = ()
    """Of a tugas that is done, those of the naskah that it decided or handed on; none before those."""
    naskah: str = ""
    """The sha256 of what is decided on with it; empty where nothing is judged."""
    dikecualikan: tuple[Pengecualian, ...] = ()
    """Who was excused before it, where the card is about all of the berkas."""
    progres: tuple[int, int] | None = None
    """Signed or excused, and all."""
    percakapan: Percakapan | None = None
    """The conversation of this person, if it is about this tugas."""
    sisa: timedelta | None = None
    """Working time left until the tenggat; None once it has passed."""
    can_withdraw: bool = False
    papers: tuple[JenisPaper, ...] = ()
    """The papers that hang on it, for who may open them."""
    dokumen: int = 0
    """How many dokumen of the berkas this person may see here."""
    dikoreksi: tuple[Dikoreksi, ...] = ()
    """What was made of its values and handed in, the newest first."""
    bahan: tuple[HasilKerja, ...] = ()
    """What was answered and noted before, the latest langkah first."""
    unit_names: Mapping[int, str] = field(default_factory=dict)
    pilihan: tuple[tuple[int, str], ...] = ()
    """(jabatan_id, name) that a disposisi or a decision may choose; once it is done, the chosen."""
    rangkap: tuple[str, ...] = ()
    """The further posts of this person that are asked the same, and answered with this card."""
    isi: IsiView | None = None
    """The values that this person may look at here, where the card judges or shows them."""
    has_nilai: bool = False
    """Whether there are such values, loaded or not."""
    halaman: int = 0
    """The page of the values that the card shows; 0 for its front."""
    calon: tuple[tuple[int, str], ...] = ()
    """(pegawai_id, name) of who may attend a rapat instead, while that is asked."""
    undangan: tuple[Undangan, ...] = ()
    """Everybody who is invited, while who keeps the notulen notes who attends."""
    tergantikan: Tergantikan | None = None
    """The Perjanjian Kinerja that the values on it are measured by, where another one has followed."""
    perbaikan: tuple[Perbaikan, ...] = ()
    """What became of the returns since this tahap was last decided, oldest first."""
    putusan: tuple[Tugas, ...] = ()
    """By which tugas this person has judged the same before, for other posts."""
    is_moved: bool = False
    """Whether an open tugas is this chat's no more: ``pemegang`` has it."""
    is_ended: bool = False
    """Whether the access of its person by this chat has ended."""
    pemegang: tuple[Pemegang, ...] = ()

    @property
    def is_late(self) -> bool:
        return self.tugas.is_late_at(self.now)

    @property
    def takes_result(self) -> bool:
        """Whether what was made of the values may be handed in with it."""
        return self.tugas.is_open and works_on_values(self.sop, self.tugas)


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasBaris:
    """One line of somebody's list of open tugas."""

    tugas: Tugas
    berkas_id: int
    berkas_nomor: int
    judul: str
    periode: Periode | None = None
    kantor: Kantor
    singkat: str
    unit: str
    is_late: bool
    jeda: Tambahan | None = None
    """The jeda that it is in."""
    sebagai: str = ""
    """The post that it is for, where the person holds several, or another's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarTugas:
    """Somebody's open tugas in all their offices, the earliest tenggat first."""

    baris: tuple[TugasBaris, ...]
    pegawai: tuple[Pegawai, ...]
    is_waiting: bool = False
    """Whether somebody who is no employee yet waits to be confirmed."""
    menunggu: int = 0
    """How many tugas of others they sent on and wait for."""
    sekaligus: tuple[Tersedia, ...] = ()
    """Of which several they may decide at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasTerbuka:
    """An open tugas of a langkah and who has it, as it is at a moment."""

    tugas: Tugas
    nama: str
    """Who holds its post today; empty where nobody does, and where it is not told."""
    jabatan: str
    unit: str
    """Whose values it is about; empty where it is the office's."""
    is_late: bool
    jeda: Tambahan | None
    """The jeda that it is in."""


class StatusLangkah(StrEnum):
    """Where the flow stands with a langkah."""

    BELUM = "belum"
    BERJALAN = "berjalan"
    SELESAI = "selesai"


@dataclass(frozen=True, slots=True, kw_only=True)
class LangkahStatus:
    """Where one langkah of a berkas stands."""

    langkah: Langkah
    status: StatusLangkah
    ronde: int
    terbuka: tuple[TugasTerbuka, ...]
    selesai_at: datetime | None
    progres: tuple[int, int] | None = None
    kerja: timedelta | None = None
    """Working time from its first opening to its last closing, or to now, without the waits."""
    tunggu: tuple[tuple[str, timedelta], ...] = ()
    """(unit, working time) that it waited for the answers of units."""
    jeda: timedelta | None = None
    """The working time in which its clock stood still because somebody was away."""
    lebih: int = 0
    """How many more of its tugas are open than those that were read."""

    @property
    def is_late(self) -> bool:
        return any(one.is_late for one in self.terbuka)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampinganView:
    """What outlives the flow of a berkas: a tindak lanjut, or a tanda terima."""

    tugas: Tugas
    jabatan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BerkasView:
    """A berkas as its board shows it."""

    kantor: Kantor
    berkas: Berkas
    sop: Sop
    langkah: tuple[LangkahStatus, ...]
    now: datetime
    terlambat: int
    """Open tugas past their tenggat."""
    kecualikan: tuple[tuple[int, str], ...] = ()
    """(tugas id, name) of the employees and units that this person may excuse."""
    dikecualikan: tuple[Pengecualian, ...] = ()
    """Every excuse that stands, oldest first."""
    saksi: str = ""
    """Who witnesses the excuse that is being confirmed."""
    tambah: tuple[tuple[int, str], ...] = ()
    """(unit id, name) of the units that this person may let join the form of now."""
    can_cancel: bool = False
    belum: tuple[tuple[int, str], ...] = ()
    """(tugas id, name) of those who have not signed yet."""
    sampingan: tuple[SampinganView, ...] = ()
    """Every tindak lanjut and tanda terima, oldest first."""
    percakapan: Percakapan | None = None
    """The conversation of this person, if it is about this berkas."""
    pegawai: tuple[Pegawai, ...] = ()
    """Who may witness, while somebody is being excused."""
    dokumen: int = 0
    """How many dokumen of the berkas this person may see."""
    has_arsip: bool = False
    """Whether they may have everything of it in one file."""
    tergantikan: Tergantikan | None = None
    """The Perjanjian Kinerja that it keeps, where another one has followed."""
    is_ended: bool = False
    """Whether the access of its person by this chat has ended."""

    @property
    def selesai(self) -> int:
        """How many of its langkah are done."""
        return sum(one.status is StatusLangkah.SELESAI for one in self.langkah)
