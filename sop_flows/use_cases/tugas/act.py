"""Working on a tugas: acting, opening, listing."""

from collections.abc import Iterable
from contextlib import suppress

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Aksi, Kerja, Pelaku
from sop_flows.engine.berkas import Berkas, Outcome, StatusBerkas, StatusTugas, Stored, Tugas
from sop_flows.engine.beside import open_plans
from sop_flows.engine.decisions import decided_before, remark, standing_decisions
from sop_flows.engine.engine import advance, changed, watching
from sop_flows.engine.facts import Facts
from sop_flows.engine.kerja import KERJA
from sop_flows.errors import (
    NotFound,
    NotYourTugas,
    Refusal,
)
from sop_flows.kantor.kantor import Pegawai
from sop_flows.naskah.frozen import Frozen, name_naskah
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import Actor, Loaded, TugasDue
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import DaftarTugas, TugasBaris
from sop_flows.sop.definition import Minta, Sop
from sop_flows.use_cases.jabatan.holders import open_for, posts_of, recipients_of, warn_admins
from sop_flows.use_cases.jabatan.who import employee_in, local_date, numbered, people_of
from sop_flows.use_cases.say import is_silent
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
                uow.kartu.owe_again(tugas.id, kartu.chat_id, new=True)


def with_draft(tugas: Tugas, aksi: Aksi) -> Aksi:
    """Return the aksi with what was prepared on the card: the answers, and the note."""
    if not KERJA[aksi.kerja].is_prepared:
        return aksi
    return replace(
        aksi,
        isian=aksi.isian or tugas.facts.answers,
        catatan=aksi.catatan or tugas.facts.konsep,
    )


def load(uow: UnitOfWork, tugas_id: int, *, whole: bool = False) -> Loaded:
    """Return a tugas with its berkas.

    Args:
        whole: Every tugas of the berkas is going to be asked for.

    Raises:
        NotYourTugas: There is none; said the same way as to a stranger.
    """
    found = uow.berkas.load_tugas(tugas_id, whole=whole)
    if found is None:
        raise NotYourTugas
    return found


def load_for(uow: UnitOfWork, tugas_id: int, kerja: Kerja) -> Loaded:
    """Return a tugas with as much of its berkas as an aksi of that kind is decided by.

    A unit that sends its formulir waits for nobody, and the flow for the last one: that others are out is told by
    one of them.

    Raises:
        NotYourTugas: There is none.
    """
    found = uow.berkas.load_sending(tugas_id) if kerja is Kerja.KIRIM else None
    if found is not None:
        tahap = uow.sop.get(found.sop_id).tahap_at(*found.tugas.place)
        if tahap is not None and tahap.minta is Minta.FORMULIR:
            return found
    return load(uow, tugas_id, whole=KERJA[kerja].is_signed)


def load_own(uow: UnitOfWork, user_id: int, tugas_id: int, kerja: Kerja = Kerja.SELESAI) -> Loaded:
    """Return a tugas that the user may touch now, with its berkas.

    Raises:
        NotYourTugas: It is not theirs, or there is none.
    """
    loaded = load(uow, tugas_id)
    pelaku_of(uow, user_id, loaded, kerja)
    return loaded


def pelaku_of(uow: UnitOfWork, user_id: int, loaded: Loaded, kerja: Kerja) -> Pelaku:
    """Return the user as somebody who may touch this tugas now.

    Raises:
        NotYourTugas: The user holds no post that this aksi belongs to.
    """
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    today = local_date(uow, kantor_id)
    watches = KERJA[kerja].is_watchers
    posts = posts_of(uow, kantor_id, tugas, today)
    if watches:
        kolom = watching(uow.sop.get(loaded.sop_id), tugas) or ""
        posts = uow.sop.kolom_of(kantor_id, loaded.sop_id, kolom)
    for jabatan_id in posts:
        pelaku = uow.pegawai.pelaku(user_id, kantor_id, jabatan_id, today)
        if pelaku is None:
            continue
        if watches or tugas.pegawai_id in (None, pelaku.pegawai_id):
            return pelaku
    if tugas.pegawai_id is not None and not watches:
        pelaku = uow.pegawai.pelaku_self(user_id, kantor_id, today)
        if pelaku is not None and pelaku.pegawai_id == tugas.pegawai_id:
            return pelaku  # what is asked of a person stays theirs when their post changes
    raise NotYourTugas


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


