"""Deciding by short number: the way of the button, in the office that is meant.

1. Nothing is done of a card that the phone does not show as it is now: the card comes first.
2. What cannot be undone is asked once more, on the card, which is sent anew with what it shows now.
3. Words that are typed with it come after the note that stands on the card: only the card replaces that.
4. A number that several offices of a person have means nothing yet: the person is asked which.
"""

from collections.abc import Iterable

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Stored, Tugas
from sop_flows.engine.engine import aksi_of, changed
from sop_flows.engine.kerja import KERJA
from sop_flows.errors import AksiNotAllowed, QuestionOver, ResentUnchanged, UnitRequired
from sop_flows.kantor.kantor import Unit
from sop_flows.ports.ditanya import PilihKantor, Yakin
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar.tugas import Tercatat, TugasSenomor
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import fold
from sop_flows.use_cases.jabatan.who import office_named
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import check_current, find_tugas, load, load_own
from sop_flows.use_cases.tugas.act import decide, perform_aksi
from sop_flows.use_cases.tugas.changes import store_facts
from sop_flows.use_cases.tugas.kalender import describe_numbered
from sop_flows.use_cases.tugas.konfirmasi import is_over
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse_anew, tahap_of
from sop_flows.use_cases.tugas.resent import ask_why, join_note
from sop_flows.use_cases.tugas.unseen import show_first


def perform_by_number(
    uow: UnitOfWork,
    actor: Actor,
    *,
    nomor: int,
    kerja: tuple[Kerja, ...],
    catatan: str = "",
) -> None:
    """Do by its short number what a button would do: a message outlives a tap.

    Raises:
        NotFound: No tugas of that number is the user's.
        AksiNotAllowed: It asks for something else.
        TugasChanged: It is closed.
    """
    found = find_tugas(uow, user_id=actor.user_id, nomor=nomor)
    if len(found) == 1:
        perform_typed(uow, actor, found[0], kerja, catatan)
        return
    isi = PilihKantor(nomor=nomor, kerja=kerja, catatan=catatan)
    ask(uow, actor.chat_id, isi)
    pilihan = tuple(describe_numbered(uow, loaded) for loaded in found)
    asked = TugasSenomor(nomor=nomor, kerja=kerja[0], pilihan=pilihan)
    say(uow, actor.chat_id, None, asked)


def perform_in_office(uow: UnitOfWork, *, tap: Ketukan, kerja: Kerja) -> None:
    """Do what was typed, in the office that the person has named since.

    Args:
        kerja: What the question was about that the button belongs to: never that of a later one.

    Raises:
        NotYourTugas: It is not the user's, or not any more.
        TugasChanged: It is not what it was when the office was asked for.
        QuestionOver: Nothing waits for the office of a tugas of that number, or not any more.
    """
    actor = tap.actor
    loaded = load_own(uow, actor.user_id, tap.tugas_id)
    check_current(loaded.tugas, tap.revisi)
    asked = uow.percakapan.get(actor.chat_id)
    match asked.isi if asked and not is_over(asked, uow.now) else None:
        case PilihKantor(nomor=loaded.tugas.nomor) as isi if isi.kerja[0] is kerja:
            uow.percakapan.drop(actor.chat_id)
            perform_typed(uow, actor, loaded, isi.kerja, isi.catatan)
        case _:
            raise QuestionOver


def perform_typed(
    uow: UnitOfWork, actor: Actor, loaded: Loaded, kerja: tuple[Kerja, ...], catatan: str
) -> None:
    """Do one of these kerja with a tugas, ask on its card whether that is meant, or show the card.

    What answers a return, and is as it was, is asked about first; further words are the answer.
    """
    tugas = loaded.tugas
    if not tugas.is_open:
        raise changed(tugas)
    offered = aksi_of(uow.sop.get(loaded.sop_id), tugas)
    wanted = next((each for each in kerja if each in offered), None)
    if wanted is None:
        tersedia = tuple(each.value for each in offered)
        raise AksiNotAllowed(aksi=kerja[0].value, nomor=tugas.nomor, tersedia=tersedia)
    if show_first(uow, actor, loaded):
        return
    if KERJA[wanted].is_prepared:
        catatan = join_note(tugas.facts.konsep, catatan)
    try:
        perform_wanted(uow, actor, loaded, wanted, catatan)
    except ResentUnchanged as same:
        keep_words(uow, loaded, catatan)
        ask_why(uow, actor, tugas_id=tugas.id, kerja=wanted, same=same)


