"""The arithmetic of the benchmarks; what they measure is `make bench`."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from benchmarks import p5, p13
from benchmarks.bot_api import BOT_ID
from benchmarks.figures import (
    TIMES,
    Line,
    Report,
    Target,
    most_within,
    percentile,
    ratio,
    table,
    tell,
)
from benchmarks.many import LATE, POSTS, fill
from benchmarks.offices import FIRST_USER, now
from benchmarks.papers import INDIKATOR, SIDIK, big_laporan
from benchmarks.parts import FLOOR, OTHER, OURS, asked_often, calls_from, part_of
from benchmarks.steps import begin, open_office, step
from benchmarks.taps import Crowd, colleague
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.tugas.listing import list_tugas
from storage.database.engine import open_engine
from storage.database.session import Database
from storage.documents.papers.paper import source_of_paper, write_paper
from storage.unit_of_work import SqlUnitOfWork


def test_a_ratio_is_the_median_over_pairs_and_not_of_all_values():
    ours, others = [100.0, 900.0, 110.0], [50.0, 450.0, 100.0]

    assert ratio(ours, others) == 2.0


def test_a_pair_needs_both_halves():
    with pytest.raises(ValueError, match="two halves"):
        ratio([1.0], [1.0, 2.0])


@pytest.mark.parametrize(
    ("share", "expected"), [(0.01, 1.0), (0.5, 50.0), (0.99, 99.0), (0.991, 100.0), (1.0, 100.0)]
)
def test_a_percentile_is_a_value_that_was_measured(share, expected):
    assert percentile([float(n) for n in range(100, 0, -1)], share) == expected


def test_the_busiest_second_is_found_wherever_it_begins():
    moments = [0.0, 0.9, 0.95, 1.0, 1.85, 1.95]

    assert most_within(moments, 1.0) == 4


def test_a_moment_one_whole_second_later_is_in_the_next_window():
    assert most_within([0.0, 1.0, 2.0], 1.0) == 1


def test_a_target_says_which_side_is_good():
    assert Target(bound=0.6).is_met(0.6)
    assert not Target(bound=0.6).is_met(0.61)
    assert Target(bound=2, is_most=False).is_met(2.4)
    assert str(Target(bound=2, is_most=False)) == "≥ 2"


def test_a_missed_target_is_said_in_the_line():
    line = Line(what="ours against the floor", figure=1.9, unit=TIMES, target=Target(bound=1.8))

    assert f"1.90 {TIMES}" in str(line)
    assert "target ≤ 1.8 MISSED" in str(line)


@pytest.mark.parametrize(
    ("figure", "unit", "expected"),
    [
        (812.4, "µs", "812 µs"),
        (1610.0, "µs", "1 610 µs"),
        (0.5, TIMES, f"0.50 {TIMES}"),
        (30, "", "30"),
    ],
)
def test_figures_are_told_as_people_read_them(figure, unit, expected):
    assert tell(figure, unit) == expected


def test_a_tap_may_wait_twice_as_long_and_a_little_while_files_are_made():
    quiet = [4.0] * 100

    kept = str(p5.told(p5.Found(quiet=quiet, busy=[13.0] * 100, sheets=20, papers=9)))
    missed = str(p5.told(p5.Found(quiet=quiet, busy=[13.1] * 100, sheets=20, papers=9)))

    assert "while 20 sheets and 9 papers are made: p99" in kept
    assert "target ≤ 13 met" in kept
    assert "target ≤ 13 MISSED" in missed


def test_papers_are_told_in_pages_per_second_and_in_the_most_memory_of_all():
    def paper(wall_s: float, peak_mb: float) -> p13.Sample:
        return p13.Sample(pages=20, cpu_s=wall_s, wall_s=wall_s, peak_mb=peak_mb)

    ours = [paper(1.0, 80.0), paper(2.0, 90.0), paper(1.0, 90.0)]
    alone = [paper(0.5, 100.0), paper(1.0, 150.0), paper(0.5, 180.0)]

    text = str(p13.told({p13.OURS: ours, p13.AGAIN: ours, p13.TYPST: alone}))

    assert "papers of 20 pages" in text
    for said in (f"0.50 {TIMES}", f"A/A 1.00 {TIMES}", "90 MB", "180 MB, kept"):
        assert said in text


def test_the_laporan_that_is_measured_has_about_twenty_pages():
    assert 18 <= p13.pages_of(write_paper(big_laporan(INDIKATOR, 3), SIDIK)) <= 22


def test_no_round_sets_a_laporan_that_was_set_before():
    assert source_of_paper(big_laporan(4, 1), SIDIK) != source_of_paper(big_laporan(4, 2), SIDIK)


def test_the_table_of_the_readme_has_a_row_for_each_figure():
    report = Report("P1", "per tap", seconds=61.0)
    report.add("  against the floor", 1.9, TIMES, target=Target(bound=1.8), beside="A/A 1.00")

    *_, head, row = table([report]).splitlines()

    assert head == "| **P1 per tap** (61 s) | | | | |"
    assert row == f"| against the floor | 1.90 {TIMES} | ≤ 1.8 | no | A/A 1.00 |"


def test_a_board_that_is_redrawn_is_not_taken_for_the_card_that_was_tapped():
    crowd = Crowd()
    crowd.update(1, 7, "v1:t:1:0:selesai", at=0.0)

    crowd.hear("editMessageText", {"chat_id": 1, "message_id": 8})
    assert not crowd.person(1).edited_s
    crowd.hear("editMessageText", {"chat_id": 1, "message_id": 7})
    assert len(crowd.person(1).edited_s) == 1


def test_what_is_handed_on_is_tapped_by_the_colleague_who_got_it():
    crowd = Crowd()
    person, other = crowd.person(1), colleague(1)
    keyboard = [[{"text": "Disposisikan", "callback_data": "v1:t:2:0:disposisikan"}]]
    message = {
        "chat": {"id": other},
        "message_id": 9,
        "reply_markup": {"inline_keyboard": keyboard},
    }

    crowd.hear("sendMessage", {"chat_id": other, "message": message})

    assert crowd.person(other) is person
    assert list(person.buttons) == [(other, 9, "v1:t:2:0:disposisikan")]


def test_a_moment_belongs_to_the_innermost_call_that_is_anybodys():
    calls = ["json.decoder:decode", "storage.codec:read", "sop_flows.engine.engine:advance"]

    assert part_of(calls, OURS) == "rows read as facts, and written"
    assert part_of(["json.decoder:decode"], OURS) == OTHER


def test_a_step_of_ours_has_every_part_that_is_told(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/tapak.sqlite"
    database, office = open_office(url, 2)
    [first] = begin(database, office, 1)
    found = set()

    with open_engine(url).connect() as connection:
        sys.setprofile(lambda frame, *_: found.add(part_of(calls_from(frame), OURS)))
        try:
            with connection.begin():
                step(office, first, now())(connection)
        finally:
            sys.setprofile(None)
    database.close()

    assert found - {OTHER} == set(OURS)


def test_a_part_is_found_by_asking_often():
    found: Counter[str] = Counter()

    with asked_often(FLOOR, found):
        while not found:
            pass

    assert found.keys() == {OTHER}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Three offices with two berkas each, all but the first one copied."""
    with closing(fill(tmp_path_factory.mktemp("ribuan") / "tapak.sqlite", 3, 2 * POSTS)) as made:
        yield made


def test_what_is_copied_names_nothing_that_there_is_not(copied: Database):
    assert copied.run_now(lambda c: c.exec_driver_sql("PRAGMA foreign_key_check").all()) == []


def test_an_office_that_was_copied_shows_each_of_its_people_what_the_first_one_does(
    copied: Database,
):
    def shown(connection: Connection, chat_id: int) -> tuple[Any, ...]:
        uow = SqlUnitOfWork(connection, BOT_ID, LATE)
        daftar = list_tugas(uow, user_id=chat_id)
        board = view_berkas(uow, user_id=chat_id, berkas_id=daftar.baris[-1].berkas_id)
        [orang] = daftar.pegawai
        return (
            orang.kantor_id,
            [(one.berkas_nomor, one.tugas.nomor, one.sebagai) for one in daftar.baris],
            [(each.status, sorted(one.nama for one in each.terbuka)) for each in board.langkah],
        )

    for at in range(1, POSTS + 1):
        first, *others = (
            copied.run_now(partial(shown, chat_id=FIRST_USER + at + no * POSTS)) for no in range(3)
        )
        assert len(first[1]) == 2
        assert [one[0] for one in (first, *others)] == [1, 2, 3]
        assert [one[1:] for one in others] == [first[1:]] * 2
