"""Chats that blocked the bot, and those who are back: what is held for them, and who is told.

Nothing is lost meanwhile: delivery holds what such a chat is owed. The admins hear of both, once.
"""

from collections.abc import Collection

from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.layar.keanggotaan import Terblokir, TerjangkauLagi
from sop_flows.ports.records import Ikatan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import admin_chats
from sop_flows.use_cases.jabatan.who import office_named


def mark_unreachable(uow: UnitOfWork, *, chat_id: int) -> None:
    """Record that a chat blocked the bot, and tell the admins, unless that is known."""
    for ikatan in uow.ikatan.unreachable(chat_id):
        tell_admins(uow, ikatan, Terblokir, lane=Lane.BIASA)


def mark_reachable(uow: UnitOfWork, *, chats: Collection[int]) -> None:
    """Let go what was held for those of these chats that could not be reached: they wrote."""
    for ikatan in uow.ikatan.reachable(chats):
        uow.outbox.release(ikatan.chat_id)
        tell_admins(uow, ikatan, TerjangkauLagi, lane=Lane.MASSAL)


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
