"""What a naskah of a berkas is put together from: the office, the tugas, the values of units, all as it stands."""

from collections.abc import Collection

from sop_flows.engine.berkas import Berkas, StatusTugas, Tugas
from sop_flows.engine.formulir import Formulir, Lalu
from sop_flows.kinerja.bentuk import PROMISED
from sop_flows.kinerja.perjanjian import Perjanjian
from sop_flows.naskah.compose import Sources
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop


def sources_of(
    uow: UnitOfWork, sop: Sop, berkas: Berkas, wanted: Collection[int] | None = None
) -> Sources:
    """Return what a naskah of a berkas is put together from, as it stands.

    Args:
        wanted: The indikator, by id, whose values are looked at; None for all, as a naskah has them.
    """
    tugas = uow.berkas.tugas_of(berkas.id)
    return put_together(uow, sop, berkas, uow.kinerja.with_earlier(berkas, wanted), tugas)


def facts_of(uow: UnitOfWork, sop: Sop, berkas: Berkas, unit_id: int | None) -> Sources:
    """Return what the naskah of one unit is put together from; for None that of all units, without their formulir: see ``stand``.

    Whether an excuse stands is told by the tugas of others too.
    """
    if unit_id is None:
        nothing = ((), uow.kinerja.earlier(berkas))
        return put_together(uow, sop, berkas, nothing, uow.berkas.tugas_of(berkas.id))
    own = [one.id for one in uow.kinerja.promised_by_unit(berkas).get(unit_id, ())]
    tugas = uow.berkas.tugas_about(berkas.id, unit_id)
    if any(one.status is StatusTugas.DIKECUALIKAN for one in tugas):
        tugas = uow.berkas.tugas_of(berkas.id)
    return put_together(uow, sop, berkas, uow.kinerja.with_earlier(berkas, own), tugas)


def put_together(
    uow: UnitOfWork,
    sop: Sop,
    berkas: Berkas,
    values: tuple[tuple[Formulir, ...], Lalu],
    tugas: tuple[Tugas, ...],
) -> Sources:
    """Return the sources with these formulir, earlier values and tugas."""
    kantor_id, (formulir, lalu) = berkas.kantor_id, values
    return Sources(
        kantor=uow.kantor.get(kantor_id),
        sop=sop,
        berkas=berkas,
        unit=uow.kantor.unit(kantor_id),
        indikator=uow.kinerja.promised_by_id(berkas),
        formulir=formulir,
        lalu=lalu,
        tugas=tugas,
        lampiran=uow.lampiran.of_berkas(berkas.id),
        perjanjian=perjanjian_of(uow, berkas),
    )


def perjanjian_of(uow: UnitOfWork, berkas: Berkas) -> Perjanjian | None:
    """Return the Perjanjian Kinerja that a berkas says it measures by; earlier forms did not say."""
    return uow.kinerja.kept(berkas) if berkas.keadaan.bentuk >= PROMISED else None
