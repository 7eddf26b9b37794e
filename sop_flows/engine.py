"""The rules that move a berkas from langkah to langkah.

1. Every rule that opens, closes or reopens a tugas lives in this file, in ``withdrawal`` or in
   the SOP file.
2. Nothing here reads a clock, a row or a chat: the same arguments give the same outcome.
3. A refusal changes nothing. The revisi is compared before any rule.
4. A return opens a new ronde; units that it does not name keep their work.
5. A berkas that runs has an open tugas.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from sop_flows.berkas import (
    QUESTION,
    Aksi,
    Berkas,
    Kerja,
    Outcome,
    Pelaku,
    Penugasan,
    Peta,
    StatusBerkas,
    StatusFormulir,
    StatusTugas,
    Tugas,
)
from sop_flows.definition import Isian, Kembali, Minta, Sebar, Sop, Tahap
from sop_flows.errors import (
    AksiNotAllowed,
    FormulirIncomplete,
    IsianIncomplete,
    NotForPlh,
    NotYourTugas,
    OwnWork,
    PenerimaRequired,
    ReasonRequired,
    StillOut,
    TugasChanged,
    UnitRequired,
)
from sop_flows.flow import Flow, describe
from sop_flows.rapat import call_rapat, close_rapat, note_attendance
from sop_flows.withdrawal import WITHDRAWABLE as WITHDRAWABLE
from sop_flows.withdrawal import withdraw

CLOSING: Mapping[Minta, Kerja] = {
    Minta.DISPOSISI: Kerja.DISPOSISIKAN,
    Minta.SEBAR: Kerja.KIRIM,
    Minta.FORMULIR: Kerja.KIRIM,
    Minta.HIMPUN: Kerja.SELESAI,
    Minta.KEPUTUSAN: Kerja.SETUJUI,
    Minta.PARAF: Kerja.PARAF,
    Minta.TANDA_TANGAN: Kerja.TANDA_TANGANI,
    Minta.UNDANGAN: Kerja.KIRIM,
    Minta.RAPAT: Kerja.SELESAI,
    Minta.KERJAKAN: Kerja.SELESAI,
    Minta.TERUSKAN: Kerja.TERUSKAN,
}
"""The one aksi that moves a tahap on; a return is offered beside it where the file allows one."""


def aksi_of(sop: Sop, tugas: Tugas) -> tuple[Kerja, ...]:
    """Return what the post may do with an open tugas, the safe aksi first."""
    if tugas.is_question:
        return (Kerja.JAWAB,)
    if not tugas.isi.get("notulis", True):
        return (Kerja.HADIR,)
    tahap = sop.langkah_of(tugas.langkah).tahap[tugas.tahap]
    further = {
        Kerja.HADIR: tahap.minta is Minta.RAPAT,
        Kerja.KEMBALIKAN: bool(tahap.kembali),
        Kerja.TANYA: tahap.boleh_tanya,
    }
    return CLOSING[tahap.minta], *(kerja for kerja, offered in further.items() if offered)


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
    flow = Flow(sop, berkas, pelaku, at, peta)
    facts = {"isian": dict(isian), "sumber": berkas.keadaan.sumber}
    flow.open_langkah(1, asal="0.0", isi={"mulai": dict(isian)} if isian else {})
    return flow.outcome("mulai", None, {name: fact for name, fact in facts.items() if fact})


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
        is_stale = tugas.revisi != aksi.revisi and aksi.kerja is not Kerja.HADIR
        if not tugas.is_open or is_stale:  # that somebody attends decides on nothing shown
            raise changed(tugas)
        seen = replace(tugas, dilihat_at=tugas.dilihat_at or aksi.at)
        RULES[aksi.kerja](flow, seen, aksi)
    return flow.outcome(aksi.kerja.value, tugas, describe(aksi))


def cancel(
    sop: Sop, berkas: Berkas, pelaku: Pelaku, at: datetime, peta: Peta, alasan: str
) -> Outcome:
    """Return the outcome of giving a berkas up, with a reason."""
    if not alasan.strip():
        raise ReasonRequired
    if berkas.status is not StatusBerkas.BERJALAN:
        raise AksiNotAllowed(aksi="batalkan")
    flow = Flow(sop, berkas, pelaku, at, peta)
    for tugas in berkas.terbuka:
        flow.close(tugas, StatusTugas.DIBATALKAN)
    flow.berkas = replace(flow.berkas, status=StatusBerkas.DIBATALKAN, ditutup_at=at)
    return flow.outcome("batalkan", None, {"catatan": alasan})


def changed(tugas: Tugas) -> TugasChanged:
    """Return the refusal of an aksi drawn at an older revisi (a keyboard stays clickable for ever)."""
    hasil = tugas.isi.get("hasil", {})
    return TugasChanged(
        tugas_id=tugas.id or 0,
        oleh=hasil.get("nama", ""),
        aksi=hasil.get("aksi", ""),
        at=tugas.selesai_at,
    )


def complete(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Do the one aksi that moves a tahap on."""
    tahap = may(flow, tugas, aksi)
    check_gathered(flow, tugas)
    check_isian(tahap.isian, aksi.isian)
    choose_penerima(flow, tugas, tahap, aksi)
    isi = flow.handed_over(aksi)
    if tahap.minta is Minta.UNDANGAN:
        isi["rapat"] = call_rapat(flow, tahap, aksi)
    if tahap.minta is Minta.FORMULIR and tugas.unit_id is not None:
        kurang = flow.peta.formulir(tugas.unit_id).kurang
        if kurang:
            raise FormulirIncomplete(kurang=kurang)
        flow.change_formulir(tugas.unit_id, StatusFormulir.TERKIRIM, tugas.ronde)
    for question in flow.still_open(f"{tugas.langkah}.{QUESTION}"):
        flow.close_question(question)
    if tahap.minta is Minta.RAPAT:
        isi["notulen"] = close_rapat(flow, tugas, tahap, aksi)
    flow.finish(tugas, aksi)
    flow.go_on(tugas, isi)


