"""A page of a list: long lists are turned like a book, and nothing of them is out of reach."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sop_flows.deferred import dataclass

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True, kw_only=True)
class Halaman(Generic[T]):
    """The *ke*-th of so many pages, from 1; of an empty list the one page is empty."""

    baris: tuple[T, ...]
    ke: int
    jumlah: int

    def each(self, change: Callable[[T], U]) -> "Halaman[U]":
        """Return the page with something else in the place of each line."""
        return Halaman(baris=tuple(map(change, self.baris)), ke=self.ke, jumlah=self.jumlah)


def page_of(everything: Sequence[T], ke: int, size: int) -> Halaman[T]:
    """Return that page of a list; the nearest one where there is none."""
    jumlah = max(1, -(-len(everything) // size))
    ke = min(max(ke, 1), jumlah)
    return Halaman(baris=tuple(everything[(ke - 1) * size : ke * size]), ke=ke, jumlah=jumlah)
