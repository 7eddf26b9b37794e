"""What an office reached: as a card, as a chart, and of which office."""

from sop_flows.deferred import dataclass
from sop_flows.ports.capaian import Pandangan
from sop_flows.ports.layar.isi import Flat, Isi


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarCapaian(Isi):
    """What somebody looks at of what an office reached."""

    layar = "capaian"
    user_id: int
    pandangan: Flat[Pandangan]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarBagan(Isi):
    """The same as a picture."""

    layar = "bagan"
    user_id: int
    pandangan: Flat[Pandangan]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarBukuRekap(Isi):
    """The workbook of all that an office reached, written when it is sent."""

    layar = "buku_rekap"
    user_id: int
    pandangan: Flat[Pandangan]


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihanCapaian(Isi):
    """The question of which office, where somebody serves several: by name, and what would be looked at."""

    layar = "pilihan_capaian"
    pilihan: tuple[tuple[str, Pandangan], ...]
