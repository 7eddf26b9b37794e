"""Messages that nobody asked for just now: reminders, and what admins have to know."""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Isi
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Diingatkan(Isi):
    """To how many a reminder went that somebody asked for; where to nobody, why not.

    ``terlambat``: how many tugas of the berkas are late, or of the one whose number is ``tugas``.
    ``lagi``: they were just reminded of, and may be again from then on.
    """

    layar = "diingatkan"
    jumlah: int
    kantor: str = ""
    berkas: int = 0
    terlambat: int = 0
    lagi: datetime | None = None
    zona: str = ""
    tugas: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SempatMati(Isi):
    """The bot was out of service in between."""

    layar = "sempat_mati"
    mati: datetime
    hidup: datetime
    zona: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JamMundur(Isi):
    """The clock says ``jam``, which is before ``terakhir``: reminders are held."""

    layar = "jam_mundur"
    kantor: str
    jam: datetime
    terakhir: datetime
    zona: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasTersesat:
    """A tugas that nobody will see, or that somebody else got instead.

    ``kosong``: nobody holds the post; ``sendiri``: its holder did the work that is to be checked.
    """

    nomor: int
    jabatan: str
    nama: tuple[str, ...]
    kosong: bool
    sendiri: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TidakTerjangkau(Isi):
    """What the admins have to see to; ``kantor`` where the reader serves several."""

    layar = "tidak_terjangkau"
    berkas: int
    judul: str
    periode: Periode | None = None
    tugas: tuple[TugasTersesat, ...]
    kantor: str = ""
