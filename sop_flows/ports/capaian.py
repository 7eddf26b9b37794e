"""What an office reached, as somebody looks at it: what of it, for which periode, and page by page."""

from collections.abc import Mapping
from decimal import Decimal

from sop_flows.deferred import dataclass
from sop_flows.kantor.kantor import Kantor, Unit
from sop_flows.kinerja.anggaran import Serapan
from sop_flows.naskah.batang import Batang, Per, print_mean
from sop_flows.naskah.hasil import kategori_of
from sop_flows.naskah.rekap import Rekap
from sop_flows.naskah.renstra import Kemajuan
from sop_flows.ports.halaman import Halaman
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Pandangan:
    """At what somebody looks: an office or one of its units, a periode, and a page of the bars."""

    kantor: int
    periode: Periode
    unit: int | None = None
    """By id; None for all that they may see together."""
    per: Per | None = None
    """None: as it fits best."""
    halaman: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Banding:
    """The mean of an earlier periode, in percent, and how many points more it is now."""

    periode: Periode
    rerata: Decimal
    dinilai: int
    selisih: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CapaianView:
    """What somebody may see of what an office reached in a periode."""

    kantor: Kantor
    pandangan: Pandangan
    per: Per
    rekap: Rekap
    """Of what is looked at, and of nothing else."""
    unit: Unit | None
    """None for all that they may see together."""
    is_seluruh: bool
    """Whether they may see the whole office."""
    tahun: Decimal | None
    """The mean of what was reported against the targets of the year, in percent."""
    renstra: Kemajuan | None
    """The mean of what was reported against the targets for the end of the Renstra."""
    banding: tuple[Banding, ...]
    serapan: Serapan | None
    """What programs have spent of their pagu."""
    batang: Halaman[Batang]
    rendah: tuple[Batang, ...]
    """The low indikator, where the bars are means."""
    pilihan: tuple[Per, ...]
    """Of what the bars may be."""
    unit_id: Mapping[str, int]
    """By kode, those that can be looked at alone."""
    lain: tuple[Periode, ...]
    """The nearest periode of its kind for which units were asked, and the newest of other kinds."""

    @property
    def has_buku(self) -> bool:
        """Whether there is a workbook of it: of a whole office that measures something."""
        return self.is_seluruh and self.unit is None and bool(self.rekap.baris)

    @property
    def rerata(self) -> str:
        """The mean as it is shown; empty where there is none."""
        return print_mean(self.rekap, self.rekap.semua.rerata)

    @property
    def kategori(self) -> str:
        """Of that mean."""
        return kategori_of(self.rekap.skala, self.rekap.semua.rerata)
