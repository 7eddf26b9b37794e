"""The formulir: one unit's sheet of realisasi in one berkas, and what an aksi does to it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class StatusFormulir(StrEnum):
    """Whether a unit may change its formulir."""

    TERBUKA = "terbuka"
    TERKIRIM = "terkirim"
    DIKECUALIKAN = "dikecualikan"
    """Never sent: the unit was excused, and nothing counts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nilai:
    """One value of a formulir: a number, or n/a with its reason (``alasan``)."""

    indikator_id: int
    kode: str
    nilai: Decimal | None = None
    alasan: str = ""
    sebelumnya: Decimal | None = None
    ditandai: bool = False
    dikonfirmasi: bool = False
    ronde: int = 1

    @property
    def is_filled(self) -> bool:
        return self.nilai is not None or bool(self.alasan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulir:
    """One unit's sheet of realisasi in one berkas; it lives through all rounds."""

    id: int
    berkas_id: int
    unit_id: int
    status: StatusFormulir = StatusFormulir.TERBUKA
    ronde: int = 1
    nilai: tuple[Nilai, ...] = ()

    @property
    def is_excused(self) -> bool:
        return self.status is StatusFormulir.DIKECUALIKAN

    @property
    def kurang(self) -> tuple[str, ...]:
        """The codes of the indicators without a value or a reason."""
        return tuple(n.kode for n in self.nilai if not n.is_filled)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulirChange:
    """What becomes of one unit's formulir: opened anew (with marks), or closed."""

    unit_id: int
    status: StatusFormulir
    ronde: int
    ditandai: tuple[int, ...] = ()
    koreksi: bool = False
    """Opened within its ronde, for corrections to what was sent."""
