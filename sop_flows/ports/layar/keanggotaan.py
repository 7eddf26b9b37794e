"""Messages about joining and leaving: to whom it concerns, and to the admins."""

from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Flat, Isi
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Orang:
    """An employee of an office, as a message names one."""

    nama: str
    sapaan: str
    jabatan: str
    kantor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disebut:
    """Whom a question has named as pushed out, by id: nobody where it is 0."""

    pemilik: int = 0
    """The employee who uses the account."""
    akun_lama: int = 0
    """The chat by which the person of the link has joined already."""


NOBODY = Disebut()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sambutan(Isi):
    """The question whether somebody is the person of a link.

    ``pemilik`` uses the account now, and has so many tugas open (``jumlah``); ``is_pindah``: the
    person of the link has joined by another account. A question from before it named ``pegawai`` has 0.
    """

    layar = "sambutan"
    orang: Flat[Orang]
    pegawai: int = 0
    pemilik: Orang | None = None
    jumlah: int = 0
    is_pindah: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bergabung(Isi):
    """Somebody has joined."""

    layar = "bergabung"
    orang: Flat[Orang]


@dataclass(frozen=True, slots=True, kw_only=True)
class BergabungMenunggu(Isi):
    """Somebody has to wait until an admin confirms them; ``orang`` only where it was just asked."""

    layar = "bergabung_menunggu"
    orang: Flat[Orang | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BergabungDitolak(Isi):
    """An admin said that it is not they."""

    layar = "bergabung_ditolak"
    orang: Flat[Orang]


@dataclass(frozen=True, slots=True, kw_only=True)
class KonfirmasiBergabung(Isi):
    """The question to an admin whether an account is the employee's; ``pemilik`` uses it now."""

    layar = "konfirmasi_bergabung"
    orang: Flat[Orang]
    pegawai: int
    user: int
    username: str
    pemilik: Orang | None = None
    is_pindah: bool = False
    disebut: Disebut = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class KabarBergabung(Isi):
    """The news to an admin that somebody has joined; ``pemilik`` used the account until then."""

    layar = "kabar_bergabung"
    orang: Flat[Orang]
    username: str
    pegawai: int
    pemilik: Orang | None = None
    is_pindah: bool = False


class SebabAkses(StrEnum):
    """Why somebody has no access by an account any more."""

    DIPAKAI = "dipakai"
    """A colleague has joined by it."""
    PINDAH = "pindah"
    """The same employee has joined by another one."""
    DICABUT = "dicabut"
    """An admin has ended it."""
    KELUAR = "keluar"
    """The workbook of the office, imported anew, has them no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AksesBerakhir(Isi):
    """Told to an account: whose access by it has ended, why, and by whom; empty for an import."""

    layar = "akses_berakhir"
    orang: Flat[Orang]
    sebab: SebabAkses
    oleh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasTanpaAkun:
    """A tugas that nobody sees."""

    nomor: int
    singkat: str
    unit: str
    berkas: int
    periode: Periode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TanpaAkun(Isi):
    """The news to an admin that somebody has no account now, and which tugas nobody sees."""

    layar = "tanpa_akun"
    orang: Flat[Orang]
    sebab: SebabAkses
    oleh: str
    jumlah: int
    tugas: tuple[TugasTanpaAkun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BukanSaya(Isi):
    """A link was turned off by whoever is not its person."""

    layar = "bukan_saya"


@dataclass(frozen=True, slots=True, kw_only=True)
class KabarBukanSaya(Isi):
    """The news to an admin that a link was opened by somebody else."""

    layar = "kabar_bukan_saya"
    orang: Flat[Orang]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dicabut(Isi):
    """An employee's access has ended."""

    layar = "dicabut"
    orang: Flat[Orang]


@dataclass(frozen=True, slots=True, kw_only=True)
class TautanDicabut(Isi):
    """So many join links of an employee have ended; 0 where none was out."""

    layar = "tautan_dicabut"
    orang: Flat[Orang]
    jumlah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SambutanOrangAsing(Isi):
    """What somebody is told who is no employee."""

    layar = "sambutan_orang_asing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terblokir(Isi):
    """The news to an admin that somebody's chat refuses messages."""

    layar = "terblokir"
    nama: str
    jabatan: str
    kantor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PesanGagal(Isi):
    """A message will never be shown to its reader; ``insiden`` is what the admin is told."""

    layar = "pesan_gagal"
    insiden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PesanOrangGagal(Isi):
    """The news to an admin that a message will never be shown to somebody of the office."""

    layar = "pesan_orang_gagal"
    nama: str
    jabatan: str
    insiden: str
    kantor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerjangkauLagi(Isi):
    """The news to an admin that somebody's chat takes messages again."""

    layar = "terjangkau_lagi"
    nama: str
    jabatan: str
    kantor: str = ""
