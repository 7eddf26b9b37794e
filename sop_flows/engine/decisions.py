"""Which decisions of a berkas stand: those that the flow has not gone back behind since."""

from collections.abc import Iterable
from datetime import datetime

from sop_flows.engine.berkas import StatusTugas, Tugas
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
