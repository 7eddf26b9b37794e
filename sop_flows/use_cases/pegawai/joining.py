"""Joining by a one-time link, and leaving."""

import hashlib
from datetime import timedelta

from sop_flows.deferred import dataclass
from sop_flows.errors import NotAllowed, NotFound, QuestionOver, UndanganInvalid
from sop_flows.jejak import Record
from sop_flows.kantor.kantor import Kantor, Pegawai, Pemegang
from sop_flows.ports import ditanya
from sop_flows.ports.layar.keanggotaan import (
    NOBODY,
    Bergabung,
    BukanSaya,
    Dicabut,
    Disebut,
    KabarBergabung,
    KabarBukanSaya,
    Sambutan,
    SebabAkses,
)
from sop_flows.ports.records import Actor, Ikatan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.start import may_start
from sop_flows.use_cases.jabatan.anggota import admin_chats, describe, record
from sop_flows.use_cases.jabatan.who import leads, local_date, people_of
from sop_flows.use_cases.pegawai.admission import (
    ask_again,
    check_admin,
    must_wait,
    request_joining,
    show_waiting,
)
from sop_flows.use_cases.pegawai.displaced import (
    Tergeser,
    count_unseen,
    end_access,
    find_displaced,
    leave_unseen,
    open_of,
    owner_of,
    settle_displaced,
)
from sop_flows.use_cases.say import ask, say

LIFE = timedelta(hours=48)
TOKEN_BYTES = 18
"""Of a join link: 24 characters, within the 64 that it may carry, and past guessing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keanggotaan:
    """Who of an office has joined, for its admins."""

    kantor: Kantor
    pegawai: tuple[tuple[Pegawai, bool], ...]


def hash_token(token: str) -> str:
    """Return what is kept of a join link."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(uow: UnitOfWork, *, kantor_id: int, pegawai_id: int, token: str) -> None:
    """Make a link for one employee; it lives 48 hours and is used once."""
    uow.ikatan.add_undangan(kantor_id, pegawai_id, hash_token(token), uow.now, uow.now + LIFE)


def present_link(uow: UnitOfWork, *, chat_id: int, token: str) -> None:
    """Ask whoever opened a link whether they are the person it was made for.

    Raises:
        UndanganInvalid: The link is unknown, used or expired.
    """
    present(uow, chat_id, hash_token(token))


def present(uow: UnitOfWork, chat_id: int, token_hash: str) -> None:
    """Ask whoever opened a link, as things stand now, whether they are its person.

    Raises:
        UndanganInvalid: The link is unknown, used or expired.
    """
    person = uow.ikatan.find_undangan(token_hash, uow.now)
    if person is None:
        raise UndanganInvalid
    kantor = uow.kantor.get(uow.pegawai.kantor_of(person.pegawai_id))
    tergeser = find_displaced(uow, kantor.id, person.pegawai_id, chat_id)
    ask_identity(uow, kantor, chat_id, person, token_hash, tergeser)


def ask_identity(
    uow: UnitOfWork,
    kantor: Kantor,
    chat_id: int,
    person: Pemegang,
    token_hash: str,
    tergeser: Tergeser,
) -> None:
    """Ask somebody whether they are the person of a link, and say whom that pushes out."""
    isi = ditanya.Bergabung(
        undangan=token_hash, pegawai=person.pegawai_id, disebut=tergeser.disebut
    )
    ask(uow, chat_id, isi)
    question = Sambutan(
        orang=describe(person, kantor),
        pegawai=person.pegawai_id,
        pemilik=owner_of(tergeser, kantor),
        jumlah=count_unseen(uow, kantor.id, tergeser),
        is_pindah=tergeser.akun_lama is not None,
    )
    say(uow, chat_id, kantor.id, question)


