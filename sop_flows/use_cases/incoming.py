"""What a person writes: an answer to what the chat was asked, lines of values, or neither."""

from collections.abc import Callable, Mapping
from typing import Any

from sop_flows.kinerja.angka import Ditolak, read_angka
from sop_flows.ports.records import Percakapan
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


def take_text(uow: UnitOfWork, *, user_id: int, chat_id: int, teks: str, message_id: int) -> None:
    """Do what a written message means; if it means nothing here, say where to go."""
    asked = uow.percakapan.get(chat_id)
    if asked is not None and answer(uow, user_id, asked, teks, message_id):
        return
    if type_lines(uow, user_id=user_id, chat_id=chat_id, teks=teks):
        return
    is_known = bool(people_of(uow, user_id))
    layar = "arahan" if is_known else stranger_screen(uow, user_id)
    isi = {"formulir": len(open_formulir(uow, user_id))} if is_known and has_value(teks) else {}
    say(uow, chat_id, None, layar, isi)


def stranger_screen(uow: UnitOfWork, user_id: int) -> str:
    """Return what somebody is told who is no employee: how to join, or to wait."""
    return "bergabung_menunggu" if uow.pegawai.is_waiting(user_id) else "sambutan_orang_asing"


def has_value(teks: str) -> bool:
    """Tell whether a message was meant as a value: a number, or a line with an equals sign."""
    first = teks.strip().partition("\n")[0]
    return "=" in first or not isinstance(read_angka(first), Ditolak)


def answer(uow: UnitOfWork, user_id: int, asked: Percakapan, teks: str, message_id: int) -> bool:
    """Take a message as the answer to what the chat was asked; False if nothing was asked."""
    if asked.jenis in VALUES:
        answer_value(uow, user_id, asked, teks, message_id)
        return True
    take = ANSWERS.get(asked.jenis)
    if take is None or asked.isi.get("bagian") not in WORDS_AT.get(asked.jenis, EVERYWHERE):
        return False
    take(uow, user_id, asked, teks)
    return True


Take = Callable[[UnitOfWork, int, Percakapan, str], object]
"""What takes the words of a user as the answer to a conversation."""

ANSWERS: Mapping[str, Take] = {
    "alasan_na": lambda uow, user, asked, teks: type_reason(
        uow, user_id=user, chat_id=asked.chat_id, teks=teks, **value_of(asked)
    ),
    **dict.fromkeys(
        ("catatan", "konsep", "kembalikan"),
        lambda uow, user, asked, teks: type_words(
            uow, user_id=user, chat_id=asked.chat_id, teks=teks
        ),
    ),
    "isian": lambda uow, user, asked, teks: type_isian(
        uow, user_id=user, chat_id=asked.chat_id, teks=teks
    ),
    MULAI: lambda uow, user, asked, teks: type_start(uow, user_id=user, asked=asked, teks=teks),
    "kecualikan": lambda uow, user, asked, teks: choose_reason(
        uow, user_id=user, chat_id=asked.chat_id, berkas_id=asked.isi["berkas"], alasan=teks
    ),
    "tunda": lambda uow, user, asked, teks: snooze(uow, user_id=user, asked=asked, teks=teks),
    TINDAK_LANJUT: lambda uow, user, asked, teks: type_decision(
        uow, user_id=user, asked=asked, teks=teks
    ),
    "delegasi": lambda uow, user, asked, teks: type_delegation(
        uow, user_id=user, asked=asked, teks=teks
    ),
    "batalkan": lambda uow, user, asked, teks: cancel_berkas(
        uow, user_id=user, chat_id=asked.chat_id, berkas_id=asked.isi["berkas"], alasan=teks
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


def value_of(asked: Percakapan) -> dict[str, int]:
    """Return which value a conversation is about."""
    return {"tugas_id": asked.isi["tugas"], "indikator_id": asked.isi["indikator"]}


def answer_value(
    uow: UnitOfWork, user_id: int, asked: Percakapan, teks: str, message_id: int
) -> None:
    """Take the answer to a question for one value: a number, several lines, or a word."""
    who: dict[str, Any] = {"user_id": user_id, "chat_id": asked.chat_id}
    word = teks.strip().casefold()
    if word in SKIP:
        skip_value(uow, **who, **value_of(asked))
    elif word in STOP:
        stop_filling(uow, **who, tugas_id=asked.isi["tugas"])
    elif "=" in teks and type_lines(uow, **who, teks=teks, tugas_id=asked.isi["tugas"]):
        return
    else:
        type_value(uow, **who, **value_of(asked), teks=teks, message_id=message_id)
