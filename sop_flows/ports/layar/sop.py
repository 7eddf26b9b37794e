"""Messages about an SOP file that an admin sent."""

from collections.abc import Mapping

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Isi
from sop_flows.sop.catalog import Salah
from sop_flows.sop.changes import JenisPerubahan
from sop_flows.sop.findings import KodeTemuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Kesalahan:
    """Something in a file that cannot be read."""

    langkah: int | None
    kunci: str
    salah: Salah
    nilai: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catatan:
    """Something in a file that cannot run, or is odd."""

    langkah: int | None
    kunci: str
    kode: KodeTemuan
    fakta: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SopDitolak(Isi):
    """What has to be mended before an SOP file can run; ``jumlah`` counts all of it."""

    layar = "sop_ditolak"
    nama: str
    temuan: tuple[Kesalahan | Catatan, ...]
    jumlah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beda:
    """One change against the version before; ``langkah`` is 0 for the sheet."""

    jenis: JenisPerubahan
    langkah: int
    dari: str
    ke: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SopDiperiksa(Isi):
    """What activating an SOP file would come to in one office.

    ``kolom``: each with the posts that have it; ``belum``: those without one.
    """

    layar = "sop_diperiksa"
    kantor_id: int
    kantor: str
    sidik: str
    nama: str
    kode: str
    versi: int
    langkah: int
    sebelum: int | None
    aktif: bool
    perubahan: tuple[Beda, ...]
    jumlah_perubahan: int
    peringatan: tuple[Catatan, ...]
    jumlah_peringatan: int
    kolom: tuple[tuple[str, tuple[str, ...]], ...]
    belum: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SopDiaktifkan(Isi):
    """A version of an SOP is active now."""

    layar = "sop_aktif"
    nama: str
    versi: int
    kantor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SopTerlaluBesar(Isi):
    """A file is too big to be an SOP."""

    layar = "sop_terlalu_besar"
