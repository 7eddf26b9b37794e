"""What a person writes: an answer to what the chat was asked, lines of values, or neither."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

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
    """Take a message as the answer to what the chat was asked; False where no words are one."""
    found = ANSWERS.get(type(asked))
    if found is None or not found.awaits_words(asked):
        return False
    found.take(uow, actor, asked, teks)
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


def answer_cancelling(uow: UnitOfWork, actor: Actor, asked: ditanya.Batalkan, teks: str) -> None:
    """Take why a berkas is given up."""
    cancel_berkas(uow, actor, berkas_id=asked.berkas, alasan=teks)


class Answer(NamedTuple):
    """What takes words as the answer to a kind of question, and whether it awaits any at its present part."""

    take: Callable[[UnitOfWork, Actor, Any, str], object]
    awaits_words: Callable[[Any], bool] = lambda _: True


ANSWERS: Final[Mapping[type[Ditanya], Answer]] = {
    # the values of a formulir
    ditanya.TanyaNilai: Answer(answer_value),
    ditanya.PilihAngka: Answer(answer_value),
    ditanya.YakinNilai: Answer(answer_value),
    ditanya.AlasanNa: Answer(answer_value),
    ditanya.TanyaBukti: Answer(answer_bukti),
    ditanya.TanyaAnalisis: Answer(answer_analisis),
    # a card
    ditanya.TanyaIsian: Answer(type_isian),
    ditanya.Catatan: Answer(type_words),
    ditanya.Konsep: Answer(type_words),
    ditanya.Kembalikan: Answer(type_words, lambda asked: asked.bagian is BagianAksi.ALASAN),
    ditanya.AlasanTetap: Answer(type_resent),
    ditanya.PilihWakil: Answer(type_wakil),
    ditanya.TandaBasah: Answer(type_ink_witness, lambda asked: bool(asked.dokumen)),
    ditanya.TindakLanjut: Answer(
        type_decision, lambda asked: asked.bagian is not BagianTindakLanjut.JABATAN
    ),
    ditanya.Tunda: Answer(snooze),
    # a tugas without its card
    ditanya.TulisArahan: Answer(write_arahan),
    ditanya.Alihkan: Answer(type_alihkan),
    ditanya.Tembusan: Answer(type_copy),
    ditanya.TanyaWaktu: Answer(type_waktu, lambda asked: asked.bagian is not BagianWaktu.SEBAB),
    # a berkas
    ditanya.TanyaMulai: Answer(type_start),
    ditanya.Rencana: Answer(type_day),
    ditanya.Kecualikan: Answer(type_excuse, lambda asked: asked.bagian in TYPED),
    ditanya.Batalkan: Answer(answer_cancelling),
    # an office
    ditanya.Delegasi: Answer(
        type_delegation, lambda asked: asked.bagian is not BagianDelegasi.JENIS
    ),
    ditanya.Berhalangan: Answer(type_absence),
    ditanya.Libur: Answer(type_libur, lambda asked: asked.bagian is not BagianLibur.YAKIN),
}
"""Every kind of question that words answer."""
