"""Handing an open tugas on to another post: to which, why, and whom it concerns.

1. Who oversees the tugas hands it on (``arahan``), read at every step and again when it is done.
2. An atasan hands it on to a post below their own, or takes it up themselves; who started the berkas, to
   a post below the atasan of the one that has it. What a unit fills stays within the unit.
3. It goes to a post that somebody who has joined holds, and that is not asked the same already.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final

from sop_flows.engine.aksi import Pelaku
from sop_flows.engine.alihan import NotHandedOn, hand_on, may_hand_on
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Alihan
from sop_flows.engine.reason import check_reason
from sop_flows.errors import NotFound, NotYourTugas, QuestionOver
from sop_flows.kantor.kantor import Jabatan
from sop_flows.ports import ditanya
from sop_flows.ports.layar.alihkan import AlihkanSenomor, TanyaAlihkan, TugasDialihkan
from sop_flows.ports.layar.alihkan import BagianAlihkan as Bagian
from sop_flows.ports.layar.isi import Pilihan
from sop_flows.ports.records import Actor, Loaded, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import above, joined_holders, recipients_of
from sop_flows.use_cases.jabatan.who import local_date, numbered
from sop_flows.use_cases.say import is_silent, say, tell
from sop_flows.use_cases.tugas.act import is_same_request, load
from sop_flows.use_cases.tugas.arahan import check_open, name_of, note, overseer_of
from sop_flows.use_cases.tugas.kalender import chats_of, describe, describe_numbered

ALIHKAN: Final = "alihkan"
"""The aksi of the line of history."""
LETTERS: Final = 5  # that a reason has at least
MAX_CHOICES: Final = 60  # posts that get a button each


def mover_of(uow: UnitOfWork, user_id: int, tugas_id: int) -> tuple[Loaded, Pelaku]:
    """Return an open tugas, and the user as who may hand it on today.

    Raises:
        NotYourTugas: They do not oversee it.
        TugasChanged: It is closed.
        NotHandedOn: It stays with its post.
    """
    loaded = load(uow, tugas_id)
    pelaku = check_open(uow, user_id, loaded)
    if not may_hand_on(uow.sop.get(loaded.sop_id), loaded.tugas):
        raise NotHandedOn
    return loaded, pelaku


def targets(uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku) -> tuple[Jabatan, ...]:
    """Return the posts that a tugas may be handed on to by them, their own first."""
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    posts, today = uow.kantor.jabatan(kantor_id), local_date(uow, kantor_id)
    uow.pegawai.look_up(kantor_id, None, today)
    found = [
        posts[id]
        for id in within_reach(uow, loaded, pelaku)
        if id != tugas.jabatan_id
        and not asks_already(loaded, id)
        and joined_holders(uow, kantor_id, id, today)
    ]
    return tuple(sorted(found, key=lambda one: one.id != pelaku.jabatan_id))


def within_reach(uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku) -> Iterator[int]:
    """Yield the posts below who hands a tugas on, and theirs; of a unit's work those of the unit."""
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    posts, units = uow.kantor.jabatan(kantor_id), uow.kantor.unit(kantor_id)
    chain = above(posts, tugas.jabatan_id)
    is_atasan = pelaku.jabatan_id in chain
    top = pelaku.jabatan_id if is_atasan else next(iter(chain), None)
    unit = units.get(tugas.unit_id) if tugas.unit_id is not None else None
    for id, post in posts.items():
        is_below = top in above(posts, id) or (is_atasan and id == top)
        if is_below and (unit is None or unit.id == post.unit_id or unit.kepala_id == id):
            yield id


def asks_already(loaded: Loaded, jabatan_id: int) -> bool:
    """Tell whether a post is asked the same as a tugas in the same round."""
    return any(
        other.jabatan_id == jabatan_id and is_same_request(other, loaded.tugas)
        for other in loaded.berkas.terbuka
    )


# The conversation


