"""Conversations about a berkas: who is excused, its start and its plan, and that it is given up."""

from collections.abc import Mapping

from sop_flows.deferred import dataclass
from sop_flows.ports.ditanya.dasar import Ditanya, PadaPapan
from sop_flows.ports.lampiran import Disimpan
from sop_flows.ports.layar.isi import Flat
from sop_flows.ports.layar.pengecualian import BagianKecualikan
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Kecualikan(PadaPapan):
    """Who is excused, by which of their tugas at which revisi; or which unit joins."""

    kind = "kecualikan"
    bagian: BagianKecualikan
    siapa: int = 0
    revisi: int | None = None
    unit: int = 0
    alasan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YakinKecualikan(PadaPapan):
    """Whether an excuse is really meant: of whom, by which of their tugas, why, before whom."""

    kind = "yakin_kecualikan"
    siapa: int
    revisi: int
    alasan: str
    saksi: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batalkan(PadaPapan):
    """Why a berkas is given up."""

    kind = "batalkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaMulai(Ditanya):
    """What is asked before a start: the ``ke``-th question, or the summary where it is ``None``."""

    kind = "mulai"
    sop: int
    sumber: int
    """The number of the berkas whose values it begins with, or 0."""
    isian: Mapping[str, str]
    lampiran: tuple[Disimpan, ...]
    periode: Flat[Periode]
    ke: int | None
    revisi: int
    dijawab: tuple[str, ...] | None = None
    album: str | None = None
    tawaran: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rencana(Ditanya):
    """Until which day an SOP has to be done."""

    kind = "rencana"
    sop: int
