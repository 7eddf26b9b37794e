"""What people write for a card: the words of an aksi, or the note that goes with it.

Who writes takes time, and the card may change meanwhile. Nothing is done then on what was not seen,
and nothing that was written is lost: a note is kept, other words wait on the card for one more tap.
"""

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import changed
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.ports.ditanya import AlasanTetap, Catatan, Disiapkan, Konsep, Yakin
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.say import ask
from sop_flows.use_cases.tugas.access import load_own
from sop_flows.use_cases.tugas.changes import change_facts, store_facts
from sop_flows.use_cases.tugas.percakapan import (
    Ketukan,
    converse_anew,
    guard_tap,
    perform_prepared,
)
from sop_flows.use_cases.tugas.resent import join_note


def type_words(uow: UnitOfWork, actor: Actor, asked: Disiapkan, teks: str) -> None:
    """Take the words that a conversation asked for, and do what it prepared."""
    if isinstance(asked, Konsep):
        keep_draft(uow, actor, asked, teks.strip())
        return
    alasan = KERJA[asked.kerja].alasan
    if alasan is not None:
        check_reason(teks, alasan)
    tugas = load_own(uow, actor.user_id, asked.tugas, asked.kerja).tugas
    if has_changed(tugas, asked) and not KERJA[asked.kerja].holds_later:
        hold_back(uow, actor, tugas, asked, teks.strip())
        return
    perform_prepared(uow, actor, asked, teks)


def has_changed(tugas: Tugas, asked: Disiapkan) -> bool:
    """Tell whether an open tugas is not any more what its person was asked about."""
    return tugas.is_open and tugas.revisi != asked.revisi


def hold_back(uow: UnitOfWork, actor: Actor, tugas: Tugas, asked: Disiapkan, teks: str) -> None:
    """Show words on the card as it is now, to be sent by one more tap, or replaced.

    Raises:
        AksiNotAllowed: The card does not ask for them any more.
    """
    tap = Ketukan(actor=actor, tugas_id=tugas.id, revisi=tugas.revisi)
    guard_tap(uow, tap, asked.kerja)
    isi = Catatan(
        tugas=tugas.id,
        revisi=tugas.revisi,
        kerja=asked.kerja,
        unit=asked.unit,
        indikator=asked.indikator,
        teks=teks,
    )
    ask(uow, actor.chat_id, isi)
    uow.kartu.send_anew(tugas.id, actor.chat_id)


def send_held(uow: UnitOfWork, *, tap: Ketukan) -> None:
    """Send the words that wait on a card, as it was shown with them.

    Raises:
        TugasChanged: None wait, or the card has changed since.
    """
    asked = uow.percakapan.get(tap.actor.chat_id)
    match asked.isi if asked else None:
        case Catatan(tugas=tap.tugas_id, teks=teks) as isi if teks:
            guard_tap(uow, tap, isi.kerja)
            type_words(uow, tap.actor, replace(isi, revisi=tap.revisi), teks)
        case _:
            raise changed(load_own(uow, tap.actor.user_id, tap.tugas_id).tugas)


def type_resent(uow: UnitOfWork, actor: Actor, asked: AlasanTetap, teks: str) -> None:
    """Take why what was returned comes again as it was: as the note, with which it is handed in.

    What cannot be undone is asked once more, on the card that shows the note. Of what has changed
    meanwhile it may not be true any more: then the note is only kept.

    Raises:
        ReasonRequired: It says too little.
        TugasChanged: It is closed.
    """
    check_reason(teks, Alasan.TETAP)
    loaded = load_own(uow, actor.user_id, asked.tugas, asked.kerja)
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    if not tugas.is_open:
        raise changed(tugas)
    catatan = join_note(tugas.facts.konsep, teks.strip())
    facts = replace(tugas.facts, konsep=catatan)
    if has_changed(tugas, asked):
        change_facts(uow, tugas, kantor_id, actor.chat_id, facts)
        return
    if not KERJA[asked.kerja].is_confirmed:
        perform_prepared(uow, actor, asked, catatan)
        return
    tugas = store_facts(uow, tugas, kantor_id, facts, lane=Lane.BIASA)
    tap = Ketukan(actor=actor, tugas_id=tugas.id, revisi=tugas.revisi)
    converse_anew(uow, tap=tap, kerja=asked.kerja, kind=Yakin)


def keep_draft(uow: UnitOfWork, actor: Actor, asked: Konsep, teks: str) -> None:
    """Keep the note that will go with the closing aksi; the card shows it.

    A note that somebody else has put there meanwhile stays before it.

    Raises:
        TugasChanged: It is closed.
    """
    loaded = load_own(uow, actor.user_id, asked.tugas, asked.kerja)
    tugas, berkas = loaded.tugas, loaded.berkas
    if not tugas.is_open:
        raise changed(tugas)
    konsep = join_note(tugas.facts.konsep, teks) if has_changed(tugas, asked) else teks
    facts = replace(tugas.facts, konsep=konsep)
    change_facts(uow, tugas, berkas.kantor_id, actor.chat_id, facts)
