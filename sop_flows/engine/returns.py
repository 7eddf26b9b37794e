"""Returns: a new ronde at an earlier langkah, for the units at fault only, sometimes relayed."""

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi
from sop_flows.engine.berkas import NewTugas, StatusTugas, Tugas
from sop_flows.engine.facts import Facts, Pengembalian
from sop_flows.engine.flow import Flow
from sop_flows.engine.formulir import Sebelum
from sop_flows.engine.offer import may
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import AksiNotAllowed, UnitRequired
from sop_flows.sop.definition import Kembali, Minta, Tahap


def send_back(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Return to an earlier langkah: a new ronde there, for the units at fault only."""
    tahap = may(flow, tugas, aksi)
    target = choose_return(tahap, aksi)
    check_why(target, aksi)
    only = at_fault(flow, target, aksi)
    others = [
        other
        for other in flow.berkas.terbuka
        if other.langkah == tugas.langkah and other.id != tugas.id and not other.outlives
    ]
    flow.finish(tugas, aksi, menutup=len(others))
    for other in others:
        if other.is_question:
            flow.close_question(other)
        else:
            flow.close(other, StatusTugas.DIBATALKAN)
    kembali = Pengembalian(
        dari=tugas.langkah,
        ke=target.ke,
        alasan=aksi.catatan,
        nama=flow.pelaku.nama,
        jabatan=flow.pelaku.jabatan,
        penugasan=flow.pelaku.penugasan,
        unit=aksi.unit,
        indikator=aksi.indikator,
        isi=aksi.isi,
    )
    facts = Facts(kembali=kembali)
    if target.lewat is None:
        flow.open_langkah(target.ke, asal=tugas.place, facts=facts, only=only)
        keep_returned(flow, kembali)
        return
    relay = flow.sop.langkah_of(target.lewat)
    if relay.relay is None:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    flow.open_tahap(relay, relay.relay, asal=tugas.place, facts=facts)


def check_why(target: Kembali, aksi: Aksi) -> None:
    """Refuse a return without a reason; one that the file offers is a reason, however short."""
    if aksi.catatan not in target.alasan:
        check_reason(aksi.catatan, Alasan.PENGEMBALIAN)


def forward(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Relay a return to the units at fault; the list and the reason stay as they are."""
    kembali = tugas.facts.kembali
    may(flow, tugas, aksi)
    if kembali is None:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    flow.finish(tugas, aksi)
    for other in flow.still_open(tugas.place):
        flow.close(other, StatusTugas.DIBATALKAN)
    facts = Facts(kembali=kembali, dari=flow.handed_over(aksi))
    if not kembali.unit:
        flow.open_langkah(kembali.ke, asal=tugas.place, facts=facts)
    elif left := units_at(flow, kembali.ke).intersection(kembali.unit):
        flow.open_langkah(kembali.ke, asal=tugas.place, facts=facts, only=left)
        keep_returned(flow, kembali)
    else:  # every unit at fault has left the office: there is nothing to wait for
        flow.open_langkah(kembali.ke + 1, asal=tugas.place, facts=facts)


def keep_returned(flow: Flow, kembali: Pengembalian) -> None:
    """Let every unit's opened tugas remember the values that it is to look at again."""
    flow.opened = [
        replace(t, facts=replace(t.facts, sebelum=returned_to(flow, t, kembali)))
        for t in flow.opened
    ]


def returned_to(flow: Flow, tugas: NewTugas, kembali: Pengembalian) -> tuple[Sebelum, ...]:
    """Return the values that come back with a tugas; none where it is no unit's form."""
    tahap = flow.sop.tahap_at(tugas.langkah, tugas.tahap)
    if tugas.unit_id is None or tahap is None or tahap.minta is not Minta.FORMULIR:
        return ()
    return flow.peta.formulir(tugas.unit_id).returned(kembali.indikator)


def choose_return(tahap: Tahap, aksi: Aksi) -> Kembali:
    """Return the return that the aksi means: the named langkah, or the file's first."""
    for target in tahap.kembali:
        if aksi.ke in (None, target.ke):
            return target
    raise AksiNotAllowed(aksi=aksi.kerja.value)


def at_fault(flow: Flow, target: Kembali, aksi: Aksi) -> frozenset[int] | None:
    """Return the units that a partial return names, None where the file has no such return."""
    if not target.per_unit:
        return None
    if not aksi.unit or not set(aksi.unit) <= units_at(flow, target.ke):
        raise UnitRequired
    return frozenset(aksi.unit)


def units_at(flow: Flow, no: int) -> frozenset[int]:
    """Return the units that the form of a langkah reaches now."""
    tahap = flow.sop.langkah_of(no).tahap
    index = next(i for i, one in enumerate(tahap) if one.minta is Minta.FORMULIR)
    targets = flow.chosen(no, index, flow.spread(tahap[index], None))
    return frozenset(target.unit_id for target in targets if target.unit_id is not None)
