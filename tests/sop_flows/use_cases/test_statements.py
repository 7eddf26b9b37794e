"""How many SQL statements the deciding unit of work runs: a cost that no clock has to measure.

1. What was owed before has been delivered, and an earlier unit has read the shape of the office.
2. Counted is the use case with all that it owes, not the mark of the update in the inbox.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update

from benchmarks.bot_api import BOT_ID
from benchmarks.offices import Office, begin_berkas
from benchmarks.steps import open_office
from sop_flows.deferred import replace
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.ports.ditanya import Yakin
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import BerkasView
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse
from storage.database.carrier_tables import OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.database.session import Database
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.support.empty import put_empty_database
from tests.support.office import START, Pejawaran
from tests.support.statements import counted
from tests.support.story import (
    AGUS,
    KASUBBAG,
    LINES,
    SEKCAM,
    SENT,
    TAPEM,
    all_at,
    at,
    begin_signing,
    go_to_last,
    play_to,
)


def deliver(database: Database) -> None:
    """Let everything that is owed be on the phones."""
    database.run_now(
        lambda c: c.execute(update(table(OutboxRow)).values(status=StatusKiriman.TERKIRIM))
    )


def cost_of(kantor: Pejawaran, nama: str, work: Any, **facts: Any) -> list[str]:
    """Return the statements of what somebody does."""
    deliver(kantor.database)
    with counted(kantor.database) as said:
        kantor.run(work, actor=Actor.private(kantor.user[nama]), **facts)
    return said


def ask(kantor: Pejawaran, nama: str, tugas: Tugas, kerja: Kerja) -> dict[str, Any]:
    """Let a decision be asked once more; return what the "Ya" carries."""
    tap = Ketukan(actor=Actor.private(kantor.user[nama]), tugas_id=tugas.id, revisi=tugas.revisi)
    kantor.run(converse, tap=tap, kerja=kerja, kind=Yakin)
    return {
        "tugas_id": tugas.id,
        "aksi": Aksi(kerja=kerja, revisi=tugas.revisi, at=kantor.now),
    }


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Database, Office]]:
    """An office of one person, with an SOP that hands on and one with work side by side."""
    database, office = open_office(
        f"sqlite:///{put_empty_database(tmp_path / 'tapak.sqlite')}", 10
    )
    with closing(database):
        yield database, office


def taps(small: tuple[Database, Office], sop_id: int, kerja: Kerja) -> list[str]:
    """Return the statements of the second of two taps, the first of which hands on to it, if any."""
    database, office = small

    def begin(connection: Connection) -> list[int]:
        uow = SqlUnitOfWork(connection, BOT_ID, START)
        outcome = in_unit(begin_berkas, uow, office, sop_id)  # type: ignore[arg-type]
        return [one.id for one in outcome.opened]

    def tap(connection: Connection, tugas_id: int) -> list[int]:
        outcome = in_unit(
            perform_tapped,
            SqlUnitOfWork(connection, BOT_ID, START),
            Actor.private(office.user_id),
            tugas_id=tugas_id,
            aksi=Aksi(kerja=kerja, revisi=0, at=START),
        )
        return [one.id for one in outcome.opened]

    first, *beside = database.run_now(begin)
    following = database.run_now(lambda c: tap(c, first))
    deliver(database)
    with counted(database) as said:
        database.run_now(lambda c: tap(c, (following or beside)[0]))
    return said


def test_a_tap_that_closes_a_tugas_beside_others_costs_at_most_seven(
    small: tuple[Database, Office],
):
    said = taps(small, small[1].side_by_side, Kerja.SELESAI)

    assert len(said) <= 7, "\n".join(said)


def test_a_tap_that_hands_on_costs_at_most_eleven(small: tuple[Database, Office]):
    said = taps(small, small[1].handing_on, Kerja.DISPOSISIKAN)

    assert len(said) <= 11, "\n".join(said)


def test_handing_on_to_five_units_costs_no_more_than_to_one_post_but_their_formulir(
    kantor: Pejawaran,
):
    decision = at(kantor, play_to(kantor, 3), 3)
    aksi = Aksi(kerja=Kerja.KIRIM, revisi=decision.revisi, at=kantor.now)
    said = cost_of(kantor, KASUBBAG, perform_tapped, tugas_id=decision.id, aksi=aksi)

    assert len(said) <= 15, "\n".join(said)


def test_the_card_of_who_prepares_the_work_of_five_units_reads_no_value_of_what_they_promised(
    kantor: Pejawaran,
):
    preparing = at(kantor, play_to(kantor, 3), 3)
    (card, *_) = kantor.run(lambda uow: uow.kartu.of_tugas(preparing.id))
    with counted(kantor.database) as said:
        view = kantor.run(lambda uow: view_kartu(uow, card))

    assert view.has_nilai
    assert [sql for sql in said if "janji.unit_id IN" in sql] == [], "\n".join(said)


def test_an_approval_costs_at_most_eleven(kantor: Pejawaran):
    # None of them is for the naskah: what is approved was kept when it was handed on.
    decision = at(kantor, play_to(kantor, 6), 6)
    said = cost_of(
        kantor, KASUBBAG, perform_tapped, **ask(kantor, KASUBBAG, decision, Kerja.SETUJUI)
    )

    assert len(said) <= 11, "\n".join(said)


def test_a_typed_number_costs_at_most_eleven_and_one_insert_into_the_outbox_for_all_it_says(
    kantor: Pejawaran,
):
    # Two of them are for the history, which holds every value with who gave it and when; one says that the
    # values of the formulir are others now.
    play_to(kantor, 4)
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    first = cost_of(kantor, TAPEM, take_text, teks="100", message_id=7)
    # Whether a number that follows a number was written after its question, is looked up.
    then = cost_of(kantor, TAPEM, take_text, teks="15", message_id=9)

    for said, most in ((first, 11), (then, 12)):
        assert len(said) <= most, "\n".join(said)
        inserts = [one for one in said if one.startswith("INSERT INTO outbox")]
        assert len([one for one in inserts if "VALUES" in one]) == 1


@pytest.mark.parametrize(
    ("days", "most"),
    [
        pytest.param(44, 20, id="when no periode has just begun"),
        pytest.param(30, 20, id="when offers are asked for"),
    ],
)
def test_a_late_tick_costs_an_office_the_same_for_one_berkas_and_for_two(
    kantor: Pejawaran, days: int, most: int
):
    for before in (91, 0):
        kantor.now = START - timedelta(days=before)
        play_to(kantor, 4)
    kantor.run(run_tick)
    kantor.wait(days=days)
    kantor.run(lambda uow: uow.kantor.settle(kantor.kantor_id, kantor.now.date()))
    deliver(kantor.database)
    with counted(kantor.database) as said:
        kantor.run(run_tick)

    *_, reminder = kantor.reminded(TAPEM)
    assert [one.terisi for one in reminder.view.tugas] == [(0, 3), (0, 3)]
    assert all(kantor.reminded(nama) for nama in LINES)
    assert len(said) <= most, "\n".join(said)


def test_a_board_reads_sums_of_its_langkah_and_no_closed_tugas_of_the_flow(kantor: Pejawaran):
    decision = at(kantor, play_to(kantor, 6), 6)
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(decision.id))
    with counted(kantor.database) as said:
        board = kantor.run(view_berkas, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)

    assert [row.status for row in board.langkah[:7]] == ["selesai"] * 5 + ["berjalan", "belum"]
    assert board.langkah[3].progres == (5, 5)
    assert len(said) <= 10, "\n".join(said)
    every = [
        one for one in said if re.search(r"FROM tugas\s+WHERE tugas.berkas_id = \?\s+ORDER", one)
    ]
    assert not every, every


def test_a_card_and_the_board_beside_it_read_their_berkas_once(kantor: Pejawaran):
    decision = at(kantor, play_to(kantor, 6), 6)
    (card, *_) = kantor.run(lambda uow: uow.kartu.of_tugas(decision.id))

    def both(uow: UnitOfWork) -> BerkasView:
        view = view_kartu(uow, card)
        return view_berkas(uow, user_id=kantor.user[SEKCAM], berkas_id=view.berkas.id)

    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(decision.id))
    alone = kantor.run(view_berkas, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)
    with counted(kantor.database) as said:
        beside = kantor.run(both)

    assert beside == alone
    assert len([sql for sql in said if "berkas.judul" in sql]) == 1, "\n".join(said)


def test_what_a_unit_has_written_is_on_the_board_that_it_looks_at(kantor: Pejawaran):
    decision = at(kantor, play_to(kantor, 6), 6)

    def see_and_change(uow: UnitOfWork) -> list[list[str]]:
        berkas_id = uow.berkas.berkas_of(decision.id)
        before, _ = uow.berkas.get(berkas_id)
        uow.berkas.change(replace(decision, facts=replace(decision.facts, konsep="Sudah sesuai")))
        after, _ = uow.berkas.get(berkas_id)
        return [[one.facts.konsep for one in run.terbuka] for run in (before, after)]

    assert kantor.run(see_and_change) == [[""], ["Sudah sesuai"]]


def test_the_cards_of_all_who_sign_are_drawn_of_what_is_read_once(kantor: Pejawaran):
    """But for what each of them is asked just now."""
    signing = all_at(kantor, begin_signing(kantor), 8, 1)
    cards = [
        card for one in signing for card in kantor.run(lambda u, o=one: u.kartu.of_tugas(o.id))
    ]
    cost = {}
    for count in (1, len(cards)):
        with counted(kantor.database) as said:
            views = kantor.run(lambda u, n=count: [view_kartu(u, card) for card in cards[:n]])
        cost[count] = [" ".join(sql.split())[:160] for sql in said]

    assert len(cards) > 5
    assert len({one.isi.sha256 for one in views if one.isi}) == 1
    again = Counter(cost[len(cards)]) - Counter(cost[1])
    assert again.total() <= len(cards), again


def test_the_end_of_a_berkas_is_told_to_all_who_signed_without_a_statement_for_each(
    kantor: Pejawaran,
):
    last = go_to_last(kantor)
    with counted(kantor.database) as said:
        kantor.act(AGUS, Kerja.SELESAI, last, isian=SENT)

    told = Counter(" ".join(sql.split()) for sql in said)
    assert max(told.values()) <= 2, told