def find_tugas(uow: UnitOfWork, *, user_id: int, nomor: int) -> tuple[Loaded, ...]:
    """Return the tugas of that short number which the user may act on, one per office.

    Raises:
        NotFound: There is none among the user's own; said the same way of somebody else's.
    """
    own: list[Loaded] = []
    for tugas_id in numbered(uow, user_id, lambda kantor: uow.berkas.find_tugas(kantor, nomor)):
        with suppress(NotYourTugas):
            own.append(load_own(uow, user_id, tugas_id))
    if not own:
        raise NotFound
    return tuple(own)


def list_tugas(uow: UnitOfWork, *, user_id: int) -> DaftarTugas:
    """Return the user's open tugas in all their offices, the earliest tenggat first."""
    people = people_of(uow, user_id)
    found = open_of(uow, people)
    described = {line.tugas.id: line for line in describe_tugas(uow, [t for _, t in found])}
    lines = tuple(
        replace(described[tugas.id], sebagai=post_of(uow, orang, tugas)) for orang, tugas in found
    )
    is_waiting = not people and uow.ikatan.is_waiting(user_id)
    return DaftarTugas(baris=lines, pegawai=people, is_waiting=is_waiting)


def open_own(uow: UnitOfWork, user_id: int) -> tuple[Loaded, ...]:
    """Return the user's open tugas in all their offices with their berkas, the earliest tenggat first."""
    return tuple(load(uow, tugas.id) for _, tugas in open_of(uow, people_of(uow, user_id)))


def open_of(uow: UnitOfWork, people: Iterable[Pegawai]) -> tuple[tuple[Pegawai, Tugas], ...]:
    """Return the open tugas of employees, each with whose it is, the earliest tenggat first."""
    found = [
        (orang, tugas)
        for orang in people
        for tugas in open_for(
            uow,
            orang.kantor_id,
            orang.id,
            [p.jabatan_id for p in orang.jabatan],
            local_date(uow, orang.kantor_id),
        )
    ]
    found.sort(key=lambda pair: (pair[1].tenggat is None, pair[1].tenggat, pair[1].nomor))
    return tuple(found)


def post_of(uow: UnitOfWork, orang: Pegawai, tugas: Tugas) -> str:
    """Return the post that a tugas is for, where that is not somebody's only one."""
    held = {p.jabatan_id for p in orang.jabatan}
    if tugas.pegawai_id is not None or held == {tugas.jabatan_id}:
        return ""
    return uow.kantor.jabatan(orang.kantor_id)[tugas.jabatan_id].nama


def describe_tugas(uow: UnitOfWork, tugas: Iterable[Tugas]) -> list[TugasBaris]:
    """Return the lines of a list of tugas, oldest first; their berkas are read at once."""
    return [describe(uow, found) for found in uow.pengingat.each([one.id for one in tugas])]


def describe(uow: UnitOfWork, found: TugasDue) -> TugasBaris:
    """Return one line of a list of tugas."""
    tugas, kantor_id = found.tugas, found.kantor_id
    units = uow.kantor.unit(kantor_id)
    return TugasBaris(
        tugas=tugas,
        berkas_id=found.berkas_id,
        berkas_nomor=found.nomor,
        judul=found.judul,
        periode=found.periode,
        kantor=uow.kantor.get(kantor_id),
        singkat=uow.sop.get(found.sop_id).langkah_of(tugas.langkah).singkat,
        unit=units[tugas.unit_id].nama if tugas.unit_id else "",
        is_late=tugas.is_late_at(uow.now),
        jeda=tugas.jeda_at(uow.now),
    )


def check_current(tugas: Tugas, revisi: int) -> None:
    """Refuse what was drawn at an older revisi, or on a tugas that is closed."""
    if not tugas.is_open or tugas.revisi != revisi:
        raise changed(tugas)


def store_facts(
    uow: UnitOfWork, tugas: Tugas, kantor_id: int, facts: Facts, *, lane: Lane
) -> Tugas:
    """Store new facts of a tugas; its cards are owed them."""
    stored = uow.berkas.change(replace(tugas, facts=facts))
    uow.kartu.owe((stored,), {}, kantor_id, lane=lane, senyap=True)
    return stored


def remind_anew(uow: UnitOfWork, tugas: Tugas) -> None:
    """Let the reminders of an open tugas begin anew, and owe those on phones what they say now."""
    uow.pengingat.remind_at({tugas.id: uow.now})
    uow.reminders.owe_again((tugas.id,))


def change_facts(
    uow: UnitOfWork, tugas: Tugas, kantor_id: int, chat_id: int, facts: Facts
) -> None:
    """Store what a conversation found; it ends, and this chat gets the card as a new message."""
    stored = store_facts(uow, tugas, kantor_id, facts, lane=Lane.BIASA)
    uow.percakapan.drop(chat_id, (stored.id,))
    uow.kartu.owe_again(stored.id, chat_id, new=True)
