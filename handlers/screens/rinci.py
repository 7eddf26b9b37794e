"""How much detail a rendering shows: a text is rendered again with less of it until it fits.

It is the same all through one rendering, so the filters and the shared macros ask for it here, and the
macros are compiled into one module that all templates have, not made anew for each.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Final, TypeVar

from sop_flows.deferred import dataclass
from sop_flows.teks import excerpt

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rinci:
    """The width of a name, the length of a list, and that of a quote."""

    lebar: int
    banyak: int
    kutipan: int


RINCIAN: Final = (
    Rinci(200, 100, 4000),
    Rinci(200, 100, 1000),
    Rinci(60, 100, 500),
    Rinci(40, 100, 300),
    Rinci(28, 60, 200),
    Rinci(28, 30, 160),
    Rinci(24, 16, 120),
    Rinci(20, 8, 80),
    Rinci(16, 3, 60),
    Rinci(8, 1, 40),
)
RAMPING: Final = (
    Rinci(200, 100, 1000),
    Rinci(60, 100, 1000),
    Rinci(60, 12, 1000),
    Rinci(40, 12, 1000),
    Rinci(28, 8, 1000),
    Rinci(28, 6, 1000),
    Rinci(28, 4, 1000),
    Rinci(28, 3, 1000),
    Rinci(28, 2, 1000),
)
"""The same where it is the height that matters: quotes stay whole."""
RINCI: Final[ContextVar[Rinci]] = ContextVar("rinci", default=RINCIAN[0])
"""The detail of what is drawn now."""


def most_detailed(steps: Sequence[Rinci], fits: Callable[[Rinci], bool]) -> Rinci:
    """Return the first of ever shorter steps that fits, and the last where none does.

    Most texts fit in the first. Of the others few are drawn: each step halves those that are left.
    """
    if fits(steps[0]):
        return steps[0]
    return steps[bisect_left(steps, True, lo=1, hi=len(steps) - 1, key=fits)]


def fit_name(text: str) -> str:
    """Return a name as long as the detail allows."""
    return excerpt(text, RINCI.get().lebar)


def fit_quote(text: str) -> str:
    """Return a quote as long as the detail allows."""
    return excerpt(text, RINCI.get().kutipan)


def fit_list(items: Sequence[T], most: int = 100) -> Sequence[T]:
    """Return as much of a list as the detail allows."""
    return items[: min(most, RINCI.get().banyak)]


def fit_end(items: Sequence[T], most: int = 100) -> Sequence[T]:
    """Return as much of the end of a list as the detail allows."""
    return items[-min(most, RINCI.get().banyak) :]
