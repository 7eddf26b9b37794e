"""Acting on a tugas: what an aksi brings about, stored and owed to everybody concerned."""

from contextlib import suppress

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Aksi, Kerja, Pelaku
from sop_flows.engine.berkas import Berkas, Outcome, StatusBerkas, StatusTugas, Stored, Tugas
from sop_flows.engine.beside import open_plans
from sop_flows.engine.decisions import decided_before, remark, standing_decisions
from sop_flows.engine.engine import advance
from sop_flows.engine.kerja import KERJA
from sop_flows.errors import (
    Refusal,
)
from sop_flows.naskah.frozen import Frozen, name_naskah
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop
from sop_flows.use_cases.jabatan.holders import recipients_of, warn_admins
from sop_flows.use_cases.jabatan.who import employee_in, local_date
from sop_flows.use_cases.say import is_silent
from sop_flows.use_cases.tugas.access import load_for, pelaku_of
from sop_flows.use_cases.tugas.berakhir import tell_ended
from sop_flows.use_cases.tugas.lama import keep_lama
from sop_flows.use_cases.tugas.later import noting_later
from sop_flows.use_cases.tugas.naskah import (
    dirujuk_by,
    hand_on,
    judged_with,
    name_papers,
    weigh,
)
from sop_flows.use_cases.tugas.nomor_surat import use_nomor
from sop_flows.use_cases.tugas.sumber import bring_values
from sop_flows.use_cases.tugas.terjawab import tell_answered


def perform_aksi(uow: UnitOfWork, actor: Actor, *, tugas_id: int, aksi: Aksi) -> Stored:
    """Do one aksi on one tugas, as whoever the Telegram user is at this moment.

    Where the person is asked the same in several posts, the others are done with it.

    Raises:
        Refusal: One of ``sop_flows.errors``.
    """
    return perform_decided(uow, actor, decide(uow, actor, tugas_id, aksi))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What an aksi would bring about, and of what; nothing of it is stored yet."""

    outcome: Outcome
    berkas: Berkas
    tugas: Tugas
    """As they are before."""
    sop: Sop
    aksi: Aksi
    pelaku: Pelaku
    naskah: Frozen
    """What is decided on or handed on, if anything is."""


def decide(uow: UnitOfWork, actor: Actor, tugas_id: int, aksi: Aksi) -> Decided:
    """Return what an aksi on one tugas would bring about.

    Raises:
        Refusal: One of ``sop_flows.errors``.
    """
    loaded = load_for(uow, tugas_id, aksi.kerja)
    look_ahead(uow, loaded)
    pelaku = pelaku_of(uow, actor.user_id, loaded, aksi.kerja)
    berkas, sop = loaded.berkas, uow.sop.get(loaded.sop_id)
    tugas = replace(loaded.tugas, dilihat_at=loaded.tugas.dilihat_at or uow.now)
    aksi = with_draft(tugas, aksi)
    naskah = judged_with(uow, sop, berkas, tugas, aksi.kerja)
    isi = weigh(uow, sop, berkas, tugas, aksi, pelaku)
    aksi = replace(aksi, naskah=naskah.sha256, isi=isi)
    today = local_date(uow, berkas.kantor_id)
    peta = uow.sop.peta(berkas.kantor_id, loaded.sop_id, berkas, today)
    outcome = bring_values(uow, berkas, advance(sop, berkas, tugas, aksi, pelaku, peta))
    if StatusBerkas.SELESAI in {outcome.berkas.status} - {berkas.status}:
        forms = uow.kinerja.formulir_of(berkas.id)
        outcome = open_plans(outcome, tugas, forms, peta.jam_kerja, uow.now)
    if naskah.isi:
        decided = standing_decisions(uow.berkas.tugas_of(berkas.id))
        dirujuk = dirujuk_by(uow, berkas)
        earlier = decided_before(decided, tugas, pelaku.pegawai_id)
        outcome = remark(name_naskah(outcome, tugas, dirujuk, naskah.sha256), earlier)
        if aksi.kerja is Kerja.TANDA_TANGANI:
            outcome = name_papers(uow, outcome, berkas, aksi.naskah)
    else:
        outcome, naskah = hand_on(uow, sop, berkas, tugas, outcome)
    outcome = keep_lama(uow, sop, berkas, outcome)
    return Decided(
        outcome=outcome,
        berkas=berkas,
        tugas=tugas,
        sop=sop,
        aksi=aksi,
        pelaku=pelaku,
        naskah=naskah,
    )


def perform_decided(uow: UnitOfWork, actor: Actor, decided: Decided) -> Stored:
    """Carry out what was decided, and the same in the person's further posts."""
    outcome = carry_out(uow, decided, actor.chat_id)
    owed = [one.id for one in outcome.changed]
    if KERJA[decided.aksi.kerja].is_shared:
        for other in asked_beside(uow, actor.user_id, decided.tugas, outcome.berkas):
            with suppress(Refusal):  # such as the own work of that post: it stays open
                same = replace(decided.aksi, revisi=other.revisi)
                outcome = carry_out(uow, decide(uow, actor, other.id, same), actor.chat_id)
                owed += [one.id for one in outcome.changed]
    uow.percakapan.drop(actor.chat_id, owed)
    return outcome