def send_back(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Return to an earlier langkah: a new ronde there, for the units at fault only."""
    tahap = may(flow, tugas, aksi)
    target = choose_return(tahap, aksi)
    if not aksi.catatan.strip():
        raise ReasonRequired
    only = at_fault(flow, target, aksi)
    others = [t for t in flow.berkas.terbuka if t.langkah == tugas.langkah and t.id != tugas.id]
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


def ask(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Put a question to units; the tugas stays open and the answer may correct values."""
    may(flow, tugas, aksi)
    if not aksi.catatan.strip():
        raise ReasonRequired
    heads = {p.unit_id: p.jabatan_id for p in flow.peta.unit(filling_kolom(flow))}
    if not aksi.unit or not set(aksi.unit) <= set(heads):
        raise UnitRequired
    filling = {t.unit_id for t in flow.berkas.terbuka if not t.is_question} & set(aksi.unit)
    if filling:
        raise StillOut(unit=tuple(unit_id for unit_id in aksi.unit if unit_id in filling))
    asked = {t.unit_id for t in flow.still_open(f"{tugas.langkah}.{QUESTION}")}
    for unit_id in dict.fromkeys(aksi.unit):
        if unit_id in asked:
            continue
        flow.opened.append(
            Tugas(
                langkah=tugas.langkah,
                tahap=QUESTION,
                jabatan_id=heads[unit_id],
                unit_id=unit_id,
                ronde=tugas.ronde,
                asal=tugas.place,
                isi={"tanya": aksi.catatan, **flow.handed_over(replace(aksi, catatan=""))},
                dibuka_at=flow.at,
            )
        )
        flow.open_for_correction(unit_id, aksi.indikator)
    flow.change(tugas)


def reply(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Answer a question; the asking card shows the answer."""
    if not tugas.is_question:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    if not aksi.catatan.strip():
        raise ReasonRequired
    flow.close_formulir(tugas)
    flow.finish(tugas, aksi)
    answer = {
        "unit": tugas.unit_id,
        "tanya": tugas.isi["tanya"],
        "jawab": aksi.catatan,
        "nama": flow.pelaku.nama,
    }
    for asking in flow.still_open(tugas.asal):
        answers = [*asking.isi.get("jawaban", ()), answer]
        flow.change(replace(asking, isi={**asking.isi, "jawaban": answers}))


def watching(sop: Sop, tugas: Tugas) -> str | None:
    """Return the column whose posts may excuse whoever a tugas waits for; None if nobody may."""
    if tugas.is_question:
        return None
    tahap = sop.langkah_of(tugas.langkah).tahap[tugas.tahap]
    if tugas.pegawai_id is not None:
        return tahap.pengawas
    return sop.pemrakarsa if tahap.minta is Minta.FORMULIR else None


def excuse(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Excuse an employee from signing (before a witness), or a unit from filling; with a reason."""
    kolom = watching(flow.sop, tugas)
    if kolom is None:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    needs_witness = tugas.pegawai_id is not None
    if not aksi.catatan.strip() or (needs_witness and aksi.saksi_id in (None, tugas.pegawai_id)):
        raise ReasonRequired
    if flow.pelaku.jabatan_id not in flow.peta.jabatan(kolom):
        raise NotYourTugas
    if tugas.unit_id is not None:
        flow.change_formulir(tugas.unit_id, StatusFormulir.TERKIRIM, tugas.ronde)
    flow.finish(tugas, aksi, StatusTugas.DIKECUALIKAN)
    # The reason is about that employee or unit; the card that follows is not.
    flow.go_on(tugas, flow.handed_over(replace(aksi, catatan="")))


def attend(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Record that somebody attends the rapat, also on the card of who keeps the notulen."""
    may(flow, tugas, aksi)
    note_attendance(flow, tugas)


def may(flow: Flow, tugas: Tugas, aksi: Aksi) -> Tahap:
    """Return the tahap, or refuse what the file does not let this person do here."""
    if aksi.kerja not in aksi_of(flow.sop, tugas):
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    tahap = flow.tahap_of(tugas)
    if flow.pelaku.penugasan is Penugasan.PLH and not tahap.plh_boleh:
        raise NotForPlh(langkah=tugas.langkah)
    for no in tahap.bukan_pelaku:
        if flow.pelaku.pegawai_id in flow.berkas.keadaan.pelaku.get(str(no), ()):
            raise OwnWork(langkah=no)
    return tahap


def check_gathered(flow: Flow, tugas: Tugas) -> None:
    """Refuse to finish a langkah before the tugas that it waits for are in."""
    out = tuple(
        other.unit_id or 0
        for other in flow.berkas.terbuka
        if not other.is_question
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
    penerima = sop.langkah_of(tugas.langkah).penerima
    posts = dict.fromkeys(post for kolom in penerima for post in peta.jabatan(kolom))
    return tuple(post for post in posts if post in reached)


def at_fault(flow: Flow, target: Kembali, aksi: Aksi) -> frozenset[int] | None:
    """Return the units that a partial return names, None where the file has no such return."""
    if not target.per_unit:
        return None
    kolom = tuple(k for t in flow.sop.langkah_of(target.ke).tahap for k in t.untuk)
    taking_part = {peserta.unit_id for peserta in flow.peta.unit(kolom)}
    if not aksi.unit or not set(aksi.unit) <= taking_part:
        raise UnitRequired
    return frozenset(aksi.unit)


def filling_kolom(flow: Flow) -> tuple[str, ...]:
    """Return the columns whose posts fill the form."""
    return tuple(
        dict.fromkeys(
            kolom
            for langkah in flow.sop.langkah
            for tahap in langkah.tahap
            if tahap.minta is Minta.FORMULIR
            for kolom in tahap.untuk
        )
    )


def choose_return(tahap: Tahap, aksi: Aksi) -> Kembali:
    """Return the return that the aksi means: the named langkah, or the file's first."""
    for target in tahap.kembali:
        if aksi.ke in (None, target.ke):
            return target
    raise AksiNotAllowed(aksi=aksi.kerja.value)


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
}
