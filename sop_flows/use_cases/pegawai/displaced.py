"""Whom a joining pushes out: who used the account until then, and the employee's earlier account.

Whose access ends otherwise, by an admin or by an import, is told by the same words.

1. It is said before the "Ya" whose account it is, and whether the employee has another one. What
   was not said is not done: where it is otherwise by then, it is asked again.
2. Whoever loses an account hears of it, and so do the admins: no access ends in silence.
3. A post whose holder has no account is not vacant: nobody else may decide for it. Its cards leave
   the phone, the admins are told which tugas nobody sees, and reminders go to the atasan meanwhile.
"""

from collections.abc import Iterable, Sequence

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Tugas
from sop_flows.kantor.kantor import Kantor, Pemegang
from sop_flows.ports.layar.keanggotaan import (
    AksesBerakhir,
    Disebut,
    Orang,
    SebabAkses,
    TanpaAkun,
    TugasTanpaAkun,
)
from sop_flows.ports.records import Ikatan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import admin_chats, describe, record
from sop_flows.use_cases.jabatan.holders import (
    chats_above,
    follow_kantor,
    open_for,
    recipients_of,
)
from sop_flows.use_cases.jabatan.who import local_date, people_of
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.listing import describe_tugas

MAX_TUGAS = 20  # that the news names


