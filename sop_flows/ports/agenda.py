"""The agenda surat of an office: the letters of a year that came in, and those that went out."""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.kantor.kantor import Kantor
from sop_flows.papers.isi_surat import SuratMasuk


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisMasuk:
    """A letter that began a berkas, and what became of it; moments are in the zone of the office."""

    surat: SuratMasuk
    disposisi: tuple[str, ...]
    """The posts that it went to, in their turn."""
    isi: tuple[str, ...]
    """What the disposisi said."""
    batas: str
    """Until when units were asked to fill, as it was written; empty where nobody said."""
    selesai: datetime | None
    is_batal: bool
    berkas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKeluar:
    """A letter that went out of a berkas; empty is what nobody said."""

    pada: datetime
    nomor: str
    kepada: str
    hal: str
    penandatangan: str
    tanda_terima: str
    berkas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The letters of a year."""

    kantor: Kantor
    tahun: int
    masuk: tuple[BarisMasuk, ...]
    keluar: tuple[BarisKeluar, ...]
