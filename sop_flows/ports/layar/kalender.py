"""What people hear when the calendar of their office has changed under open tugas."""

from datetime import date, datetime

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Flat, Isi
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasKalender:
    """Which open tugas is meant, as its card is headed."""

    tugas: int
    nomor: int
    kantor: str
    zona: str
    berkas: int
    judul: str
    periode: Periode | None = None
    singkat: str
    samping: str
    tindak_lanjut: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HariLibur:
    """A day that is worked no more, with what the calendar says of it."""

    tanggal: date
    keterangan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatasBergeser:
    """The tenggat of a tugas is another; neither days named: the hours of work are."""

    satu: Flat[TugasKalender]
    dari: datetime
    ke: datetime
    libur: tuple[HariLibur, ...] = ()
    masuk: tuple[date, ...] = ()
    """Days that are worked after all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RapatLibur:
    """A rapat is on a day that is worked no more; it was not moved."""

    satu: Flat[TugasKalender]
    mulai: datetime
    keterangan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarBatas(Isi):
    """Why the tenggat of a tugas is what it is, reckoned when this is sent."""

    layar = "kenapa_batas"
    tugas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KalenderBerubah(Isi):
    """What another calendar means for somebody: all of it in one message."""

    layar = "kalender_berubah"
    batas: tuple[BatasBergeser, ...] = ()
    rapat: tuple[RapatLibur, ...] = ()
