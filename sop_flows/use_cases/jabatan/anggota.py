"""What is told and recorded about the membership of one employee, and the admins who hear of it."""

from sop_flows.engine.aksi import Pelaku
from sop_flows.jejak import JejakLine, Record
from sop_flows.kantor.kantor import Kantor, Pemegang
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.keanggotaan import Orang
from sop_flows.ports.pegawai import PegawaiPort
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.say import tell


def describe(person: Pemegang, kantor: Kantor) -> Orang:
    """Return whom a link is for, as a message shows it."""
    return Orang(
        nama=person.nama, sapaan=person.sapaan, jabatan=person.jabatan, kantor=kantor.nama
    )


def record(uow: UnitOfWork, kantor_id: int, person: Pemegang, aksi: str, rincian: Record) -> None:
    """Add a line about somebody's membership to the history."""
    pelaku = Pelaku(
        pegawai_id=person.pegawai_id,
        nama=person.nama,
        jabatan_id=person.jabatan_id,
        jabatan=person.jabatan,
        penugasan=person.penugasan,
    )
    line = JejakLine(at=uow.now, aksi=aksi, pelaku=pelaku.as_record(), rincian=rincian)
    uow.jejak.append(kantor_id, (line,))


def tell_all_admins(uow: UnitOfWork, kantor_id: int, told: Isi, *, once: str) -> None:
    """Owe every admin of an office the same news, once for what *once* names."""
    chats = admin_chats(uow.pegawai, kantor_id)
    tell(uow, kantor_id, ((chat_id, told) for chat_id in chats), once=once)


def admin_chats(people: PegawaiPort, kantor_id: int, *, but: int | None = None) -> tuple[int, ...]:
    """Return the chats of the admins who have joined an office, ``but`` one."""
    chats = (admin.chat_id for admin in people.admins(kantor_id))
    return tuple(chat_id for chat_id in chats if chat_id is not None and chat_id != but)
