"""Sending a copy of a tugas for information to another post: by whom, to which, and what comes of it.

1. Who holds the post of the tugas sends it, once it is done too, and who oversees it (``arahan``); that is
   read at every step and again when it is sent.
2. It goes to a post that somebody who has joined holds. What its holder looks at then is what everybody of
   the office may: the history, the board and the alur of the berkas.
3. It asks nothing: no tugas, no tenggat, no reminder. It cannot be taken back, so it is asked once more.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from sop_flows.engine.aksi import Kerja, Pelaku
from sop_flows.engine.alihan import ALIHKAN, TUNJUK
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Facts, Tembusan
from sop_flows.engine.kerja import kerja_that
from sop_flows.engine.line import ARAHAN
from sop_flows.engine.tembusan import TEMBUSAN, NobodyToCopy, add_copy, last_said
from sop_flows.errors import NotYourTugas, QuestionOver
from sop_flows.kantor.kantor import Jabatan, Pemegang
from sop_flows.ports import ditanya
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar.tembusan import Perihal, TanyaTembusan, TembusanMasuk, TembusanTerkirim
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import joined_holders
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import ask, say, tell
from sop_flows.use_cases.tugas.access import load, pelaku_of
from sop_flows.use_cases.tugas.alihkan import target_of
from sop_flows.use_cases.tugas.arahan import name_in, name_of, note, overseer_of
from sop_flows.use_cases.tugas.changes import store_facts
from sop_flows.use_cases.tugas.kalender import chats_of, describe
from sop_flows.use_cases.tugas.percakapan import standing
from sop_flows.use_cases.tugas.tanya_alihkan import narrow

SAID: Final = (*kerja_that(lambda one: one.finishes), ARAHAN, ALIHKAN, TUNJUK)
"""The aksi whose words a copy brings."""


def sender_of(uow: UnitOfWork, user_id: int, tugas_id: int) -> tuple[Loaded, Pelaku]:
    """Return a tugas, open or done, and the user as who may send a copy of it today.

    Raises:
        NotYourTugas: They neither hold its post nor oversee it.
    """
    loaded = load(uow, tugas_id)
    with suppress(NotYourTugas):
        return loaded, pelaku_of(uow, user_id, loaded, Kerja.SELESAI)
    return loaded, overseer_of(uow, user_id, loaded)


def readers(uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku, post: int) -> tuple[Pemegang, ...]:
    """Return who of a post would get a copy: its holders who have joined, but not who sends it."""
    kantor_id = loaded.berkas.kantor_id
    found = joined_holders(uow, kantor_id, post, local_date(uow, kantor_id))
    return tuple(one for one in found if one.pegawai_id != pelaku.pegawai_id)


def targets(uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku) -> tuple[Jabatan, ...]:
    """Return the posts that a copy may go to: that of the tugas has it anyway."""
    kantor_id = loaded.berkas.kantor_id
    uow.pegawai.look_up(kantor_id, None, local_date(uow, kantor_id))
    return tuple(
        post
        for id, post in uow.kantor.jabatan(kantor_id).items()
        if id != loaded.tugas.jabatan_id and readers(uow, loaded, pelaku, id)
    )


# The conversation


def begin_copy(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Ask to which post a copy of a tugas goes.

    Raises:
        NotYourTugas: It is not theirs to copy.
        NobodyToCopy: There is no other post to send it to.
    """
    loaded, pelaku = sender_of(uow, actor.user_id, tugas_id)
    posts = targets(uow, loaded, pelaku)
    if not posts:
        raise NobodyToCopy
    ask_post(uow, actor, loaded, posts, "")


def ask_post(
    uow: UnitOfWork, actor: Actor, loaded: Loaded, posts: Iterable[Jabatan], cari: str
) -> None:
    """Ask to which of these posts, but those that have one; a part of its name narrows the choice."""
    sent = loaded.tugas.facts.tembusan
    known = {one.jabatan_id for one in sent}
    pilihan, lain = narrow((post for post in posts if post.id not in known), cari)
    question = TanyaTembusan(
        satu=describe(uow, loaded),
        pilihan=pilihan,
        lain=lain,
        sudah=tuple(one.kepada for one in sent),
    )
    pose(uow, actor, loaded, question)


def type_copy(uow: UnitOfWork, actor: Actor, asked: ditanya.Tembusan, teks: str) -> None:
    """Take a part of the name of a post; whether it goes there is tapped."""
    loaded, pelaku = sender_of(uow, actor.user_id, asked.tugas)
    ask_post(uow, actor, loaded, targets(uow, loaded, pelaku), teks.strip())


