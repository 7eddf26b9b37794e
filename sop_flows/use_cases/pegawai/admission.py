"""Joining an office that is ``ketat``: an admin confirms who it is; until then nothing is theirs.

1. Who waits is no employee yet: no card, no list, no button. Whoever was joined before stays so
   until the confirmation, so that a stolen link displaces nobody.
2. Every other admin who has joined is asked; the first one decides. An admin whom nobody can
   confirm joins at once: somebody has to be the first.
3. A button names employee *and* account: a later request is another one. It also names whom that
   pushes out: where these are others by then, the admin is asked again.
"""

from sop_flows.errors import NotAllowed, QuestionOver
from sop_flows.kantor.kantor import Kantor, Pemegang
from sop_flows.ports.layar.keanggotaan import (
    BergabungDitolak,
    BergabungMenunggu,
    KonfirmasiBergabung,
)
from sop_flows.ports.pegawai import PegawaiPort
from sop_flows.ports.records import Ikatan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import describe, record
from sop_flows.use_cases.jabatan.who import local_date, people_of
from sop_flows.use_cases.pegawai.displaced import find_displaced, owner_of
from sop_flows.use_cases.say import say


def must_wait(uow: UnitOfWork, kantor: Kantor, pegawai_id: int, user_id: int) -> bool:
    """Tell whether an admin has to confirm that this user is that employee."""
    if not kantor.ketat or any(o.id == pegawai_id for o in people_of(uow, user_id)):
        return False
    everybody = uow.pegawai.all(kantor.id, local_date(uow, kantor.id))
    is_admin = any(o.id == pegawai_id and o.admin for o in everybody)
    return not is_admin or bool(confirmers(uow.pegawai, kantor.id, pegawai_id))


def confirmers(people: PegawaiPort, kantor_id: int, pegawai_id: int) -> tuple[int, ...]:
    """Return the chats of the admins who have joined and are not that employee."""
    admins = [a for a in people.admins(kantor_id) if a.pegawai_id != pegawai_id]
    return tuple(admin.chat_id for admin in admins if admin.chat_id is not None)


def request_joining(uow: UnitOfWork, kantor: Kantor, asked: Ikatan) -> None:
    """Tell somebody that they have to wait, and ask the admins who it is."""
    person = uow.pegawai.person(kantor.id, asked.pegawai_id)
    told = BergabungMenunggu(orang=describe(person, kantor))
    say(uow, asked.chat_id, kantor.id, told)
    for chat_id in confirmers(uow.pegawai, kantor.id, asked.pegawai_id):
        ask_admin(uow, kantor, chat_id, asked)


def ask_admin(uow: UnitOfWork, kantor: Kantor, chat_id: int, asked: Ikatan) -> None:
    """Ask an admin whether an account is the employee's."""
    person = uow.pegawai.person(kantor.id, asked.pegawai_id)
    tergeser = find_displaced(uow, kantor.id, asked.pegawai_id, asked.user_id)
    question = KonfirmasiBergabung(
        orang=describe(person, kantor),
        pegawai=asked.pegawai_id,
        user=asked.user_id,
        username=asked.username,
        pemilik=owner_of(tergeser, kantor),
        is_pindah=tergeser.akun_lama is not None,
        disebut=tergeser.disebut,
    )
    say(uow, chat_id, kantor.id, question)


def ask_again(
    uow: UnitOfWork, kantor: Kantor, chat_id: int, *, pegawai_id: int, calon: int
) -> None:
    """Ask an admin about an account that waits, as things stand now.

    Raises:
        QuestionOver: It does not wait.
    """
    for asked in uow.ikatan.waiting(kantor.id):
        if (asked.pegawai_id, asked.user_id) == (pegawai_id, calon):
            ask_admin(uow, kantor, chat_id, asked)
            return
    raise QuestionOver


def show_waiting(uow: UnitOfWork, kantor: Kantor, joined: Ikatan) -> None:
    """Ask an admin who has just joined about those who wait."""
    if any(admin.pegawai_id == joined.pegawai_id for admin in uow.pegawai.admins(kantor.id)):
        for asked in uow.ikatan.waiting(kantor.id):
            ask_admin(uow, kantor, joined.chat_id, asked)


def find_admin(uow: UnitOfWork, user_id: int, pegawai_id: int) -> tuple[Kantor, Pemegang]:
    """Return the office of an employee, and the user as its admin.

    Raises:
        NotAllowed: The user administers no office; said the same way of another office's.
    """
    admins = {o.kantor_id: o.id for o in people_of(uow, user_id) if o.admin}
    for kantor_id, admin_id in admins.items():
        everybody = uow.pegawai.all(kantor_id, local_date(uow, kantor_id))
        if any(o.id == pegawai_id for o in everybody):
            return uow.kantor.get(kantor_id), uow.pegawai.person(kantor_id, admin_id)
    raise NotAllowed


def check_admin(uow: UnitOfWork, user_id: int, pegawai_id: int) -> tuple[Kantor, Pemegang]:
    """Return the office and the admin who decides about that employee, who is somebody else.

    Raises:
        NotAllowed: The user is no admin of the employee's office, or is that employee.
    """
    kantor, admin = find_admin(uow, user_id, pegawai_id)
    if admin.pegawai_id == pegawai_id:
        raise NotAllowed
    return kantor, admin


def refuse_member(uow: UnitOfWork, *, user_id: int, pegawai_id: int, calon: int) -> Ikatan:
    """Say that an account is not the employee's; return whose it was.

    Raises:
        NotAllowed: The user is no admin who may decide this.
        QuestionOver: Nobody waits, or another admin was first.
    """
    kantor, admin = check_admin(uow, user_id, pegawai_id)
    asked = uow.ikatan.refuse(pegawai_id, calon, uow.now)
    if asked is None:
        raise QuestionOver
    person = uow.pegawai.person(kantor.id, pegawai_id)
    record(uow, kantor.id, admin, "tolak_bergabung", {"nama": person.nama})
    told = BergabungDitolak(orang=describe(person, kantor))
    say(uow, asked.chat_id, kantor.id, told)
    return asked