def keep_words(uow: UnitOfWork, loaded: Loaded, catatan: str) -> Tugas:
    """Keep the words of a command as the note on its card; return the tugas as it is then."""
    if catatan in ("", loaded.tugas.facts.konsep):
        return loaded.tugas
    facts = replace(loaded.tugas.facts, konsep=catatan)
    return store_facts(uow, loaded.tugas, loaded.berkas.kantor_id, facts, lane=Lane.BIASA)


def perform_wanted(
    uow: UnitOfWork, actor: Actor, loaded: Loaded, wanted: Kerja, catatan: str
) -> None:
    """Do that kerja with a tugas, or ask on its card whether that is meant."""
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    if KERJA[wanted].is_confirmed:
        ask_whether(uow, actor, loaded, wanted, catatan)
        return
    unit: tuple[int, ...] = ()
    if wanted is Kerja.KEMBALIKAN:
        unit, catatan = split_units(uow, tugas, catatan)
    aksi = Aksi(kerja=wanted, revisi=tugas.revisi, at=uow.now, catatan=catatan, unit=unit)
    outcome = perform_aksi(uow, actor, tugas_id=tugas.id, aksi=aksi)
    receipt = Tercatat(
        nomor=tugas.nomor,
        at=uow.now,
        kantor=office_named(uow, actor.user_id, kantor_id),
        naskah=frozen_by(outcome),
        kembali_kepada=posts_opened(uow, outcome) if wanted is Kerja.KEMBALIKAN else (),
    )
    say(uow, actor.chat_id, kantor_id, receipt)


def posts_opened(uow: UnitOfWork, outcome: Stored) -> tuple[str, ...]:
    """Return the names of the posts that have something new to do."""
    posts = uow.kantor.jabatan(outcome.berkas.kantor_id)
    return tuple(dict.fromkeys(posts[tugas.jabatan_id].nama for tugas in outcome.opened))


def frozen_by(outcome: Stored) -> str:
    """Return the sha256 of what an aksi decided or handed on; empty where that is nothing."""
    done = (one.facts.hasil for one in outcome.changed)
    return next((hasil.naskah for hasil in done if hasil and hasil.naskah), "")


def ask_whether(uow: UnitOfWork, actor: Actor, loaded: Loaded, kerja: Kerja, catatan: str) -> None:
    """Send the card anew with the last question on it; further words become its note.

    Raises:
        Refusal: The person may not do it, or not yet: that needs no question.
    """
    tugas = loaded.tugas
    aksi = Aksi(kerja=kerja, revisi=tugas.revisi, at=uow.now, catatan=catatan)
    decide(uow, actor, tugas.id, aksi)
    tugas = keep_words(uow, loaded, catatan)
    tap = Ketukan(actor=actor, tugas_id=tugas.id, revisi=tugas.revisi)
    converse_anew(uow, tap=tap, kerja=kerja, kind=Yakin)


def split_units(uow: UnitOfWork, tugas: Tugas, teks: str) -> tuple[tuple[int, ...], str]:
    """Return the units that a typed return names before a colon, and the reason after it.

    ``Pelayanan Umum, KESRA: alasan``; each is the kode of a unit, or any part of its name.

    Raises:
        UnitRequired: The SOP returns to units, and none or something unknown is named.
    """
    tahap = tahap_of(uow, tugas.id)
    if not (tahap.kembali and tahap.kembali[0].per_unit):
        return (), teks
    named, _, alasan = teks.partition(":")
    berkas = load(uow, tugas.id).berkas
    units = uow.kantor.unit(berkas.kantor_id).values()
    found = [units_called(units, part) for part in named.split(",")]
    if not alasan.strip() or any(len(ids) != 1 for ids in found):
        raise UnitRequired
    return tuple(dict.fromkeys(ids[0] for ids in found)), alasan.strip()


def units_called(units: Iterable[Unit], teks: str) -> list[int]:
    """Return the unit of that kode or whole name; where there is none, those with it in their name."""
    wanted, known = fold(teks), tuple(units)
    if not wanted:
        return []
    exact = [u.id for u in known if wanted in (u.kode.casefold(), u.nama.casefold())]
    return exact or [u.id for u in known if wanted in u.nama.casefold()]
