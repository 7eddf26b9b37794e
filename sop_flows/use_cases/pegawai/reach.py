"""Chats that blocked the bot, and those who are back: what is held for them, and who is told.

Nothing is lost meanwhile: delivery holds what such a chat is owed. The admins hear of both, once; and, with
whom it was for, of a message that could not be brought however often it was tried. Who oversees their tugas
reads it in the reminder.
"""

from collections.abc import Collection

from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.kiriman import GivenUp, Kiriman, Lane
from sop_flows.ports.layar.keanggotaan import (
    PesanGagal,
    PesanOrangGagal,
    Terblokir,
    TerjangkauLagi,
)
from sop_flows.ports.records import Ikatan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import admin_chats
from sop_flows.use_cases.jabatan.who import local_date, office_named, people_of
from sop_flows.use_cases.pegawai.displaced import open_of
from sop_flows.use_cases.say import say


def mark_unreachable(uow: UnitOfWork, *, chats: Collection[int]) -> None:
    """Record that chats blocked the bot, and tell the admins of those of which that was not known."""
    for ikatan in uow.ikatan.unreachable(chats):
        tell_admins(uow, ikatan, Terblokir, lane=Lane.BIASA)
        tell_overseers(uow, ikatan)


def mark_reachable(uow: UnitOfWork, *, chats: Collection[int]) -> None:
    """Let go what was held for those of these chats that could not be reached: they wrote."""
    for ikatan in uow.ikatan.reachable(chats):
        uow.outbox.release(ikatan.chat_id)
        tell_admins(uow, ikatan, TerjangkauLagi, lane=Lane.MASSAL)
        tell_overseers(uow, ikatan)


def tell_overseers(uow: UnitOfWork, ikatan: Ikatan) -> None:
    """Owe the reminders that stand on phones as they are true now: they say whom the bot cannot tell of a tugas."""
    person = uow.pegawai.person(ikatan.kantor_id, ikatan.pegawai_id)
    uow.reminders.owe_again([one.id for one in open_of(uow, ikatan.kantor_id, person)])


def tell_admins(
    uow: UnitOfWork,
    ikatan: Ikatan,
    news: type[Terblokir] | type[TerjangkauLagi],
    *,
    lane: Lane,
) -> None:
    """Owe the other admins of the office the news about one person; what can wait is silent."""
    person = uow.pegawai.person(ikatan.kantor_id, ikatan.pegawai_id)
    for chat_id in admin_chats(uow.pegawai, ikatan.kantor_id, but=ikatan.chat_id):
        kantor = office_named(uow, chat_id, ikatan.kantor_id)
        uow.outbox.add(
            Kiriman(
                chat_id=chat_id,
                kantor_id=ikatan.kantor_id,
                isi=news(nama=person.nama, jabatan=person.jabatan, kantor=kantor),
                lane=lane,
                senyap=lane is Lane.MASSAL,
            )
        )


def tell_given_up(uow: UnitOfWork, *, lost: GivenUp) -> None:
    """Tell somebody that a message will never come, and once a day the admins; not of such news itself."""
    if lost.layar in TOLD_OF_LOSS or lost.chat_id < 0:
        return
    insiden = f"K{lost.id}"
    say(uow, lost.chat_id, lost.kantor_id, PesanGagal(insiden=insiden))
    for orang in people_of(uow, lost.chat_id):
        if lost.kantor_id in (None, orang.kantor_id):
            tell_admins_of_loss(uow, orang, lost.chat_id, insiden)


def tell_admins_of_loss(uow: UnitOfWork, orang: Pegawai, chat_id: int, insiden: str) -> None:
    """Owe the other admins of an office the news that one of its people misses a message."""
    today = local_date(uow, orang.kantor_id)
    for admin in admin_chats(uow.pegawai, orang.kantor_id, but=chat_id):
        told = PesanOrangGagal(
            nama=orang.nama,
            jabatan=orang.nama_jabatan,
            kantor=office_named(uow, admin, orang.kantor_id),
            insiden=insiden,
        )
        once = f"{told.layar}:{admin}:{chat_id}:{today}"
        uow.outbox.add(Kiriman(chat_id=admin, kantor_id=orang.kantor_id, isi=told, dedup=once))


TOLD_OF_LOSS = frozenset({PesanGagal.layar, PesanOrangGagal.layar})