@dataclass(frozen=True, slots=True, kw_only=True)
class Tergeser:
    """Whom a joining pushes out."""

    pemilik: Pemegang | None = None
    """The colleague who uses the account now."""
    akun_lama: int | None = None
    """The chat by which the employee has joined already, where it is another one."""

    @property
    def disebut(self) -> Disebut:
        """Whom a question about it names."""
        return Disebut(
            pemilik=self.pemilik.pegawai_id if self.pemilik else 0,
            akun_lama=self.akun_lama if self.akun_lama is not None else 0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Anggota:
    """An employee before an import, with the open tugas that were theirs."""

    person: Pemegang
    tugas: tuple[Tugas, ...]


def find_displaced(uow: UnitOfWork, kantor_id: int, pegawai_id: int, user_id: int) -> Tergeser:
    """Return whom it pushes out that an account becomes the employee's; in other offices nobody."""
    here = (o.id for o in people_of(uow, user_id) if o.kantor_id == kantor_id)
    owner = next((id for id in here if id != pegawai_id), None)
    known = uow.pegawai.chats(kantor_id).get(pegawai_id)
    return Tergeser(
        pemilik=uow.pegawai.person(kantor_id, owner) if owner is not None else None,
        akun_lama=known if known != user_id else None,
    )


def owner_of(tergeser: Tergeser, kantor: Kantor) -> Orang | None:
    """Return who uses an account now, as a message names them."""
    return describe(tergeser.pemilik, kantor) if tergeser.pemilik else None


def settle_displaced(uow: UnitOfWork, kantor: Kantor, ikatan: Ikatan, tergeser: Tergeser) -> None:
    """Tell whoever lost an account by a joining, and let the cards follow."""
    joined = uow.pegawai.person(kantor.id, ikatan.pegawai_id)
    if tergeser.akun_lama is not None:
        end_access(uow, kantor, tergeser.akun_lama, joined, SebabAkses.PINDAH, joined.nama)
        follow_kantor(uow, kantor.id, local_date(uow, kantor.id))
    if tergeser.pemilik is None:
        return
    owner = tergeser.pemilik
    record(
        uow,
        kantor.id,
        joined,
        "ambil_akun",
        {"pegawai_id": owner.pegawai_id, "nama": owner.nama},
    )
    end_access(uow, kantor, ikatan.chat_id, owner, SebabAkses.DIPAKAI, joined.nama)
    leave_unseen(uow, kantor, owner, SebabAkses.DIPAKAI, joined.nama, but=ikatan.chat_id)


def end_access(
    uow: UnitOfWork, kantor: Kantor, chat_id: int, person: Pemegang, sebab: SebabAkses, oleh: str
) -> None:
    """End what a chat was asked, and say whose access by it has ended, and why."""
    uow.percakapan.drop(chat_id)
    uow.kartu.owe_boards_of(kantor.id, chat_id)
    told = AksesBerakhir(orang=describe(person, kantor), sebab=sebab, oleh=oleh)
    say(uow, chat_id, kantor.id, told)


def leave_unseen(
    uow: UnitOfWork,
    kantor: Kantor,
    person: Pemegang,
    sebab: SebabAkses,
    oleh: str,
    *,
    but: int | None = None,
) -> None:
    """Let the cards of somebody without an account leave, and tell who can see to it.

    Args:
        but: The chat that the access has ended by.
    """
    follow_kantor(uow, kantor.id, local_date(uow, kantor.id))
    tugas = open_of(uow, kantor.id, person)
    tell_unseen(uow, kantor, person, tugas, sebab, oleh, but=but)


def tell_unseen(
    uow: UnitOfWork,
    kantor: Kantor,
    person: Pemegang,
    tugas: Sequence[Tugas],
    sebab: SebabAkses,
    oleh: str,
    *,
    but: int | None = None,
) -> None:
    """Tell the admins, else the nearest who lead, who has no account now and what they do not see."""
    lines = describe_tugas(uow, tugas[:MAX_TUGAS])
    news = TanpaAkun(
        orang=describe(person, kantor),
        sebab=sebab,
        oleh=oleh,
        jumlah=len(tugas),
        tugas=tuple(
            TugasTanpaAkun(
                nomor=line.tugas.nomor,
                singkat=line.singkat,
                unit=line.unit,
                berkas=line.berkas_nomor,
                periode=line.periode,
            )
            for line in lines
        ),
    )
    chats = admin_chats(uow.pegawai, kantor.id, but=but)
    posts = posts_held(uow, kantor.id, person) or {person.jabatan_id}
    for chat_id in chats or chats_above(uow, kantor.id, posts):
        say(uow, chat_id, kantor.id, news)


def members_of(uow: UnitOfWork, kantor_id: int) -> tuple[Anggota, ...]:
    """Return everybody of an office, in the first post that they hold today, with what is theirs."""
    today = local_date(uow, kantor_id)
    theirs: dict[int, list[Tugas]] = {}
    for tugas in uow.berkas.open_of(kantor_id):
        for person in recipients_of(uow, kantor_id, tugas, today):
            theirs.setdefault(person.pegawai_id, []).append(tugas)
    return tuple(
        Anggota(person=uow.pegawai.person(kantor_id, one.id), tugas=tuple(theirs.get(one.id, ())))
        for one in uow.pegawai.all(kantor_id, today)
    )


def end_left(uow: UnitOfWork, kantor_id: int, members: Iterable[Anggota]) -> None:
    """End the access of those members of before who are in the office no more; tell them and the admins.

    Their links end too: who is in a later workbook again joins anew, as they were told. The tugas of
    their posts are those of vacant posts, and told as such when the cards follow.
    """
    kantor = uow.kantor.get(kantor_id)
    stay = {one.id for one in uow.pegawai.all(kantor_id, local_date(uow, kantor_id))}
    for one in members:
        person = one.person
        if person.pegawai_id in stay:
            continue
        uow.ikatan.revoke(person.pegawai_id, uow.now)
        if person.chat_id is not None:
            end_access(uow, kantor, person.chat_id, person, SebabAkses.KELUAR, "")
            tell_unseen(uow, kantor, person, one.tugas, SebabAkses.KELUAR, "")


def posts_held(uow: UnitOfWork, kantor_id: int, person: Pemegang) -> set[int]:
    """Return the posts that somebody holds today."""
    everybody = uow.pegawai.all(kantor_id, local_date(uow, kantor_id))
    own = (o.jabatan for o in everybody if o.id == person.pegawai_id)
    return {post.jabatan_id for posts in own for post in posts}


def open_of(uow: UnitOfWork, kantor_id: int, person: Pemegang) -> tuple[Tugas, ...]:
    """Return the open tugas that somebody has today."""
    held = posts_held(uow, kantor_id, person)
    return open_for(uow, kantor_id, person.pegawai_id, held, local_date(uow, kantor_id))


def count_unseen(uow: UnitOfWork, kantor_id: int, tergeser: Tergeser) -> int:
    """Return how many open tugas whoever is pushed out has."""
    return len(open_of(uow, kantor_id, tergeser.pemilik)) if tergeser.pemilik else 0
