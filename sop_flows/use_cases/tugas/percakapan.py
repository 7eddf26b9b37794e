"""Conversations on a card: choosing, confirming, giving words, before an aksi is done.

A conversation is a row; the card draws it. It belongs to one chat and one tugas at one revisi, and
ends with the aksi, with another conversation, or when the tugas changes.
"""

from typing import Final, Literal, TypeVar

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Stored, Tugas
from sop_flows.engine.engine import aksi_of, changed
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.reason import Alasan, required
from sop_flows.errors import (
    AksiNotAllowed,
    ConfirmationOver,
    QuestionOver,
    ResentUnchanged,
)
from sop_flows.ports.ditanya import (
    Catatan,
    CatatHadir,
    Disiapkan,
    Kembalikan,
    Konsep,
    PadaKartu,
    Penerima,
    PilihWakil,
    TandaBasah,
    TanpaKartu,
    TanyaUnit,
    TindakLanjut,
    Yakin,
)
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar.tugas import BagianAksi, TanyaCatatan
from sop_flows.ports.records import Actor, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Tahap
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import check_current, load, load_own
from sop_flows.use_cases.tugas.act import decide, perform_aksi
from sop_flows.use_cases.tugas.changes import store_facts
from sop_flows.use_cases.tugas.naskah import asked_about
from sop_flows.use_cases.tugas.resent import ask_why

