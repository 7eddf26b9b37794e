"""Which question a message answers.

1. What it quotes decides, whenever that was asked.
2. Without a quote it answers what its chat is asked, unless it was there before the question.
3. What answers nothing is told, and nothing is made of it.
"""

from datetime import timedelta

from sop_flows.ports import ditanya
from sop_flows.ports.ditanya import Ditanya, PadaKartu, PadaPapan
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.formulir import (
    AngkaDitolak,
    PilihAngka,
    TanyaAlasanNa,
    TanyaNilai,
    YakinNilai,
)
from sop_flows.ports.layar.tugas import BukanJawaban, SebabLepas, TanyaIsian
from sop_flows.ports.records import UNSENT, Actor, KartuPapan, KartuTugas, Percakapan, Tulisan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import excerpt
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.say import say

WRITTEN = timedelta(seconds=1)
"""A message is written within the second that Telegram gives it."""


def find_question(uow: UnitOfWork, chat_id: int, tulisan: Tulisan) -> Ditanya | SebabLepas | None:
    """Return the question that a message answers, or why it answers none; None where none is asked."""
    asked = uow.percakapan.get(chat_id)
    if tulisan.quoted is not None and not (asked and is_asked_by(asked, tulisan.quoted)):
        found = find_quoted(uow, chat_id, asked, tulisan.quoted)
        if found is not None:
            return found
    if asked is None:
        return None
    return SebabLepas.MENDAHULUI if is_early(asked, tulisan) else asked.isi


def is_asked_by(asked: Percakapan, message_id: int) -> bool:
    """Tell whether a message is the one that asks, or came after it."""
    return bool(asked.message_id) and message_id >= (asked.message_id or UNSENT)


def find_quoted(
    uow: UnitOfWork, chat_id: int, asked: Percakapan | None, quoted: int
) -> Ditanya | SebabLepas | None:
    """Return what an earlier message asked; None where it is of no weight what was quoted."""
    kartu = uow.kartu.at(chat_id, quoted)
    if kartu is not None:
        is_other = asked is not None and not is_about(asked.isi, kartu)
        return SebabLepas.LAIN if is_other else None
    said = uow.outbox.said(chat_id, quoted)
    again = asks_again(said) if said else None
    if again is not None:
        return again
    if asked is not None:
        return SebabLepas.LAIN
    return SebabLepas.SELESAI if said is not None and said.asks else None


def find_tugas(uow: UnitOfWork, chat_id: int, quoted: int) -> PadaKartu | None:
    """Return the tugas that a quoted message of the bot is about, with the answer it asks for, if any."""
    kartu = uow.kartu.at(chat_id, quoted)
    if isinstance(kartu, KartuTugas):
        return PadaKartu(tugas=kartu.tugas_id)
    said = uow.outbox.said(chat_id, quoted)
    return asks_again(said) if said else None


def is_about(isi: Ditanya, kartu: KartuTugas | KartuPapan) -> bool:
    """Tell whether a conversation is the one on a card or board."""
    match isi, kartu:
        case PadaKartu(tugas=one), KartuTugas(tugas_id=other):
            return one == other
        case PadaPapan(berkas=one), KartuPapan(berkas_id=other):
            return one == other
    return False


def asks_again(said: Isi) -> PadaKartu | None:
    """Return the question of a message that says all of it, whatever was asked since."""
    match said:
        case TanyaIsian(tugas=tugas, kode=kode):
            return ditanya.TanyaIsian(tugas=tugas, kode=kode)
        case TanyaAlasanNa(tempat=at, baris=baris):
            return ditanya.AlasanNa(tugas=at.tugas, revisi=at.revisi, indikator=baris.indikator)
        case (
            TanyaNilai(tempat=at, baris=baris)
            | PilihAngka(tempat=at, baris=baris)
            | YakinNilai(tempat=at, baris=baris)
            | AngkaDitolak(tempat=at, baris=baris)
        ):
            return ditanya.TanyaNilai(tugas=at.tugas, revisi=at.revisi, indikator=baris.indikator)
    return None


def is_early(asked: Percakapan, tulisan: Tulisan) -> bool:
    """Tell whether a message was there before the question that waits now.

    A card that asks is edited, and has no number that says when: there only Telegram's clock tells.
    """
    if asked.message_id is not None:
        return not is_asked_by(asked, tulisan.message_id)
    return tulisan.at is not None and tulisan.at + WRITTEN <= asked.dimulai_at


def leave_unanswered(uow: UnitOfWork, actor: Actor, sebab: SebabLepas, teks: str) -> None:
    """Say why a message answers nothing; lines that name their indikator need no question."""
    asked = uow.percakapan.get(actor.chat_id)
    if sebab is SebabLepas.MENDAHULUI and "=" in teks:
        match asked.isi if asked else None:
            case ditanya.TentangNilai(tugas=tugas):
                if type_lines(uow, actor, teks=teks, tugas_id=tugas):
                    return
    say(uow, actor.chat_id, None, BukanJawaban(teks=excerpt(teks), sebab=sebab))
