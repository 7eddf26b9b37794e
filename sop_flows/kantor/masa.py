"""Which appointments to a post can be true together: one rule for the chat, a workbook and what is stored.

A post that leads has one holder at a time. A Plh. stands in for a holder who is away, so the two overlap by nature;
a Plt. or Pj. fills a vacancy, so they do not. Other posts may have many holders, each once.

Source:
    UU 30/2014 pasal 14; SE BKN 1/SE/I/2021.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Penugasan

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masa:
    """Somebody in a post, as what, from when to when (both inclusive; None: open).

    People and posts are ids, or what a workbook calls them. For which unit a row of a workbook has somebody says
    where they come from, not which post it is: a Plh. often comes from another one.
    """

    pegawai: Hashable
    jabatan: Hashable
    penugasan: Penugasan
    mulai: date | None
    selesai: date | None

    def contradicts(self, other: "Masa", leading: Collection[Hashable]) -> bool:
        """Tell whether the two cannot both be true, with those posts leading."""
        days = (other.mulai or date.min, other.selesai or date.max)
        if self.jabatan != other.jabatan or not self.covers(*days):
            return False
        if self.pegawai == other.pegawai:
            return True
        stand_ins = {one.penugasan is Penugasan.PLH for one in (self, other)}
        return self.jabatan in leading and len(stand_ins) == 1

    def covers(self, mulai: date, selesai: date) -> bool:
        """Tell whether it holds on one of those days at least."""
        return (self.mulai or date.min) <= selesai and mulai <= (self.selesai or date.max)


def find_contradictions(
    masa: Iterable[Masa], leading: Collection[Hashable]
) -> Iterator[tuple[int, int]]:
    """Yield by their places, the earlier one first, every two of some appointments that contradict each other."""
    groups: dict[Hashable, list[tuple[int, Masa]]] = {}
    for at, one in enumerate(masa):
        group = one.jabatan if one.jabatan in leading else (one.jabatan, one.pegawai)
        groups.setdefault(group, []).append((at, one))
    for rivals in groups.values():
        for (first, one), (second, other) in combinations(rivals, 2):
            if one.contradicts(other, leading):
                yield first, second


def last_day(
    unsaid: Masa, standing: Iterable[Masa], leading: Collection[Hashable], today: date
) -> date | None:
    """Return the last day of an appointment that an office names no longer; None where that stays what it was.

    It was yesterday, unless it ends by itself. Such a one stays as far as nothing that stands contradicts it: until
    the day before that begins, yesterday at the earliest, because what was done in it was done.
    """
    if unsaid.selesai is None:
        return today - DAY
    ahead = replace(unsaid, mulai=max(unsaid.mulai or today, today))
    begins = [one.mulai or today for one in standing if ahead.contradicts(one, leading)]
    return max(today, min(begins)) - DAY if begins else None
