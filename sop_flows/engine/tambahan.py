"""More time for an open tugas: what is asked for, what is given, and when the clock stands still.

1. There is one primitive: time until the close of a day, for a reason. The reason decides how the day
   is read. Where the work takes longer, the tenggat moves there. Where the holder is away (a jeda), the
   clock stands still until then, and the working time of that is added to the tenggat.
2. A jeda begins when it was asked for, not when it was given, and never within another one.
3. What was given stays on the tugas with the tenggat before it: being late before is not forgotten.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Pelaku, Penugasan
from sop_flows.errors import Refusal
from sop_flows.waktu.jam_kerja import JamKerja

MINUTE = timedelta(minutes=1)
Span = tuple[datetime, datetime]


@dataclass(eq=False)
class WaktuNotOffered(Refusal):
    """A tugas cannot be given more time now: some was asked for already, or nothing runs out."""

    is_asked: bool


@dataclass(eq=False)
class WaktuTooEarly(Refusal):
    """The day that was named brings a tugas no time: its tenggat is later, or the day is over."""


@dataclass(eq=False)
class NobodyAbove(Refusal):
    """Nobody could give more time: there is no atasan, and the person started the berkas."""


@dataclass(eq=False)
class OwnWaktu(Refusal):
    """Nobody gives time to what they have themselves."""


@dataclass(eq=False)
class PermintaanOver(Refusal):
    """The request for time was answered already."""


class SebabWaktu(StrEnum):
    """Why time is asked for."""

    PEKERJAAN = "pekerjaan"
    RAPAT = "rapat"
    DINAS_LUAR = "dinas_luar"
    CUTI = "cuti"
    """Ill, or on leave."""
    LAIN = "lain"

    @property
    def is_jeda(self) -> bool:
        """Whether the holder is away, so that the clock stands still."""
        return self is not SebabWaktu.PEKERJAAN

    @property
    def needs_words(self) -> bool:
        """Whether it says too little without words."""
        return self in (SebabWaktu.PEKERJAAN, SebabWaktu.LAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permintaan:
    """Time that the holder of a tugas has asked for, and that nobody has answered yet."""

    revisi: int
    """The revisi that it gave its tugas: buttons name it by that."""
    sebab: SebabWaktu
    sampai: datetime
    """The close of the day that is asked for."""
    alasan: str = ""
    pegawai_id: int
    nama: str
    jabatan: str
    penugasan: Penugasan
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tambahan:
    """Time that a tugas was given: by whom, at whose wish, why, and what it made of the tenggat."""

    sebab: SebabWaktu
    alasan: str = ""
    dari: datetime
    ke: datetime
    mulai: datetime
    """From when on it counts: when it was asked for, or else given."""
    sampai: datetime
    """The close of the day that was given."""
    diminta: str = ""
    """Who asked for it; empty where the atasan gave it unasked."""
    nama: str
    jabatan: str
    penugasan: Penugasan
    at: datetime

    @property
    def jeda(self) -> Span | None:
        """From when to when the clock stands still; None where it does not."""
        return (self.mulai, self.sampai) if self.sebab.is_jeda else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pemberian:
    """The time that is about to be given: until the close of which day, why, at whose wish, from when on."""

    sebab: SebabWaktu = SebabWaktu.PEKERJAAN
    sampai: datetime
    alasan: str
    diminta: str = ""
    mulai: datetime


def wanted(asked: Permintaan) -> Pemberian:
    """Return the time that somebody asked for."""
    return Pemberian(
        sebab=asked.sebab,
        sampai=asked.sampai,
        alasan=asked.alasan,
        diminta=asked.nama,
        mulai=asked.at,
    )


def lengthen(
    jam_kerja: JamKerja,
    tenggat: datetime,
    given: Iterable[Tambahan],
    waktu: Pemberian,
    pelaku: Pelaku,
    at: datetime,
) -> Tambahan | None:
    """Return what a tenggat is given, after what it was given before; None where it would not move."""
    mulai = max((waktu.mulai, *(until for _, until in jeda_of(given))))
    ke = waktu.sampai
    if waktu.sebab.is_jeda:
        ke = jam_kerja.add(tenggat, max(0, jam_kerja.between(mulai, waktu.sampai) // MINUTE))
    if ke <= tenggat or (ke <= at and not waktu.sebab.is_jeda):
        return None
    return Tambahan(
        sebab=waktu.sebab,
        alasan=waktu.alasan,
        dari=tenggat,
        ke=ke,
        mulai=mulai if waktu.sebab.is_jeda else waktu.mulai,
        sampai=waktu.sampai,
        diminta=waktu.diminta,
        nama=pelaku.nama,
        jabatan=pelaku.jabatan,
        penugasan=pelaku.penugasan,
        at=at,
    )


def jeda_of(given: Iterable[Tambahan]) -> Iterator[Span]:
    """Yield from when to when the clock stood still, or stands."""
    yield from (one.jeda for one in given if one.jeda is not None)


def jeda_at(given: Iterable[Tambahan], now: datetime) -> Tambahan | None:
    """Return the jeda that a tugas is in; None where its clock runs."""
    running = (one for one in given if one.jeda and one.jeda[0] <= now < one.jeda[1])
    return next(running, None)


def end_jeda(given: tuple[Tambahan, ...], now: datetime) -> tuple[Tambahan, ...]:
    """Return what a tugas was given once its clock runs again: no jeda goes on after that moment."""
    running = jeda_at(given, now)
    return tuple(replace(one, sampai=now) if one is running else one for one in given)


def is_until_day(given: tuple[Tambahan, ...]) -> bool:
    """Tell whether what was given last ends with a day."""
    return bool(given) and not given[-1].sebab.is_jeda
