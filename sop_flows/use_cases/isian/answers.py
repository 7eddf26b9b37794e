"""The answers that a tahap asks for beside its aksi: words, numbers, ticks, dokumen."""

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import changed
from sop_flows.engine.handing import works_on_values
from sop_flows.errors import (
    AksiNotAllowed,
    IsianUnreadable,
    NotJoined,
    NoTugasWaits,
    QuestionOver,
)
from sop_flows.kantor.dokumen import Lampiran, add_name, choose_taker
from sop_flows.ports import ditanya
from sop_flows.ports.kiriman import Lane, answer_to
from sop_flows.ports.layar.formulir import DokumenDiterima, TanyaBukti
from sop_flows.ports.layar.tugas import BagianAksi, IsianDiminta, TanyaIsian
from sop_flows.ports.records import Actor, Loaded, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Isian, JenisIsian
from sop_flows.sop.isian import chosen, read_isian, sidik_of
from sop_flows.use_cases.formulir.bukti import keep_bukti
from sop_flows.use_cases.isian.album import acknowledge, asked_now, follows, remember
from sop_flows.use_cases.isian.koreksi import correcting
from sop_flows.use_cases.isian.tawaran import Ditawarkan, offer
from sop_flows.use_cases.jabatan.who import local_now, office_named, people_of
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import check_current, load, load_own, pelaku_of
from sop_flows.use_cases.tugas.changes import change_facts, store_facts
from sop_flows.use_cases.tugas.lampiran import hand_in, support_of
from sop_flows.use_cases.tugas.listing import open_own
from sop_flows.use_cases.tugas.nomor_surat import check_nomor
from sop_flows.waktu.rentang import read_batas


def begin_isian(uow: UnitOfWork, actor: Actor, *, tugas_id: int, revisi: int, kode: str) -> None:
    """Ask for one answer of a tugas; a tick is stored at once, with its time."""
    loaded, isian = load_isian(uow, actor.user_id, tugas_id, kode)
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    check_current(tugas, revisi)
    if isian.jenis is JenisIsian.CENTANG:
        given = dict(tugas.facts.answers)
        if kode in given:
            del given[kode]
        else:
            given[kode] = uow.now.isoformat()
        store_facts(uow, tugas, kantor_id, replace(tugas.facts, isian=given), lane=Lane.KETUK)
        return
    offered = offer(uow, kantor_id, isian)
    isi = ditanya.TanyaIsian(tugas=tugas_id, kode=kode, tawaran=offered.jawaban)
    ask(uow, actor.chat_id, isi)
    asked = TanyaIsian(
        tugas=tugas_id,
        kode=kode,
        isian=describe_isian(isian, offered),
        sekarang=tugas.facts.answers.get(kode, ""),
        terakhir=offered.terakhir,
    )
    say(uow, actor.chat_id, kantor_id, asked)


def describe_isian(isian: Isian, offered: Ditawarkan) -> IsianDiminta:
    """Return what is asked for, as a message shows it, with what is offered beside it."""
    return IsianDiminta(
        label=isian.label,
        jenis=isian.jenis,
        contoh=offered.contoh,
        wajib=isian.wajib,
        tawaran=tuple((sidik_of(isian.kode, each), each) for each in offered.jawaban),
    )


def load_isian(uow: UnitOfWork, user_id: int, tugas_id: int, kode: str) -> tuple[Loaded, Isian]:
    """Return an open tugas of the user, and one of the answers that it asks for."""
    loaded = load_own(uow, user_id, tugas_id)
    if not loaded.tugas.is_open:
        raise changed(loaded.tugas)
    for isian in asked_of(uow, loaded):
        if isian.kode == kode:
            return loaded, isian
    raise AksiNotAllowed(aksi=kode)


def type_isian(uow: UnitOfWork, actor: Actor, asked: ditanya.TanyaIsian, teks: str) -> None:
    """Take a typed answer; the card echoes it before anything is done with it.

    Raises:
        IsianUnreadable: It is no date, time or number where one is asked for.
        NomorUsed: Another letter has that number.
    """
    loaded, isian = load_isian(uow, actor.user_id, asked.tugas, asked.kode)
    kantor_id = loaded.berkas.kantor_id
    if isian.jenis is JenisIsian.DOKUMEN:
        again = describe_isian(isian, Ditawarkan(contoh=isian.contoh))
        question = TanyaIsian(tugas=asked.tugas, kode=isian.kode, isian=again)
        say(uow, actor.chat_id, kantor_id, question)
        return
    answer = read_isian(isian, teks, local_now(uow, kantor_id))
    give_isian(uow, actor, loaded, isian, answer)