def confirm_identity(
    uow: UnitOfWork, actor: Actor, *, username: str, pegawai_id: int | None = None
) -> bool:
    """Bind the Telegram user to the employee of the link they opened.

    The person gets what waits for them; the admins are told who joined, and may revoke. An office
    that is ``ketat`` asks its admins first.

    Args:
        pegawai_id: Whom the question named that is answered, where its button says it.

    Returns:
        False where it pushes out others than was said: nothing is done, it is asked again.

    Raises:
        UndanganInvalid: Somebody used the link first, or it expired meanwhile.
        QuestionOver: Another link was opened since: its question stands.
    """
    asked = identity_asked(uow, actor.chat_id, pegawai_id)
    kantor = uow.kantor.get(uow.pegawai.kantor_of(asked.pegawai))
    tergeser = find_displaced(uow, kantor.id, asked.pegawai, actor.user_id)
    if tergeser.disebut != asked.disebut:
        present(uow, actor.chat_id, asked.undangan)
        return False
    waits = must_wait(uow, kantor, asked.pegawai, actor.user_id)
    use_link = uow.ikatan.hold if waits else uow.ikatan.redeem
    if not use_link(asked.undangan, actor.user_id, actor.chat_id, username, uow.now):
        raise UndanganInvalid
    ikatan = Ikatan(
        user_id=actor.user_id,
        chat_id=actor.chat_id,
        pegawai_id=asked.pegawai,
        kantor_id=kantor.id,
        username=username,
    )
    if waits:
        request_joining(uow, kantor, ikatan)
    else:
        welcome(uow, kantor, ikatan, {}, tergeser)
    return True


def identity_asked(uow: UnitOfWork, chat_id: int, pegawai_id: int | None) -> ditanya.Bergabung:
    """Return whose link a chat was asked about, and end the question.

    Raises:
        UndanganInvalid: It was asked about none.
        QuestionOver: It was asked about another one since; that question stands.
    """
    asked = uow.percakapan.get(chat_id)
    if asked is None or not isinstance(asked.isi, ditanya.Bergabung):
        raise UndanganInvalid
    if pegawai_id not in (None, asked.isi.pegawai):
        raise QuestionOver
    uow.percakapan.drop(chat_id)
    return asked.isi


def accept_member(
    uow: UnitOfWork,
    *,
    user_id: int,
    pegawai_id: int,
    calon: int,
    disebut: Disebut = NOBODY,
) -> Ikatan | None:
    """Let an admin confirm that an account is the employee's; return whose it is now.

    Args:
        disebut: Whom the admin's question has named as pushed out.

    Returns:
        None where it pushes out others than that: nothing is done, the admin is asked again.

    Raises:
        NotAllowed: The user is no admin who may decide this.
        QuestionOver: Nobody waits, or another admin was first.
    """
    kantor, admin = check_admin(uow, user_id, pegawai_id)
    tergeser = find_displaced(uow, kantor.id, pegawai_id, calon)
    if tergeser.disebut != disebut:
        ask_again(uow, kantor, user_id, pegawai_id=pegawai_id, calon=calon)
        return None
    ikatan = uow.ikatan.accept(pegawai_id, calon, uow.now)
    if ikatan is None:
        raise QuestionOver
    welcome(uow, kantor, ikatan, {"dikonfirmasi_oleh": admin.nama}, tergeser)
    return ikatan


def welcome(
    uow: UnitOfWork, kantor: Kantor, ikatan: Ikatan, rincian: Record, tergeser: Tergeser
) -> None:
    """Hand over what waits for somebody who has joined; tell the admins, and whom it pushed out."""
    person = uow.pegawai.person(kantor.id, ikatan.pegawai_id)
    say(uow, ikatan.chat_id, kantor.id, Bergabung(orang=describe(person, kantor)))
    record(uow, kantor.id, person, "bergabung", dict(rincian))
    hand_over(uow, kantor.id, person, ikatan.chat_id)
    news = KabarBergabung(
        orang=describe(person, kantor),
        username=ikatan.username,
        pegawai=ikatan.pegawai_id,
        pemilik=owner_of(tergeser, kantor),
        is_pindah=tergeser.akun_lama is not None,
    )
    for chat in admin_chats(uow.pegawai, kantor.id, but=ikatan.chat_id):
        say(uow, chat, kantor.id, news)
    settle_displaced(uow, kantor, ikatan, tergeser)
    show_waiting(uow, kantor, ikatan)