def look_ahead(uow: UnitOfWork, loaded: Loaded) -> None:
    """Read at once who has a tugas, and who may get what follows it."""
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    following = uow.sop.get(loaded.sop_id).after(tugas.langkah, tugas.tahap)
    reached = [
        post
        for kolom in (following.untuk if following else ())
        for post in uow.sop.kolom_of(kantor_id, loaded.sop_id, kolom)
    ]
    today = local_date(uow, kantor_id)
    uow.pegawai.look_up(kantor_id, (tugas.jabatan_id, *reached), today)


def carry_out(uow: UnitOfWork, decided: Decided, chat_id: int) -> Stored:
    """Store what was decided, and owe it to everybody concerned; return it as stored.

    Raises:
        NaskahLost: What it is about was lost or altered since it was frozen.
    """
    use_nomor(
        uow, decided.sop, decided.outcome.berkas, decided.tugas, decided.aksi, decided.pelaku
    )
    with noting_later(uow, decided.berkas, decided.outcome):
        if decided.naskah.isi:
            uow.naskah.keep(decided.berkas, decided.tugas, decided.naskah, uow.now)
        outcome = uow.berkas.store(decided.outcome)
        owe_cards(uow, outcome, first_chat=chat_id)
    if decided.aksi.kerja is Kerja.UNDANG_ULANG:
        call_off(uow, outcome)
    if decided.aksi.kerja is Kerja.JAWAB:
        tell_answered(uow, decided.sop, outcome, decided.tugas, but=chat_id)
    return outcome


def asked_beside(uow: UnitOfWork, user_id: int, tugas: Tugas, berkas: Berkas) -> tuple[Tugas, ...]:
    """Return the open tugas that ask the same of this person in further posts of their own."""
    same = [t for t in berkas.terbuka if t.id != tugas.id and is_same_request(t, tugas)]
    if not same or tugas.pegawai_id is not None:
        return ()
    orang = employee_in(uow, user_id, berkas.kantor_id)
    posts = {post.jabatan_id for post in orang.jabatan} if orang else set()
    return tuple(other for other in same if other.jabatan_id in posts)


def is_same_request(one: Tugas, other: Tugas) -> bool:
    """Tell whether two tugas ask the same of different posts."""
    return one.place == other.place and one.ronde == other.ronde and one.unit_id == other.unit_id


def call_off(uow: UnitOfWork, outcome: Stored) -> None:
    """Send the card of a rapat that was put off anew to all who were invited: it has to be heard."""
    for tugas in outcome.changed:
        if tugas.status is StatusTugas.DIBATALKAN:
            for kartu in uow.kartu.of_tugas(tugas.id):
                uow.kartu.send_anew(tugas.id, kartu.chat_id)


def with_draft(tugas: Tugas, aksi: Aksi) -> Aksi:
    """Return the aksi with what was prepared on the card: the answers, and the note."""
    if not KERJA[aksi.kerja].is_prepared:
        return aksi
    return replace(
        aksi,
        isian=aksi.isian or tugas.facts.answers,
        catatan=aksi.catatan or tugas.facts.konsep,
    )


def owe_cards(uow: UnitOfWork, outcome: Stored, *, first_chat: int | None = None) -> None:
    """Owe everybody concerned the state that an outcome left: cards, boards, reminders and notices."""
    berkas = outcome.berkas
    today = local_date(uow, berkas.kantor_id)
    tugas = (*outcome.changed, *outcome.opened)
    recipients = {t.id: recipients_of(uow, berkas.kantor_id, t, today) for t in tugas if t.is_open}
    uow.kartu.owe(
        tugas,
        {
            id: tuple(p for p in people if p.chat_id is not None)
            for id, people in recipients.items()
        },
        berkas.kantor_id,
        lane=Lane.BIASA,
        first_chat=first_chat,
        senyap=is_silent(uow, berkas.kantor_id, segera=berkas.keadaan.segera),
        board=berkas,
    )
    uow.reminders.owe_again(outcome.anew)
    warn_admins(uow, berkas, outcome.opened, recipients)
    if berkas.ditutup_at == uow.now:
        tell_ended(uow, berkas)
