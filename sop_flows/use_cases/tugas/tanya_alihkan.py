"""What is asked before a tugas is handed on: to which post, to whom of it, and why."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Pelaku
from sop_flows.engine.alihan import NotHandedOn
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import NotFound, NotYourTugas, QuestionOver
from sop_flows.kantor.kantor import Jabatan
from sop_flows.ports import ditanya
from sop_flows.ports.layar.alihkan import AlihkanSenomor, TanyaAlihkan
from sop_flows.ports.layar.alihkan import BagianAlihkan as Bagian
from sop_flows.ports.layar.isi import Pilihan
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import numbered
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import load
from sop_flows.use_cases.tugas.alihkan import (
    holder_named,
    holders_of,
    move,
    mover_of,
    target_of,
    targets,
)
from sop_flows.use_cases.tugas.arahan import overseer_of
from sop_flows.use_cases.tugas.kalender import describe, describe_numbered
from sop_flows.use_cases.tugas.percakapan import standing

MAX_CHOICES: Final = 60  # posts that get a button each


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
    ask(uow, actor.chat_id, ditanya.Alihkan(tugas=loaded.tugas.id, bagian=Bagian.JABATAN))
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
    """Take the post; who of its holders is asked next, or why where there is only one.

    Raises:
        QuestionOver: It is asked no more.
        NotFound: The tugas may not go there.
    """
    asked = standing(uow, actor.chat_id, ditanya.Alihkan, tugas_id)
    loaded, pelaku = mover_of(uow, actor.user_id, tugas_id)
    target = target_of(targets(uow, loaded, pelaku), jabatan_id)
    asked = replace(asked, jabatan=target.id, pegawai=None)
    if len(holders_of(uow, loaded, target.id)) > 1:
        ask_holder(uow, actor, loaded, target, asked)
    else:
        ask_why(uow, actor, loaded, target, asked)


def ask_holder(
    uow: UnitOfWork, actor: Actor, loaded: Loaded, target: Jabatan, asked: ditanya.Alihkan
) -> None:
    """Ask which holder of a post does it, or whether all of them have it together."""
    ask(uow, actor.chat_id, replace(asked, bagian=Bagian.ORANG))
    people = holders_of(uow, loaded, target.id)
    question = TanyaAlihkan(
        satu=describe(uow, loaded),
        bagian=Bagian.ORANG,
        pilihan=tuple(Pilihan(id=one.pegawai_id, nama=one.nama) for one in people),
        kepada=target.nama,
        bersama=target.id != loaded.tugas.jabatan_id,
    )
    say(uow, actor.chat_id, loaded.berkas.kantor_id, question)


def choose_holder(uow: UnitOfWork, actor: Actor, *, tugas_id: int, pegawai_id: int | None) -> None:
    """Take who of the holders does it, None for all of them together; why is asked next.

    Raises:
        QuestionOver: It is asked no more.
        NotFound: They do not hold the post.
    """
    asked = standing(uow, actor.chat_id, ditanya.Alihkan, tugas_id)
    if asked.bagian is not Bagian.ORANG:
        raise QuestionOver
    loaded, pelaku = mover_of(uow, actor.user_id, tugas_id)
    target = target_of(targets(uow, loaded, pelaku), asked.jabatan)
    ask_why(uow, actor, loaded, target, replace(asked, pegawai=pegawai_id))


def ask_why(
    uow: UnitOfWork, actor: Actor, loaded: Loaded, target: Jabatan, asked: ditanya.Alihkan
) -> None:
    """Ask why a tugas goes to a post, and to whom of it."""
    named = holder_named(uow, loaded, target, asked.pegawai)
    ask(uow, actor.chat_id, replace(asked, bagian=Bagian.ALASAN))
    question = TanyaAlihkan(
        satu=describe(uow, loaded),
        bagian=Bagian.ALASAN,
        kepada=target.nama,
        siapa=named.nama if named else "",
    )
    say(uow, actor.chat_id, loaded.berkas.kantor_id, question)


def type_alihkan(uow: UnitOfWork, actor: Actor, asked: ditanya.Alihkan, teks: str) -> None:
    """Take a part of the name of a post, or the reason: then it is done. Who does it is tapped.

    Raises:
        ReasonRequired: These are no words.
    """
    if asked.bagian is not Bagian.ALASAN:
        loaded, pelaku = mover_of(uow, actor.user_id, asked.tugas)
        ask_post(uow, actor, loaded, pelaku, teks.strip())
        return
    check_reason(teks, Alasan.PENGALIHAN)
    move(
        uow,
        actor,
        tugas_id=asked.tugas,
        jabatan_id=asked.jabatan,
        pegawai_id=asked.pegawai,
        alasan=" ".join(teks.split()),
    )
