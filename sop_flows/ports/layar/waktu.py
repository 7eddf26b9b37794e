"""Messages about more time for a tugas: what is asked, who is asked for it, and what came of it."""

from datetime import date, datetime
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.engine.tambahan import SebabWaktu
from sop_flows.ports.layar.isi import Flat, Isi, Pejabat
from sop_flows.ports.layar.kalender import TugasKalender


class KerjaWaktu(StrEnum):
    """What is being done about the time of a tugas."""

    MINTA = "minta"
    BERI = "beri"
    TOLAK = "tolak"


class BagianWaktu(StrEnum):
    """What is asked of the time of a tugas."""

    SEBAB = "sebab"
    SAMPAI = "sampai"
    ALASAN = "alasan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaWaktu(Isi):
    """One question about the time of a tugas; ``pilihan`` are the days that one tap answers.

    ``permintaan`` names the request that is being refused.
    """

    layar = "tanya_waktu"
    satu: Flat[TugasKalender]
    kerja: KerjaWaktu
    bagian: BagianWaktu
    sebab: SebabWaktu = SebabWaktu.PEKERJAAN
    pilihan: tuple[date, ...] = ()
    permintaan: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaktuDiminta(Isi):
    """Whom a request for time has reached."""

    layar = "waktu_diminta"
    nomor: int
    sebab: SebabWaktu
    sampai: datetime
    zona: str
    kepada: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PermintaanWaktu(Isi):
    """Time that is asked for, told to who may give it; ``terlambat`` in working minutes."""

    layar = "permintaan_waktu"
    satu: Flat[TugasKalender]
    permintaan: int
    oleh: Pejabat
    sebab: SebabWaktu
    alasan: str = ""
    tenggat: datetime
    sampai: datetime
    terlambat: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaktuDiberi(Isi):
    """Time that a tugas was given; ``diminta``: who asked for it, if anybody did."""

    layar = "waktu_diberi"
    satu: Flat[TugasKalender]
    oleh: Pejabat
    sebab: SebabWaktu
    alasan: str = ""
    diminta: str = ""
    dari: datetime
    ke: datetime
    sampai: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaktuDitolak(Isi):
    """Time that was asked for and not given; ``alasan`` says why."""

    layar = "waktu_ditolak"
    satu: Flat[TugasKalender]
    oleh: Pejabat
    diminta: str
    sampai: datetime
    tenggat: datetime
    alasan: str = ""
