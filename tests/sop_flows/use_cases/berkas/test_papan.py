"""The board of a berkas of many units: it names as many as it shows, and looks at each tugas once."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from benchmarks.bot_api import BOT_ID
from benchmarks.units import AT, SEKRETARIS, board_of, open_units, send
from handlers.screens.papan import draw_papan
from sop_flows.ports.records import Actor
from sop_flows.ports.views import BerkasView
from sop_flows.use_cases.berkas.excuse import begin_excuse
from sop_flows.use_cases.berkas.papan import NAMED, view_berkas, view_board
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.support.empty import put_empty_database
from tests.support.office import Pejawaran
from tests.support.standing import board_in_part
from tests.support.statements import steps
from tests.support.story import SEKCAM, appoint_plh, berkas, go_to

UNITS = NAMED + 10


def test_a_board_names_those_that_it_shows_and_counts_the_others(tmp_path: Path):
    database, campaign = open_units(put_empty_database(tmp_path / "x.sqlite"), UNITS, 1)
    facts = {"user_id": campaign.users[SEKRETARIS], "berkas_id": campaign.berkas_id}

    def look(connection) -> tuple[BerkasView, BerkasView]:
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        return view_board(uow, board_of(campaign, SEKRETARIS)), view_berkas(uow, **facts)

    with closing(database):
        database.run_now(lambda c: send(c, campaign.unsent[0]))
        board, whole = database.run_now(look)

    assert draw_papan(board) == draw_papan(whole)
    assert f"dan {UNITS - 1 - NAMED} lagi" in draw_papan(board).text
    named = [sum(bool(one.nama) for one in view.langkah[3].terbuka) for view in (board, whole)]
    assert named == [NAMED, UNITS - 1]


def test_a_board_reads_those_that_it_names_and_all_while_it_asks_for_one(tmp_path: Path):
    database, campaign = open_units(tmp_path / "x.sqlite", UNITS, 1)
    board, starter = board_of(campaign, SEKRETARIS), Actor.private(campaign.users[SEKRETARIS])

    def look(connection) -> BerkasView:
        return view_board(SqlUnitOfWork(connection, BOT_ID, AT), board)

    def ask(connection) -> None:
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        in_unit(begin_excuse, uow, starter, berkas_id=campaign.berkas_id)

    with closing(database):
        plain = database.run_now(look)
        database.run_now(ask)
        asking = database.run_now(look)

    assert len(plain.berkas.terbuka) == NAMED
    assert plain.langkah[3].lebih == UNITS - NAMED
    assert [name for _, name in asking.kecualikan] == [f"Seksi {no}" for no in range(UNITS)]


def test_a_board_of_which_everything_late_is_counted(tmp_path: Path):
    database, campaign = open_units(tmp_path / "x.sqlite", UNITS, 1)

    def look(connection) -> BerkasView:
        uow = SqlUnitOfWork(connection, BOT_ID, AT + timedelta(days=90))
        return view_board(uow, board_of(campaign, SEKRETARIS))

    with closing(database):
        assert database.run_now(look).terlambat == UNITS


def test_who_heads_all_that_the_board_names_may_excuse_the_others(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    first, *_ = berkas(kantor, berkas_id).terbuka
    today = kantor.now.date()
    appoint_plh(kantor, SEKCAM, first.jabatan_id, today, today)
    facts = {"berkas_id": berkas_id, "pegawai_id": kantor.pegawai[SEKCAM]}

    every, one = (kantor.run(board_in_part, **facts, most=most) for most in (None, 1))

    assert every == one


def test_a_board_looks_at_each_tugas_once(tmp_path: Path):
    few, many = (board_steps(tmp_path / f"{units}.sqlite", units) for units in (20, 200))

    assert many < few * 11


def board_steps(path: Path, units: int) -> int:
    """Return how many steps of SQLite the board of so many units takes."""
    database, campaign = open_units(put_empty_database(path), units, 1)

    def look(connection) -> int:
        uow = SqlUnitOfWork(connection, BOT_ID, AT)
        return steps(connection, lambda: view_board(uow, board_of(campaign, SEKRETARIS)))

    with closing(database):
        database.run_now(look)
        return database.run_now(look)
