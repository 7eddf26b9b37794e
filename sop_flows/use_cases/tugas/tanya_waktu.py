"""What is asked before time is asked for, given or refused: why, until which day, and in which words.

Each question is a message of its own, since who gives the time has no card of the tugas. A button
carries what it answers, never a place in a list.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.engine.tambahan import Pemberian, SebabWaktu
from sop_flows.errors import IsianUnreadable, QuestionOver
from sop_flows.ports.ditanya import TanyaWaktu
from sop_flows.ports.layar import waktu as layar
from sop_flows.ports.layar.waktu import BagianWaktu as Bagian
from sop_flows.ports.layar.waktu import KerjaWaktu
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import JenisIsian
from sop_flows.use_cases.jabatan.who import local_date, local_now
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.kalender import describe
from sop_flows.use_cases.tugas.percakapan import standing
from sop_flows.use_cases.tugas.tambahan import (
    ask_for,
    asker_of,
    give,
    giver_of,
    refuse,
    request_of,
)
from sop_flows.waktu.rentang import read_batas

AFTER: Final = (1, 2, 3, 5)
"""The working days after the tenggat that are offered where the work takes longer."""
AWAY: Final = (0, 1, 2, 4)
"""Those after today that are offered where somebody is away."""


def begin_asking(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Ask who has a tugas why it needs more time.

    Raises:
        Refusal: As of ``asker_of``.
    """
    loaded, _ = asker_of(uow, actor, tugas_id)
    asked = TanyaWaktu(tugas=tugas_id, kerja=KerjaWaktu.MINTA, bagian=Bagian.SEBAB)
    put_question(uow, actor, loaded, asked)


