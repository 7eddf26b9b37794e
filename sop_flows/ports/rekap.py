"""The recap of an office with what its workbook says beside the values: who signs, who sent when, what was done since."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.isi import IsiLanjut
from sop_flows.naskah.pengiriman import Pengiriman
from sop_flows.naskah.rekap import Rekap
from sop_flows.papers.isi import Pejabat
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanjut:
    """What a value asked to be done, and what became of it."""

    periode: Periode
    """Of that value."""
    rencana: IsiLanjut
    is_dibuka: bool = False
    """Whether somebody works on it: a berkas opens it when it ends."""
    selesai_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paraf:
    """A decision that stands: whose, for which post, when, and on which naskah."""

    berkas: int
    """The number of the berkas."""
    kerja: Kerja
    nama: str
    jabatan: str
    """With how it was held, where that is not for good."""
    at: datetime
    kode: str
    """Of what was decided on; empty where nothing was frozen yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RekapKantor:
    """What the workbook of a recap is made of."""

    kantor: Kantor
    rekap: Rekap
    pengiriman: Mapping[str, Pengiriman]
    """By the kode of the unit."""
    kepala: Mapping[str, Pejabat]
    """Of units, by their kode, as the office has them today; none of one whose post is vacant."""
    pimpinan: Pejabat | None
    """Of the office."""
    lanjut: Mapping[str, tuple[Lanjut, ...]] = field(default_factory=dict)
    """By the kode of the indikator, over the year so far."""
    paraf: tuple[Paraf, ...] = ()
    """Of the berkas that count for the periode, before their signature."""
