"""Which decisions of a berkas stand: those that the flow has not gone back behind since.

Who has decided for one post and decides again for another, after a change of posts or as Plt., is not
refused: the sheet asks the posts. It is remarked, on the card before and in the history after.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Self

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Outcome, StatusTugas, Tugas
from sop_flows.engine.kerja import KERJA
from sop_flows.sop.place import Place


def standing_decisions(tugas: Iterable[Tugas]) -> tuple[Tugas, ...]:
    """Return the tugas of a berkas whose decision stands, oldest first."""
    found = tuple(tugas)
    flow = Flow.of(found)
    decided = (
        (decided_at(one), one) for one in found if is_decision(one) and not flow.is_behind(one)
    )
    return tuple(one for _, one in sorted(decided, key=lambda pair: (pair[0], pair[1].nomor)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How far the flow of a berkas went, so that each decision is held against it at once: forty sign one berkas."""

    ronde: Mapping[tuple[Place, int | None], int]
    """The last of each place and unit."""
    places: Sequence[Place]
    opened: Sequence[datetime]
    """When a tugas was opened last, at each of the places or before it."""

    @classmethod
    def of(cls, tugas: Iterable[Tugas]) -> Self:
        """Return the flow that these tugas make up; those beside it, and those taken back, do not count."""
        ronde: dict[tuple[Place, int | None], int] = {}
        opened: dict[Place, datetime] = {}
        for one in tugas:
            if not one.is_beside and one.status is not StatusTugas.DITARIK:
                place, turn = one.place, (one.place, one.unit_id)
                ronde[turn] = max(ronde.get(turn, one.ronde), one.ronde)
                opened[place] = max(opened.get(place, one.dibuka_at), one.dibuka_at)
        places = sorted(opened)
        return cls(
            ronde=ronde,
            places=places,
            opened=tuple(accumulate((opened[place] for place in places), max)),
        )

    def is_behind(self, decided: Tugas) -> bool:
        """Tell whether something does again what comes before a decision, or the decision itself."""
        place = decided.place
        if self.ronde.get((place, decided.unit_id), decided.ronde) > decided.ronde:
            return True
        before = bisect_left(self.places, place)
        return before > 0 and self.opened[before - 1] > decided_at(decided)


def decided_before(decisions: Iterable[Tugas], tugas: Tugas, pegawai_id: int) -> tuple[Tugas, ...]:
    """Return the decisions by which somebody has judged the same for another post, at another langkah.

    What every employee signs for themselves is no judgement of a post.

    Args:
        decisions: Those of the berkas that stand.
        tugas: On which the person decides now.
    """
    return tuple(
        one
        for one in decisions
        if tugas.pegawai_id is None
        and one.pegawai_id is None
        and one.langkah != tugas.langkah
        and one.jabatan_id != tugas.jabatan_id
        and one.facts.hasil is not None
        and one.facts.hasil.pegawai_id == pegawai_id
    )


def remark(outcome: Outcome, earlier: Sequence[Tugas]) -> Outcome:
    """Return the outcome whose line says what its person has decided before for other posts."""
    if not earlier:
        return outcome
    said = [
        {"langkah": one.langkah, "aksi": hasil.aksi.value, "jabatan": hasil.jabatan}
        for one in earlier
        if (hasil := one.facts.hasil) is not None
    ]
    line, *others = outcome.jejak
    told = replace(line, rincian=line.rincian | {"sudah": said})
    return replace(outcome, jejak=(told, *others))


def is_decision(tugas: Tugas) -> bool:
    """Tell whether somebody approved, initialled or signed with a tugas."""
    hasil = tugas.facts.hasil
    return (
        tugas.status is StatusTugas.SELESAI and hasil is not None and KERJA[hasil.aksi].is_signed
    )


def decided_at(tugas: Tugas) -> datetime:
    """Return when a tugas was decided with."""
    return tugas.selesai_at or tugas.dibuka_at
