"""Messages about the calendar of an office, to those who administer it."""

from datetime import date
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Isi
from sop_flows.waktu.jadwal import JenisHari


class BagianLibur(StrEnum):
    """What is asked of a change of the calendar."""

    TANGGAL = "tanggal"
    DASAR = "dasar"
    YAKIN = "yakin"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarLibur(Isi):
    """A year of the calendar of an office, as it is when this is sent."""

    layar = "libur"
    user_id: int
    kantor: int
    tahun: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HariDisebut:
    """Days of one kind that an office has said something of."""

    jenis: JenisHari
    mulai: date
    selesai: date
    dasar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiburTanggal(Isi):
    """The question for the days."""

    layar = "libur_tanggal"
    kantor: str
    jenis: JenisHari


@dataclass(frozen=True, slots=True, kw_only=True)
class LiburDasar(Isi):
    """The question for the name of days, or by what they are set."""

    layar = "libur_dasar"
    kantor: str
    jenis: JenisHari
    mulai: date
    selesai: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LiburYakin(Isi):
    """What a change of the calendar means, to be confirmed; ``sidik`` is of what is shown."""

    layar = "libur_yakin"
    kantor: str
    hari: HariDisebut
    dihapus: bool
    diganti: tuple[HariDisebut, ...]
    """What was said of these days before, and no longer holds."""
    bergeser: int
    """How many open tugas have another tenggat then."""
    sidik: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiburDisimpan(Isi):
    """The calendar of an office was changed."""

    layar = "libur_disimpan"
    kantor: str
    hari: HariDisebut
    dihapus: bool
    bergeser: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CutiBersamaBelum(Isi):
    """Nobody has said yet which days of a year are cuti bersama."""

    layar = "cuti_bersama_belum"
    kantor: str
    tahun: int
