"""The logo of an office, sent to the bot by an admin: it stands on every paper that is made afterwards."""

from sop_flows.ports.layar.papers import LogoDisimpan
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.kantor.admin import office_meant
from sop_flows.use_cases.say import say


def keep_logo(uow: UnitOfWork, actor: Actor, *, kode: str, sha256: str) -> None:
    """Let an office have that picture on its papers, and say so.

    Raises:
        NotAllowed: The user administers no office.
        NotFound: None of theirs has that kode.
        KantorUnnamed: They administer several.
    """
    kantor = office_meant(uow, user_id=actor.user_id, kode=kode)
    uow.kantor.put_logo(kantor.id, sha256)
    say(uow, actor.chat_id, kantor.id, LogoDisimpan(kantor=kantor.nama))
