"""What is put together once, and kept for as long as what it follows from."""

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Protocol, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class KeptPort(Protocol):
    """What a unit of work, or the process, has put together already."""

    def as_it_stands(self, berkas_id: int, of: Hashable, make: Callable[[], T]) -> T:
        """Return what is put together of a berkas: once, until this unit writes what a berkas consists of."""

    def derive(
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
