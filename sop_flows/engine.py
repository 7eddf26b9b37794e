"""The rules that move a berkas from langkah to langkah.

1. Every rule that opens, closes or reopens a tugas lives in this file or in the SOP file.
2. Nothing here reads a clock, a row or a chat: the same arguments give the same outcome.
3. A refusal changes nothing. The revisi is compared before any rule.
4. A return opens a new ronde; units that it does not name keep their work.
5. A berkas that runs has an open tugas.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from sop_flows.berkas import (
    QUESTION,
    Aksi,
    Berkas,
    FormulirChange,
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
from sop_flows.definition import Kembali, Minta, Sop, Tahap
from sop_flows.errors import (
    AksiNotAllowed,
    FormulirIncomplete,
    IsianIncomplete,
    NoLongerWithdrawable,
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
    tahap = sop.langkah_of(tugas.langkah).tahap[tugas.tahap]
    further = {Kerja.KEMBALIKAN: bool(tahap.kembali), Kerja.TANYA: tahap.boleh_tanya}
    return CLOSING[tahap.minta], *(kerja for kerja, offered in further.items() if offered)


def start(sop: Sop, berkas: Berkas, pelaku: Pelaku, at: datetime, peta: Peta) -> Outcome:
    """Return the outcome of starting a berkas: its first langkah is open."""
    flow = Flow(sop, berkas, pelaku, at, peta)
    flow.open_langkah(1, asal="0.0", isi={})
    return flow.outcome("mulai", None, {})


def advance(
    sop: Sop, berkas: Berkas, tugas: Tugas, aksi: Aksi, pelaku: Pelaku, peta: Peta
) -> Outcome:
    """Return the outcome of one aksi on one tugas.

    Raises:
        Refusal: One of ``sop_flows.errors``; nothing is changed.
    """
    flow = Flow(sop, berkas, pelaku, aksi.at, peta)
    if aksi.kerja is Kerja.TARIK:
        withdraw(flow, tugas, aksi)
    else:
        check_current(tugas, aksi)
        RULES[aksi.kerja](flow, tugas, aksi)
    return flow.outcome(aksi.kerja.value, tugas, describe(aksi))


def cancel(
    sop: Sop, berkas: Berkas, pelaku: Pelaku, at: datetime, peta: Peta, alasan: str
) -> Outcome:
    """Return the outcome of giving a berkas up, with a reason."""
    if not alasan.strip():
        raise ReasonRequired
    flow = Flow(sop, berkas, pelaku, at, peta)
    for tugas in berkas.terbuka:
        flow.close(tugas, StatusTugas.DIBATALKAN)
    flow.berkas = replace(flow.berkas, status=StatusBerkas.DIBATALKAN, ditutup_at=at)
    return flow.outcome("batalkan", None, {"catatan": alasan})


def check_current(tugas: Tugas, aksi: Aksi) -> None:
    """Refuse an aksi that was drawn at an older revisi (a keyboard stays clickable for ever)."""
    if tugas.is_open and tugas.revisi == aksi.revisi:
        return
    hasil = tugas.isi.get("hasil", {})
    raise TugasChanged(
        tugas_id=tugas.id or 0,
        oleh=hasil.get("nama", ""),
        aksi=hasil.get("aksi", ""),
        at=tugas.selesai_at,
    )


def complete(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Do the one aksi that moves a tahap on."""
    tahap = may(flow, tugas, aksi)
    check_gathered(flow, tugas)
    check_isian(tahap, aksi)
    only = chosen(flow, tugas, tahap, aksi)
    if tahap.minta is Minta.FORMULIR and tugas.unit_id is not None:
        kurang = flow.peta.formulir(tugas.unit_id).kurang
        if kurang:
            raise FormulirIncomplete(kurang=kurang)
        flow.formulir.append(
            FormulirChange(
                unit_id=tugas.unit_id, status=StatusFormulir.TERKIRIM, ronde=tugas.ronde
            )
        )
    for question in flow.still_open(f"{tugas.langkah}.{QUESTION}"):
        answer_formulir(flow, question)
        flow.close(question, StatusTugas.DIBATALKAN)
    flow.finish(tugas, aksi)
    flow.go_on(tugas, flow.handed_over(aksi), only)


