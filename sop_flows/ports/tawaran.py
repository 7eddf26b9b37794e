"""What somebody is offered to start, as one list on their phone."""

from itertools import groupby

from sop_flows.deferred import dataclass
from sop_flows.ports.rencana import Prospek
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisTawaran:
    """An SOP that is offered for a periode that is over, or was: then ``berkas`` is by which it was started."""

    sop_id: int
    nama: str
    periode: Periode
    prospek: Prospek | None = None
    berkas: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TawaranView:
    """What somebody is offered to start in an office."""

    kantor: str
    baris: tuple[BarisTawaran, ...]

    @property
    def per_periode(self) -> tuple[tuple[Periode, tuple[BarisTawaran, ...]], ...]:
        """The lines of each periode, the one that ended first before the others."""
        lines = sorted(self.baris, key=lambda one: (one.periode.selesai, one.periode.mulai))
        return tuple(
            (periode, tuple(some)) for periode, some in groupby(lines, lambda one: one.periode)
        )

    @property
    def is_over(self) -> bool:
        """Whether nothing is offered to them any more, and nothing was."""
        return not self.baris
