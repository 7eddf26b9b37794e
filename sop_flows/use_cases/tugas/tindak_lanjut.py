"""Noting on the card of a rapat what it decided: what is to be done, by which post, until when."""

from datetime import datetime
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import changed
from sop_flows.engine.facts import TindakLanjut
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import AksiNotAllowed, IsianUnreadable, NotFound
from sop_flows.ports import ditanya
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar.tugas import BagianTindakLanjut as Bagian
from sop_flows.ports.layar.tugas import TanyaCatatan
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import JenisIsian, Minta
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import load, load_own
from sop_flows.use_cases.tugas.changes import change_facts, store_facts
from sop_flows.use_cases.tugas.percakapan import Ketukan, guard_tap
from sop_flows.waktu.rentang import read_batas
from sop_flows.waktu.waktu import Satuan, Waktu

TINDAK_LANJUT: Final = "tindak_lanjut"
"""The conversation."""
MOST_DECISIONS: Final = 20  # decisions of one rapat
HARI: Final = (1, 3, 5, 10)
"""The working days that are offered at a tap."""


def begin_decision(uow: UnitOfWork, *, tap: Ketukan) -> None:
    """Ask what the rapat decided.

    Raises:
        AksiNotAllowed: The card is of no rapat, or full.
    """
    tugas, kantor_id = guard_tap(uow, tap, Kerja.SELESAI)
    if not invited(uow, tugas) or len(noted_on(tugas)) >= MOST_DECISIONS:
        raise AksiNotAllowed(aksi=TINDAK_LANJUT)
    ask(uow, tap.actor.chat_id, asked_for(tugas, Bagian.TEKS))
    question = TanyaCatatan(kerja=TINDAK_LANJUT, tugas=tugas.id)
    say(uow, tap.actor.chat_id, kantor_id, question)


def type_decision(uow: UnitOfWork, actor: Actor, asked: ditanya.TindakLanjut, teks: str) -> None:
    """Take what is to be done, or the date until when.

    Raises:
        ReasonRequired: What is to be done is too short to help anybody.
        IsianUnreadable: It is no date, or its working day has ended.
    """
    tugas, kantor_id = open_rapat(uow, actor.user_id, asked)
    words = " ".join(teks.split())
    if asked.bagian is Bagian.BATAS:
        batas = read_batas(words, uow.kantor.jam_kerja(kantor_id), uow.now)
        if batas is None:
            raise IsianUnreadable(label="", jenis=JenisIsian.BATAS.value, contoh="")
        note(uow, actor.chat_id, asked, tugas, kantor_id, batas)
        return
    check_reason(words, Alasan.TINDAK_LANJUT)
    ask(uow, actor.chat_id, replace(asked_for(tugas, Bagian.JABATAN), teks=words))
    uow.kartu.send_anew(tugas.id, actor.chat_id)


def choose_doer(uow: UnitOfWork, *, tap: Ketukan, jabatan_id: int) -> None:
    """Take the post that shall do it; until when is asked next."""
    asked = asked_on(uow, tap, Bagian.JABATAN)
    tugas, _ = guard_tap(uow, tap, Kerja.SELESAI)
    if jabatan_id not in invited(uow, tugas):
        raise NotFound
    ask(uow, tap.actor.chat_id, replace(asked, bagian=Bagian.BATAS, jabatan=jabatan_id))
    uow.kartu.owe_again(tap.tugas_id, tap.actor.chat_id)


def choose_days(uow: UnitOfWork, *, tap: Ketukan, hari: int) -> None:
    """Note the decision, to be done within that many working days."""
    asked = asked_on(uow, tap, Bagian.BATAS)
    tugas, kantor_id = guard_tap(uow, tap, Kerja.SELESAI)
    if hari not in HARI:
        raise NotFound
    waktu = Waktu(hari, Satuan.HARI)
    batas = uow.kantor.jam_kerja(kantor_id).tenggat(uow.now, waktu)
    note(uow, tap.actor.chat_id, asked, tugas, kantor_id, batas)


