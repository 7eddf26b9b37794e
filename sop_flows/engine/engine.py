"""The rules that move a berkas from langkah to langkah.

1. Every rule that opens, closes or reopens a tugas lives in this room (``kerja``, ``flow``, ``offer``,
   ``returns``, ``beside``, ``rapat``, ``participation``, ``excuse``, ``withdrawal``) or in the SOP file.
2. Nothing here reads a clock, a row or a chat: the same arguments give the same outcome.
3. A refusal changes nothing. The revisi is compared before any rule.
4. A return opens a new ronde; units that it does not name keep their work.
5. A berkas that runs has an open tugas of its flow.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja, Pelaku
from sop_flows.engine.berkas import Berkas, Outcome, Peta, StatusBerkas, StatusTugas, Tugas
from sop_flows.engine.beside import (
    ask,
    hand_out,
    open_decisions,
    questions_of,
    reply,
    settle,
)
from sop_flows.engine.excuse import excuse
from sop_flows.engine.facts import NO_FACTS, Facts
from sop_flows.engine.flow import Flow
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.line import BATALKAN, MULAI, begun
from sop_flows.engine.offer import CLOSING, may
from sop_flows.engine.offer import aksi_of as aksi_of
from sop_flows.engine.offer import watching as watching
from sop_flows.engine.rapat import call_again, call_rapat, close_rapat
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.engine.resent import check_resent, resent
from sop_flows.engine.returns import forward, send_back
from sop_flows.engine.undangan import (
    answer_undangan,
    as_meant,
    attend,
    check_begun,
    note_hadir,
    send_wakil,
)
from sop_flows.engine.withdrawal import withdraw
from sop_flows.errors import (
    AksiNotAllowed,
    FormulirIncomplete,
    IsianIncomplete,
    IsianUnreadable,
    PenerimaRequired,
    StillOut,
    TugasChanged,
)
from sop_flows.jejak import Record
from sop_flows.sop.definition import Isian, JenisIsian, Minta, Sebar, Sop, Tahap
from sop_flows.sop.place import START
from sop_flows.waktu.rentang import read_batas


def start(
    sop: Sop,
    berkas: Berkas,
    pelaku: Pelaku,
    at: datetime,
    peta: Peta,
    isian: Mapping[str, str] = MappingProxyType({}),
) -> Outcome:
    """Return the outcome of starting a berkas: its first langkah is open.

    Raises:
        IsianIncomplete: An answer that the file asks for at the start is missing.
    """
    check_isian(sop.mulai, isian)
    keadaan = replace(berkas.keadaan, mulai=dict(isian))
    flow = Flow(sop, replace(berkas, keadaan=keadaan), pelaku, at, peta)
    facts = {"isian": dict(isian), "sumber": berkas.keadaan.sumber, **begun(sop, berkas)}
    flow.open_langkah(1, asal=START, facts=NO_FACTS)
    return flow.outcome(MULAI, None, {name: fact for name, fact in facts.items() if fact})


def advance(
    sop: Sop, berkas: Berkas, tugas: Tugas, aksi: Aksi, pelaku: Pelaku, peta: Peta
) -> Outcome:
    """Return the outcome of one aksi on one tugas.

    Raises:
        Refusal: One of ``sop_flows.errors``; nothing is changed.
    """
    flow = Flow(sop, berkas, pelaku, aksi.at, peta)
    if aksi.kerja is Kerja.TARIK:
        if tugas.revisi != aksi.revisi:
            raise changed(tugas)
        withdraw(flow, tugas)
    else:
        is_stale = tugas.revisi != aksi.revisi and not KERJA[aksi.kerja].holds_later
        if not tugas.is_open or is_stale:
            raise changed(tugas)
        seen = replace(tugas, dilihat_at=tugas.dilihat_at or aksi.at)
        aksi = as_meant(flow, tugas, aksi)
        rule = settle if tugas.outlives else RULES[aksi.kerja]
        rule(flow, seen, aksi)
    rincian = aksi.as_record() | decided(tugas, aksi) | resent(flow, tugas, aksi)
    return flow.outcome(aksi.kerja.value, tugas, rincian)


def decided(tugas: Tugas, aksi: Aksi) -> Record:
    """Return what a rapat decided, or which decision was carried out, as the history keeps it."""
    if aksi.kerja is not Kerja.SELESAI:
        return {}
    if tugas.facts.tindak_lanjut:
        return {"tindak_lanjut": tugas.facts.tindak_lanjut}
    noted = [one.as_record() for one in tugas.facts.keputusan or ()]
    return {"tindak_lanjut": noted} if noted else {}


def cancel(
    sop: Sop, berkas: Berkas, pelaku: Pelaku, at: datetime, peta: Peta, alasan: str
) -> Outcome:
    """Return the outcome of giving a berkas up, with a reason."""
    check_reason(alasan, Alasan.PEMBATALAN)
    if berkas.status is not StatusBerkas.BERJALAN:
        raise AksiNotAllowed(aksi=BATALKAN)
    flow = Flow(sop, berkas, pelaku, at, peta)
    for tugas in berkas.terbuka:
        flow.close(tugas, StatusTugas.DIBATALKAN)
    flow.berkas = replace(flow.berkas, status=StatusBerkas.DIBATALKAN, ditutup_at=at)
    return flow.outcome(BATALKAN, None, {"catatan": alasan})


def changed(tugas: Tugas) -> TugasChanged:
    """Return the refusal of an aksi drawn at an older revisi (a keyboard stays clickable for ever)."""
    hasil = tugas.facts.hasil
    news = tugas.facts.pembaruan if tugas.is_open else ()
    return TugasChanged(
        tugas_id=tugas.id,
        oleh=hasil.nama if hasil else "",
        aksi=hasil.aksi.value if hasil else "",
        at=tugas.selesai_at,
        pembaruan=tuple((one.jenis.value, one.apa) for one in news),
    )


def complete(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Do the one aksi that moves a tahap on."""
    tahap = may(flow, tugas, aksi)
    check_begun(flow, tugas, tahap)
    check_gathered(flow, tugas)
    check_isian(tahap.isian, aksi.isian)
    choose_penerima(flow, tugas, tahap, aksi)
    facts = Facts(dari=flow.handed_over(aksi))
    if tahap.minta is Minta.UNDANGAN:
        facts = replace(facts, rapat=call_rapat(flow, tahap, aksi))
    if tahap.minta is Minta.FORMULIR and tugas.unit_id is not None:
        formulir = flow.peta.formulir(tugas.unit_id)
        if formulir.kurang:
            raise FormulirIncomplete(kurang=formulir.kurang)
        flow.change_formulir(tugas.unit_id, StatusFormulir.TERKIRIM, formulir.ronde)
    if tahap.minta is Minta.SEBAR:
        facts = replace(facts, batas=chosen_batas(flow, tahap, aksi))
    if tahap.minta is Minta.RAPAT:
        facts = replace(facts, notulen=close_rapat(flow, tugas, tahap, aksi))
        open_decisions(flow, tugas, aksi)
    flow.finish(check_resent(flow, tugas, aksi), aksi)
    if tahap.selesai_bila == "salah_satu" or not flow.still_open(tugas.place):
        for question in questions_of(flow, tugas.langkah):
            flow.close_question(question)
        hand_out(flow, tugas, tahap, aksi)
    flow.go_on(tugas, facts)


