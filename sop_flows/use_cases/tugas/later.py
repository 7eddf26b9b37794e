"""What a berkas changes under the open cards of later periode, which show what was sent before them.

1. Only what a unit has sent counts there: a number that is being typed is a draft, and noted nowhere else.
2. So values change for others when a formulir is sent, returned or taken back, when its unit is asked
   about it or excused, and when its berkas is given up.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, Outcome, StatusBerkas
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.engine.pembaruan import Shown
from sop_flows.ports.records import Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.tugas.formulir import Forms, of_row
from sop_flows.use_cases.tugas.renewal import Show, record, see, see_again, tell


@contextmanager
def noting_later(uow: UnitOfWork, berkas: Berkas, outcome: Outcome) -> Iterator[None]:
    """Note what storing an outcome changes under the cards of later berkas, and owe it to people.

    Args:
        berkas: As it was before.
    """
    units = shown_by(uow, berkas, changed_units(berkas, outcome))
    later = uow.berkas.load_after(berkas, units) if units else ()
    if not later:
        yield
        return
    kantor_id = berkas.kantor_id
    before = see(uow, kantor_id, later, show_values(uow, kantor_id, units))
    yield
    renewal = see_again(uow, before, show_values(uow, kantor_id, units))
    record(uow, renewal, outcome.jejak[0].pelaku, sumber=berkas.nomor)
    tell(uow, renewal)


def changed_units(berkas: Berkas, outcome: Outcome) -> frozenset[int]:
    """Return the units of which an outcome may change what a berkas has that is sent."""
    if outcome.berkas.status is StatusBerkas.DIBATALKAN:
        return frozenset(unit for _, unit in berkas.keadaan.ronde if unit is not None)
    return frozenset(
        one.unit_id
        for one in outcome.formulir
        if one.status is not StatusFormulir.TERBUKA or berkas.keadaan.has_begun(one.unit_id)
    )


def shown_by(uow: UnitOfWork, berkas: Berkas, units: frozenset[int]) -> frozenset[int]:
    """Return the units whose formulir show what some units send, by any versi of the year's Perjanjian Kinerja."""
    if not units:
        return units
    own = uow.kinerja.promised_by_unit(berkas)
    sent = [one.id for unit_id in units for one in own.get(unit_id, ())]
    known = uow.kinerja.perjanjian(berkas.kantor_id, berkas.periode.tahun)
    versi = {berkas.perjanjian} | {one.versi for one in known}
    lists = [uow.kinerja.promised_by_id(replace(berkas, perjanjian=each)) for each in versi]
    return units | {listed[id].unit_id for listed in lists for id in sent if id in listed}


def show_values(uow: UnitOfWork, kantor_id: int, units: frozenset[int]) -> Show:
    """Return how cards are looked at: the formulir of units on them, as the rows stand from now on."""
    forms = Forms(uow, uow.kantor.get(kantor_id), units)

    def show(loaded: Loaded) -> Shown:
        rows = (row for form in forms.of(loaded) for row in form.baris)
        return {key: value for row in rows for key, value in of_row(row)}

    return show
