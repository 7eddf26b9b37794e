"""What a formulir begins with, where its berkas begins with the result of another one.

1. The values are those of the naskah that was signed there, or handed on last where nobody signs:
   whatever an import or a correction makes of its rows since, they are not looked at.
2. Of a berkas that ended before there were naskah, its rows are all there is.
"""

from collections.abc import Mapping

from sop_flows.engine.berkas import Berkas, Outcome
from sop_flows.engine.formulir import Nilai, StatusFormulir
from sop_flows.engine.line import bring
from sop_flows.kinerja.indikator import Indikator
from sop_flows.naskah.isi import IsiIndikator
from sop_flows.naskah.naskah import Naskah
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.tugas.naskah import last_naskah

Given = Mapping[int, tuple[Nilai, ...]]
"""The values that formulir begin with, by unit_id."""


def bring_values(uow: UnitOfWork, berkas: Berkas, outcome: Outcome) -> Outcome:
    """Return the outcome with what the formulir that it makes begin with, if its berkas has a source.

    Args:
        berkas: As it was before.
    """
    nomor = outcome.berkas.keadaan.sumber
    if nomor is None or not outcome.formulir:
        return outcome
    known = {one.unit_id for one in uow.kinerja.formulir_of(berkas.id)}
    made = {one.unit_id for one in outcome.formulir} - known
    source_id = uow.berkas.find(berkas.kantor_id, nomor)
    if not made or source_id is None:
        return outcome
    source, _ = uow.berkas.get(source_id)
    naskah = last_naskah(uow, source)
    given = values_in(uow, berkas, naskah) if naskah else values_of(uow, source_id)
    brought = {unit_id: given.get(unit_id, ()) for unit_id in made}
    return bring(outcome, brought, naskah.sha256 if naskah else "")


def values_in(uow: UnitOfWork, berkas: Berkas, naskah: Naskah) -> Given:
    """Return the values in a naskah of the indikator that there still are, by the unit of today."""
    said = {one.kode: one for unit in read_isi(naskah.isi).unit for one in unit.indikator}
    given: dict[int, tuple[Nilai, ...]] = {}
    for indikator in uow.kinerja.promised(berkas):
        if (nilai := value_in(indikator, said.get(indikator.kode))) is not None:
            given[indikator.unit_id] = (*given.get(indikator.unit_id, ()), nilai)
    return given


def value_in(indikator: Indikator, said: IsiIndikator | None) -> Nilai | None:
    """Return what a naskah says of an indikator; None where that is no value."""
    if said is None or (said.realisasi is None and not said.alasan):
        return None
    return Nilai(
        indikator_id=indikator.id,
        kode=indikator.kode,
        nilai=said.realisasi,
        alasan=said.alasan,
    )


def values_of(uow: UnitOfWork, berkas_id: int) -> Given:
    """Return the values of a berkas as its rows have them; of an excused unit none."""
    return {
        one.unit_id: tuple(nilai for nilai in one.nilai if nilai.is_filled)
        for one in uow.kinerja.formulir_of(berkas_id)
        if one.status is not StatusFormulir.DIKECUALIKAN
    }
