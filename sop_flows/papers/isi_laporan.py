"""What stands in a Laporan Pengukuran Kinerja, as frozen types."""

from dataclasses import field

from sop_flows.deferred import dataclass
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.naskah.isi import IsiKantor
from sop_flows.papers.isi import Kepala, Pejabat, Pengesahan
from sop_flows.papers.isi_ukur import TabelUkur


@dataclass(frozen=True, slots=True, kw_only=True)
class Faktor:
    """What was said to have helped or hindered an indikator."""

    kode: str
    nama: str
    unit: str
    teks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanjut:
    """What is to be done: about what, by which post, until when, and whether it is done."""

    teks: str
    jenis: str
    tentang: str
    """The kode of an indikator, or what else it comes from."""
    jabatan: str
    batas: str
    """A moment; empty where none was set."""
    selesai: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """When it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arahan:
    """A note of who disposed, judged or signed."""

    pejabat: Pejabat
    aksi: str
    pada: str
    teks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PokokRapat:
    """An answer of the notula of a rapat."""

    langkah: int
    label: str
    teks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dukung:
    """A dokumen that was handed in with the values of a unit."""

    nama: str
    sha256: str
    unit: str
    indikator: str
    """Its kode; empty where it is of the whole unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Koreksi:
    """A return: from which langkah to which, by whom and why, and to which units."""

    dari: int
    ke: int
    pejabat: Pejabat
    pada: str
    alasan: str
    unit: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laporan:
    """The report of a periode."""

    kepala: Kepala
    kantor: IsiKantor
    mulai: str
    """The first day of the periode; ``sampai`` is its last."""
    sampai: str
    dasar_hukum: tuple[str, ...]
    tabel: TabelUkur
    minta_analisis: bool
    pendorong: tuple[Faktor, ...]
    penghambat: tuple[Faktor, ...]
    lanjut: tuple[Lanjut, ...]
    """For the periode that follows."""
    lanjut_lalu: tuple[Lanjut, ...]
    """Of the periode before, as far as it is known."""
    arahan: tuple[Arahan, ...]
    notula: tuple[PokokRapat, ...]
    dukung: tuple[Dukung, ...]
    koreksi: tuple[Koreksi, ...]
    penanda_tangan: Pejabat
    disahkan: Pengesahan | None = field(default=None, metadata=UNSAID_IF_EMPTY)

    @property
    def tanpa_bukti(self) -> tuple[str, ...]:
        """The kode of those that have a number and nothing that proves it."""
        return tuple(one.kode for one in self.tabel.baris if one.realisasi and not one.dokumen)
