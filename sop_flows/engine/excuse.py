"""Excusing an employee from signing, or a unit from filling; and taking that back.

1. Nobody excuses themselves: who is here to do that can sign, or say why there is no data.
2. Every excuse has a reason and a witness: somebody else than who excuses and who is excused.
3. It is taken back by whoever may excuse, while its berkas runs and nothing that rests on it is signed.
   What it had let through by then is called off; the tugas is open again, with its time from now.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja, Pelaku
from sop_flows.engine.berkas import Berkas, Outcome, Peta, StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.facts import NO_FACTS, Facts, Hasil
from sop_flows.engine.flow import Flow
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.offer import watching
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import (
    AksiNotAllowed,
    ExcuseStands,
    NotYourTugas,
    OwnExcuse,
    TugasChanged,
    WitnessUnfit,
)
from sop_flows.sop.definition import Sop

BACK = "ikutkan"
"""What the history calls the taking back of an excuse."""


def excuse(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Excuse an employee from signing, or a unit from filling; with a reason, before a witness.

    Raises:
        OwnExcuse: It is who excuses.
        WitnessUnfit: There is none, or it is who excuses, or who is excused.
    """
    check_watches(flow, tugas, aksi.kerja.value)
    if tugas.pegawai_id == flow.pelaku.pegawai_id:
        raise OwnExcuse
    check_reason(aksi.catatan, Alasan.PENGECUALIAN)
    if aksi.saksi_id in (None, tugas.pegawai_id, flow.pelaku.pegawai_id):
        raise WitnessUnfit
    if tugas.unit_id is not None:
        ronde = flow.peta.formulir(tugas.unit_id).ronde
        flow.change_formulir(tugas.unit_id, excused_status(tugas), ronde)
    flow.finish(tugas, aksi, StatusTugas.DIKECUALIKAN)
    # The reason is about that employee or unit; the card that follows is not.
    flow.go_on(tugas, Facts(dari=flow.handed_over(replace(aksi, catatan=""))))


def check_watches(flow: Flow, tugas: Tugas, aksi: str) -> None:
    """Refuse whoever does not watch over a tugas, and everybody where the file lets nobody."""
    kolom = watching(flow.sop, tugas)
    if kolom is None:
        raise AksiNotAllowed(aksi=aksi)
    if flow.pelaku.jabatan_id not in flow.peta.jabatan(kolom):
        raise NotYourTugas


def excused_status(tugas: Tugas) -> StatusFormulir:
    """Return what becomes of an excused unit's formulir: what it sent in an earlier ronde stands."""
    semula = tugas.facts.semula
    if semula is None or semula.status is StatusFormulir.TERBUKA:
        return StatusFormulir.DIKECUALIKAN
    return semula.status


# What stands


def standing_excuses(semua: Iterable[Tugas]) -> tuple[Tugas, ...]:
    """Return the tugas of a berkas whose excuse stands.

    The same was not asked of them again since, and the flow did not go back to before it.

    Args:
        semua: All of the berkas, oldest first.
    """
    known = [one for one in semua if one.status is not StatusTugas.DITARIK]
    last = {(one.place, one.unit_id, one.pegawai_id): one for one in known}
    excused = (one for one in last.values() if one.status is StatusTugas.DIKECUALIKAN)
    return tuple(one for one in excused if not any(went_back(one, other) for other in known))


def went_back(excused: Tugas, other: Tugas) -> bool:
    """Tell whether a tugas was opened after an excuse, at a place before it."""
    return other.id > excused.id and other.place < excused.place and not other.is_beside


def rests_on(sop: Sop, excused: Tugas, other: Tugas) -> bool:
    """Tell whether a tugas comes after what an excuse has closed."""
    tahap = sop.langkah_of(excused.langkah).tahap[excused.tahap]
    if tahap.gabung_di is not None:
        return other.langkah > tahap.gabung_di
    return other.place > excused.place


