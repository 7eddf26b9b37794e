"""What a person writes: an answer to what the chat was asked, lines of values, or neither."""

from collections.abc import Callable, Mapping

from sop_flows.kinerja.angka import Ditolak, read_angka
from sop_flows.ports.layar.keanggotaan import BergabungMenunggu, SambutanOrangAsing
from sop_flows.ports.layar.tugas import Arahan
from sop_flows.ports.records import Actor, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.excuse import choose_reason
from sop_flows.use_cases.berkas.steer import cancel_berkas
from sop_flows.use_cases.formulir.typed import (
    open_formulir,
    skip_value,
    stop_filling,
    type_lines,
    type_reason,
    type_value,
)
from sop_flows.use_cases.isian.answers import type_isian
from sop_flows.use_cases.isian.start import MULAI, SKIP, type_start
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.pegawai.delegasi import type_delegation
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.percakapan import type_words
from sop_flows.use_cases.tugas.snooze import snooze
from sop_flows.use_cases.tugas.tindak_lanjut import TINDAK_LANJUT, type_decision

STOP = frozenset({"berhenti", "stop", "selesai dulu"})
VALUES = frozenset({"nilai", "pilih_angka", "yakin_nilai"})


def take_text(uow: UnitOfWork, actor: Actor, *, teks: str, message_id: int) -> None:
    """Do what a written message means; if it means nothing here, say where to go."""
    asked = uow.percakapan.get(actor.chat_id)
    if asked is not None and answer(uow, actor, asked, teks, message_id):
        return
    if type_lines(uow, actor, teks=teks):
        return
    is_known = bool(people_of(uow, actor.user_id))
    if not is_known:
        say(uow, actor.chat_id, None, stranger_screen(uow, actor.user_id))
        return
    formulir = len(open_formulir(uow, actor.user_id)) if has_value(teks) else None
    say(uow, actor.chat_id, None, Arahan(formulir=formulir))


def stranger_screen(uow: UnitOfWork, user_id: int) -> BergabungMenunggu | SambutanOrangAsing:
    """Return what somebody is told who is no employee: how to join, or to wait."""
    is_waiting = uow.pegawai.is_waiting(user_id)
    return BergabungMenunggu(orang=None) if is_waiting else SambutanOrangAsing()


def has_value(teks: str) -> bool:
    """Tell whether a message was meant as a value: a number, or a line with an equals sign."""
    first = teks.strip().partition("\n")[0]
    return "=" in first or not isinstance(read_angka(first), Ditolak)


def answer(uow: UnitOfWork, actor: Actor, asked: Percakapan, teks: str, message_id: int) -> bool:
    """Take a message as the answer to what the chat was asked; False if nothing was asked."""
    if asked.jenis in VALUES:
        answer_value(uow, actor, asked, teks, message_id)
        return True
    take = ANSWERS.get(asked.jenis)
    if take is None or asked.isi.get("bagian") not in WORDS_AT.get(asked.jenis, EVERYWHERE):
        return False
    take(uow, actor, asked, teks)
    return True


Take = Callable[[UnitOfWork, Actor, Percakapan, str], object]
"""What takes somebody's words as the answer to a conversation."""

ANSWERS: Mapping[str, Take] = {
    "alasan_na": lambda uow, actor, asked, teks: type_reason(
        uow,
        actor,
        tugas_id=asked.isi["tugas"],
        indikator_id=asked.isi["indikator"],
        teks=teks,
    ),
    **dict.fromkeys(
        ("catatan", "konsep", "kembalikan"),
        lambda uow, actor, _, teks: type_words(uow, actor, teks=teks),
    ),
    "isian": lambda uow, actor, _, teks: type_isian(uow, actor, teks=teks),
    MULAI: type_start,
    "kecualikan": lambda uow, actor, asked, teks: choose_reason(
        uow, actor, berkas_id=asked.isi["berkas"], alasan=teks
    ),
    "tunda": snooze,
    TINDAK_LANJUT: type_decision,
    "delegasi": type_delegation,
    "batalkan": lambda uow, actor, asked, teks: cancel_berkas(
        uow, actor, berkas_id=asked.isi["berkas"], alasan=teks
    ),
}


EVERYWHERE = (None,)
WORDS_AT: Mapping[str, tuple[str | None, ...]] = {
    "kecualikan": ("kata",),
    "kembalikan": ("alasan",),
    TINDAK_LANJUT: ("teks", "batas"),
    "delegasi": ("orang", "tanggal", "sk", "yakin"),
}
"""The parts of a conversation that take words; the others wait for a button."""


def answer_value(
    uow: UnitOfWork, actor: Actor, asked: Percakapan, teks: str, message_id: int
) -> None:
    """Take the answer to a question for one value: a number, several lines, or a word."""
    tugas_id, indikator_id = asked.isi["tugas"], asked.isi["indikator"]
    word = teks.strip().casefold()
    if word in SKIP:
        skip_value(uow, actor, tugas_id=tugas_id, indikator_id=indikator_id)
    elif word in STOP:
        stop_filling(uow, actor, tugas_id=tugas_id)
    elif not ("=" in teks and type_lines(uow, actor, teks=teks, tugas_id=tugas_id)):
        type_value(
            uow,
            actor,
            tugas_id=tugas_id,
            indikator_id=indikator_id,
            teks=teks,
            message_id=message_id,
        )
