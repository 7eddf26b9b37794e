"""What is handed on: which aksi freeze what was done for those who judge, sign or get it.

1. A unit hands on its formulir, also one that it corrected on a question; who gathers or works, the
   whole berkas. Sending an empty form, an undangan or the way of a return hands on nothing.
2. What is handed on before the last judgement is to be judged. What comes after it goes out: what
   was judged stays in it as it was, whatever the office has changed since.
"""

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.offer import CLOSING
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.place import Place

HANDED = frozenset({Minta.FORMULIR, Minta.HIMPUN, Minta.KERJAKAN})
"""What these ask for is handed on once it is done."""
JUDGED = frozenset(minta for minta, kerja in CLOSING.items() if KERJA[kerja].is_signed)


def hands_on(sop: Sop, tugas: Tugas, kerja: Kerja) -> bool:
    """Tell whether an aksi hands on what has to be frozen."""
    if not KERJA[kerja].hands_on:
        return False
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None:
        return tugas.is_question
    return tahap.minta in HANDED and bool(judgements(sop) or has_formulir(sop))


def goes_out(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether what a tugas hands on was judged before, and is judged no more."""
    found = judgements(sop)
    return tugas.unit_id is None and bool(found) and max(found) < tugas.place


def works_on_values(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether somebody works with a tugas on what the units filled, before it goes out."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or tahap.minta is not Minta.KERJAKAN or tugas.unit_id is not None:
        return False
    filled = any(at < tugas.place for at in places_of(sop, Minta.FORMULIR))
    return filled and not goes_out(sop, tugas)


def places_of(sop: Sop, *minta: Minta) -> tuple[Place, ...]:
    """Return the places at which an SOP asks one of these, in order."""
    return tuple(at for at in sop.places if sop.langkah_of(at[0]).tahap[at[1]].minta in minta)


def judgements(sop: Sop) -> tuple[Place, ...]:
    """Return the places where an SOP has something judged or signed, in order."""
    return places_of(sop, *JUDGED)


def has_formulir(sop: Sop) -> bool:
    """Tell whether units fill a form in an SOP."""
    return bool(places_of(sop, Minta.FORMULIR))