def is_told_of(sop: Sop, excused: Tugas, other: Tugas) -> bool:
    """Tell whether a tugas is one that an excuse opens or touches: it rests on it, or gathers for it.

    Those that are asked beside it stay as they are, so their cards cannot say it.
    """
    tahap = sop.langkah_of(excused.langkah).tahap[excused.tahap]
    return other.langkah == tahap.gabung_di or rests_on(sop, excused, other)


def is_final(sop: Sop, excused: Tugas, semua: Iterable[Tugas]) -> bool:
    """Tell whether something that rests on an excuse was signed since."""
    return any(
        other.id > excused.id
        and other.status is StatusTugas.SELESAI
        and other.facts.hasil is not None
        and KERJA[other.facts.hasil.aksi].is_signed
        and rests_on(sop, excused, other)
        for other in semua
    )


# Taking it back


def reinstate(
    sop: Sop,
    berkas: Berkas,
    tugas: Tugas,
    pelaku: Pelaku,
    at: datetime,
    peta: Peta,
    semua: Sequence[Tugas],
) -> Outcome:
    """Return the outcome of taking an excuse back: who was excused is asked again.

    Raises:
        TugasChanged: The excuse stands no more.
        NotYourTugas: The person may excuse nobody here.
        ExcuseStands: Something that rests on it was signed.
    """
    if berkas.status is not StatusBerkas.BERJALAN or tugas not in standing_excuses(semua):
        raise TugasChanged(tugas_id=tugas.id)
    flow = Flow(sop, berkas, pelaku, at, peta)
    check_watches(flow, tugas, BACK)
    if is_final(sop, tugas, semua):
        raise ExcuseStands
    later = [t for t in berkas.terbuka if not t.outlives and rests_on(sop, tugas, t)]
    call_off(flow, later)
    ask_again(flow, tugas)
    gathering = flow.tahap_of(tugas).gabung_di
    if gathering is not None and later:
        flow.open_langkah(gathering, asal=tugas.place, facts=NO_FACTS)
    elif gathering is not None:
        flow.touch(gathering)
    hasil = tugas.facts.hasil
    return flow.outcome(BACK, tugas, {"siapa": hasil.siapa} if hasil and hasil.siapa else {})


def call_off(flow: Flow, later: Iterable[Tugas]) -> None:
    """Withdraw what an excuse has let through: it will be asked for again."""
    hasil = Hasil(
        aksi=Kerja.KECUALIKAN,
        nama=flow.pelaku.nama,
        jabatan=flow.pelaku.jabatan,
        penugasan=flow.pelaku.penugasan,
    )
    begun: set[tuple[int, int, int | None]] = set()
    for tugas in later:
        if tugas.is_question:
            flow.close_question(tugas)
            continue
        facts = replace(tugas.facts, hasil=hasil)
        flow.close(replace(tugas, facts=facts), StatusTugas.DITARIK)
        begun.add((tugas.langkah, tugas.tahap, tugas.unit_id))
    for place in begun:
        flow.undo_ronde(*place)


def ask_again(flow: Flow, tugas: Tugas) -> None:
    """Open an excused tugas again; its waktu and its reminders begin anew."""
    facts = replace(tugas.facts, hasil=None, ditunda=None, ditanggapi=None)
    if facts.batas is not None and facts.batas <= flow.at:
        facts = replace(facts, batas=None)
    langkah = flow.sop.langkah_of(tugas.langkah)
    flow.change(
        replace(
            tugas,
            status=StatusTugas.TERBUKA,
            selesai_at=None,
            tenggat=flow.tenggat_of(langkah, tugas.tahap, facts),
            facts=facts,
        )
    )
    if tugas.unit_id is not None:
        ronde = flow.peta.formulir(tugas.unit_id).ronde
        flow.change_formulir(tugas.unit_id, StatusFormulir.TERBUKA, ronde)