def begin_moving(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Ask who oversees a tugas to which post it goes.

    Raises:
        Refusal: As of ``mover_of``; ``NotHandedOn`` too where there is no other post.
    """
    loaded, pelaku = mover_of(uow, actor.user_id, tugas_id)
    if not targets(uow, loaded, pelaku):
        raise NotHandedOn
    ask_post(uow, actor, loaded, pelaku, "")


def begin_moving_number(uow: UnitOfWork, actor: Actor, *, nomor: int) -> None:
    """Ask the same about the tugas of that short number.

    Raises:
        NotFound: The user oversees none; said the same way of what there is not.
        Refusal: As of ``begin_moving``; where they oversee one in each of several offices, they are asked
            which one is meant.
    """
    found: list[Loaded] = []
    for id in numbered(uow, actor.user_id, lambda kantor: uow.berkas.find_tugas(kantor, nomor)):
        loaded = load(uow, id)
        with suppress(NotYourTugas):
            overseer_of(uow, actor.user_id, loaded)
            found.append(loaded)
    if not found:
        raise NotFound
    if len(found) > 1:
        pilihan = tuple(describe_numbered(uow, one) for one in found)
        say(uow, actor.chat_id, None, AlihkanSenomor(nomor=nomor, pilihan=pilihan))
        return
    begin_moving(uow, actor, tugas_id=found[0].tugas.id)


def ask_post(uow: UnitOfWork, actor: Actor, loaded: Loaded, pelaku: Pelaku, cari: str) -> None:
    """Ask for the post; a part of its name narrows the choice."""
    pilihan, lain = narrow(targets(uow, loaded, pelaku), cari)
    keep(uow, actor, ditanya.Alihkan(tugas=loaded.tugas.id, bagian=Bagian.JABATAN))
    question = TanyaAlihkan(
        satu=describe(uow, loaded),
        bagian=Bagian.JABATAN,
        pilihan=pilihan,
        lain=lain,
        sendiri=pelaku.jabatan_id,
    )
    say(uow, actor.chat_id, loaded.berkas.kantor_id, question)


def narrow(posts: Iterable[Jabatan], cari: str) -> tuple[tuple[Pilihan, ...], int]:
    """Return the posts with that part of a name as far as each gets a button, and how many more there are."""
    found = [one for one in posts if cari.casefold() in one.nama.casefold()]
    shown = tuple(Pilihan(id=one.id, nama=one.nama) for one in found[:MAX_CHOICES])
    return shown, len(found) - len(shown)


def choose_target(uow: UnitOfWork, actor: Actor, *, tugas_id: int, jabatan_id: int) -> None:
    """Take the post; why is asked next.

    Raises:
        QuestionOver: It is asked no more.
        NotFound: The tugas may not go there.
    """
    asked = uow.percakapan.get(actor.chat_id)
    if asked is None or not isinstance(asked.isi, ditanya.Alihkan) or asked.isi.tugas != tugas_id:
        raise QuestionOver
    loaded, pelaku = mover_of(uow, actor.user_id, tugas_id)
    target = target_of(uow, loaded, pelaku, jabatan_id)
    keep(uow, actor, replace(asked.isi, bagian=Bagian.ALASAN, jabatan=target.id))
    question = TanyaAlihkan(satu=describe(uow, loaded), bagian=Bagian.ALASAN, kepada=target.nama)
    say(uow, actor.chat_id, loaded.berkas.kantor_id, question)


def type_alihkan(uow: UnitOfWork, actor: Actor, asked: ditanya.Alihkan, teks: str) -> None:
    """Take a part of the name of a post, or the reason: then it is done.

    Raises:
        ReasonRequired: These are no words.
    """
    if asked.bagian is Bagian.JABATAN:
        loaded, pelaku = mover_of(uow, actor.user_id, asked.tugas)
        ask_post(uow, actor, loaded, pelaku, teks.strip())
        return
    check_reason(teks, LETTERS)
    move(
        uow,
        actor,
        tugas_id=asked.tugas,
        jabatan_id=asked.jabatan,
        alasan=" ".join(teks.split()),
    )


def keep(uow: UnitOfWork, actor: Actor, isi: ditanya.Alihkan) -> None:
    """Remember how far the conversation is."""
    uow.percakapan.put(Percakapan(chat_id=actor.chat_id, isi=isi, dimulai_at=uow.now))


# Doing it


def target_of(uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku, jabatan_id: int) -> Jabatan:
    """Return the post that a tugas may be handed on to.

    Raises:
        NotFound: It may not go there; said the same way of a post that there is not.
    """
    for one in targets(uow, loaded, pelaku):
        if one.id == jabatan_id:
            return one
    raise NotFound


def move(uow: UnitOfWork, actor: Actor, *, tugas_id: int, jabatan_id: int, alasan: str) -> None:
    """Hand a tugas on to another post: its cards follow, and who had it is told to whom it went.

    Raises:
        NotFound: It may not go there.
        Refusal: As of ``mover_of``.
    """
    loaded, pelaku = mover_of(uow, actor.user_id, tugas_id)
    target = target_of(uow, loaded, pelaku, jabatan_id)
    kantor_id, before = loaded.berkas.kantor_id, loaded.tugas
    today = local_date(uow, kantor_id)
    had = recipients_of(uow, kantor_id, before, today)
    alihan = Alihan(
        dari=before.jabatan_id,
        jabatan_lama=uow.kantor.jabatan(kantor_id)[before.jabatan_id].nama,
        jabatan_baru=target.nama,
        alasan=alasan,
        nama=pelaku.nama,
        jabatan=pelaku.jabatan,
        penugasan=pelaku.penugasan,
        at=uow.now,
    )
    stored = uow.berkas.change(hand_on(before, target.id, alihan))
    people = recipients_of(uow, kantor_id, stored, today)
    owe(uow, loaded, stored)
    said = {"dari_jabatan": alihan.jabatan_lama, "ke_jabatan": alihan.jabatan_baru}
    note(uow, loaded, ALIHKAN, pelaku, {"catatan": alasan, **said})
    told = TugasDialihkan(
        satu=describe(uow, loaded),
        oleh=name_of(pelaku),
        dari=alihan.jabatan_lama,
        kepada=alihan.jabatan_baru,
        nama=tuple(one.nama for one in people),
        alasan=alasan,
    )
    tell(uow, kantor_id, ((id, told) for id in chats_of(had) if id != actor.chat_id))
    uow.percakapan.drop(actor.chat_id)
    say(uow, actor.chat_id, kantor_id, replace(told, sendiri=True))


def owe(uow: UnitOfWork, loaded: Loaded, stored: Tugas) -> None:
    """Bring the cards and the boards to who has a tugas now, and begin its reminders anew."""
    kantor_id = loaded.berkas.kantor_id
    people = recipients_of(uow, kantor_id, stored, local_date(uow, kantor_id))
    senyap = is_silent(uow, kantor_id, segera=loaded.berkas.keadaan.segera)
    uow.kartu.follow((stored,), {stored.id: people}, kantor_id, senyap=senyap)
    uow.kartu.owe_all_again((), boards=[loaded.berkas.id])
    uow.pengingat.remind_at({stored.id: uow.now})
    uow.reminders.owe_again((stored.id,))
