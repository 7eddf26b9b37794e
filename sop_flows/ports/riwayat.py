"""The history of a berkas as somebody reads it."""

from collections.abc import Mapping
from dataclasses import field

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas
from sop_flows.jejak import JejakLine
from sop_flows.kantor.kantor import Kantor
from sop_flows.kinerja.indikator import Indikator
from sop_flows.sop.definition import Sop


@dataclass(frozen=True, slots=True, kw_only=True)
class RiwayatView:
    """The history of a berkas."""

    kantor: Kantor
    berkas: Berkas
    sop: Sop
    baris: tuple[JejakLine, ...]
    unit_names: Mapping[int, str]
    pegawai_names: Mapping[int, str] = field(default_factory=dict)
    indikator: Mapping[str, Indikator] = field(default_factory=dict)
    """The indikator of its year, by kode: as what values are written."""
    is_whole: bool = True
    """Whether every line is what was once written, and none is missing."""
