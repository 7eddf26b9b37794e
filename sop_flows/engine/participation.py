"""Units that join a form while others are filling it already."""

from collections.abc import Collection

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Pelaku
from sop_flows.engine.berkas import Berkas, Outcome, Peta, Tugas
from sop_flows.engine.facts import Facts
from sop_flows.engine.flow import Flow
from sop_flows.engine.line import TAMBAH_UNIT
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import AksiNotAllowed, NotYourTugas, UnitRequired
from sop_flows.sop.definition import Minta, Sop


def filling(sop: Sop, berkas: Berkas) -> Tugas | None:
    """Return an open tugas of the form that units are filling now, if there is one."""
    for tugas in berkas.terbuka:
        tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
        if tahap is not None and tahap.minta is Minta.FORMULIR:
            return tugas
    return None


def joinable(
    sop: Sop, beside: Tugas, at_work: Collection[int | None], peta: Peta
) -> tuple[int, ...]:
    """Return the units that may fill a form beside a tugas of it: neither filling it nor asked about it.

    Args:
        at_work: The units that are.
    """
    tahap = sop.langkah_of(beside.langkah).tahap[beside.tahap]
    return tuple(u.unit_id for u in peta.unit(tahap.untuk) if u.unit_id not in at_work)


def add_unit(sop: Sop, berkas: Berkas, aksi: Aksi, pelaku: Pelaku, peta: Peta) -> Outcome:
    """Return the outcome of letting one more unit fill the form of now, with a reason.

    Raises:
        AksiNotAllowed: No form is being filled.
        NotYourTugas: The person does not start this SOP.
        UnitRequired: The unit takes no part, or is filling already.
    """
    beside = filling(sop, berkas)
    if beside is None:
        raise AksiNotAllowed(aksi=TAMBAH_UNIT)
    if pelaku.jabatan_id not in peta.jabatan(sop.pemrakarsa):
        raise NotYourTugas
    check_reason(aksi.catatan, Alasan.TAMBAH_UNIT)
    at_work = {t.unit_id for t in berkas.terbuka if t.place == beside.place or t.is_question}
    if len(aksi.unit) != 1 or aksi.unit[0] not in joinable(sop, beside, at_work, peta):
        raise UnitRequired
    flow = Flow(sop, berkas, pelaku, aksi.at, peta)
    choose_too(flow, beside, aksi.unit[0])
    joined = replace(beside.facts.gelombang, bersama=0)
    for other in flow.still_open(beside.place):  # what opened them is final: somebody joins them
        wave = replace(other.facts.gelombang, bersama=0)
        flow.change(replace(other, facts=replace(other.facts, gelombang=wave)))
    flow.open_tahap(
        sop.langkah_of(beside.langkah),
        beside.tahap,
        asal=beside.asal,
        facts=Facts(dari=flow.handed_over(aksi), gelombang=joined),
        only=frozenset(aksi.unit),
    )
    return flow.outcome(TAMBAH_UNIT, None, {"unit": list(aksi.unit), "catatan": aksi.catatan})


def choose_too(flow: Flow, beside: Tugas, unit_id: int) -> None:
    """Count a unit among those that a disposisi chose, where one chose: it was let in later."""
    place = flow.sop.choice_before(beside.langkah, beside.tahap)
    if place is None:
        return
    heads = {u.unit_id: u.jabatan_id for u in flow.peta.unit(flow.tahap_of(beside).untuk)}
    chosen = (*flow.berkas.keadaan.penerima.get(place, ()), heads[unit_id])
    flow.berkas = replace(flow.berkas, keadaan=flow.berkas.keadaan.with_penerima(place, chosen))