def hand_over(uow: UnitOfWork, kantor_id: int, person: Pemegang, chat_id: int) -> None:
    """Owe somebody who just joined the cards of what their posts have open, and their boards."""
    for tugas in open_of(uow, kantor_id, person):
        uow.kartu.send_anew(tugas.id, chat_id)
    uow.kartu.owe_boards_of(kantor_id, chat_id)


def decline_identity(uow: UnitOfWork, *, chat_id: int, pegawai_id: int | None = None) -> None:
    """Turn off a link that was opened by somebody else, and tell the admins.

    Raises:
        UndanganInvalid: The chat was asked about none.
        QuestionOver: Another link was opened since the question that is answered.
    """
    asked = identity_asked(uow, chat_id, pegawai_id)
    uow.ikatan.discard_undangan(asked.undangan, uow.now)
    kantor = uow.kantor.get(uow.pegawai.kantor_of(asked.pegawai))
    person = uow.pegawai.person(kantor.id, asked.pegawai)
    say(uow, chat_id, kantor.id, BukanSaya())
    for chat in admin_chats(uow.pegawai, kantor.id):
        say(uow, chat, kantor.id, KabarBukanSaya(orang=describe(person, kantor)))


def list_roles(uow: UnitOfWork, *, user_id: int) -> frozenset[str]:
    """Return what somebody may use: ``pegawai``, ``kepala``, ``pemrakarsa``, ``admin``.

    ``kepala`` heads a part of the office, ``pemrakarsa`` starts SOPs; who only is ``menunggu``
    waits to be confirmed.
    """
    roles: set[str] = set()
    for orang in people_of(uow, user_id):
        roles.add("pegawai")
        if any(leads(uow.kantor, orang.kantor_id, post.jabatan_id) for post in orang.jabatan):
            roles.add("kepala")
        if orang.admin:
            roles.add("admin")
        if any(may_start(uow.sop, orang, aktif) for aktif in uow.sop.active(orang.kantor_id)):
            roles.add("pemrakarsa")
    if not roles and uow.ikatan.is_waiting(user_id):
        roles.add("menunggu")
    return frozenset(roles)


def list_members(uow: UnitOfWork, *, user_id: int) -> tuple[Keanggotaan, ...]:
    """Return who has joined, for each office that the user administers.

    Raises:
        NotAllowed: The user administers none.
    """
    admins = [orang for orang in people_of(uow, user_id) if orang.admin]
    if not admins:
        raise NotAllowed
    return tuple(membership_of(uow, orang.kantor_id) for orang in admins)


def membership_of(uow: UnitOfWork, kantor_id: int) -> Keanggotaan:
    """Return who of an office has joined."""
    joined = uow.pegawai.chats(kantor_id)
    people = uow.pegawai.all(kantor_id, local_date(uow, kantor_id))
    return Keanggotaan(
        kantor=uow.kantor.get(kantor_id), pegawai=tuple((p, p.id in joined) for p in people)
    )


def revoke_member(uow: UnitOfWork, actor: Actor, *, pegawai_id: int) -> None:
    """End an employee's access at once, and what their chat was asked; only an admin may.

    Raises:
        NotAllowed: The user is no admin.
        NotFound: No bound employee of the admin's offices has that id.
    """
    admins = {o.kantor_id: o.id for o in people_of(uow, actor.user_id) if o.admin}
    if not admins:
        raise NotAllowed
    theirs = (id for id in admins if pegawai_id in uow.pegawai.chats(id))
    kantor_id = next(theirs, None)
    if kantor_id is None:
        raise NotFound
    ended = uow.ikatan.revoke(pegawai_id, uow.now)
    kantor, person = uow.kantor.get(kantor_id), uow.pegawai.person(kantor_id, pegawai_id)
    admin = uow.pegawai.person(kantor_id, admins[kantor_id])
    record(uow, kantor_id, admin, "cabut", {"pegawai_id": pegawai_id, "nama": person.nama})
    for one in ended:
        end_access(uow, kantor, one.chat_id, person, SebabAkses.DICABUT, admin.nama)
    say(uow, actor.chat_id, kantor_id, Dicabut(orang=describe(person, kantor)))
    leave_unseen(uow, kantor, person, SebabAkses.DICABUT, admin.nama)
