"""Returns: a new ronde at an earlier langkah, for the units at fault only, sometimes relayed."""

from sop_flows.berkas import Aksi, StatusTugas, Tugas
from sop_flows.definition import Kembali, Tahap
from sop_flows.errors import AksiNotAllowed, ReasonRequired, UnitRequired
from sop_flows.flow import Flow
from sop_flows.offer import may


def send_back(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Return to an earlier langkah: a new ronde there, for the units at fault only."""
    tahap = may(flow, tugas, aksi)
    target = choose_return(tahap, aksi)
    if not aksi.catatan.strip():
        raise ReasonRequired
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
    kembali = {
        "dari": tugas.langkah,
        "ke": target.ke,
        "alasan": aksi.catatan,
        "nama": flow.pelaku.nama,
        "jabatan": flow.pelaku.jabatan,
        "unit": list(aksi.unit),
        "indikator": list(aksi.indikator),
    }
    isi = {"kembali": kembali}
    if target.lewat is None:
        flow.open_langkah(target.ke, asal=tugas.place, isi=isi, only=only)
        return
    relay = flow.sop.langkah_of(target.lewat)
    if relay.relay is None:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    flow.open_tahap(relay, relay.relay, asal=tugas.place, isi=isi)


def forward(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Relay a return to the units at fault; the list and the reason stay as they are."""
    may(flow, tugas, aksi)
    kembali = tugas.isi["kembali"]
    flow.finish(tugas, aksi)
    for other in flow.still_open(tugas.place):
        flow.close(other, StatusTugas.DIBATALKAN)
    isi = {"kembali": kembali, **flow.handed_over(aksi)}
    only = frozenset(kembali["unit"]) or None
    flow.open_langkah(kembali["ke"], asal=tugas.place, isi=isi, only=only)


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
    kolom = tuple(k for t in flow.sop.langkah_of(target.ke).tahap for k in t.untuk)
    taking_part = {peserta.unit_id for peserta in flow.peta.unit(kolom)}
    if not aksi.unit or not set(aksi.unit) <= taking_part:
        raise UnitRequired
    return frozenset(aksi.unit)
