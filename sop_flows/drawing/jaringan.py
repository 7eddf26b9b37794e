"""The net of tracks that arrows run on, and the cheapest free way over it.

1. No way passes through a symbol. Words stand beside the net, not in it.
2. Two ways share a track only where they come from the same answer or lead to the same step; else they cross
   at right angles, and neither bends where the other passes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from heapq import heappop, heappush
from itertools import count, pairwise
from typing import Any, Final

from sop_flows.deferred import dataclass
from sop_flows.drawing.bentuk import Kotak, Titik
from sop_flows.drawing.huruf import TITIK

JARAK: Final = 2 * TITIK
"""How near a track may come to a symbol."""
BELOK: Final = 16 * TITIK
SILANG: Final = 10 * TITIK
BERSAMA: Final = 30 * TITIK
"""What a bend, a crossing and a shared crossing cost, as if the way were that much longer."""

Arah = tuple[int, int]
"""One step along the net: one of the two is 0, the other 1 or -1."""
Simpang = tuple[int, int]
"""A crossing of tracks, by the numbers of both."""
ARAH: Final[tuple[Arah, ...]] = ((0, 1), (1, 0), (-1, 0), (0, -1))


@dataclass(frozen=True, slots=True)
class Pintu:
    """Where a way leaves or enters a symbol, which way that looks, and what it costs."""

    titik: Titik
    arah: Arah
    harga: int


@dataclass(slots=True)
class Jaringan:
    """The tracks of a page, and who runs on them; whoever runs is known by a number."""

    xs: Sequence[int]
    ys: Sequence[int]
    lambang: Sequence[Kotak]
    may_share: Callable[[int, int], bool]
    used: dict[Simpang, dict[int, frozenset[Arah]]] = field(default_factory=dict)
    """Who runs over a crossing, and on which sides of it."""
    walls: set[tuple[Simpang, Arah]] = field(default_factory=set)

    def __post_init__(self) -> None:
        near = [one.grow(JARAK) for one in self.lambang]
        for ix, x in enumerate(self.xs):
            here = [one for one in near if one.x < x < one.kanan]
            for iy, (one, other) in enumerate(pairwise(self.ys)):
                if any(box.y < other and one < box.bawah for box in here):
                    self.wall((ix, iy), (0, 1))
        for iy, y in enumerate(self.ys):
            here = [one for one in near if one.y < y < one.bawah]
            for ix, (one, other) in enumerate(pairwise(self.xs)):
                if any(box.x < other and one < box.kanan for box in here):
                    self.wall((ix, iy), (1, 0))

    def wall(self, at: Simpang, arah: Arah) -> None:
        """Close a piece of track."""
        self.walls |= {(at, arah), (step(at, arah), back(arah))}

    def close(self, kiri: Titik, kanan: Titik) -> None:
        """Let nobody run along a level line that joins two symbols; it may be crossed."""
        iy = self.ys.index(kiri[1])
        for ix, x in enumerate(self.xs):
            if kiri[0] < x < kanan[0]:
                self.used.setdefault((ix, iy), {})[-1] = frozenset({(1, 0), (-1, 0)})

    def find(
        self, who: int, keluar: Iterable[Pintu], masuk: Iterable[Pintu]
    ) -> tuple[Titik, ...] | None:
        """Return the cheapest way from one of the doors to one of the others, and run on it; None if all is closed."""
        heap: list[Any] = []
        order = count()
        for at, starts in self.entrances(keluar).items():
            for start in starts:
                heappush(heap, (start.harga, next(order), at, start.arah, (start, None), None, 0))
        goals = self.entrances(masuk)
        left = self.at_least(goals)
        seen: set[tuple[Simpang, Arah]] = set()
        while heap:
            cost, _, at, arah, trail, goal, ahead = heappop(heap)
            if goal is not None:
                return self.run(who, trail, goal)
            if (at, arah) in seen:
                continue
            seen.add((at, arah))
            for onward, price, nearby, door in self.onward(at, arah, goals):
                crossed = self.crossed(who, at, frozenset({back(arah), onward}))
                if crossed is not None:
                    turned = 0 if onward == arah else BELOK
                    ahead_of = 0 if door else left(nearby)
                    total = cost - ahead + price + turned + crossed + ahead_of
                    entry = (total, next(order), nearby, onward, (at, trail), door, ahead_of)
                    heappush(heap, entry)
        return None

    def at_least(self, goals: Iterable[Simpang]) -> Callable[[Simpang], int]:
        """Return what tells how far it is from a crossing to where all goals are, as the crow flies."""
        points = [self.point(one) for one in goals]
        if not points:
            return lambda _: 0
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)

        def tell(at: Simpang) -> int:
            x, y = self.point(at)
            return max(left - x, 0, x - right) + max(top - y, 0, y - bottom)

        return tell

    def onward(
        self, at: Simpang, arah: Arah, goals: dict[Simpang, list[Pintu]]
    ) -> Iterator[tuple[Arah, int, Simpang, Pintu | None]]:
        """Yield how one may go on from a crossing: into a door, or along a track that is open."""
        for pintu in goals.get(at, ()):
            yield back(pintu.arah), pintu.harga, at, pintu
        for onward in ARAH:
            nearby = step(at, onward)
            if onward == back(arah) or (at, onward) in self.walls or not self.has(nearby):
                continue
            (x, y), (to_x, to_y) = self.point(at), self.point(nearby)
            yield onward, abs(to_x - x) + abs(to_y - y), nearby, None

    def crossed(self, who: int, at: Simpang, sides: frozenset[Arah]) -> int | None:
        """Return what it costs to run over a crossing on those sides; None where it may not be."""
        cost = 0
        for other, theirs in self.used.get(at, {}).items():
            if other >= 0 and self.may_share(who, other):
                cost += BERSAMA
                continue
            if sides & theirs or not (is_straight(sides) and is_straight(theirs)):
                return None
            cost += SILANG
        return cost

    def run(self, who: int, trail: Any, goal: Pintu) -> tuple[Titik, ...]:  # noqa: ANN401
        """Note a way as used, and return its corners."""
        passed: list[Simpang] = []
        while trail[1] is not None:
            passed.append(trail[0])
            trail = trail[1]
        start: Pintu = trail[0]
        passed.reverse()
        into = start.arah
        for at, after in zip(passed, [*passed[1:], None], strict=True):
            onward = back(goal.arah) if after is None else (after[0] - at[0], after[1] - at[1])
            mine = self.used.setdefault(at, {})
            mine[who] = mine.get(who, frozenset()) | {back(into), onward}
            into = onward
        return corners([start.titik, *map(self.point, passed), goal.titik])

    def entrances(self, pintu: Iterable[Pintu]) -> dict[Simpang, list[Pintu]]:
        """Return doors by the first crossing before each."""
        found: dict[Simpang, list[Pintu]] = {}
        for one in pintu:
            at = self.entrance(one)
            if at is not None:
                found.setdefault(at, []).append(one)
        return found

    def entrance(self, pintu: Pintu) -> Simpang | None:
        """Return the first crossing before a door; None where there is none."""
        (x, y), (dx, dy) = pintu.titik, pintu.arah
        along, start = (self.xs, x) if dx else (self.ys, y)
        across, fixed = (self.ys, y) if dx else (self.xs, x)
        ahead = [i for i, one in enumerate(along) if (one - start) * (dx + dy) > JARAK]
        if not ahead or fixed not in across:
            return None
        near, beside = ahead[0 if dx + dy > 0 else -1], across.index(fixed)
        return (near, beside) if dx else (beside, near)

    def point(self, at: Simpang) -> Titik:
        """Return where a crossing is."""
        return self.xs[at[0]], self.ys[at[1]]

    def has(self, at: Simpang) -> bool:
        """Tell whether there is such a crossing."""
        return 0 <= at[0] < len(self.xs) and 0 <= at[1] < len(self.ys)


def step(at: Simpang, arah: Arah) -> Simpang:
    """Return the crossing beside one."""
    return at[0] + arah[0], at[1] + arah[1]


def back(arah: Arah) -> Arah:
    """Return the opposite way."""
    return -arah[0], -arah[1]


def is_straight(sides: frozenset[Arah]) -> bool:
    """Tell whether who runs on those sides does not bend."""
    return len(sides) == 2 and len({abs(dx) for dx, _ in sides}) == 1


def corners(points: Sequence[Titik]) -> tuple[Titik, ...]:
    """Return a way by its ends and the points where it bends."""
    kept = [points[0]]
    for one, nearby in pairwise(points[1:]):
        x, y = kept[-1]
        if not (x == one[0] == nearby[0] or y == one[1] == nearby[1]):
            kept.append(one)
    return (*kept, points[-1])