def choose_post(uow: UnitOfWork, actor: Actor, *, tugas_id: int, jabatan_id: int) -> None:
    """Take the post; whether the copy really goes there is asked next.

    Raises:
        QuestionOver: It is asked no more.
        Refusal: As of ``copy_to``.
    """
    standing(uow, actor.chat_id, ditanya.Tembusan, tugas_id)
    loaded, pelaku = sender_of(uow, actor.user_id, tugas_id)
    target = target_of(targets(uow, loaded, pelaku), jabatan_id)
    with_copy(uow, loaded.tugas, pelaku, target)
    question = TanyaTembusan(
        satu=describe(uow, loaded),
        jabatan=target.id,
        kepada=target.nama,
        nama=tuple(one.nama for one in readers(uow, loaded, pelaku, target.id)),
    )
    pose(uow, actor, loaded, question)


def pose(uow: UnitOfWork, actor: Actor, loaded: Loaded, question: TanyaTembusan) -> None:
    """Ask something, and remember that it is asked."""
    isi = ditanya.Tembusan(tugas=loaded.tugas.id, jabatan=question.jabatan)
    ask(uow, actor.chat_id, isi)
    say(uow, actor.chat_id, loaded.berkas.kantor_id, question)


# Doing it


def confirm_copy(uow: UnitOfWork, actor: Actor, *, tugas_id: int, jabatan_id: int) -> None:
    """Send the copy to the post that was asked about.

    Raises:
        QuestionOver: It is asked no more, or about another post.
        Refusal: As of ``copy_to``.
    """
    if standing(uow, actor.chat_id, ditanya.Tembusan, tugas_id).jabatan != jabatan_id:
        raise QuestionOver
    copy_to(uow, actor, tugas_id=tugas_id, jabatan_id=jabatan_id)


def copy_to(uow: UnitOfWork, actor: Actor, *, tugas_id: int, jabatan_id: int) -> None:
    """Send a copy of a tugas to a post: on record, and to everybody of it who has joined.

    Raises:
        NotYourTugas: It is not theirs to copy.
        NotFound: It may not go there.
        TembusanSent: That post has one.
        TembusanFull: As many have one as may.
    """
    loaded, pelaku = sender_of(uow, actor.user_id, tugas_id)
    target = target_of(targets(uow, loaded, pelaku), jabatan_id)
    tugas, berkas, kantor_id = loaded.tugas, loaded.berkas, loaded.berkas.kantor_id
    facts = with_copy(uow, tugas, pelaku, target)
    people = readers(uow, loaded, pelaku, target.id)
    names = tuple(one.nama for one in people)
    told = TembusanMasuk(
        satu=describe(uow, loaded),
        berkas_id=berkas.id,
        oleh=name_of(pelaku),
        kepada=target.nama,
        pada=uow.kantor.jabatan(kantor_id)[tugas.jabatan_id].nama,
        perihal=perihal_of(uow, loaded),
    )
    store_facts(uow, tugas, kantor_id, facts, lane=Lane.BIASA)
    note(uow, loaded, TEMBUSAN, pelaku, {"ke_jabatan": target.nama, "nama": list(names)})
    tell(uow, kantor_id, ((chat_id, told) for chat_id in chats_of(people)))
    uow.percakapan.drop(actor.chat_id)
    receipt = TembusanTerkirim(satu=told.satu, kepada=target.nama, nama=names)
    say(uow, actor.chat_id, kantor_id, receipt)


def with_copy(uow: UnitOfWork, tugas: Tugas, pelaku: Pelaku, target: Jabatan) -> Facts:
    """Return what a tugas carries once a copy went to a post; nothing is stored.

    Raises:
        TembusanSent: That post has one.
        TembusanFull: As many have one as may.
    """
    tembusan = Tembusan(
        jabatan_id=target.id,
        kepada=target.nama,
        nama=pelaku.nama,
        jabatan=pelaku.jabatan,
        penugasan=pelaku.penugasan,
        at=uow.now,
    )
    return add_copy(tugas, tembusan)


def perihal_of(uow: UnitOfWork, loaded: Loaded) -> Perihal | None:
    """Return what a copy is of: what was done last with the tugas, or said of it; None where nothing was."""
    line = last_said(uow.jejak.of_berkas(loaded.berkas.id), loaded.tugas, SAID)
    if line is None:
        return None
    return Perihal(
        oleh=name_in(line),
        aksi=line.aksi,
        at=line.at,
        catatan=line.rincian.get("catatan", ""),
    )
