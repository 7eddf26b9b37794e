"""Messages that show what is true when they are sent: cards, lists, dokumen."""

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Isi


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarKartu(Isi):
    """A card or a board."""

    layar = "kartu"


@dataclass(frozen=True, slots=True, kw_only=True)
class HapusTanya(Isi):
    """The questions of a chat that were answered or left go off the phone."""

    layar = "hapus_tanya"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarTugas(Isi):
    """Somebody's open tugas."""

    layar = "daftar_tugas"
    user_id: int
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarMenunggu(Isi):
    """What somebody sent on and is not done: a page of it."""

    layar = "menunggu"
    user_id: int
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarBerkas(Isi):
    """The berkas of somebody's offices."""

    layar = "daftar_berkas"
    user_id: int
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarRiwayat(Isi):
    """The history of a berkas: a page of it, counted from the oldest line; None for the newest."""

    layar = "riwayat"
    user_id: int
    berkas_id: int
    halaman: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarAlur(Isi):
    """A picture of the way of a berkas through its SOP; None for the one on which it stands."""

    layar = "alur"
    user_id: int
    berkas_id: int
    halaman: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarDitunggu(Isi):
    """Everybody whom a berkas waits for: a page of it."""

    layar = "ditunggu"
    user_id: int
    berkas_id: int
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarNaskah(Isi):
    """What a kode verifikasi stands for."""

    layar = "naskah"
    user_id: int
    kode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarDitandatangani(Isi):
    """What somebody approved, initialled or signed: a page of it, the newest first."""

    layar = "ditandatangani"
    user_id: int
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarNaskahBerkas(Isi):
    """A naskah of a berkas, as it was decided on."""

    layar = "naskah_berkas"
    user_id: int
    berkas_id: int
    kode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarAnggota(Isi):
    """Who has joined the offices of an admin."""

    layar = "anggota"
    user_id: int
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarPegawai(Isi):
    """An employee, with the join links that are out, for an admin."""

    layar = "pegawai"
    user_id: int
    pegawai_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarTautan(Isi):
    """A new join link for an employee, made when this is sent; ``bot`` is whom it leads to."""

    layar = "tautan"
    user_id: int
    pegawai_id: int
    bot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarBantuan(Isi):
    """How this is used."""

    layar = "bantuan"
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarDokumen(Isi):
    """A dokumen, handed out on a tugas or on the board of a berkas."""

    layar = "dokumen"
    tugas: int | None = None
    berkas: int | None = None
    lampiran: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DokumenLagi(Isi):
    """How many dokumen are still to come after one of them."""

    layar = "dokumen_lagi"
    tugas: int | None = None
    berkas: int | None = None
    sisa: int
    sesudah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarRekap(Isi):
    """The sheet of all values that somebody may look at, on a tugas or of a naskah, written when it is sent."""

    layar = "rekap"
    tugas: int | None = None
    berkas: int = 0
    kode: str = ""
    """The kode verifikasi of the naskah of that berkas, where it is no tugas'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarNilai(Isi):
    """A page of the values of a naskah."""

    layar = "nilai"
    user_id: int
    berkas_id: int
    kode: str
    halaman: int = 1
