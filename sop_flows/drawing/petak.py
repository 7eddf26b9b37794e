"""Where symbols stand on a page, by level and column, and the tracks that are left between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.drawing.alir import Alir
from sop_flows.drawing.bentuk import Jawaban, Kotak, Lambang, Simbol, Titik
from sop_flows.drawing.huruf import TITIK
from sop_flows.drawing.jaringan import Pintu
from sop_flows.drawing.kertas import Tabel

SPUR: Final = 5 * TITIK
"""How far tracks stand apart."""
DEKAT: Final = 2 * TITIK
"""No track runs that near a line of the table."""
BESIDE: Final = 14
"""What a door beside the middle of a side costs, in points."""
MOST_TRACKS: Final = 6
"""Tracks between two levels."""


@dataclass(frozen=True, slots=True)
class Tingkat:
    """A level of symbols, by where it begins and ends."""

    atas: int
    bawah: int


def tracks_across(tabel: Tabel) -> list[int]:
    """Return the upright tracks: through the doors of symbols, and beside them."""
    found: list[int] = []
    for lajur in tabel.pelaksana:
        half, quarter = tabel.simbol // 2, tabel.simbol // 4
        middle = lajur.tengah
        found += [middle - quarter, middle, middle + quarter]
        found += spread(lajur.x, middle - half) + spread(middle + half, lajur.kanan)
    return sorted(found)


def tracks_down(
    levels: Sequence[Tingkat], lines: Sequence[int], first: int, last: int
) -> list[int]:
    """Return the level tracks: through the doors at the sides, and between the levels."""
    ends = [first, *(one.bawah for one in levels)]
    begins = [*(one.atas for one in levels), last]
    between = [y for above, below in zip(ends, begins, strict=True) for y in spread(above, below)]
    doors = ((one.atas + one.bawah) // 2 for one in levels)
    return sorted({*doors, *(clear(y, lines) for y in between)})


def clear(y: int, lines: Sequence[int]) -> int:
    """Return a track that stands off the lines of the table."""
    for line in lines:
        if abs(y - line) < DEKAT:
            return line + DEKAT if y >= line else line - DEKAT
    return y


def spread(one: int, other: int) -> list[int]:
    """Return evenly spaced tracks between two edges, one at least."""
    many = max(1, min(MOST_TRACKS, round((other - one) / SPUR) - 1))
    return [one + (other - one) * (i + 1) // (many + 1) for i in range(many)]


def doors_out(lambang: Lambang, alir: Alir, *, is_up: bool) -> Iterator[Pintu]:
    """Yield where a way may leave a symbol, the usual door for the least."""
    bottom, side, top = (0, 12, 40) if not is_up else (30, 0, 4)
    if alir.jawaban is Jawaban.TIDAK:
        bottom, side, top = (60, 0, 30)
    return doors(lambang, bottom=bottom, side=side, top=top)


def doors_in(lambang: Lambang, *, is_up: bool) -> Iterator[Pintu]:
    """Yield where a way may enter a symbol, the usual door for the least."""
    bottom, side, top = (60, 10, 0) if not is_up else (14, 0, 6)
    return doors(lambang, bottom=bottom, side=side, top=top)


def doors(lambang: Lambang, *, bottom: int, side: int, top: int) -> Iterator[Pintu]:
    """Yield the doors of a symbol: the middle of each side, on level sides also beside it."""
    box = lambang.kotak
    x, y = box.tengah
    yield Pintu((x, box.bawah), (0, 1), bottom * TITIK)
    yield Pintu((x, box.y), (0, -1), top * TITIK)
    yield Pintu((box.x, y), (-1, 0), side * TITIK)
    yield Pintu((box.kanan, y), (1, 0), side * TITIK)
    if lambang.simbol in (Simbol.KOTAK, Simbol.KAPSUL):
        for beside in (x - box.lebar // 4, x + box.lebar // 4):
            yield Pintu((beside, box.bawah), (0, 1), (bottom + BESIDE) * TITIK)
            yield Pintu((beside, box.y), (0, -1), (top + BESIDE) * TITIK)


def joints(lambang: Sequence[Lambang]) -> Iterator[tuple[Titik, Titik, int]]:
    """Yield the lines that hold the symbols of a joint step together, and the step."""
    together: dict[tuple[int, int], list[Kotak]] = {}
    for one in lambang:
        together.setdefault((one.simpul, one.kotak.y), []).append(one.kotak)
    for (simpul, _), boxes in together.items():
        for kiri, kanan in pairwise(sorted(boxes, key=lambda box: box.x)):
            y = kiri.tengah[1]
            yield (kiri.kanan, y), (kanan.x, y), simpul


def nearest(dari: Sequence[Lambang], ke: Sequence[Lambang]) -> tuple[Lambang, Lambang]:
    """Return those two of two steps that stand nearest to each other."""
    return min(
        ((one, other) for one in dari for other in ke),
        key=lambda pair: (
            abs(pair[0].kotak.tengah[0] - pair[1].kotak.tengah[0]),
            pair[0].kotak.x,
            pair[1].kotak.x,
        ),
    )


def by_simpul(lambang: Iterable[Lambang]) -> Mapping[int, list[Lambang]]:
    """Return the symbols of each simpul."""
    found: dict[int, list[Lambang]] = {}
    for one in lambang:
        found.setdefault(one.simpul, []).append(one)
    return found
