"""Who takes part, from the board: excusing from signing or filling, and letting a unit join.

Whom, why, before whom, and whether it is really meant: an excuse stands on all four.
"""

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja, Pelaku
from sop_flows.engine.engine import watching
from sop_flows.engine.participation import add_unit, filling
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import (
    ConfirmationOver,
    NotYourTugas,
    OwnExcuse,
    TugasChanged,
    WitnessUnclear,
    WitnessUnfit,
)
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.ditanya import Kecualikan, YakinKecualikan
from sop_flows.ports.layar.pengecualian import BagianKecualikan as Bagian
from sop_flows.ports.layar.pengecualian import SaksiDicatat, TanyaAlasanKecuali, TanyaAlasanUnit
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import fold
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.who import local_date, office_named
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import check_current, load, load_own, pelaku_of
from sop_flows.use_cases.tugas.act import owe_cards, perform_aksi
from sop_flows.use_cases.tugas.excused import excused_name, fit_witnesses, is_own
from sop_flows.use_cases.tugas.konfirmasi import is_over
from sop_flows.use_cases.tugas.sumber import bring_values

TYPED = (Bagian.KATA, Bagian.SAKSI)
"""The parts that words answer."""
CHOSEN = (Bagian.PEGAWAI, Bagian.UNIT, Bagian.SAKSI, Bagian.URUNGKAN)
"""The parts that one of several people or units answers."""
MOST_NAMES = 8  # names that a refusal of an unclear one tells


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


def converse(uow: UnitOfWork, chat_id: int, isi: Kecualikan | YakinKecualikan) -> None:
    """Set what the board asks, and owe it a redraw."""
    ask(uow, chat_id, isi)
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


def turn_choice(uow: UnitOfWork, actor: Actor, *, berkas_id: int, halaman: int) -> None:
    """Turn what a board offers to choose from to a page.

    Raises:
        TugasChanged: There is nothing to choose from any more.
    """
    visible(uow, actor.user_id, berkas_id)
    asked = asked_of(uow, actor.chat_id, berkas_id, *CHOSEN)
    converse(uow, actor.chat_id, replace(asked, halaman=halaman))


def choose_signer(uow: UnitOfWork, actor: Actor, *, berkas_id: int, tugas_id: int) -> None:
    """Take whom (or which unit) to excuse; the reason is asked next.

    Raises:
        OwnExcuse: It is the user, or the unit that the user heads.
    """
    asked_of(uow, actor.chat_id, berkas_id, Bagian.PEGAWAI)
    loaded = load(uow, tugas_id)
    excuser_of(uow, actor, loaded)
    if loaded.berkas.id != berkas_id:
        raise NotYourTugas
    check_current(loaded.tugas, loaded.tugas.revisi)
    revisi = loaded.tugas.revisi
    isi = Kecualikan(berkas=berkas_id, bagian=Bagian.ALASAN, siapa=tugas_id, revisi=revisi)
    converse(uow, actor.chat_id, isi)


def choose_reason(uow: UnitOfWork, actor: Actor, *, berkas_id: int, alasan: str) -> None:
    """Take the reason; the witness is asked next, or the unit joins.

    Raises:
        ReasonRequired: It is none; the question stands.
    """
    asked = asked_of(uow, actor.chat_id, berkas_id, Bagian.ALASAN, Bagian.KATA)
    check_reason(alasan, Alasan.TAMBAH_UNIT if asked.unit else Alasan.PENGECUALIAN)
    asked = replace(asked, alasan=alasan.strip())
    if asked.unit:
        let_join(uow, actor, asked)
        return
    load_own(uow, actor.user_id, asked.siapa, Kerja.KECUALIKAN)
    converse(uow, actor.chat_id, replace(asked, bagian=Bagian.SAKSI))


def ask_reason(uow: UnitOfWork, *, chat_id: int, berkas_id: int) -> None:
    """Ask for the reason in words."""
    asked = asked_of(uow, chat_id, berkas_id, Bagian.ALASAN, Bagian.KATA)
    isi = replace(asked, bagian=Bagian.KATA)
    ask(uow, chat_id, isi)
    say(uow, chat_id, None, TanyaAlasanKecuali())


def excuser_of(uow: UnitOfWork, actor: Actor, loaded: Loaded) -> Pelaku:
    """Return who a user excuses as.

    Raises:
        NotYourTugas: The user may excuse nobody from it.
        OwnExcuse: It is the user's own, or that of the unit that the user heads.
    """
    pelaku = pelaku_of(uow, actor.user_id, loaded, Kerja.KECUALIKAN)
    if is_own(uow, loaded.berkas.kantor_id, loaded.tugas, pelaku.pegawai_id):
        raise OwnExcuse
    return pelaku


# The witness


def choose_witness(uow: UnitOfWork, actor: Actor, *, berkas_id: int, saksi_id: int) -> None:
    """Take the witness, and ask on the board whether the excuse is really meant.

    What the card of who is excused shows meanwhile does not matter until then: the reason stands.

    Raises:
        TugasChanged: Who was to be excused has signed or sent.
        WitnessUnfit: It is nobody of this office, or who excuses, or somebody who is excused.
    """
    asked = asked_of(uow, actor.chat_id, berkas_id, Bagian.SAKSI)
    loaded = load_own(uow, actor.user_id, asked.siapa, Kerja.KECUALIKAN)
    if asked.revisi is None:
        raise TugasChanged(tugas_id=asked.siapa)
    revisi = loaded.tugas.revisi
    check_current(loaded.tugas, revisi)
    witness_of(uow, actor, loaded, saksi_id)
    yakin = YakinKecualikan(
        berkas=berkas_id,
        siapa=asked.siapa,
        revisi=revisi,
        alasan=asked.alasan,
        saksi=saksi_id,
    )
    converse(uow, actor.chat_id, yakin)


