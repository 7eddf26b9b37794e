"""What stands in a berkas as the process keeps it, held against the same put together of rows alone."""

from sop_flows.naskah.canonical import write_canonical
from sop_flows.naskah.compose import compose
from sop_flows.naskah.frozen import fingerprint, rujukan_of
from sop_flows.naskah.standing import Standing
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.tugas.naskah import dirujuk_by
from sop_flows.use_cases.tugas.sources import facts_of, sources_of
from sop_flows.use_cases.tugas.standing import stand


def stood(uow: UnitOfWork, berkas_id: int) -> str:
    """Return the content of a berkas; it is that of its rows, as is what each unit has in it, and what they use of the office."""
    berkas, sop_id = uow.berkas.get(berkas_id)
    sop = uow.sop.get(sop_id)
    rows = sources_of(uow, sop, berkas)
    for unit_id in (None, *(one.unit_id for one in rows.formulir)):
        found = facts_of(uow, sop, berkas, unit_id)
        assert stand(uow, found, unit_id).write() == write_canonical(compose(rows, unit_id))
    assert dirujuk_by(uow, sop, berkas).sha256 == fingerprint(rujukan_of(rows))
    return write_canonical(compose(rows))


def stands(uow: UnitOfWork, berkas_id: int) -> Standing:
    """Return what stands in a berkas, as the process keeps it."""
    berkas, sop_id = uow.berkas.get(berkas_id)
    return stand(uow, facts_of(uow, uow.sop.get(sop_id), berkas, None), None)
