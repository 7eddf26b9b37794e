"""Messages about who stands in for a post: the questions, and the news of it."""

from datetime import date
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Penugasan
from sop_flows.ports.layar.isi import Flat, Isi, Pilihan


class BagianDelegasi(StrEnum):
    """What is asked of an appointment."""

    JABATAN = "jabatan"
    ORANG = "orang"
    TANGGAL = "tanggal"
    JENIS = "jenis"
    SK = "sk"
    YAKIN = "yakin"


class Kabar(StrEnum):
    """What happened to an appointment."""

    MULAI = "mulai"
    AKHIR = "akhir"
    SELESAI = "selesai"


class Untuk(StrEnum):
    """As what somebody hears of it."""

    DITUNJUK = "ditunjuk"
    PEJABAT = "pejabat"
    PELAKU = "pelaku"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ditunjuk:
    """Somebody who stands in for a post; ``di_kantor`` where the reader serves several."""

    penugasan_id: int
    nama: str
    sapaan: str
    jabatan: str
    penugasan: Penugasan
    sk: str
    mulai: date | None
    selesai: date | None
    di_kantor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usulan:
    """What was chosen so far of an appointment."""

    kantor: str
    jabatan: str
    nama: str | None = None
    sapaan: str | None = None
    mulai: date | None = None
    selesai: date | None = None
    sk: str | None = None
    penugasan: Penugasan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegasiJabatan(Isi):
    """The question for the post, with who stands in now; ``lain`` posts have no button."""

    layar = "delegasi_jabatan"
    pilihan: tuple[Pilihan, ...]
    berlaku: tuple[Ditunjuk, ...]
    lain: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegasiOrang(Isi):
    """The question who stands in; ``jumlah`` people may, not all have a button."""

    layar = "delegasi_orang"
    usulan: Flat[Usulan]
    pejabat: tuple[str, ...]
    pilihan: tuple[Pilihan, ...]
    jumlah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hari:
    """A quick choice of days."""

    kode: str
    mulai: date
    selesai: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegasiTanggal(Isi):
    """The question for the days."""

    layar = "delegasi_tanggal"
    usulan: Flat[Usulan]
    pilihan: tuple[Hari, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegasiJenis(Isi):
    """The question whether it is a Plt. or a Plh."""

    layar = "delegasi_jenis"
    usulan: Flat[Usulan]


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegasiSk(Isi):
    """The question for the number of the letter."""

    layar = "delegasi_sk"
    usulan: Flat[Usulan]


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasIkut:
    """A tugas that comes along with a post."""

    nomor: int
    singkat: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disisihkan:
    """A tahap that a Plh. may not decide."""

    sop: str
    langkah: int
    nama: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegasiYakin(Isi):
    """What an appointment means, to be confirmed; ``sidik`` is of what is shown."""

    layar = "delegasi_yakin"
    usulan: Flat[Usulan]
    sidik: str
    jumlah: int
    tugas: tuple[TugasIkut, ...]
    tidak_boleh: tuple[Disisihkan, ...]
    belum_bergabung: bool = False
    """Whether who stands in has no account, so that nothing reaches them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegasiAkhiri(Isi):
    """The last question before somebody stands in no longer."""

    layar = "delegasi_akhiri"
    ditunjuk: Flat[Ditunjuk]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kiprah:
    """How much somebody did while standing in."""

    disetujui: int
    dikembalikan: int
    lainnya: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegasiKabar(Isi):
    """The news of an appointment: made or ended early by ``oleh``, or over by itself."""

    layar = "delegasi_kabar"
    ditunjuk: Flat[Ditunjuk]
    kabar: Kabar
    kantor: str
    oleh: str | None = None
    sekarang: bool | None = None
    jumlah: int | None = None
    hasil: Kiprah | None
    untuk: Untuk
    belum_bergabung: bool = False