def choose_isian(uow: UnitOfWork, actor: Actor, *, tugas_id: int, sidik: str) -> None:
    """Take one of the answers that the question on a card offers, as its button shows it.

    Raises:
        NotYourTugas: It is not the person's tugas, whether or not it asks anything.
        QuestionOver: It is not asked any more, or does not offer that.
    """
    load_own(uow, actor.user_id, tugas_id)
    asked = uow.percakapan.get(actor.chat_id)
    match asked.isi if asked else None:
        case ditanya.TanyaIsian(tugas=id, kode=kode, tawaran=offered) if id == tugas_id:
            answer = chosen(kode, offered, sidik)
        case _:
            raise QuestionOver
    if not answer:
        raise QuestionOver
    give_isian(uow, actor, *load_isian(uow, actor.user_id, tugas_id, kode), answer)


def give_isian(uow: UnitOfWork, actor: Actor, loaded: Loaded, isian: Isian, answer: str) -> None:
    """Keep an answer on its tugas.

    Raises:
        NomorUsed: Another letter has that number.
    """
    tugas, berkas = loaded.tugas, loaded.berkas
    if isian.jenis is JenisIsian.NOMOR:
        check_nomor(uow, berkas, isian.kode, answer)
    if isian.jenis is JenisIsian.BATAS:
        check_batas(uow, berkas.kantor_id, isian, answer)
    given = {**tugas.facts.answers, isian.kode: answer}
    change_facts(uow, tugas, berkas.kantor_id, actor.chat_id, replace(tugas.facts, isian=given))


def check_batas(uow: UnitOfWork, kantor_id: int, isian: Isian, answer: str) -> None:
    """Refuse a day that has ended.

    Raises:
        IsianUnreadable: It has.
    """
    if read_batas(answer, uow.kantor.jam_kerja(kantor_id), uow.now) is None:
        raise IsianUnreadable(label=isian.label, jenis=isian.jenis.value, contoh=isian.contoh)


def expect_dokumen(uow: UnitOfWork, actor: Actor, *, album: str = "", nama: str = "") -> None:
    """Refuse a dokumen that nothing asks for, before it is fetched and kept.

    Raises:
        NotJoined: It comes from a stranger.
        NoTugasWaits: Nothing of this person waits for one, or several things do.
    """
    if not people_of(uow, actor.user_id):
        raise NotJoined
    if correcting(uow, actor.user_id, nama):
        return
    asked = asked_now(uow, actor.chat_id, album)
    if asked is None or not isinstance(asked.isi, ditanya.TanyaMulai | ditanya.TandaBasah):
        waiting_tugas(uow, actor.user_id, asked)


def asks_dokumen(uow: UnitOfWork, *, chat_id: int) -> bool:
    """Tell whether a sheet that a chat sends is a dokumen, not a formulir.

    It is where a dokumen is asked for just now, and where its person fills no formulir but works on
    what the units filled: then it is what was made of that.
    """
    asked = uow.percakapan.get(chat_id)
    if asked is None or not isinstance(asked.isi, ditanya.TanyaIsian):
        mine = open_own(uow, chat_id)
        is_filling = any(one.tugas.unit_id is not None for one in mine)
        return not is_filling and any(takes_result(uow, one) for one in mine)
    loaded, kode = load(uow, asked.isi.tugas), asked.isi.kode
    wanted = [i for i in asked_of(uow, loaded) if i.kode == kode]
    return any(isian.jenis is JenisIsian.DOKUMEN for isian in wanted)


def awaits_tautan(uow: UnitOfWork, *, chat_id: int, quoted: int | None) -> bool:
    """Tell whether a chat is asked for data dukung of a value, which a link may be; a quote decides."""
    asked = uow.percakapan.get(chat_id)
    if asked is None or not isinstance(asked.isi, ditanya.TanyaBukti):
        return False
    sent = None if quoted is None else uow.sent.as_message(chat_id, quoted)
    if sent is None:
        return quoted is None
    wanted = asked.isi.tugas, asked.isi.indikator
    match sent.isi:
        case TanyaBukti(tempat=at, baris=baris):
            return wanted == (at.tugas, baris.indikator)
    return False


