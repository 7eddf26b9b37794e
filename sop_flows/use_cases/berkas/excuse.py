"""Who takes part, from the board: excusing from signing or filling, and letting a unit join."""

from dataclasses import replace

from sop_flows.engine.aksi import Aksi, Kerja, Pelaku
from sop_flows.engine.engine import watching
from sop_flows.engine.participation import add_unit, filling
from sop_flows.errors import NotYourTugas, TugasChanged, WitnessUnfit
from sop_flows.ports.ditanya import BagianKecualikan as Bagian
from sop_flows.ports.ditanya import Kecualikan
from sop_flows.ports.layar.tugas import TanyaAlasanKecuali, TanyaAlasanUnit
from sop_flows.ports.records import Actor, Loaded, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.act import (
    load,
    load_own,
    owe_cards,
    pelaku_of,
    perform_aksi,
)
from sop_flows.use_cases.tugas.sumber import bring_values


def begin_excuse(uow: UnitOfWork, actor: Actor, *, berkas_id: int) -> None:
    """Ask on the board who is to be excused."""
    berkas, sop_id = visible(uow, actor.user_id, berkas_id)
    sop = uow.sop.get(sop_id)
    waiting = [t for t in berkas.terbuka if watching(sop, t) is not None]
    if not waiting:
        raise TugasChanged(tugas_id=None)
    watched = Loaded(tugas=waiting[0], berkas=berkas, sop_id=sop_id)
    pelaku_of(uow, actor.user_id, watched, Kerja.KECUALIKAN)
    converse(uow, actor.chat_id, Kecualikan(berkas=berkas_id, bagian=Bagian.PEGAWAI))


def converse(uow: UnitOfWork, chat_id: int, isi: Kecualikan) -> None:
    """Set what the board asks, and owe it a redraw."""
    uow.percakapan.put(Percakapan(chat_id=chat_id, isi=isi, dimulai_at=uow.now))
    uow.kartu.owe_board_again(isi.berkas, chat_id)


def asked_of(uow: UnitOfWork, chat_id: int, berkas_id: int, *parts: Bagian) -> Kecualikan:
    """Return the conversation on the board, which asks for one of those parts.

    Raises:
        TugasChanged: It is over, or asks for something else.
    """
    asked = uow.percakapan.get(chat_id)
    match asked.isi if asked else None:
        case Kecualikan(berkas=berkas) as isi if berkas == berkas_id and isi.bagian in parts:
            return isi
    raise TugasChanged(tugas_id=None)


def choose_signer(uow: UnitOfWork, actor: Actor, *, berkas_id: int, tugas_id: int) -> None:
    """Take whom (or which unit) to excuse; the reason is asked next."""
    asked_of(uow, actor.chat_id, berkas_id, Bagian.PEGAWAI)
    loaded = load_own(uow, actor.user_id, tugas_id, Kerja.KECUALIKAN)
    if loaded.berkas.id != berkas_id:
        raise NotYourTugas
    revisi = loaded.tugas.revisi
    isi = Kecualikan(berkas=berkas_id, bagian=Bagian.ALASAN, siapa=tugas_id, revisi=revisi)
    converse(uow, actor.chat_id, isi)


def choose_reason(uow: UnitOfWork, actor: Actor, *, berkas_id: int, alasan: str) -> None:
    """Take the reason; for an employee the witness is asked next, a unit needs none."""
    asked = asked_of(uow, actor.chat_id, berkas_id, Bagian.ALASAN, Bagian.KATA)
    asked = replace(asked, alasan=alasan.strip())
    if asked.unit:
        let_join(uow, actor, asked)
        return
    if load(uow, asked.siapa).tugas.pegawai_id is not None:
        converse(uow, actor.chat_id, replace(asked, bagian=Bagian.SAKSI))
        return
    excuse_now(uow, actor, asked, saksi_id=None)


def ask_reason(uow: UnitOfWork, *, chat_id: int, berkas_id: int) -> None:
    """Ask for the reason in words."""
    asked = asked_of(uow, chat_id, berkas_id, Bagian.ALASAN, Bagian.KATA)
    isi = replace(asked, bagian=Bagian.KATA)
    uow.percakapan.put(Percakapan(chat_id=chat_id, isi=isi, dimulai_at=uow.now))
    say(uow, chat_id, None, TanyaAlasanKecuali())