def drop_decision(uow: UnitOfWork, *, tap: Ketukan, nomor: int) -> None:
    """Take one decision off the card again, by its place on it."""
    tugas, kantor_id = guard_tap(uow, tap, Kerja.SELESAI)
    left = tuple(one for no, one in enumerate(noted_on(tugas), start=1) if no != nomor)
    if len(left) < len(noted_on(tugas)):
        keep_noted(uow, tugas, kantor_id, tap.actor.chat_id, left)


def note(
    uow: UnitOfWork,
    chat_id: int,
    asked: ditanya.TindakLanjut,
    tugas: Tugas,
    kantor_id: int,
    batas: datetime,
) -> None:
    """Keep a decision on the card, and show it there."""
    decided = TindakLanjut(teks=asked.teks, jabatan=asked.jabatan, batas=batas)
    keep_noted(uow, tugas, kantor_id, chat_id, (*noted_on(tugas), decided))


def keep_noted(
    uow: UnitOfWork, tugas: Tugas, kantor_id: int, chat_id: int, noted: tuple[TindakLanjut, ...]
) -> None:
    """Keep the decisions on the card, and on those of the others who keep the notulen."""
    beside = load(uow, tugas.id).berkas.terbuka
    change_facts(uow, tugas, kantor_id, chat_id, replace(tugas.facts, keputusan=noted))
    for other in beside:
        if other.place == tugas.place and other.id != tugas.id and other.facts.notulis:
            shared = replace(other.facts, keputusan=noted)
            store_facts(uow, other, kantor_id, shared, lane=Lane.BIASA)


def noted_on(tugas: Tugas) -> tuple[TindakLanjut, ...]:
    """Return the decisions that the card of a rapat holds so far."""
    return tugas.facts.keputusan or ()


def invited(uow: UnitOfWork, tugas: Tugas) -> tuple[int, ...]:
    """Return the posts that take part in the rapat of a tugas; none if it is of no rapat."""
    loaded = load(uow, tugas.id)
    tahap = uow.sop.get(loaded.sop_id).tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or tahap.minta is not Minta.RAPAT:
        return ()
    kantor_id = loaded.berkas.kantor_id
    columns = (uow.sop.kolom_of(kantor_id, loaded.sop_id, kolom) for kolom in tahap.untuk)
    return tuple(dict.fromkeys(post for posts in columns for post in posts))


# The conversation


def asked_for(tugas: Tugas, bagian: Bagian) -> ditanya.TindakLanjut:
    """Return the conversation on the card of a rapat, at that part."""
    return ditanya.TindakLanjut(tugas=tugas.id, bagian=bagian)


def open_rapat(uow: UnitOfWork, user_id: int, asked: ditanya.TindakLanjut) -> tuple[Tugas, int]:
    """Return the open rapat that a conversation is about, and its kantor_id."""
    loaded = load_own(uow, user_id, asked.tugas)
    tugas, berkas = loaded.tugas, loaded.berkas
    if not tugas.is_open:
        raise changed(tugas)
    return replace(tugas, dilihat_at=tugas.dilihat_at or uow.now), berkas.kantor_id


def asked_on(uow: UnitOfWork, tap: Ketukan, bagian: Bagian) -> ditanya.TindakLanjut:
    """Return the conversation on the tapped card, which asks for that part.

    Raises:
        NotYourTugas: It is not the person's tugas.
        TugasChanged: The conversation is over.
    """
    tugas = load_own(uow, tap.actor.user_id, tap.tugas_id).tugas
    asked = uow.percakapan.get(tap.actor.chat_id)
    match asked.isi if asked else None:
        case ditanya.TindakLanjut(tugas=tap.tugas_id) as isi if isi.bagian is bagian:
            return isi
    raise changed(tugas)
