"""Many units fill one berkas: what one of them sends costs the same, however many others are out.

The berkas is that of ``make bench BENCH=growth``: the one of the triwulan before has ended, the one of the next runs too.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.bot_api import BOT_ID
from benchmarks.units import AT, Unsent, open_units, send
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.look import view_formulir
from storage.database.session import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.support.empty import put_empty_database
from tests.support.statements import counted, steps

UNITS, INDIKATOR = 6, 2
FULL = 25
"""Indikator of a unit that is asked for as many as there are in the larger offices."""
Office = tuple[Database, tuple[Unsent, ...]]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    database, campaign = open_units(
        put_empty_database(tmp_path / "tapak.sqlite"), UNITS, INDIKATOR
    )
    with closing(database):
        yield database, campaign.unsent


def cost(path: Path, units: int, indikator: int) -> tuple[int, int]:
    """Return how many statements a sending takes in an office of so many units, and how many steps of SQLite."""
    database, campaign = open_units(put_empty_database(path), units, indikator)
    first, second, *_ = campaign.unsent
    with closing(database):
        database.run_now(lambda c: send(c, first))  # the shape of the office is read
        with counted(database) as said:
            taken = database.run_now(lambda c: steps(c, lambda: send(c, second)))
    return len(said), taken


@pytest.mark.parametrize(("indikator", "units"), [(INDIKATOR, (8, 80)), (FULL, (4, 24))])
def test_a_sending_costs_the_same_however_many_units_are_out(
    tmp_path: Path, indikator: int, units: tuple[int, int]
):
    few, many = (cost(tmp_path / f"{each}.sqlite", each, indikator) for each in units)

    assert many[0] == few[0] <= 23
    assert many[1] <= few[1] * 1.02, (few, many)


def test_who_sends_looks_at_one_of_the_others_that_are_out(office: Office):
    database, (first, *_) = office
    everything, seen = database.run_now(lambda c: (loaded(c, first), loaded(c, first, alone=True)))

    assert len(everything.terbuka) == UNITS
    assert len(seen.terbuka) == 2
    assert set(seen.terbuka) < set(everything.terbuka)


def loaded(connection, unsent: Unsent, *, alone: bool = False) -> Berkas:
    berkas = SqlUnitOfWork(connection, BOT_ID, AT).berkas
    found = (berkas.load_sending if alone else berkas.load_tugas)(unsent.tugas_id)
    assert found is not None
    return found.berkas


def test_the_flow_goes_on_when_the_last_one_has_sent(office: Office):
    database, unsent = office
    opened = [database.run_now(lambda c, one=one: send(c, one)).opened for one in unsent]

    assert [len(one) for one in opened] == [0] * (UNITS - 1) + [1]
    assert place(opened[-1][0]) == (5, 0)


def place(tugas: Tugas) -> tuple[int, int]:
    return tugas.langkah, tugas.tahap


def test_what_a_card_shows_of_one_unit_is_what_all_show_of_it(office: Office):
    database, (first, *_) = office

    def views(connection):
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        berkas = loaded(connection, first)
        kantor = uow.kantor.get(berkas.kantor_id)
        every = view_formulir(uow, kantor, berkas)
        return every, [view_formulir(uow, kantor, berkas, {one.unit.id}) for one in every]

    every, alone = database.run_now(views)
    assert len(every) == UNITS
    assert alone == [(one,) for one in every]


def test_the_berkas_of_cards_that_are_drawn_at_once_is_read_once(office: Office):
    database, unsent = office

    def draw(connection):
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        cards = uow.kartu.of_each([one.tugas_id for one in unsent])
        return [view_kartu(uow, card).tugas.id for card in cards]

    with counted(database) as said:
        drawn = database.run_now(draw)

    assert sorted(drawn) == [one.tugas_id for one in unsent]
    assert len([sql for sql in said if "FROM tugas AS one" in sql]) == 1


def test_a_value_that_is_sent_raises_the_cards_of_the_next_triwulan_that_show_it(office: Office):
    database, (first, *_) = office

    def revisi(connection) -> dict[int | None, int]:
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        berkas = loaded(connection, first)
        later = uow.berkas.open_of(berkas.kantor_id)
        own = {one.id for one in berkas.terbuka}
        return {one.unit_id: one.revisi for one in later if one.id not in own}

    before = database.run_now(revisi)
    sender = database.run_now(lambda c: send(c, first)).changed[0].unit_id
    after = database.run_now(revisi)

    assert {unit for unit in after if after[unit] != before[unit]} == {sender}
