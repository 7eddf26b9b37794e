"""What stands beside values on a card of all units, kept with them: the year before, and proof of each."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from decimal import Decimal
from operator import is_
from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks.bot_api import BOT_ID
from benchmarks.units import AT, Campaign, look_back, open_units
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.use_cases.tugas.access import load
from storage.database.session import Connection, Database
from storage.unit_of_work import SqlUnitOfWork
from tests.support.standing import stood, views
from tests.support.statements import counted

Proved = tuple[Database, Campaign]
"""An office whose units sent as much a year before, and have handed in proof of each value, as it asks."""


@pytest.fixture
def proved(tmp_path: Path) -> Iterator[Proved]:
    database, campaign = open_units(tmp_path / "bukti.sqlite", 3, 2)
    with closing(database):
        database.run_now(lambda c: look_back(c, campaign))
        yield database, campaign


class Undone(Exception):
    """What a unit of work ends with that shall leave nothing."""


def rows_of(proved: Proved) -> list[tuple[NilaiView, ...]]:
    """Return the rows of each unit on cards of all, which are those of rows alone."""
    database, campaign = proved

    def look(connection: Connection) -> tuple[FormulirView, ...]:
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        stood(uow, campaign.berkas_id)
        return views(SqlUnitOfWork(connection, BOT_ID, AT), campaign.berkas_id)

    return [view.baris for view in database.run_now(look)]


def test_rows_know_the_year_before_and_their_proof_and_are_kept_with_that(proved: Proved):
    first, again = rows_of(proved), rows_of(proved)

    assert {(row.tahun_lalu, row.bukti) for rows in first for row in rows} == {(Decimal(50), 1)}
    assert all(map(is_, first, again))


def test_a_card_of_all_units_reads_neither_the_year_before_nor_proof_that_was_looked_at(
    proved: Proved,
):
    database, campaign = proved
    rows_of(proved)

    with counted(database) as said:
        database.run_now(lambda c: views(SqlUnitOfWork(c, BOT_ID, AT), campaign.berkas_id))

    assert [sql for sql in said if "realisasi.nilai" in sql] == []
    assert [sql for sql in said if "lampiran.sha256" in sql] == []


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (6, 4),  # the indikator of two years, the year before, and proof
        (3, 7),  # of each page of those but the year before, which is read at once
    ],
)
def test_what_stands_beside_values_is_read_in_turns_of_its_own_if_it_is_long(
    proved: Proved, monkeypatch: pytest.MonkeyPatch, most: int, expected: int
):
    database, campaign = proved
    before = rows_of(proved)
    monkeypatch.setattr("storage.database.turns.LONG", most)
    turns: list[str] = []

    def look(connection: Connection) -> tuple[FormulirView, ...]:
        turns.append("look")
        return views(SqlUnitOfWork(connection, BOT_ID, AT), campaign.berkas_id)

    with closing(Database.open(str(database.run_now(lambda c: c.engine.url)))) as afresh:
        after = afresh.run_now(look)

    assert [view.baris for view in after] == before
    assert len(turns) == 1 + expected


def hand_in(proved: Proved, proven: int, *, is_undone: bool) -> None:
    """Let the head of the first unit hand in proof of one of its values."""
    database, campaign = proved
    unsent = campaign.unsent[0]
    facts = {"berkas_id": 0, "tugas_id": 0, "oleh": 0, "diterima_at": AT}

    def work(connection: Connection) -> None:
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        loaded = load(uow, unsent.tugas_id)
        given = Lampiran(**facts, sha256="cd" * 32, nama="bukti.pdf", indikator_id=proven)
        kept = replace(given, berkas_id=loaded.berkas.id, tugas_id=loaded.tugas.id, oleh=1)
        uow.lampiran.add(campaign.kantor_id, kept)
        stood(uow, campaign.berkas_id)
        if is_undone:
            raise Undone

    with suppress(Undone):
        database.run_now(work)


def test_proof_that_is_handed_in_makes_the_rows_of_that_unit_anew(proved: Proved):
    before = rows_of(proved)
    first, other = (row.indikator.id for row in before[0])
    hand_in(proved, other, is_undone=True)
    hand_in(proved, first, is_undone=False)

    after = rows_of(proved)
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True, True]
    assert [row.bukti for row in after[0]] == [2, 1]


def test_what_is_not_sent_any_more_a_year_before_is_not_known_any_more(proved: Proved):
    database, campaign = proved
    rows_of(proved)
    opened = "UPDATE formulir SET status = 'terbuka' WHERE berkas_id = :then AND unit_id = :unit"
    raised = "UPDATE berkas SET revisi = revisi + 1 WHERE id = :then"

    def take_back(connection: Connection) -> None:
        unit = connection.execute(text("SELECT min(unit_id) FROM formulir")).scalar_one()
        for sql in (opened, raised):
            facts = (
                {"then": campaign.berkas_id + 2, "unit": unit}
                if sql == opened
                else {"then": campaign.berkas_id + 2}
            )
            connection.execute(text(sql), facts)

    database.run_now(take_back)

    assert [{row.tahun_lalu for row in rows} for rows in rows_of(proved)] == [
        {None},
        {Decimal(50)},
        {Decimal(50)},
    ]
