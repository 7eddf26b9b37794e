"""What a berkas changes under the open cards of later periode, which show what was sent before them.

1. Only what a unit has sent counts there: a number that is being typed is a draft, and noted nowhere else.
2. So values change for others when a formulir is sent, returned or taken back, when its unit is asked
   about it or excused, and when its berkas is given up.
"""

from collections.abc import Iterator
from contextlib import contextmanager

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
    later = uow.berkas.open_after(berkas) if changes_sent(berkas, outcome) else ()
    if not later:
        yield
        return
    kantor_id = berkas.kantor_id
    loaded = [one for t in later if (one := uow.berkas.load_tugas(t.id))]
    before = see(uow, kantor_id, loaded, show_values(uow, kantor_id))
    yield
    renewal = see_again(uow, before, show_values(uow, kantor_id))
    record(uow, renewal, outcome.jejak[0].pelaku, sumber=berkas.nomor)
    tell(uow, renewal)


def changes_sent(berkas: Berkas, outcome: Outcome) -> bool:
    """Tell whether an outcome may change which values of a berkas are sent."""
    return outcome.berkas.status is StatusBerkas.DIBATALKAN or any(
        one.status is not StatusFormulir.TERBUKA or berkas.keadaan.has_begun(one.unit_id)
        for one in outcome.formulir
    )


def show_values(uow: UnitOfWork, kantor_id: int) -> Show:
    """Return how cards are looked at: the formulir on them, as the rows stand from now on."""
    forms = Forms(uow, uow.kantor.get(kantor_id))

    def show(loaded: Loaded) -> Shown:
        rows = (row for form in forms.of(loaded) for row in form.baris)
        return {key: value for row in rows for key, value in of_row(row)}

    return show
