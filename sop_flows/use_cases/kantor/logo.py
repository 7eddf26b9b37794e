"""The logo of an office, sent to the bot by an admin: it stands on every paper that is made afterwards."""

from sop_flows.errors import KantorUnnamed, NotAllowed, NotFound
from sop_flows.kantor.identitas import fold_kode
from sop_flows.kantor.kantor import Kantor
from sop_flows.ports.layar.papers import LogoDisimpan
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import people_of
from sop_flows.use_cases.say import say


def office_for_logo(uow: UnitOfWork, *, user_id: int, kode: str) -> Kantor:
    """Return the office that an admin means: the one of that kode, or their only one.

    Raises:
        NotAllowed: They administer none.
        NotFound: None of theirs has that kode.
        KantorUnnamed: They administer several.
    """
    own = [uow.kantor.get(one.kantor_id) for one in people_of(uow, user_id) if one.admin]
    if not own:
        raise NotAllowed
    meant = [one for one in own if not kode or fold_kode(one.kode) == fold_kode(kode)]
    if not meant:
        raise NotFound
    if len(meant) > 1:
        raise KantorUnnamed(kantor=tuple(one.kode for one in own))
    return meant[0]


def keep_logo(uow: UnitOfWork, actor: Actor, *, kode: str, sha256: str) -> None:
    """Let an office have that picture on its papers, and say so.

    Raises:
        NotAllowed: The user administers no office.
        NotFound: None of theirs has that kode.
        KantorUnnamed: They administer several.
    """
    kantor = office_for_logo(uow, user_id=actor.user_id, kode=kode)
    uow.kantor.put_logo(kantor.id, sha256)
    say(uow, actor.chat_id, kantor.id, LogoDisimpan(kantor=kantor.nama))
