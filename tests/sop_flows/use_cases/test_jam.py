"""A clock that jumps back holds what ticks owe, and says so once; a tick that is late, doubled or early changes nothing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.screens.notices import Pesan, draw
from handlers.screens.screen import plain
from sop_flows.use_cases.jam import accept_clock, behind
from sop_flows.use_cases.tick import run_tick
from sop_flows.waktu.koreksi import CORRECTED
from storage.database.insert import table
from storage.database.tables import PengingatRow
from tests.support.office import Pejawaran, office_in
from tests.support.oktober import wib
from tests.support.story import KASUBBAG, PM, SEKCAM, TAPEM, at, fill, go_to

P = table(PengingatRow)
Said = frozenset[tuple[int, str, str]]


def tick(kantor: Pejawaran, now: datetime) -> datetime | None:
    kantor.now = now
    return kantor.run(run_tick).before


def said(kantor: Pejawaran) -> Said:
    rows = kantor.database.run_now(
        lambda c: c.execute(select(P.c.tugas_id, P.c.jenis, P.c.slot)).all()
    )
    return frozenset((row.tugas_id, row.jenis, row.slot) for row in rows)


def alarms(kantor: Pejawaran, nama: str = SEKCAM) -> list[str]:
    return [
        plain(draw(Pesan(one, None), ambigu=False).text) for one in kantor.owed(nama, "jam_mundur")
    ]


def test_a_clock_that_jumps_back_holds_reminders_until_it_has_caught_up(kantor: Pejawaran):
    go_to(kantor, 2)
    assert tick(kantor, wib(5, 8)) is None
    before = said(kantor)
    assert tick(kantor, wib(5, 7)) == wib(5, 8)
    assert tick(kantor, wib(4, 9, 30)) == wib(5, 8)
    assert said(kantor) == before

    assert tick(kantor, wib(5, 9, 30)) is None
    assert len(said(kantor)) == len(before) + 1


def test_the_admins_are_told_once_of_a_jump_and_nobody_else_is(kantor: Pejawaran):
    tick(kantor, wib(5, 10))
    for minute in (0, 1, 2):
        tick(kantor, wib(5, 8, minute))

    (alarm,) = alarms(kantor)
    assert "Jam sekarang menunjukkan" in alarm
    assert "08.00 WIB" in alarm
    assert "10.00 WIB" in alarm
    assert "tapak jam benar" in alarm
    assert alarms(kantor, TAPEM) == []

    tick(kantor, wib(5, 11))
    tick(kantor, wib(5, 9))
    assert len(alarms(kantor)) == 2


def test_what_ntp_corrects_holds_nothing(kantor: Pejawaran):
    go_to(kantor, 2)
    tick(kantor, wib(5, 9, 30) + CORRECTED)
    before = said(kantor)

    assert tick(kantor, wib(5, 9, 30)) is None
    assert said(kantor) == before
    assert alarms(kantor) == []


def test_who_taps_meanwhile_is_answered(kantor: Pejawaran):
    tick(kantor, wib(5, 12))
    assert tick(kantor, wib(5, 8)) is not None

    berkas_id = go_to(kantor, 3)
    assert at(kantor, berkas_id, 3).is_open
    assert kantor.owed(KASUBBAG, "kartu")


def test_a_clock_that_was_a_year_ahead_leaves_nothing_out_once_it_is_said_to_be_right(
    kantor: Pejawaran,
):
    go_to(kantor, 2)
    tick(kantor, wib(5, 9) + timedelta(days=365))
    early = said(kantor)
    assert tick(kantor, wib(5, 9, 30)) is not None
    assert said(kantor) == early

    kantor.now = wib(5, 9, 30)
    kantor.run(accept_clock)
    assert kantor.run(behind) is None
    tick(kantor, wib(5, 9, 31))
    (new,) = said(kantor) - early
    assert new[1] == "tenggat"


@contextmanager
def week(folder: Path) -> Iterator[Pejawaran]:
    """Yield an office in whose berkas several posts have work that runs out in that week."""
    with office_in(folder) as kantor:
        go_to(kantor, 4)
        yield kantor


def play(folder: Path, ticks: Iterable[datetime]) -> Said:
    with week(folder) as kantor:
        for now in ticks:
            tick(kantor, now)
        return said(kantor)


PUNCTUAL = [wib(5, 8) + timedelta(minutes=15 * n) for n in range(4 * 24 * 7)]


@pytest.fixture(scope="module")
def punctual(tmp_path_factory: pytest.TempPathFactory) -> Said:
    return play(tmp_path_factory.mktemp("tepat"), PUNCTUAL)


DISTURBED = st.lists(
    st.tuples(
        st.integers(0, 6 * 24 * 4),  # which tick
        st.sampled_from(("doubled", "late", "early", "missed")),
        st.integers(1, 14),  # minutes
    ),
    min_size=20,
    max_size=120,
)


def disturb(faults: list[tuple[int, str, int]]) -> list[datetime]:
    """Return the ticks of the week with these faults: an early one comes after a later one."""
    ticks: dict[int, list[datetime]] = {n: [one] for n, one in enumerate(PUNCTUAL)}
    for n, fault, minutes in faults:
        span = timedelta(minutes=minutes)
        ticks[n] = {
            "doubled": [*ticks[n], PUNCTUAL[n]],
            "late": [PUNCTUAL[n] + span],
            "early": [*ticks[n], PUNCTUAL[n] - span],
            "missed": [],
        }[fault]
    return [one for n in sorted(ticks) for one in ticks[n]]


@settings(max_examples=4, deadline=None)
@given(faults=DISTURBED)
def test_ticks_that_are_doubled_late_missed_or_out_of_order_say_what_punctual_ones_say(
    tmp_path_factory: pytest.TempPathFactory, punctual: Said, faults: list[tuple[int, str, int]]
):
    assert len(punctual) > 5
    assert play(tmp_path_factory.mktemp("ganggu"), disturb(faults)) == punctual


def test_people_who_act_between_disturbed_ticks_are_reminded_as_ever(tmp_path: Path):
    with week(tmp_path) as kantor:
        tick(kantor, wib(6, 10))
        fill(kantor, PM, "IK-04=36")
        tick(kantor, wib(6, 9))
        done = said(kantor)
        tick(kantor, wib(6, 10, 1))
        assert said(kantor) == done
