"""What the use cases need of naskah."""

from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import datetime
from typing import Protocol, TypeVar

from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.naskah.frozen import Frozen
from sop_flows.naskah.naskah import Naskah

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


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

    def as_it_stands(self, berkas_id: int, of: Hashable, make: Callable[[], T]) -> T:
        """Return what is put together of a berkas: once, until this unit writes what a berkas consists of."""

    def follow(
        self,
        bases: Mapping[K, object],
        make: Callable[[Collection[K]], Mapping[K, T]],
        size: Callable[[T], int],
        most: int | None = None,
    ) -> Mapping[K, T]:
        """Return what follows from bases, by key; the process keeps it for whoever asks by the same.

        Args:
            bases: What may be compared and never changes, by a key that is the same whatever changes.
            make: Returns what it is asked for, each by its key; it follows from the basis alone.
            size: In bytes, about.
            most: How many are made at once, so that nobody waits long: where more are missing, the unit of work ends
                after these, lets others in between and is run again. None: all of them.

        Raises:
            GivesWay: There is more to make than may be made at once, and this unit is run again.
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
