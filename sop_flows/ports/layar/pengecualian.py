"""Messages about an excuse: its reason asked for, its witness told, and who is asked again."""

from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import Isi
from sop_flows.waktu.periode import Periode


class BagianKecualikan(StrEnum):
    """What is asked of who takes part."""

    PEGAWAI = "pegawai"
    UNIT = "unit"
    ALASAN = "alasan"
    KATA = "kata"
    SAKSI = "saksi"
    URUNGKAN = "urungkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaAlasanKecuali(Isi):
    """The question why somebody is excused."""

    layar = "tanya_alasan_kecuali"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaAlasanUnit(Isi):
    """The question why a unit joins."""

    layar = "tanya_alasan_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class TentangPengecualian(Isi):
    """An excuse that stands, or stood: of whom, in which berkas; ``oleh`` says who did what is told.

    ``kantor`` only where the reader serves several.
    """

    berkas: int
    judul: str
    periode: Periode | None = None
    siapa: str
    is_unit: bool
    oleh: str
    jabatan: str
    kantor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaksiDicatat(TentangPengecualian):
    """Somebody was named as the witness of an excuse."""

    layar = "saksi_dicatat"
    alasan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiikutkanLagi(TentangPengecualian):
    """An excuse was taken back: told to who is asked again, and to its witness."""

    layar = "diikutkan_lagi"
    is_saksi: bool = False