def witness_of(uow: UnitOfWork, actor: Actor, loaded: Loaded, saksi_id: int) -> Pegawai:
    """Return who witnesses an excuse by that user.

    Raises:
        WitnessUnfit: They may not.
    """
    oleh = pelaku_of(uow, actor.user_id, loaded, Kerja.KECUALIKAN).pegawai_id
    for orang in fit_witnesses(uow, loaded, oleh):
        if orang.id == saksi_id:
            return orang
    raise WitnessUnfit


def type_witness(uow: UnitOfWork, actor: Actor, *, berkas_id: int, teks: str) -> None:
    """Take the witness by a part of their name.

    Raises:
        WitnessUnclear: Nobody who may witness is called so, or several are.
    """
    asked = asked_of(uow, actor.chat_id, berkas_id, Bagian.SAKSI)
    loaded = load_own(uow, actor.user_id, asked.siapa, Kerja.KECUALIKAN)
    oleh = pelaku_of(uow, actor.user_id, loaded, Kerja.KECUALIKAN).pegawai_id
    wanted = fold(teks)
    fit = fit_witnesses(uow, loaded, oleh)
    found = [orang for orang in fit if wanted and wanted in orang.nama.casefold()]
    exact = [orang for orang in found if orang.nama.casefold() == wanted]
    if len(exact or found) != 1:
        raise WitnessUnclear(teks=teks, nama=tuple(one.nama for one in found[:MOST_NAMES]))
    choose_witness(uow, actor, berkas_id=berkas_id, saksi_id=(exact or found)[0].id)


def type_excuse(uow: UnitOfWork, actor: Actor, asked: Kecualikan, teks: str) -> None:
    """Take what was typed while somebody is excused: the reason, or the witness."""
    if asked.bagian is Bagian.SAKSI:
        type_witness(uow, actor, berkas_id=asked.berkas, teks=teks)
    else:
        choose_reason(uow, actor, berkas_id=asked.berkas, alasan=teks)


# Doing it


def confirm_excuse(
    uow: UnitOfWork, actor: Actor, *, berkas_id: int, tugas_id: int, saksi_id: int
) -> None:
    """Excuse whoever the board asks about; the witness is told.

    Raises:
        ConfirmationOver: Nothing is being confirmed any more, or something else.
        TugasChanged: Who was to be excused has signed or sent meanwhile.
        OwnExcuse: Who excuses heads the unit meanwhile.
        WitnessUnfit: The witness may not be one any more.
    """
    visible(uow, actor.user_id, berkas_id)
    yakin = confirmed(uow, actor.chat_id, berkas_id, tugas_id, saksi_id)
    loaded = load_own(uow, actor.user_id, tugas_id, Kerja.KECUALIKAN)
    check_current(loaded.tugas, yakin.revisi)
    pelaku = excuser_of(uow, actor, loaded)
    saksi = witness_of(uow, actor, loaded, saksi_id)
    siapa = excused_name(uow, loaded.berkas.kantor_id, loaded.tugas)
    aksi = Aksi(
        kerja=Kerja.KECUALIKAN,
        revisi=yakin.revisi,
        at=uow.now,
        catatan=yakin.alasan,
        saksi_id=saksi_id,
        saksi=saksi.nama,
        siapa="" if loaded.tugas.unit_id is not None else siapa,
    )
    perform_aksi(uow, actor, tugas_id=tugas_id, aksi=aksi)
    tell_witness(uow, loaded, yakin, pelaku, siapa)


def confirmed(
    uow: UnitOfWork, chat_id: int, berkas_id: int, tugas_id: int, saksi_id: int
) -> YakinKecualikan:
    """Return the excuse that a board asks about, if its "Ya" is about the same.

    Raises:
        ConfirmationOver: It is not, or the question was left alone for too long.
    """
    asked = uow.percakapan.get(chat_id)
    wanted = (berkas_id, tugas_id, saksi_id)
    match asked.isi if asked and not is_over(asked, uow.now) else None:
        case YakinKecualikan() as isi if (isi.berkas, isi.siapa, isi.saksi) == wanted:
            return isi
    raise ConfirmationOver


def tell_witness(
    uow: UnitOfWork, loaded: Loaded, yakin: YakinKecualikan, pelaku: Pelaku, siapa: str
) -> None:
    """Tell the witness of an excuse what they are named for, where they have a chat."""
    berkas, kantor_id = loaded.berkas, loaded.berkas.kantor_id
    chat_id = uow.pegawai.chats(kantor_id).get(yakin.saksi)
    if chat_id is None:
        return
    told = SaksiDicatat(
        berkas=berkas.nomor,
        judul=berkas.judul,
        periode=berkas.periode,
        siapa=siapa,
        is_unit=loaded.tugas.unit_id is not None,
        oleh=pelaku.nama,
        jabatan=pelaku.jabatan,
        kantor=office_named(uow, chat_id, kantor_id),
        alasan=yakin.alasan,
    )
    say(uow, chat_id, kantor_id, told)


# Letting a unit join


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
