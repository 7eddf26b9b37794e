"""Which decisions of a berkas stand: those that the flow has not gone back behind since.

Who has decided for one post and decides again for another, after a change of posts or as Plt., is not
refused: the sheet asks the posts. It is remarked, on the card before and in the history after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sop_flows.engine.berkas import Outcome, StatusTugas, Tugas
from sop_flows.engine.kerja import KERJA


def standing_decisions(tugas: Iterable[Tugas]) -> tuple[Tugas, ...]:
    """Return the tugas of a berkas whose decision stands, oldest first."""
    found = tuple(tugas)
    decided = (
        (decided_at(one), one)
        for one in found
        if is_decision(one) and not any(is_behind(other, one) for other in found)
    )
    return tuple(one for _, one in sorted(decided, key=lambda pair: (pair[0], pair[1].nomor)))


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


def is_behind(other: Tugas, decided: Tugas) -> bool:
    """Tell whether another tugas does again what comes before a decision, or the decision itself."""
    if other.is_beside or other.status is StatusTugas.DITARIK:
        return False
    if other.place == decided.place:
        return other.unit_id == decided.unit_id and other.ronde > decided.ronde
    return other.place < decided.place and other.dibuka_at > decided_at(decided)
