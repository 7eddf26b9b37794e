"""The word beside an arrow that leaves a decision: where it lies on nothing else."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sop_flows.drawing.bentuk import Kotak, Panah, Titik
from sop_flows.drawing.huruf import KECIL, TITIK, leading, measure

SISI: Final = 2 * TITIK
"""Between a word and its arrow."""
LANGKAH: Final = 3 * TITIK
"""How far a word is moved along its arrow until it lies free."""


def room_for(panah: Panah, taken: Sequence[Kotak], within: Kotak) -> Kotak | None:
    """Return where the word of an arrow lies, as near to where it begins as is free."""
    for one, other in pairwise(panah.titik):
        for box in beside(one, other, str(panah.jawaban)):
            is_within = within.x <= box.x and box.kanan <= within.kanan
            if is_within and not any(box.meets(thing) for thing in taken):
                return box
    return None


def beside(one: Titik, other: Titik, teks: str) -> Iterator[Kotak]:
    """Yield the places beside a piece of an arrow, from where it begins."""
    lebar, tinggi = measure(teks, KECIL), leading(KECIL)
    (x, y), (to_x, to_y) = one, other
    if x == to_x:
        down = to_y > y
        for far in range(TITIK, abs(to_y - y), LANGKAH):
            top = y + far if down else y - far - tinggi
            yield Kotak(x + SISI, top, lebar, tinggi)
            yield Kotak(x - SISI - lebar, top, lebar, tinggi)
        return
    ahead = to_x > x
    for far in range(TITIK, max(abs(to_x - x), 2 * TITIK), LANGKAH):
        left = x + far if ahead else x - far - lebar
        yield Kotak(left, y - TITIK - tinggi, lebar, tinggi)
        yield Kotak(left, y + TITIK, lebar, tinggi)


def as_boxes(points: Sequence[Titik]) -> Iterator[Kotak]:
    """Yield the pieces of an arrow as boxes, as thick as it is drawn."""
    half = TITIK // 2
    for (x, y), (to_x, to_y) in pairwise(points):
        yield Kotak(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y)).grow(half)
