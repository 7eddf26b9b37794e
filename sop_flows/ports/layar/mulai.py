"""Messages about starting a berkas: what is asked first, and whether to start at all."""

from dataclasses import dataclass

from sop_flows.ports.layar.isi import Flat, Isi
from sop_flows.ports.layar.tugas import IsianDiminta
from sop_flows.sop.definition import JenisIsian


@dataclass(frozen=True, slots=True, kw_only=True)
class Rintisan:
    """A berkas about to start; ``revisi`` counts the answers, ``bebas``: of no triwulan."""

    sop: int
    revisi: int
    nama: str
    kantor: str
    tahun: int
    triwulan: int
    bebas: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaMulai(Isi):
    """One question before a start: the ``ke``-th of so many, and what was answered so far."""

    layar = "tanya_mulai"
    rintisan: Flat[Rintisan]
    isian: Flat[IsianDiminta]
    ke: int
    jumlah: int
    sekarang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RingkasanMulai(Isi):
    """What a berkas is about to start with: label, kind and answer of each question."""

    layar = "ringkasan_mulai"
    rintisan: Flat[Rintisan]
    baris: tuple[tuple[str, JenisIsian, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihanSumber(Isi):
    """The question whether a berkas begins with what another one gathered."""

    layar = "pilihan_sumber"
    sop: int
    nama: str
    sumber: tuple[int, ...]
    tahun: int
    triwulan: int
    kantor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TawaranMulai(Isi):
    """The offer to start an SOP for the triwulan that is over."""

    layar = "tawaran_mulai"
    sop: int
    nama: str
    kantor: str
    tahun: int
    triwulan: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarMulai(Isi):
    """The SOPs that somebody may start, of the present triwulan unless it is said."""

    layar = "pilihan_mulai"
    user_id: int
    periode: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarPeriode(Isi):
    """The triwulan that a berkas can be started for."""

    layar = "pilihan_periode"
    user_id: int
    periode: None = None
