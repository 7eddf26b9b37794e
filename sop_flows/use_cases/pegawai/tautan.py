"""Join links that an admin makes and revokes in the chat.

1. Of a link only the hash is kept, so its token is made when the message is sent that shows it: a
   message that is owed is a row. A message that has to be sent again shows another link.
2. Whose right it is, is read again then.
"""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.kantor.kantor import Kantor, Pemegang
from sop_flows.ports.layar.daftar import LayarPegawai, LayarTautan
from sop_flows.ports.layar.keanggotaan import Orang, TautanDicabut
from sop_flows.ports.records import Actor, Undangan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import describe, record
from sop_flows.use_cases.pegawai.admission import find_admin
from sop_flows.use_cases.pegawai.joining import LIFE, invite
from sop_flows.use_cases.say import say


@dataclass(frozen=True, slots=True, kw_only=True)
class PegawaiView:
    """An employee, as an admin sees one: joined or not, and the links that are out."""

    orang: Orang
    pegawai: int
    has_joined: bool
    undangan: tuple[Undangan, ...]
    zona: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TautanView:
    """A link to hand to one employee; ``bot`` is the username that it leads to."""

    orang: Orang
    pegawai: int
    bot: str
    token: str
    sampai: datetime
    zona: str


def show_member(uow: UnitOfWork, actor: Actor, *, pegawai_id: int) -> None:
    """Show an admin an employee, and the links that are out for them."""
    kantor, _ = find_admin(uow, actor.user_id, pegawai_id)
    say(uow, actor.chat_id, kantor.id, LayarPegawai(user_id=actor.user_id, pegawai_id=pegawai_id))


def view_member(uow: UnitOfWork, *, user_id: int, pegawai_id: int) -> PegawaiView:
    """Return an employee as an admin sees one."""
    kantor, _ = find_admin(uow, user_id, pegawai_id)
    person = uow.pegawai.person(kantor.id, pegawai_id)
    return PegawaiView(
        orang=describe(person, kantor),
        pegawai=pegawai_id,
        has_joined=person.chat_id is not None,
        undangan=uow.ikatan.undangan(pegawai_id, uow.now),
        zona=kantor.zona.key,
    )


def request_link(uow: UnitOfWork, actor: Actor, *, pegawai_id: int) -> None:
    """Owe an admin a new link for an employee, and record who asked for it."""
    kantor, admin = find_admin(uow, actor.user_id, pegawai_id)
    note(uow, kantor, admin, "buat_tautan", pegawai_id)
    link = LayarTautan(user_id=actor.user_id, pegawai_id=pegawai_id, bot=actor.bot)
    say(uow, actor.chat_id, kantor.id, link)


def issue_link(
    uow: UnitOfWork, *, user_id: int, pegawai_id: int, bot: str, token: str
) -> TautanView:
    """Make the link that an admin is about to be shown."""
    kantor, _ = find_admin(uow, user_id, pegawai_id)
    invite(uow, kantor_id=kantor.id, pegawai_id=pegawai_id, token=token)
    return TautanView(
        orang=describe(uow.pegawai.person(kantor.id, pegawai_id), kantor),
        pegawai=pegawai_id,
        bot=bot,
        token=token,
        sampai=uow.now + LIFE,
        zona=kantor.zona.key,
    )


def revoke_links(uow: UnitOfWork, actor: Actor, *, pegawai_id: int) -> None:
    """End every link of an employee that is out; who has joined stays so."""
    kantor, admin = find_admin(uow, actor.user_id, pegawai_id)
    ended = len(uow.ikatan.undangan(pegawai_id, uow.now))
    if ended:
        uow.ikatan.discard_undangan_of(pegawai_id, uow.now)
        note(uow, kantor, admin, "cabut_tautan", pegawai_id)
    person = uow.pegawai.person(kantor.id, pegawai_id)
    told = TautanDicabut(orang=describe(person, kantor), jumlah=ended)
    say(uow, actor.chat_id, kantor.id, told)


def note(uow: UnitOfWork, kantor: Kantor, admin: Pemegang, aksi: str, pegawai_id: int) -> None:
    """Add a line to the history of what an admin did about an employee."""
    nama = uow.pegawai.person(kantor.id, pegawai_id).nama
    record(uow, kantor.id, admin, aksi, {"pegawai_id": pegawai_id, "nama": nama})
