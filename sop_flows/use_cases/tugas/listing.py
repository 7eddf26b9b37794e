"""The open tugas of somebody in all their offices, and the lines that list them."""

from collections.abc import Iterable

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Tugas
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.records import Loaded, TugasDue
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import DaftarTugas, TugasBaris
from sop_flows.use_cases.jabatan.holders import open_for
from sop_flows.use_cases.jabatan.who import local_date, people_of
from sop_flows.use_cases.tugas.access import load


def list_tugas(uow: UnitOfWork, *, user_id: int) -> DaftarTugas:
    """Return the user's open tugas in all their offices, the earliest tenggat first."""
    people = people_of(uow, user_id)
    found = open_of(uow, people)
    described = {line.tugas.id: line for line in describe_tugas(uow, [t for _, t in found])}
    lines = tuple(
        replace(described[tugas.id], sebagai=post_of(uow, orang, tugas)) for orang, tugas in found
    )
    is_waiting = not people and uow.ikatan.is_waiting(user_id)
    return DaftarTugas(baris=lines, pegawai=people, is_waiting=is_waiting)


def open_own(uow: UnitOfWork, user_id: int) -> tuple[Loaded, ...]:
    """Return the user's open tugas in all their offices with their berkas, the earliest tenggat first."""
    return tuple(load(uow, tugas.id) for _, tugas in open_of(uow, people_of(uow, user_id)))


def open_of(uow: UnitOfWork, people: Iterable[Pegawai]) -> tuple[tuple[Pegawai, Tugas], ...]:
    """Return the open tugas of employees, each with whose it is, the earliest tenggat first."""
    found = [
        (orang, tugas)
        for orang in people
        for tugas in open_for(
            uow,
            orang.kantor_id,
            orang.id,
            [p.jabatan_id for p in orang.jabatan],
            local_date(uow, orang.kantor_id),
        )
    ]
    found.sort(key=lambda pair: (pair[1].tenggat is None, pair[1].tenggat, pair[1].nomor))
    return tuple(found)


def post_of(uow: UnitOfWork, orang: Pegawai, tugas: Tugas) -> str:
    """Return the post that a tugas is for, where that is not somebody's only one."""
    held = {p.jabatan_id for p in orang.jabatan}
    if tugas.pegawai_id is not None or held == {tugas.jabatan_id}:
        return ""
    return uow.kantor.jabatan(orang.kantor_id)[tugas.jabatan_id].nama


def describe_tugas(uow: UnitOfWork, tugas: Iterable[Tugas]) -> list[TugasBaris]:
    """Return the lines of a list of tugas, oldest first; their berkas are read at once."""
    return [describe(uow, found) for found in uow.pengingat.each([one.id for one in tugas])]


def describe(uow: UnitOfWork, found: TugasDue) -> TugasBaris:
    """Return one line of a list of tugas."""
    tugas, kantor_id = found.tugas, found.kantor_id
    units = uow.kantor.unit(kantor_id)
    return TugasBaris(
        tugas=tugas,
        berkas_id=found.berkas_id,
        berkas_nomor=found.nomor,
        judul=found.judul,
        periode=found.periode,
        kantor=uow.kantor.get(kantor_id),
        singkat=uow.sop.get(found.sop_id).langkah_of(tugas.langkah).singkat,
        unit=units[tugas.unit_id].nama if tugas.unit_id else "",
        is_late=tugas.is_late_at(uow.now),
        jeda=tugas.jeda_at(uow.now),
    )
