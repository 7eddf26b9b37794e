"""What ran last triwulan is offered again once the next one is over: to its starters, once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sop_flows.use_cases.berkas.again import next_offer
from sop_flows.use_cases.berkas.start import start_berkas
from sop_flows.use_cases.tick import next_moment, run_tick
from tests.sop_flows.use_cases.berkas.test_sambungan import target
from tests.support.office import Pejawaran
from tests.support.periode import triwulan
from tests.support.story import CAMAT, SEKCAM, berkas, said

WIB = ZoneInfo("Asia/Jakarta")
TW_IV = triwulan(2026, 4)


@pytest.fixture
def measured(kantor: Pejawaran) -> Pejawaran:
    """The office after it started its SOP for TW III; it is the end of the year."""
    kantor.start()
    kantor.now = datetime(2026, 12, 31, 15, tzinfo=WIB)
    return kantor


def offers(kantor: Pejawaran, nama: str = SEKCAM) -> int:
    return len(kantor.owed(nama, "tawaran_mulai"))


def test_the_starter_is_asked_on_the_first_working_day_and_only_once(measured: Pejawaran):
    opens = measured.run(next_offer)
    for moment in (opens - timedelta(minutes=1), opens, opens, opens + timedelta(days=3)):
        measured.now = moment
        before = offers(measured)
        measured.run(run_tick)
        assert offers(measured) == (moment >= opens), (moment, before)

    asked = said(measured, SEKCAM, "tawaran_mulai")
    assert (asked["tahun"], asked["triwulan"]) == (2026, 4)
    assert asked["nama"] == "Pengukuran Kinerja"
    assert offers(measured, CAMAT) == 0


def test_the_moment_of_the_offer_is_known_beforehand_and_over_afterwards(measured: Pejawaran):
    opens = measured.run(next_offer)
    local = opens.astimezone(WIB)

    assert (local.year, local.month) == (2027, 1)
    assert local.weekday() < 6
    assert measured.run(next_moment) <= opens
    measured.now = opens
    measured.run(run_tick)
    following = measured.run(next_offer)
    assert following is not None
    assert (following.astimezone(WIB).month, following > opens) == (4, True)


def test_the_offer_is_kept_when_the_bot_was_away_but_not_beyond_the_month(measured: Pejawaran):
    measured.now = datetime(2027, 1, 20, 10, tzinfo=WIB)
    measured.run(run_tick)
    assert offers(measured) == 1

    measured.now = datetime(2027, 5, 3, 10, tzinfo=WIB)
    measured.run(run_tick)
    assert offers(measured) == 1


def test_what_was_started_already_is_not_offered(measured: Pejawaran):
    outcome = measured.say(SEKCAM, start_berkas, sop_id=target(measured), periode=TW_IV)
    measured.now = datetime(2027, 1, 20, 10, tzinfo=WIB)
    measured.run(run_tick)

    assert berkas(measured, outcome.berkas.id).periode == TW_IV
    assert offers(measured) == 0


def test_an_office_that_never_ran_an_sop_is_left_alone(kantor: Pejawaran):
    kantor.run(run_tick)
    kantor.now = datetime(2027, 1, 20, 10, tzinfo=WIB)
    kantor.run(run_tick)

    assert offers(kantor) == 0
    assert kantor.run(next_offer) is None
