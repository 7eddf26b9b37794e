"""Conversations about one value of a formulir."""

from decimal import Decimal

from sop_flows.deferred import dataclass
from sop_flows.kinerja.analisis import BagianAnalisis, Jenis
from sop_flows.ports.ditanya.dasar import PadaKartu


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
