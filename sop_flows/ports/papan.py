"""What boards need of berkas: those tugas that they name, and what the others come to."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from sop_flows.engine.berkas import Berkas
from sop_flows.ports.records import LangkahSum
from sop_flows.sop.place import Place


class PapanPort(Protocol):
    """What boards read: it does not grow with the tugas of a berkas."""

    def berkas(self, berkas_id: int, most: int) -> tuple[Berkas, int]:
        """Return a berkas with those of its open tugas that its board may name, and its sop_id.

        They are the first at each place, all that are asked of employees, and all beside the flow; or simply
        all, where this unit has read them.

        Args:
            most: How many at one place of the flow that are asked of posts, at most.
        """

    def sums(
        self, berkas_id: int, spread: Collection[Place], now: datetime
    ) -> Mapping[int, LangkahSum]:
        """Return what the tugas of each langkah come to, by its number; where none began, none.

        Args:
            spread: The places at which the SOP spreads over units or employees.
        """

    def units_at(self, berkas_id: int, place: Place) -> frozenset[int]:
        """Return the units that have an open tugas at a place, or are asked a question."""
