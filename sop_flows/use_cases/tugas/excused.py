"""Who is excused in a berkas, as cards and boards name them; and who may witness the next excuse.

Nobody witnesses who is excused in that berkas: whoever is away or stands aside saw nothing, and two
could excuse each other. The head of an excused unit counts as excused with it.
"""

from collections.abc import Collection, Iterable

from sop_flows.engine.berkas import Berkas, StatusBerkas, Tugas
from sop_flows.engine.engine import watching
from sop_flows.engine.excuse import is_final, standing_excuses
from sop_flows.kantor.kantor import Pegawai, told_apart
from sop_flows.ports.pengecualian import Pengecualian
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import numbered
from sop_flows.use_cases.jabatan.holders import recipients_of
from sop_flows.use_cases.jabatan.who import local_date


def view_excused(
    uow: UnitOfWork, loaded: tuple[Berkas, int], posts: Collection[int] = ()
) -> tuple[Pengecualian, ...]:
    """Return every excuse of a berkas that stands, oldest first.

    Args:
        loaded: The berkas, with its sop_id.
        posts: Those of whoever looks: they may take back what they may excuse.
    """
    berkas, sop_id = loaded
    sop, semua = uow.sop.get(sop_id), uow.berkas.tugas_of(berkas.id)
    is_running = berkas.status is StatusBerkas.BERJALAN
    standing = standing_excuses(semua)
    posts_of = uow.kantor.jabatan(berkas.kantor_id)
    names = told_apart(
        (
            excused_name(uow, berkas.kantor_id, one),
            "" if one.unit_id else posts_of[one.jabatan_id].nama,
        )
        for one in standing
    )
    return tuple(
        Pengecualian(
            tugas=tugas,
            siapa=siapa,
            can_reinstate=is_running
            and may_excuse(uow, loaded, tugas, posts)
            and not is_final(sop, tugas, semua),
        )
        for tugas, siapa in zip(standing, names, strict=True)
    )


def may_excuse(
    uow: UnitOfWork, loaded: tuple[Berkas, int], tugas: Tugas, posts: Collection[int]
) -> bool:
    """Tell whether holders of these posts may excuse whoever a tugas waits for."""
    berkas, sop_id = loaded
    kolom = watching(uow.sop.get(sop_id), tugas) or ""
    return bool(set(posts) & set(uow.sop.kolom_of(berkas.kantor_id, sop_id, kolom)))


def excused_name(uow: UnitOfWork, kantor_id: int, tugas: Tugas) -> str:
    """Return of which unit or employee a tugas is, by name."""
    if tugas.unit_id is not None:
        return uow.kantor.unit(kantor_id)[tugas.unit_id].nama
    hasil = tugas.facts.hasil
    if hasil is not None and hasil.siapa:
        return hasil.siapa
    return uow.pegawai.person(kantor_id, tugas.pegawai_id).nama if tugas.pegawai_id else ""


def is_own(uow: UnitOfWork, kantor_id: int, tugas: Tugas, pegawai_id: int) -> bool:
    """Tell whether an employee would be excused themselves, or with the unit that they head."""
    return pegawai_id in people_behind(uow, kantor_id, (tugas,))


def fit_witnesses(uow: UnitOfWork, loaded: Loaded, oleh: int) -> tuple[Pegawai, ...]:
    """Return who of the office may witness that a tugas is excused by that employee, by name."""
    berkas = loaded.berkas
    excused = (*standing_excuses(uow.berkas.tugas_of(berkas.id)), loaded.tugas)
    unfit = {oleh} | people_behind(uow, berkas.kantor_id, excused)
    everybody = uow.pegawai.all(berkas.kantor_id, local_date(uow, berkas.kantor_id))
    fit = (orang for orang in everybody if orang.id not in unfit)
    return tuple(sorted(fit, key=lambda orang: numbered(orang.nama)))


def people_behind(uow: UnitOfWork, kantor_id: int, excused: Iterable[Tugas]) -> set[int]:
    """Return the employees whose own tugas these are; an atasan only stands in."""
    today = local_date(uow, kantor_id)
    return {
        person.pegawai_id
        for tugas in excused
        for person in recipients_of(uow, kantor_id, tugas, today)
        if not person.is_wakil
    }