def chosen_batas(flow: Flow, tahap: Tahap, aksi: Aksi) -> datetime | None:
    """Return until when the units are asked to fill, where the sender of the form says so.

    Raises:
        IsianUnreadable: It is no date, or its working day has ended.
    """
    asked = next((i for i in tahap.isian if i.jenis is JenisIsian.BATAS), None)
    if asked is None or not (answer := aksi.isian.get(asked.kode, "")):
        return None
    batas = read_batas(answer, flow.peta.jam_kerja, flow.at)
    if batas is None:
        raise IsianUnreadable(label=asked.label, jenis=asked.jenis.value, contoh=asked.contoh)
    return batas


def call_anew(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Put a rapat off: everybody is told why, and the undangan is asked for anew."""
    may(flow, tugas, aksi)
    check_reason(aksi.catatan, Alasan.UNDANG_ULANG)
    call_again(flow, tugas, aksi)


def check_gathered(flow: Flow, tugas: Tugas) -> None:
    """Refuse to finish a langkah before the tugas that it waits for are in."""
    out = tuple(
        other.unit_id
        for other in flow.berkas.terbuka
        if not other.is_beside
        and (flow.tahap_of(other).gabung_di or tugas.langkah + 1) <= tugas.langkah
    )
    if out:
        raise StillOut(unit=out)


def choose_penerima(flow: Flow, tugas: Tugas, tahap: Tahap, aksi: Aksi) -> None:
    """Remember the posts that a disposisi chose: what follows is opened for them alone."""
    if not tahap.is_choice:
        return
    if not aksi.penerima or not set(aksi.penerima) <= set(choosable(flow.sop, flow.peta, tugas)):
        raise PenerimaRequired
    keadaan = flow.berkas.keadaan.with_penerima(tugas.place, aksi.penerima)
    flow.berkas = replace(flow.berkas, keadaan=keadaan)


def choosable(sop: Sop, peta: Peta, tugas: Tugas) -> tuple[int, ...]:
    """Return the posts that a disposisi may choose among: those that the tahap after it reaches."""
    following = sop.after(tugas.langkah, tugas.tahap)
    untuk = following.untuk if following else ()
    reached = {post for kolom in untuk for post in peta.jabatan(kolom)}
    if following and following.sebar is Sebar.PER_UNIT:
        reached = {peserta.jabatan_id for peserta in peta.unit(untuk)}
    penerima = sop.penerima_of(tugas.langkah, tugas.tahap)
    posts = dict.fromkeys(post for kolom in penerima for post in peta.jabatan(kolom))
    return tuple(post for post in posts if post in reached)


def check_isian(asked: tuple[Isian, ...], answers: Mapping[str, str]) -> None:
    """Refuse to go on while an answer that the file needs is missing."""
    kurang = tuple(i.label for i in asked if i.wajib and not answers.get(i.kode, "").strip())
    if kurang:
        raise IsianIncomplete(kurang=kurang)


RULES: Mapping[Kerja, Callable[[Flow, Tugas, Aksi], None]] = {
    **dict.fromkeys(CLOSING.values(), complete),
    Kerja.TERUSKAN: forward,
    Kerja.KEMBALIKAN: send_back,
    Kerja.TANYA: ask,
    Kerja.JAWAB: reply,
    Kerja.KECUALIKAN: excuse,
    Kerja.HADIR: attend,
    Kerja.AKAN_HADIR: answer_undangan,
    Kerja.BERHALANGAN: answer_undangan,
    Kerja.DIWAKILI: send_wakil,
    Kerja.CATAT_HADIR: note_hadir,
    Kerja.HAPUS_HADIR: note_hadir,
    Kerja.UNDANG_ULANG: call_anew,
    Kerja.TERIMA: settle,
}
