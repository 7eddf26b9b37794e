"""Who administers an office, read when they act."""

from sop_flows.engine.aksi import Pelaku
from sop_flows.errors import KantorUnnamed, NotAllowed, NotFound
from sop_flows.jejak import Record
from sop_flows.kantor.identitas import fold_kode
from sop_flows.kantor.kantor import Kantor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import people_of


def office_meant(uow: UnitOfWork, *, user_id: int, kode: str) -> Kantor:
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


def admin_of(uow: UnitOfWork, user_id: int, kantor_id: int) -> Record:
    """Return the admin of an office, as the history keeps them.

    Raises:
        NotAllowed: The user does not administer it, or there is none.
    """
    for orang in people_of(uow, user_id):
        if orang.admin and orang.kantor_id == kantor_id:
            person = uow.pegawai.person(kantor_id, orang.id)
            return Pelaku(
                pegawai_id=person.pegawai_id,
                nama=person.nama,
                jabatan_id=person.jabatan_id,
                jabatan=person.jabatan,
                penugasan=person.penugasan,
            ).as_record()
    raise NotAllowed
