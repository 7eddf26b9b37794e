"""Messages about joining and leaving: to whom it concerns, and to the admins."""

from dataclasses import dataclass

from sop_flows.ports.layar.isi import Flat, Isi


@dataclass(frozen=True, slots=True, kw_only=True)
class Orang:
    """An employee of an office, as a message names one."""

    nama: str
    sapaan: str
    jabatan: str
    kantor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sambutan(Isi):
    """The question whether somebody is the person of a link."""

    layar = "sambutan"
    orang: Flat[Orang]


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
    """The question to an admin whether an account is the employee's."""

    layar = "konfirmasi_bergabung"
    orang: Flat[Orang]
    pegawai: int
    user: int
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KabarBergabung(Isi):
    """The news to an admin that somebody has joined."""

    layar = "kabar_bergabung"
    orang: Flat[Orang]
    username: str
    pegawai: int


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
class SambutanOrangAsing(Isi):
    """What somebody is told who is no employee."""

    layar = "sambutan_orang_asing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terblokir(Isi):
    """The news to an admin that somebody's chat refuses messages."""

    layar = "terblokir"
    nama: str
    jabatan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TerjangkauLagi(Isi):
    """The news to an admin that somebody's chat takes messages again."""

    layar = "terjangkau_lagi"
    nama: str
    jabatan: str
