"""What a person writes: an answer to what the chat was asked, lines of values, or neither."""

from sop_flows.deferred import replace
from sop_flows.kinerja.angka import Ditolak, read_angka
from sop_flows.ports import ditanya
from sop_flows.ports.ditanya import Ditanya
from sop_flows.ports.layar.delegasi import BagianDelegasi
from sop_flows.ports.layar.keanggotaan import BergabungMenunggu, SambutanOrangAsing
from sop_flows.ports.layar.libur import BagianLibur
from sop_flows.ports.layar.tugas import Arahan, BagianAksi, BagianTindakLanjut
from sop_flows.ports.layar.waktu import BagianWaktu
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.excuse import TYPED, type_excuse
from sop_flows.use_cases.berkas.rencana import type_day
from sop_flows.use_cases.berkas.steer import cancel_berkas
from sop_flows.use_cases.formulir.analisis import skip_part, type_analisis
from sop_flows.use_cases.formulir.bukti import leave_bukti, type_bukti
from sop_flows.use_cases.formulir.typed import (
    open_formulir,
    skip_value,
    stop_filling,
    type_lines,
    type_reason,
    type_value,
)
from sop_flows.use_cases.isian.answers import type_isian
from sop_flows.use_cases.isian.jawaban import find_question, put_off, quoted_tugas
from sop_flows.use_cases.isian.start import SKIP, type_start
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.kantor.libur import type_libur
from sop_flows.use_cases.pegawai.berhalangan import type_absence
from sop_flows.use_cases.pegawai.delegasi import type_delegation
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.arahan import write_arahan
from sop_flows.use_cases.tugas.basah import type_ink_witness
from sop_flows.use_cases.tugas.snooze import snooze
from sop_flows.use_cases.tugas.tanya_alihkan import type_alihkan
from sop_flows.use_cases.tugas.tanya_waktu import type_waktu
from sop_flows.use_cases.tugas.tembusan import type_copy
from sop_flows.use_cases.tugas.tindak_lanjut import type_decision
from sop_flows.use_cases.tugas.tulisan import type_resent, type_words
from sop_flows.use_cases.tugas.undangan import type_wakil

STOP = frozenset({"berhenti", "stop", "selesai dulu"})
LATER = SKIP | {"nanti", "lanjut"}


def take_text(
    uow: UnitOfWork, actor: Actor, *, teks: str, message_id: int, quoted: int | None = None
) -> None:
    """Do what a written message means; if it means nothing here, say where to go."""
    actor = replace(actor, message_id=message_id)
    asked = find_question(uow, actor.chat_id, teks, quoted)
    if asked is not None and answer(uow, actor, asked, teks):
        return
    if type_lines(uow, actor, teks=teks, tugas_id=quoted_formulir(uow, actor, quoted)):
        return
    is_known = bool(people_of(uow, actor.user_id))
    if not is_known:
        say(uow, actor.chat_id, None, stranger_screen(uow, actor.user_id))
        return
    formulir = len(open_formulir(uow, actor.user_id)) if has_value(teks) else None
    say(uow, actor.chat_id, None, Arahan(formulir=formulir))


def quoted_formulir(uow: UnitOfWork, actor: Actor, quoted: int | None) -> int | None:
    """Return the tugas that a quoted message is about, where the person fills a formulir for it."""
    tugas_id = quoted_tugas(uow, actor.chat_id, quoted)
    return tugas_id if tugas_id in open_formulir(uow, actor.user_id) else None


def stranger_screen(uow: UnitOfWork, user_id: int) -> BergabungMenunggu | SambutanOrangAsing:
    """Return what somebody is told who is no employee: how to join, or to wait."""
    is_waiting = uow.ikatan.is_waiting(user_id)
    return BergabungMenunggu(orang=None) if is_waiting else SambutanOrangAsing()


def has_value(teks: str) -> bool:
    """Tell whether a message was meant as a value: a number, or a line with an equals sign."""
    first = teks.strip().partition("\n")[0]
    return "=" in first or not isinstance(read_angka(first), Ditolak)


def answer(uow: UnitOfWork, actor: Actor, asked: Ditanya, teks: str) -> bool:
    """Take a message as the answer to what the chat was asked; False if no words are."""
    match asked:
        case ditanya.TanyaBukti():
            answer_bukti(uow, actor, asked, teks)
        case ditanya.TanyaAnalisis():
            answer_analisis(uow, actor, asked, teks)
        case ditanya.TentangNilai():
            answer_value(uow, actor, asked, teks)
        case ditanya.TanyaIsian():
            type_isian(uow, actor, asked, teks)
        case ditanya.TanyaMulai():
            type_start(uow, actor, asked, teks)
        case ditanya.Tunda():
            snooze(uow, actor, asked, teks)
        case _:
            return answer_words(uow, actor, asked, teks)
    return True


