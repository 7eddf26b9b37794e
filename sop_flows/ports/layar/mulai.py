"""Messages about starting a berkas: what is asked first, and whether to start at all."""

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Flat, Isi
from sop_flows.ports.layar.tugas import IsianDiminta
from sop_flows.ports.rencana import Prospek
from sop_flows.sop.definition import JenisIsian
from sop_flows.waktu.periode import JenisPeriode, Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Rintisan:
    """A berkas about to start; ``revisi`` counts the answers, ``bebas``: for an occasion."""

    sop: int
    revisi: int
    nama: str
    kantor: str
    periode: Flat[Periode]
    bebas: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaMulai(Isi):
    """One question before a start: the ``ke``-th of so many, and what was answered so far.

    ``terakhir``: of a number of the office's own, the last one used.
    """

    layar = "tanya_mulai"
    rintisan: Flat[Rintisan]
    isian: Flat[IsianDiminta]
    ke: int
    jumlah: int
    sekarang: str
    terakhir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingkasanMulai(Isi):
    """What a berkas is about to start with: label, kind and answer of each question."""

    layar = "ringkasan_mulai"
    rintisan: Flat[Rintisan]
    baris: tuple[tuple[str, JenisIsian, str], ...]
    mendahului: tuple[tuple[str, str], ...] = ()
    """Which days come before which others, though they hardly can: by their labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihanSumber(Isi):
    """The question whether a berkas begins with what another one gathered."""

    layar = "pilihan_sumber"
    sop: int
    nama: str
    sumber: tuple[int, ...]
    periode: Flat[Periode]
    kantor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TawaranMulai(Isi):
    """The offer to start an SOP for the periode that is over, owed alone before offers came as one list."""

    layar = "tawaran_mulai"
    sop: int
    nama: str
    kantor: str
    periode: Flat[Periode]
    prospek: Prospek | None = None
    """None in what was owed before it was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarMulai(Isi):
    """A page of the SOPs that somebody may start, of the present periode unless it is said."""

    layar = "pilihan_mulai"
    user_id: int
    periode: Periode | None = None
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarPeriode(Isi):
    """The periode of a kind that a berkas can be started for."""

    layar = "pilihan_periode"
    user_id: int
    jenis: JenisPeriode = JenisPeriode.TRIWULAN
    periode: None = None
