"""What several tugas that were approved, initialled or signed at once came to."""

from collections.abc import Mapping

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.ports.layar.isi import Isi
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisSekaligus:
    """One of the tugas, and the sha256 of the naskah that is decided on with it."""

    tugas: int
    nomor: int
    berkas: int
    judul: str
    periode: Periode
    singkat: str
    unit: str = ""
    naskah: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakTercatat:
    """One that was not decided: the refusal, by its name, with its facts."""

    baris: BarisSekaligus
    kode: str
    fakta: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SekaligusTercatat(Isi):
    """Which of them were decided, each with its naskah, and which were not, and why."""

    layar = "sekaligus_tercatat"
    kantor: str
    kantor_id: int
    kerja: Kerja
    tercatat: tuple[BarisSekaligus, ...]
    tidak: tuple[TakTercatat, ...] = ()
    sisa: int = 0
    """How many more wait for the same."""