def send_back(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Return to an earlier langkah: a new ronde there, for the units at fault only."""
    tahap = may(flow, tugas, aksi)
    target = choose_return(tahap, aksi)
    if not aksi.catatan.strip():
        raise ReasonRequired
    only = at_fault(flow, target, aksi)
    flow.finish(tugas, aksi)
    for other in flow.berkas.terbuka:
        if other.langkah == tugas.langkah and (other.id or 0) not in flow.closed_ids:
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
                isi={"tanya": aksi.catatan, **flow.handed_over(aksi)},
                dibuka_at=flow.at,
            )
        )
        formulir = flow.peta.formulir(unit_id)
        flow.formulir.append(
            FormulirChange(
                unit_id=unit_id,
                status=StatusFormulir.TERBUKA,
                ronde=formulir.ronde,
                ditandai=aksi.indikator,
            )
        )
    flow.change(tugas)


def reply(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Answer a question; the asking card shows the answer."""
    if not tugas.is_question:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    if not aksi.catatan.strip():
        raise ReasonRequired
    answer_formulir(flow, tugas)
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


def answer_formulir(flow: Flow, question: Tugas) -> None:
    """Close the formulir that a question had opened for corrections."""
    if question.unit_id is not None:
        flow.formulir.append(
            FormulirChange(
                unit_id=question.unit_id,
                status=StatusFormulir.TERKIRIM,
                ronde=flow.peta.formulir(question.unit_id).ronde,
            )
        )


def excuse(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Excuse an employee from signing, with a reason and a witness."""
    tahap = flow.tahap_of(tugas)
    if tahap.pengawas is None or tugas.pegawai_id is None:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    if not aksi.catatan.strip() or aksi.saksi_id in (None, tugas.pegawai_id):
        raise ReasonRequired
    if flow.pelaku.jabatan_id not in flow.peta.jabatan(tahap.pengawas):
        raise NotYourTugas
    flow.finish(tugas, aksi, StatusTugas.DIKECUALIKAN)
    flow.go_on(tugas, flow.handed_over(aksi), None)


def attend(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Record that somebody attends the rapat; the tugas stays open until the notulen."""
    tahap = flow.tahap_of(tugas)
    if tahap.minta is not Minta.RAPAT:
        raise AksiNotAllowed(aksi=aksi.kerja.value)
    hadir = dict.fromkeys((*tugas.isi.get("hadir", ()), flow.pelaku.nama))
    flow.change(replace(tugas, isi={**tugas.isi, "hadir": list(hadir)}))


def withdraw(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
    """Take an aksi back while nobody has opened or acted on what it opened."""
    if tugas.revisi != aksi.revisi:
        check_current(tugas, aksi)
    hasil = tugas.isi.get("hasil", {})
    followers = [t for t in flow.berkas.terbuka if t.asal == tugas.place and not t.is_question]
    is_whole = all(t.dilihat_at is None for t in followers) and (
        len(followers) == followers[0].isi.get("bersama", 1)
        if followers
        else bool(flow.still_open(tugas.place))
    )
    if (
        tugas.status is not StatusTugas.SELESAI
        or flow.berkas.status is not StatusBerkas.BERJALAN
        or hasil.get("aksi") not in WITHDRAWABLE
        or not is_whole
    ):
        raise NoLongerWithdrawable
    for follower in followers:
        flow.close(follower, StatusTugas.DITARIK)
        keadaan = flow.berkas.keadaan.without_ronde(follower.langkah, follower.unit_id)
        flow.berkas = replace(flow.berkas, keadaan=keadaan)
    if flow.tahap_of(tugas).minta is Minta.FORMULIR and tugas.unit_id is not None:
        flow.formulir.append(
            FormulirChange(unit_id=tugas.unit_id, status=StatusFormulir.TERBUKA, ronde=tugas.ronde)
        )
    isi = {name: fact for name, fact in tugas.isi.items() if name != "hasil"}
    flow.change(replace(tugas, status=StatusTugas.TERBUKA, selesai_at=None, isi=isi))


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
        if not other.is_question and flow.tahap_of(other).gabung_di == tugas.langkah
    )
    if out:
        raise StillOut(unit=out)


def chosen(flow: Flow, tugas: Tugas, tahap: Tahap, aksi: Aksi) -> frozenset[int] | None:
    """Return the units that a disposisi to chosen posts reaches, None for all of them."""
    if tahap.minta is not Minta.DISPOSISI or tahap.penerima == "tetap":
        return None
    langkah = flow.sop.langkah_of(tugas.langkah)
    offered = {j for kolom in langkah.penerima for j in flow.peta.jabatan(kolom)}
    if not aksi.penerima or not set(aksi.penerima) <= offered:
        raise PenerimaRequired
    units = flow.peta.unit(langkah.penerima)
    return frozenset(u.unit_id for u in units if u.jabatan_id in aksi.penerima) or None


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


def check_isian(tahap: Tahap, aksi: Aksi) -> None:
    """Refuse to finish while an answer that the tahap needs is missing."""
    kurang = tuple(
        isian.label
        for isian in tahap.isian
        if isian.wajib and not aksi.isian.get(isian.kode, "").strip()
    )
    if kurang:
        raise IsianIncomplete(kurang=kurang)


WITHDRAWABLE = frozenset({Kerja.DISPOSISIKAN.value, Kerja.KIRIM.value, Kerja.KEMBALIKAN.value})

RULES: Mapping[Kerja, Callable[[Flow, Tugas, Aksi], None]] = {
    **dict.fromkeys(CLOSING.values(), complete),
    Kerja.TERUSKAN: forward,
    Kerja.KEMBALIKAN: send_back,
    Kerja.TANYA: ask,
    Kerja.JAWAB: reply,
    Kerja.KECUALIKAN: excuse,
    Kerja.HADIR: attend,
}
