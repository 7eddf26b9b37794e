"""What the use cases need of naskah."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.naskah.frozen import Frozen
from sop_flows.naskah.naskah import Naskah


class NaskahPort(Protocol):
    """What was decided on and handed on; it only grows."""

    def keep(self, berkas: Berkas, tugas: Tugas, frozen: Frozen, at: datetime) -> None:
        """Keep what an aksi on a tugas freezes, unless it is kept.

        Its versi is the next one of its berkas, or of what that unit has in it.

        Args:
            berkas: As it was before the aksi: what it remembers was kept with that.
            at: Of the aksi, whose lines are not in the history yet.

        Raises:
            NaskahLost: The history names it, and what is kept is nothing, or something else.
        """

    def get(self, berkas_id: int, sha256: str) -> Naskah | None:
        """Return the naskah of a berkas with that content; None if there is none, or it is another by now."""

    def kept(self, berkas_id: int, sha256: str) -> Naskah | None:
        """Return what is kept as that naskah, whatever has become of it: for who judges it."""

    def find(self, kantor_id: int, kode: str) -> tuple[Naskah, ...]:
        """Return the office's naskah of that kode, oldest first: one, but for a rare chance."""

    def last_of(self, berkas: Collection[int]) -> Mapping[int, tuple[str, Naskah | None]]:
        """Return what was last decided or handed on for all units of berkas, by id, before it went out.

        That is its sha256, and the naskah as it is kept, whatever has become of it; of a berkas of which
        nothing was frozen, nothing.
        """

    def of_units(self, berkas: Collection[int], units: Collection[int]) -> tuple[Naskah, ...]:
        """Return the naskah of each of some units in berkas, oldest first."""

    def of_kantor(self, kantor_id: int) -> tuple[Naskah, ...]:
        """Return every naskah of an office, oldest first."""
