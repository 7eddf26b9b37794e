"""Handing an open tugas on to another post: to which, why, and whom it concerns.

1. Who oversees the tugas hands it on (``arahan``), read at every step and again when it is done.
2. An atasan hands it on to a post below their own, or takes it up themselves; who started the berkas, to
   a post below the atasan of the one that has it. What a unit fills stays within the unit.
3. It goes to a post that somebody who has joined holds, and that is not asked the same already.
4. Where several hold that post, or the one that has it, one of them may be named. That is a word to the
   others and no right: the tugas is done by whichever of them the database says to hold the post.
"""

from collections.abc import Iterable, Iterator

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Pelaku
from sop_flows.engine.alihan import (
    ALIHKAN,
    TUNJUK,
    NotHandedOn,
    hand_on,
    may_hand_on,
    point_out,
)
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Alihan, Dikerjakan
from sop_flows.errors import NotFound
from sop_flows.kantor.kantor import Jabatan, Pemegang
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar.alihkan import TugasDialihkan
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import above, joined_holders, recipients_now
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import is_silent, say, tell
from sop_flows.use_cases.tugas.access import load
from sop_flows.use_cases.tugas.act import is_same_request
from sop_flows.use_cases.tugas.arahan import check_open, name_of, note
from sop_flows.use_cases.tugas.changes import remind_anew, store_facts
from sop_flows.use_cases.tugas.kalender import chats_of, describe


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
    """Return the posts that a tugas may be handed on to by them, their own first.

    The one that has it is among them where several hold it: one of those can be named.
    """
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    posts, today = uow.kantor.jabatan(kantor_id), local_date(uow, kantor_id)
    uow.pegawai.look_up(kantor_id, None, today)
    found = [
        posts[id]
        for id in within_reach(uow, loaded, pelaku)
        if not asks_already(loaded, id)
        and sum(one.can_read for one in joined_holders(uow, kantor_id, id, today))
        > int(id == tugas.jabatan_id)
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
    """Tell whether a post is asked the same by another tugas in the same round."""
    return any(
        other.jabatan_id == jabatan_id and is_same_request(other, loaded.tugas)
        for other in loaded.berkas.terbuka
        if other.id != loaded.tugas.id
    )


# Doing it


def target_of(posts: Iterable[Jabatan], jabatan_id: int) -> Jabatan:
    """Return the one of these posts, to which a tugas or its copy may go.

    Raises:
        NotFound: It may not go there; said the same way of a post that there is not.
    """
    for one in posts:
        if one.id == jabatan_id:
            return one
    raise NotFound


def holders_of(uow: UnitOfWork, loaded: Loaded, jabatan_id: int) -> tuple[Pemegang, ...]:
    """Return who holds a post today and has joined."""
    kantor_id = loaded.berkas.kantor_id
    return joined_holders(uow, kantor_id, jabatan_id, local_date(uow, kantor_id))


def holder_named(
    uow: UnitOfWork, loaded: Loaded, target: Jabatan, pegawai_id: int | None
) -> Pemegang | None:
    """Return who of the holders of a post is named to do a tugas; None where it goes to all of them.

    Raises:
        NotFound: They do not hold it; or all have the tugas already.
    """
    if pegawai_id is None and target.id != loaded.tugas.jabatan_id:
        return None
    for one in holders_of(uow, loaded, target.id):
        if one.pegawai_id == pegawai_id:
            return one
    raise NotFound


def move(
    uow: UnitOfWork,
    actor: Actor,
    *,
    tugas_id: int,
    jabatan_id: int,
    alasan: str,
    pegawai_id: int | None = None,
) -> None:
    """Hand a tugas on to another post, or name who of its holders does it; who had it is told.

    Args:
        pegawai_id: Who of the holders is named to do it; None for all of them together.

    Raises:
        NotFound: It may not go there.
        Refusal: As of ``mover_of``.
    """
    loaded, pelaku = mover_of(uow, actor.user_id, tugas_id)
    target = target_of(targets(uow, loaded, pelaku), jabatan_id)
    named = holder_named(uow, loaded, target, pegawai_id)
    kantor_id, before = loaded.berkas.kantor_id, loaded.tugas
    had = recipients_now(uow, kantor_id, before)
    stored = put(uow, loaded, handed(uow, loaded, pelaku, target, named, alasan))
    told = TugasDialihkan(
        satu=describe(uow, loaded),
        oleh=name_of(pelaku),
        dari=uow.kantor.jabatan(kantor_id)[before.jabatan_id].nama,
        kepada=target.nama,
        nama=tuple(one.nama for one in recipients_now(uow, kantor_id, stored)),
        siapa=named.nama if named else "",
        tetap=target.id == before.jabatan_id,
        alasan=alasan,
    )
    note_move(uow, loaded, pelaku, told)
    tell(uow, kantor_id, ((id, told) for id in chats_of(had) if id != actor.chat_id))
    uow.percakapan.drop(actor.chat_id)
    say(uow, actor.chat_id, kantor_id, replace(told, sendiri=True))


def handed(
    uow: UnitOfWork,
    loaded: Loaded,
    pelaku: Pelaku,
    target: Jabatan,
    named: Pemegang | None,
    alasan: str,
) -> Tugas:
    """Return a tugas as that post has it, and who of its holders is named; nothing is stored."""
    tugas = loaded.tugas
    is_staying = target.id == tugas.jabatan_id
    if not is_staying:
        tugas = hand_on(tugas, target.id, alihan_of(uow, loaded, pelaku, target, alasan))
    if named is None:
        return tugas
    dikerjakan = Dikerjakan(
        pegawai_id=named.pegawai_id,
        nama=named.nama,
        at=uow.now,
        ditunjuk=pelaku.penugasan.sebut(pelaku.jabatan),
        alasan=alasan if is_staying else "",
    )
    return point_out(tugas, dikerjakan)


def alihan_of(
    uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku, target: Jabatan, alasan: str
) -> Alihan:
    """Return what a tugas carries of having been handed on to a post."""
    dari = loaded.tugas.jabatan_id
    return Alihan(
        dari=dari,
        jabatan_lama=uow.kantor.jabatan(loaded.berkas.kantor_id)[dari].nama,
        jabatan_baru=target.nama,
        alasan=alasan,
        nama=pelaku.nama,
        jabatan=pelaku.jabatan,
        penugasan=pelaku.penugasan,
        at=uow.now,
    )


def put(uow: UnitOfWork, loaded: Loaded, after: Tugas) -> Tugas:
    """Store a tugas as it is handed on, or as one of its holders is named; its cards follow."""
    before, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    if after.jabatan_id == before.jabatan_id:
        return store_facts(uow, before, kantor_id, after.facts, lane=Lane.BIASA)
    stored = uow.berkas.change(after)
    people = recipients_now(uow, kantor_id, stored)
    senyap = is_silent(uow, kantor_id, segera=loaded.berkas.keadaan.segera)
    uow.kartu.move((stored,), {stored.id: people}, kantor_id, senyap=senyap)
    uow.kartu.owe_all_again((), boards=[loaded.berkas.id])
    remind_anew(uow, stored)
    return stored


def note_move(uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku, told: TugasDialihkan) -> None:
    """Add to the history that a tugas was handed on, or who of its holders was named."""
    named = {"nama": [told.siapa]} if told.siapa else {}
    dari = {} if told.tetap else {"dari_jabatan": told.dari}
    said = {"catatan": told.alasan, **dari, "ke_jabatan": told.kepada, **named}
    note(uow, loaded, TUNJUK if told.tetap else ALIHKAN, pelaku, said)