def keep_dokumen(
    uow: UnitOfWork, actor: Actor, *, lampiran: Lampiran, album: str = "", message_id: int = 0
) -> None:
    """Keep a dokumen with the tugas that waits for it, beside those that it has already.

    The tugas is the one that the chat is asked about, else the user's only one that asks for a
    dokumen or fills a formulir. The rest of an album goes where its first dokumen went. A question
    that it does not answer goes on waiting.

    Raises:
        NoTugasWaits: None does, or several do.
    """
    asked = asked_now(uow, actor.chat_id, album)
    if asked is not None and isinstance(asked.isi, ditanya.TanyaBukti):
        keep_bukti(uow, replace(actor, message_id=message_id), asked.isi, lampiran, album=album)
        return
    loaded = waiting_tugas(uow, actor.user_id, asked)
    pelaku = pelaku_of(uow, actor.user_id, loaded, Kerja.SELESAI)
    tugas, berkas = loaded.tugas, loaded.berkas
    given = dict(tugas.facts.answers)
    isian = choose_taker(asked_of(uow, loaded), given, kode_of(asked))
    if isian is not None:
        lampiran = replace(lampiran, isian=isian.kode)
        given[isian.kode] = add_name(given.get(isian.kode, ""), lampiran.nama)
    dukung = support_of(uow, berkas, tugas, lampiran)
    hand_in(uow, berkas, tugas, pelaku, lampiran)
    answered = replace(tugas.facts, isian=given, dukung=dukung)
    if follows(asked, album):
        acknowledge(uow, actor.chat_id, berkas.kantor_id, message_id)
        store_facts(uow, tugas, berkas.kantor_id, answered, lane=Lane.KETUK)
        return
    waits = goes_on_waiting(asked, tugas.id, lampiran)
    kantor = office_named(uow, actor.user_id, berkas.kantor_id)
    receipt = receipt_of(tugas, lampiran, kantor, ditanya=waits)
    tell_kept(uow, actor.chat_id, berkas.kantor_id, receipt, album, message_id)
    if waits:
        store_facts(uow, tugas, berkas.kantor_id, answered, lane=Lane.KETUK)
        return
    change_facts(uow, tugas, berkas.kantor_id, actor.chat_id, answered)
    remember(uow, actor.chat_id, tugas.id, lampiran.isian, album)


def tell_kept(
    uow: UnitOfWork,
    chat_id: int,
    kantor_id: int,
    receipt: DokumenDiterima,
    album: str,
    message_id: int,
) -> None:
    """Say that a dokumen is kept; of an album within a question once, since that remembers no first one."""
    said = answer_to(chat_id, receipt, kantor_id=kantor_id)
    if receipt.ditanya and album:
        acknowledge(uow, chat_id, kantor_id, message_id)
        said = replace(said, dedup=f"album:{chat_id}:{album}")
    uow.outbox.add(said)


def goes_on_waiting(asked: Percakapan | None, tugas_id: int, lampiran: Lampiran) -> bool:
    """Tell whether a question stands that a dokumen neither answers nor makes old.

    What is chosen by buttons is chosen on the card as it was before the dokumen.
    """
    match asked.isi if asked else None:
        case None | ditanya.Album():
            return False
        case ditanya.TanyaIsian(tugas=tugas, kode=kode):
            return (tugas, kode) != (tugas_id, lampiran.isian)
        case ditanya.Kembalikan(tugas=tugas, bagian=bagian):
            return tugas != tugas_id or bagian is BagianAksi.ALASAN
        case ditanya.Yakin() | ditanya.Penerima() | ditanya.TanyaUnit() as chosen:
            return chosen.tugas != tugas_id
    return True


def receipt_of(tugas: Tugas, lampiran: Lampiran, kantor: str, *, ditanya: bool) -> DokumenDiterima:
    """Return the word that a dokumen is kept, and with what; ``ditanya``: a question waits still."""
    return DokumenDiterima(
        nama=lampiran.nama,
        nomor=tugas.nomor,
        formulir=tugas.unit_id is not None,
        kantor=kantor,
        ditanya=ditanya,
    )


def kode_of(asked: Percakapan | None) -> str:
    """Return the kode of the answer that a chat is asked for, or that an album goes with."""
    match asked.isi if asked else None:
        case ditanya.TanyaIsian(kode=kode) | ditanya.Album(kode=kode):
            return kode
    return ""


def asked_of(uow: UnitOfWork, loaded: Loaded) -> tuple[Isian, ...]:
    """Return the answers that a tugas asks for."""
    tahap = uow.sop.get(loaded.sop_id).tahap_at(loaded.tugas.langkah, loaded.tugas.tahap)
    return tahap.isian if tahap else ()


def takes_dokumen(uow: UnitOfWork, loaded: Loaded) -> bool:
    """Tell whether a tugas fills a formulir, asks for a dokumen, or works on what the units filled."""
    if loaded.tugas.unit_id is not None or takes_result(uow, loaded):
        return True
    return any(isian.jenis is JenisIsian.DOKUMEN for isian in asked_of(uow, loaded))


def takes_result(uow: UnitOfWork, loaded: Loaded) -> bool:
    """Tell whether a tugas takes what was made of the values, such as a recap that was corrected."""
    return works_on_values(uow.sop.get(loaded.sop_id), loaded.tugas)


def waiting_tugas(uow: UnitOfWork, user_id: int, asked: Percakapan | None) -> Loaded:
    """Return the open tugas that a dokumen of this user is for."""
    if asked is not None and isinstance(asked.isi, ditanya.PadaKartu):
        found = load(uow, asked.isi.tugas)
        if found.tugas.is_open and takes_dokumen(uow, found):
            return found
    waiting = [loaded for loaded in open_own(uow, user_id) if takes_dokumen(uow, loaded)]
    if len(waiting) != 1:
        raise NoTugasWaits(jumlah=len(waiting))
    return waiting[0]