T = TypeVar("T", bound=TanpaKartu)
Choice = Literal["unit", "indikator", "penerima"]
"""The choices of a conversation that are ticked."""
CHOOSING: Final = (Kembalikan, Penerima, TanyaUnit)
"""What is prepared by ticks and parts; a confirmation and a note have only their own buttons."""
PAGED: Final = (*CHOOSING, CatatHadir, PilihWakil, TandaBasah, TindakLanjut)
"""What has pages to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ketukan:
    """A tap on a card: by whom, where, on which tugas, at which revisi."""

    actor: Actor
    tugas_id: int
    revisi: int


def guard_tap(uow: UnitOfWork, tap: Ketukan, kerja: Kerja) -> tuple[Tugas, int]:
    """Return the tugas and kantor_id if the person may do that aksi now at that revisi."""
    loaded = load_own(uow, tap.actor.user_id, tap.tugas_id, kerja)
    tugas = loaded.tugas
    check_current(tugas, tap.revisi)
    if kerja not in (*aksi_of(uow.sop.get(loaded.sop_id), tugas), Kerja.KECUALIKAN):
        raise AksiNotAllowed(aksi=kerja.value)
    if tugas.dilihat_at is None:
        uow.berkas.see(tap.tugas_id, uow.now)
    return tugas, loaded.berkas.kantor_id


def converse(
    uow: UnitOfWork,
    *,
    tap: Ketukan,
    kerja: Kerja,
    kind: type[Disiapkan],
    bagian: BagianAksi | None = None,
) -> None:
    """Set what a card asks its person, and owe the card a redraw.

    Raises:
        AksiNotAllowed: It would confirm what needs no confirmation, or sign what is not decided on.
    """
    if put_question(uow, tap, kerja, kind, bagian):
        uow.kartu.owe_again(tap.tugas_id, tap.actor.chat_id)


def converse_anew(uow: UnitOfWork, *, tap: Ketukan, kerja: Kerja, kind: type[Disiapkan]) -> None:
    """Set what a card asks its person, and send the card anew: see ``converse``."""
    if put_question(uow, tap, kerja, kind):
        uow.kartu.send_anew(tap.tugas_id, tap.actor.chat_id)


def put_question(
    uow: UnitOfWork,
    tap: Ketukan,
    kerja: Kerja,
    kind: type[Disiapkan],
    bagian: BagianAksi | None = None,
) -> bool:
    """Set what a card asks its person; false where it has to ask why, first.

    Raises:
        AksiNotAllowed: It would confirm what needs no confirmation, or sign what is not decided on.
    """
    guard_tap(uow, tap, kerja)
    if kind in (Yakin, TandaBasah) and not KERJA[kerja].is_confirmed:
        raise AksiNotAllowed(aksi=kerja.value)
    isi = kind(tugas=tap.tugas_id, revisi=tap.revisi, kerja=kerja, bagian=bagian)
    if isinstance(isi, Yakin):
        if asks_why(uow, tap, kerja):
            return False
        isi = replace(isi, naskah=asked_about(uow, load(uow, tap.tugas_id), kerja))
    ask(uow, tap.actor.chat_id, isi)
    return True


def asks_why(uow: UnitOfWork, tap: Ketukan, kerja: Kerja) -> bool:
    """Ask why what was returned comes again as it was, before it is confirmed; tell whether it was."""
    loaded = load(uow, tap.tugas_id)
    if loaded.tugas.facts.kembali is None:
        return False
    try:
        aksi = Aksi(kerja=kerja, revisi=tap.revisi, at=uow.now)
        decide(uow, tap.actor, tap.tugas_id, aksi)
    except ResentUnchanged as same:
        ask_why(uow, tap.actor, tugas_id=tap.tugas_id, kerja=kerja, same=same)
        return True
    return False


def begin_return(uow: UnitOfWork, *, tap: Ketukan) -> None:
    """Ask on the card what is wrong: which units, which indicators, why."""
    tahap = tahap_of(uow, tap.tugas_id)
    per_unit = bool(tahap.kembali) and tahap.kembali[0].per_unit
    bagian = BagianAksi.UNIT if per_unit else BagianAksi.ALASAN
    converse(uow, tap=tap, kerja=Kerja.KEMBALIKAN, kind=Kembalikan, bagian=bagian)


def tahap_of(uow: UnitOfWork, tugas_id: int) -> Tahap:
    """Return the tahap of a tugas.

    Raises:
        AksiNotAllowed: It stands beside the flow.
    """
    loaded = load(uow, tugas_id)
    tahap = uow.sop.get(loaded.sop_id).tahap_at(loaded.tugas.langkah, loaded.tugas.tahap)
    if tahap is None:
        raise AksiNotAllowed(aksi=Kerja.KEMBALIKAN.value)
    return tahap


def standing(uow: UnitOfWork, chat_id: int, kind: type[T], tugas_id: int) -> T:
    """Return the question of a kind about a tugas that a button answers; no card of that person shows it.

    Raises:
        QuestionOver: It is asked no more.
    """
    asked = uow.percakapan.get(chat_id)
    if asked is None or not isinstance(asked.isi, kind) or asked.isi.tugas != tugas_id:
        raise QuestionOver
    return asked.isi


def leave(uow: UnitOfWork, *, chat_id: int) -> Percakapan | None:
    """End what a chat is being asked; the card goes back to its own state."""
    return uow.percakapan.drop(chat_id)


def toggle(uow: UnitOfWork, *, tap: Ketukan, daftar: Choice, pilihan: int) -> None:
    """Tick or untick one unit, indicator or post in the conversation on a card."""
    asked = current(uow, tap)
    match daftar:
        case "unit":
            turned = replace(asked, unit=ticked(asked.unit, pilihan))
        case "indikator":
            turned = replace(asked, indikator=ticked(asked.indikator, pilihan))
        case "penerima":
            turned = replace(asked, penerima=ticked(asked.penerima, pilihan))
    turn(uow, tap, turned)


def ticked(chosen: tuple[int, ...] | None, pilihan: int) -> tuple[int, ...]:
    """Return what is chosen after one more tap on a choice."""
    others = tuple(each for each in chosen or () if each != pilihan)
    return others if chosen and pilihan in chosen else (*others, pilihan)


def go_to(uow: UnitOfWork, *, tap: Ketukan, bagian: BagianAksi) -> None:
    """Turn the conversation on a card to its next part (units, indicators, reason)."""
    turn(uow, tap, replace(current(uow, tap), bagian=bagian, halaman=0))


def turn(uow: UnitOfWork, tap: Ketukan, isi: Disiapkan) -> None:
    """Go on with a conversation on a card; it began when it began."""
    asked = uow.percakapan.get(tap.actor.chat_id)
    begun = asked.dimulai_at if asked else uow.now
    uow.percakapan.put(Percakapan(chat_id=tap.actor.chat_id, isi=isi, dimulai_at=begun))
    uow.kartu.owe_again(tap.tugas_id, tap.actor.chat_id)


def turn_choice(uow: UnitOfWork, *, tap: Ketukan, halaman: int) -> None:
    """Turn what a card offers to choose from to a page; what is chosen stays so.

    Raises:
        NotYourTugas: It is not the person's tugas, whether or not it asks anything.
        TugasChanged: There is nothing to choose from any more.
    """
    tugas = load_own(uow, tap.actor.user_id, tap.tugas_id).tugas
    asked = uow.percakapan.get(tap.actor.chat_id)
    match asked.isi if asked else None:
        case PadaKartu(tugas=tap.tugas_id) as isi if asked and isinstance(isi, PAGED):
            uow.percakapan.put(replace(asked, isi=replace(isi, halaman=halaman)))
            uow.kartu.owe_again(tap.tugas_id, tap.actor.chat_id)
        case _:
            raise changed(tugas)


def current(
    uow: UnitOfWork, tap: Ketukan, kinds: tuple[type[Disiapkan], ...] = CHOOSING
) -> Disiapkan:
    """Return the conversation on the tapped card, in which an aksi is prepared.

    Args:
        kinds: Those whose buttons were tapped: a button of one never speaks for another.

    Raises:
        NotYourTugas: It is not the person's tugas, whether or not there is one.
        TugasChanged: The tugas has moved on, or the conversation is over.
    """
    asked = uow.percakapan.get(tap.actor.chat_id)
    match asked.isi if asked else None:
        case Disiapkan(tugas=tap.tugas_id, revisi=tap.revisi) as isi if isinstance(isi, kinds):
            guard_tap(uow, tap, isi.kerja)
            return isi
    raise changed(load_own(uow, tap.actor.user_id, tap.tugas_id).tugas)


def ask_words(
    uow: UnitOfWork, *, tap: Ketukan, kerja: Kerja, kind: type[Catatan | Konsep] = Catatan
) -> None:
    """Ask for words: a question, an answer, a reason, or a note on the card."""
    ask_for(uow, tap, kind(tugas=tap.tugas_id, revisi=tap.revisi, kerja=kerja))


def ask_for(uow: UnitOfWork, tap: Ketukan, isi: Catatan | Konsep) -> None:
    """Ask for the words of an aksi, about what was chosen for it."""
    _, kantor_id = guard_tap(uow, tap, isi.kerja)
    ask(uow, tap.actor.chat_id, isi)
    asked_for = TanyaCatatan(
        tugas=tap.tugas_id,
        revisi=tap.revisi,
        kerja=isi.kerja.value,
        unit=isi.unit,
        indikator=isi.indikator,
        jenis=isi.kind,
    )
    say(uow, tap.actor.chat_id, kantor_id, asked_for)


def decide_quickly(uow: UnitOfWork, *, tap: Ketukan, pilihan: int) -> Stored:
    """Do the prepared return for one of the reasons that the SOP file offers."""
    asked = current(uow, tap, (Kembalikan,))
    alasan = [text for k in tahap_of(uow, tap.tugas_id).kembali for text in k.alasan]
    if pilihan >= len(alasan):
        raise required(Alasan.PENGEMBALIAN)
    return perform_prepared(uow, tap.actor, asked, alasan[pilihan])


def dispose_to_chosen(uow: UnitOfWork, *, tap: Ketukan) -> Stored:
    """Do the disposisi to the posts that were ticked on its card."""
    return perform_prepared(uow, tap.actor, current(uow, tap, (Penerima,)), "")


def ask_prepared_words(uow: UnitOfWork, *, tap: Ketukan) -> None:
    """Ask for the words of what the conversation on a card prepares, for whom and about what it does."""
    chosen = current(uow, tap)
    isi = Catatan(
        tugas=tap.tugas_id,
        revisi=tap.revisi,
        kerja=chosen.kerja,
        unit=chosen.unit or (),
        indikator=chosen.indikator or (),
    )
    ask_for(uow, tap, isi)


def ask_note(uow: UnitOfWork, *, tap: Ketukan) -> None:
    """Ask for the note that goes with the closing aksi of a card."""
    loaded = load(uow, tap.tugas_id)
    closing = aksi_of(uow.sop.get(loaded.sop_id), loaded.tugas)[0]
    ask_words(uow, tap=tap, kerja=closing, kind=Konsep)


def drop_note(uow: UnitOfWork, *, tap: Ketukan) -> None:
    """Take the note off a card that was to go with its closing aksi."""
    loaded = load_own(uow, tap.actor.user_id, tap.tugas_id)
    check_current(loaded.tugas, tap.revisi)
    facts = replace(loaded.tugas.facts, konsep="")
    store_facts(uow, loaded.tugas, loaded.berkas.kantor_id, facts, lane=Lane.KETUK)


def perform_prepared(uow: UnitOfWork, actor: Actor, asked: Disiapkan, catatan: str) -> Stored:
    """Do the aksi that a conversation prepared.

    Raises:
        ConfirmationOver: It is one that only a confirmation of its own may do.
    """
    if KERJA[asked.kerja].is_confirmed:
        raise ConfirmationOver
    return perform_aksi(
        uow,
        actor,
        tugas_id=asked.tugas,
        aksi=Aksi(
            kerja=asked.kerja,
            revisi=asked.revisi,
            at=uow.now,
            catatan=catatan.strip(),
            unit=asked.unit or (),
            indikator=asked.indikator or (),
            penerima=asked.penerima or (),
        ),
    )
