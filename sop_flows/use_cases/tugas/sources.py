"""What a naskah of a berkas is put together from: the office, the tugas, the values of units, all as it stands."""

from collections.abc import Callable, Collection
from functools import partial
from typing import TypeVar

from sop_flows.engine.berkas import Berkas, StatusTugas, Tugas
from sop_flows.engine.formulir import Lalu
from sop_flows.kinerja.bentuk import PROMISED
from sop_flows.kinerja.perjanjian import Perjanjian
from sop_flows.naskah.compose import FrameSources, Sources
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop

Found = TypeVar("Found", bound=FrameSources)


def sources_of(
    uow: UnitOfWork, sop: Sop, berkas: Berkas, wanted: Collection[int] | None = None
) -> Sources:
    """Return what a naskah of a berkas is put together from, as it stands.

    Args:
        wanted: The indikator, by id, whose values are looked at; None for all, as a naskah has them.
    """
    return with_values(uow, sop, berkas, wanted, uow.berkas.tugas_of(berkas.id))


def facts_of(uow: UnitOfWork, sop: Sop, berkas: Berkas, unit_id: int | None) -> FrameSources:
    """Return what the naskah of one unit is put together from; for None that of all units, without their formulir: see ``stand``.

    Whether an excuse stands is told by the tugas of others too.
    """
    if unit_id is None:
        lalu, tugas = uow.kinerja.earlier(berkas), uow.berkas.tugas_of(berkas.id)
        return put_together(uow, sop, berkas, lalu, tugas, FrameSources)
    own = [one.id for one in uow.kinerja.promised_by_unit(berkas).get(unit_id, ())]
    tugas = uow.berkas.tugas_about(berkas.id, unit_id)
    if any(one.status is StatusTugas.DIKECUALIKAN for one in tugas):
        tugas = uow.berkas.tugas_of(berkas.id)
    return with_values(uow, sop, berkas, own, tugas)


def with_values(
    uow: UnitOfWork,
    sop: Sop,
    berkas: Berkas,
    wanted: Collection[int] | None,
    tugas: tuple[Tugas, ...],
) -> Sources:
    """Return the sources with these tugas, and the values of these indikator; None for all."""
    formulir, lalu = uow.kinerja.with_earlier(berkas, wanted)
    return put_together(uow, sop, berkas, lalu, tugas, partial(Sources, formulir=formulir))


def put_together(
    uow: UnitOfWork,
    sop: Sop,
    berkas: Berkas,
    lalu: Lalu,
    tugas: tuple[Tugas, ...],
    make: Callable[..., Found],
) -> Found:
    """Return the sources with these earlier values and tugas, made into what has all else already."""
    kantor_id = berkas.kantor_id
    return make(
        kantor=uow.kantor.get(kantor_id),
        sop=sop,
        berkas=berkas,
        unit=uow.kantor.unit(kantor_id),
        indikator=uow.kinerja.promised_by_id(berkas),
        lalu=lalu,
        tugas=tugas,
        lampiran=uow.lampiran.of_berkas(berkas.id),
        perjanjian=perjanjian_of(uow, berkas),
    )


def perjanjian_of(uow: UnitOfWork, berkas: Berkas) -> Perjanjian | None:
    """Return the Perjanjian Kinerja that a berkas says it measures by; earlier forms did not say."""
    return uow.kinerja.kept(berkas) if berkas.keadaan.bentuk >= PROMISED else None