def answer_words(uow: UnitOfWork, actor: Actor, asked: Ditanya, teks: str) -> bool:
    """Take the words of a conversation that has several parts; False where a button is awaited."""
    match asked:
        case ditanya.Catatan() | ditanya.Konsep() | ditanya.Kembalikan(bagian=BagianAksi.ALASAN):
            type_words(uow, actor, asked, teks)
        case ditanya.AlasanTetap():
            type_resent(uow, actor, asked, teks)
        case ditanya.PilihWakil() | ditanya.TandaBasah():
            return answer_name(uow, actor, asked, teks)
        case ditanya.Kecualikan() if asked.bagian in TYPED:
            type_excuse(uow, actor, asked, teks)
        case ditanya.Batalkan(berkas=berkas):
            cancel_berkas(uow, actor, berkas_id=berkas, alasan=teks)
        case ditanya.TindakLanjut() if asked.bagian is not BagianTindakLanjut.JABATAN:
            type_decision(uow, actor, asked, teks)
        case _:
            return answer_alone(uow, actor, asked, teks)
    return True


def answer_alone(uow: UnitOfWork, actor: Actor, asked: Ditanya, teks: str) -> bool:
    """Take the words of a conversation that no card or board shows; False where a button is awaited."""
    match asked:
        case ditanya.Delegasi() if asked.bagian is not BagianDelegasi.JENIS:
            type_delegation(uow, actor, asked, teks)
        case ditanya.Berhalangan():
            type_absence(uow, actor, asked, teks)
        case ditanya.Rencana():
            type_day(uow, actor, asked, teks)
        case ditanya.Libur() if asked.bagian is not BagianLibur.YAKIN:
            type_libur(uow, actor, asked, teks)
        case _:
            return answer_overseer(uow, actor, asked, teks)
    return True


def answer_overseer(uow: UnitOfWork, actor: Actor, asked: Ditanya, teks: str) -> bool:
    """Take what is said about a tugas without its card, or about its time; False where a button is awaited."""
    match asked:
        case ditanya.TulisArahan():
            write_arahan(uow, actor, asked, teks)
        case ditanya.Alihkan():
            type_alihkan(uow, actor, asked, teks)
        case ditanya.Tembusan():
            type_copy(uow, actor, asked, teks)
        case ditanya.TanyaWaktu() if asked.bagian is not BagianWaktu.SEBAB:
            type_waktu(uow, actor, asked, teks)
        case _:
            return False
    return True


def answer_name(
    uow: UnitOfWork, actor: Actor, asked: ditanya.PilihWakil | ditanya.TandaBasah, teks: str
) -> bool:
    """Take a part of the name of a colleague; False where a scan is awaited."""
    match asked:
        case ditanya.PilihWakil():
            type_wakil(uow, actor, asked, teks)
        case ditanya.TandaBasah() if asked.dokumen:
            type_ink_witness(uow, actor, asked, teks)
        case _:
            return False
    return True


def answer_bukti(uow: UnitOfWork, actor: Actor, asked: ditanya.TanyaBukti, teks: str) -> None:
    """Take words where data dukung are asked for: a word that leaves it, or lines of values."""
    word, about = teks.strip().casefold(), {"tugas_id": asked.tugas}
    if word in STOP:
        stop_filling(uow, actor, **about)
    elif word in LATER:
        leave_bukti(uow, actor, **about, indikator_id=asked.indikator)
    elif "=" not in teks or not type_lines(uow, actor, teks=teks, **about):
        type_bukti(uow, actor, asked, teks)


def answer_analisis(
    uow: UnitOfWork, actor: Actor, asked: ditanya.TanyaAnalisis, teks: str
) -> None:
    """Take words about why a value is as it is, or one that leaves the question."""
    word, tugas_id = teks.strip().casefold(), asked.tugas
    if word in STOP:
        stop_filling(uow, actor, tugas_id=tugas_id)
    elif word in LATER:
        skip_part(uow, actor, tugas_id=tugas_id, indikator_id=asked.indikator)
    elif not put_off(uow, actor, asked, teks):
        type_analisis(uow, actor, asked, teks)


def answer_value(uow: UnitOfWork, actor: Actor, asked: ditanya.TentangNilai, teks: str) -> None:
    """Take the answer to a question for one value: a number, why there is none, several lines, or a word."""
    tugas_id, indikator_id = asked.tugas, asked.indikator
    asks_why = isinstance(asked, ditanya.AlasanNa)
    word = teks.strip().casefold()
    if word in STOP:
        stop_filling(uow, actor, tugas_id=tugas_id)
        return
    if not asks_why and "=" in teks and type_lines(uow, actor, teks=teks, tugas_id=tugas_id):
        return
    if put_off(uow, actor, asked, teks):
        return
    if word in SKIP:
        skip_value(uow, actor, tugas_id=tugas_id, indikator_id=indikator_id)
        return
    take = type_reason if asks_why else type_value
    take(uow, actor, tugas_id=tugas_id, indikator_id=indikator_id, teks=teks)
