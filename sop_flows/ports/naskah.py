"""What the use cases need of naskah."""

from datetime import datetime
from typing import Protocol

from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.naskah.naskah import Naskah


class NaskahPort(Protocol):
    """What was decided on and handed on; it only grows."""

    def keep(self, berkas: Berkas, tugas: Tugas, isi: str, at: datetime) -> None:
        """Keep what an aksi on a tugas freezes (canonical JSON), unless it is kept.

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

    def of_kantor(self, kantor_id: int) -> tuple[Naskah, ...]:
        """Return every naskah of an office, oldest first."""