def choose_witness(uow: UnitOfWork, actor: Actor, *, berkas_id: int, saksi_id: int) -> None:
    """Take the witness, and excuse the employee.

    Raises:
        WitnessUnfit: It is nobody of this office, or who excuses, or who is excused.
    """
    asked = asked_of(uow, actor.chat_id, berkas_id, Bagian.SAKSI)
    kantor_id = load_own(uow, actor.user_id, asked.siapa, Kerja.KECUALIKAN).berkas.kantor_id
    colleagues = uow.pegawai.all(kantor_id, local_date(uow, kantor_id))
    if saksi_id not in {colleague.id for colleague in colleagues}:
        raise WitnessUnfit
    excuse_now(uow, actor, asked, saksi_id=saksi_id)


def excuse_now(uow: UnitOfWork, actor: Actor, asked: Kecualikan, *, saksi_id: int | None) -> None:
    """Excuse whoever the conversation is about."""
    if asked.revisi is None:
        raise TugasChanged(tugas_id=asked.siapa)
    perform_aksi(
        uow,
        actor,
        tugas_id=asked.siapa,
        aksi=Aksi(
            kerja=Kerja.KECUALIKAN,
            revisi=asked.revisi,
            at=uow.now,
            catatan=asked.alasan,
            saksi_id=saksi_id,
        ),
    )
    uow.kartu.owe_board_again(asked.berkas, actor.chat_id)


def begin_adding(uow: UnitOfWork, actor: Actor, *, berkas_id: int) -> None:
    """Ask on the board which unit is to join the form that others are filling."""
    may_add(uow, actor.user_id, berkas_id)
    converse(uow, actor.chat_id, Kecualikan(berkas=berkas_id, bagian=Bagian.UNIT))


def may_add(uow: UnitOfWork, user_id: int, berkas_id: int) -> tuple[Loaded, Pelaku]:
    """Return a tugas of the form that is being filled, and the user as who lets units join it.

    Raises:
        TugasChanged: No form is being filled.
        NotYourTugas: The user does not start this SOP.
    """
    berkas, sop_id = visible(uow, user_id, berkas_id)
    beside = filling(uow.sop.get(sop_id), berkas)
    if beside is None:
        raise TugasChanged(tugas_id=None)
    loaded = Loaded(tugas=beside, berkas=berkas, sop_id=sop_id)
    return loaded, pelaku_of(uow, user_id, loaded, Kerja.KECUALIKAN)


def choose_unit(uow: UnitOfWork, actor: Actor, *, berkas_id: int, unit_id: int) -> None:
    """Take which unit joins; the reason is asked in words."""
    asked_of(uow, actor.chat_id, berkas_id, Bagian.UNIT)
    may_add(uow, actor.user_id, berkas_id)
    isi = Kecualikan(berkas=berkas_id, bagian=Bagian.KATA, unit=unit_id)
    converse(uow, actor.chat_id, isi)
    say(uow, actor.chat_id, None, TanyaAlasanUnit())


def let_join(uow: UnitOfWork, actor: Actor, asked: Kecualikan) -> None:
    """Let a unit fill the form that others are filling already."""
    loaded, pelaku = may_add(uow, actor.user_id, asked.berkas)
    berkas, sop_id = loaded.berkas, loaded.sop_id
    today = local_date(uow, berkas.kantor_id)
    peta = uow.sop.peta(berkas.kantor_id, sop_id, berkas, today)
    aksi = Aksi(kerja=Kerja.KIRIM, revisi=0, at=uow.now, catatan=asked.alasan, unit=(asked.unit,))
    joined = add_unit(uow.sop.get(sop_id), berkas, aksi, pelaku, peta)
    outcome = uow.berkas.store(bring_values(uow, berkas, joined))
    uow.percakapan.drop(actor.chat_id)
    owe_cards(uow, outcome, first_chat=actor.chat_id)
    uow.kartu.owe_board_again(asked.berkas, actor.chat_id)