def begin_giving(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Ask who oversees a tugas until which day it gets time.

    Raises:
        Refusal: As of ``giver_of``.
    """
    loaded, _ = giver_of(uow, actor.user_id, tugas_id)
    asked = TanyaWaktu(tugas=tugas_id, kerja=KerjaWaktu.BERI, bagian=Bagian.SAMPAI)
    put_question(uow, actor, loaded, asked)


def begin_refusing(uow: UnitOfWork, actor: Actor, *, tugas_id: int, permintaan: int) -> None:
    """Ask who oversees a tugas why it gets no more time; it may be refused without a word.

    Raises:
        Refusal: As of ``refuse``.
    """
    loaded, _ = giver_of(uow, actor.user_id, tugas_id)
    request_of(loaded, permintaan)
    asked = TanyaWaktu(
        tugas=tugas_id, kerja=KerjaWaktu.TOLAK, bagian=Bagian.ALASAN, permintaan=permintaan
    )
    put_question(uow, actor, loaded, asked)


def choose_cause(uow: UnitOfWork, actor: Actor, *, tugas_id: int, sebab: SebabWaktu) -> None:
    """Take why time is asked for; until when is asked next.

    Raises:
        QuestionOver: It is asked no more.
    """
    asked = standing_at(uow, actor, tugas_id, Bagian.SEBAB)
    loaded, _ = asker_of(uow, actor, tugas_id)
    put_question(uow, actor, loaded, replace(asked, bagian=Bagian.SAMPAI, sebab=sebab))


def choose_day(uow: UnitOfWork, actor: Actor, *, tugas_id: int, hari: date) -> None:
    """Take until which day time is asked for or given; words are asked next, where they are needed.

    Raises:
        QuestionOver: It is asked no more.
        IsianUnreadable: The working day has ended, or is more than a year ahead.
    """
    take_day(uow, actor, standing_at(uow, actor, tugas_id, Bagian.SAMPAI), f"{hari:%d-%m-%Y}")


def type_waktu(uow: UnitOfWork, actor: Actor, asked: TanyaWaktu, teks: str) -> None:
    """Take a day that was typed, or the words.

    Raises:
        IsianUnreadable: It is no day, or one that is over.
        ReasonRequired: These are no words.
    """
    if asked.bagian is Bagian.SAMPAI:
        take_day(uow, actor, asked, teks)
        return
    check_reason(teks, Alasan.WAKTU)
    finish(uow, actor, asked, " ".join(teks.split()))


def take_day(uow: UnitOfWork, actor: Actor, asked: TanyaWaktu, teks: str) -> None:
    """Take the day, and go on."""
    loaded = checked(uow, actor, asked)
    jam_kerja = uow.kantor.jam_kerja(loaded.berkas.kantor_id)
    batas = read_batas(teks, jam_kerja, uow.now)
    if batas is None:
        raise IsianUnreadable(label="tanggalnya", jenis=JenisIsian.BATAS.value, contoh="")
    asked = replace(asked, bagian=Bagian.ALASAN, sampai=batas.astimezone(jam_kerja.zona).date())
    if asked.sebab.needs_words:
        put_question(uow, actor, loaded, asked)
    else:
        finish(uow, actor, asked, "")


def finish(uow: UnitOfWork, actor: Actor, asked: TanyaWaktu, alasan: str) -> None:
    """Do what was asked about, with these words."""
    tugas_id = asked.tugas
    if asked.kerja is KerjaWaktu.TOLAK:
        refuse(uow, actor, tugas_id=tugas_id, permintaan=asked.permintaan, alasan=alasan)
        return
    sampai = end_of(uow, checked(uow, actor, asked), asked)
    if asked.kerja is KerjaWaktu.BERI:
        give(uow, actor, tugas_id=tugas_id, sampai=sampai, alasan=alasan)
        return
    pemberian = Pemberian(sebab=asked.sebab, sampai=sampai, alasan=alasan, mulai=uow.now)
    ask_for(uow, actor, tugas_id=tugas_id, asked=pemberian)


def checked(uow: UnitOfWork, actor: Actor, asked: TanyaWaktu) -> Loaded:
    """Return the tugas of a conversation, if it may still go on."""
    if asked.kerja is KerjaWaktu.MINTA:
        return asker_of(uow, actor, asked.tugas)[0]
    return giver_of(uow, actor.user_id, asked.tugas)[0]


def end_of(uow: UnitOfWork, loaded: Loaded, asked: TanyaWaktu) -> datetime:
    """Return the close of the day that was chosen.

    Raises:
        QuestionOver: None was.
    """
    if asked.sampai is None:
        raise QuestionOver
    jam_kerja = uow.kantor.jam_kerja(loaded.berkas.kantor_id)
    return jam_kerja.close_of(jam_kerja.add_hari_kerja(asked.sampai, 0))


def standing_at(uow: UnitOfWork, actor: Actor, tugas_id: int, bagian: Bagian) -> TanyaWaktu:
    """Return the question that a button answers.

    Raises:
        QuestionOver: It is asked no more, or another part of it is.
    """
    asked = standing(uow, actor.chat_id, TanyaWaktu, tugas_id)
    if asked.bagian is not bagian:
        raise QuestionOver
    return asked


def put_question(uow: UnitOfWork, actor: Actor, loaded: Loaded, asked: TanyaWaktu) -> None:
    """Ask something, and remember that it is asked."""
    ask(uow, actor.chat_id, asked)
    question = layar.TanyaWaktu(
        satu=describe(uow, loaded),
        kerja=asked.kerja,
        bagian=asked.bagian,
        sebab=asked.sebab,
        pilihan=tuple(offered(uow, loaded, asked)) if asked.bagian is Bagian.SAMPAI else (),
        permintaan=asked.permintaan,
    )
    say(uow, actor.chat_id, loaded.berkas.kantor_id, question)


def offered(uow: UnitOfWork, loaded: Loaded, asked: TanyaWaktu) -> Iterable[date]:
    """Yield the days that one tap answers: after the tenggat, or from today on where somebody is away."""
    kantor_id, tenggat = loaded.berkas.kantor_id, loaded.tugas.tenggat
    jam_kerja, today = uow.kantor.jam_kerja(kantor_id), local_date(uow, kantor_id)
    if asked.sebab.is_jeda or tenggat is None:
        found = (jam_kerja.add_hari_kerja(today, n) for n in AWAY)
    else:
        last = max(tenggat, local_now(uow, kantor_id)).astimezone(jam_kerja.zona).date()
        found = (jam_kerja.add_hari_kerja(last, n) for n in AFTER)
    yield from (day for day in dict.fromkeys(found) if jam_kerja.close_of(day) > uow.now)
