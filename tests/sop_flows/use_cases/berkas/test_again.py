"""What ran last triwulan is offered again once the next one is over: to its starters, once."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.notices import Pesan, draw
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.mulai import TawaranMulai
from sop_flows.use_cases.berkas.again import next_offer
from sop_flows.use_cases.berkas.rencana import begin_rencana, outlook
from sop_flows.use_cases.berkas.start import start_berkas
from sop_flows.use_cases.tick import next_moment, run_tick
from storage.documents.kantor.workbook import read_workbook, write_buku
from storage.offices.workbook_reader import read_office
from tests.sop_flows.use_cases.berkas.test_sambungan import target
from tests.support.office import Pejawaran, office_in
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


def test_the_offer_says_when_it_is_done_if_it_begins_now(measured: Pejawaran):
    measured.now = datetime(2027, 1, 4, 8, tzinfo=WIB)
    measured.run(run_tick)

    offer = measured.owed(SEKCAM, "tawaran_mulai")[-1]
    screen = draw(Pesan(offer, None), ambigu=False)
    assert "Bila dimulai hari ini, selesai Jumat, 8 Jan 09.00 WIB" in screen.text


def test_an_office_that_says_when_its_laporan_is_due_is_told_until_when_to_begin(tmp_path: Path):
    due = replace(SAMPLE, kantor=replace(SAMPLE.kantor, batas_laporan=15))
    with office_in(tmp_path, due) as kantor:
        kantor.start()
        for day, told in (
            (
                4,
                "Paling lambat dimulai <b>Selasa, 12 Jan 15.29 WIB</b> agar selesai sebelum batas",
            ),
            (29, "Batas laporan Jumat, 15 Januari 2027 tidak terkejar"),
        ):
            kantor.now = datetime(2027, 1, day, 8, tzinfo=WIB)
            sop = kantor.run(lambda uow: uow.sop.active(kantor.kantor_id))[0].sop
            facts = {"kantor_id": kantor.kantor_id, "sop": sop, "periode": TW_IV}
            offer = TawaranMulai(
                sop=1,
                nama=sop.nama,
                kantor="",
                periode=TW_IV,
                prospek=kantor.run(outlook, **facts),
            )
            assert told in draw(Pesan(Kiriman(chat_id=1, isi=offer), None), ambigu=False).text


def test_the_day_that_a_laporan_is_due_is_offered_for_a_plan(tmp_path: Path):
    due = replace(SAMPLE, kantor=replace(SAMPLE.kantor, batas_laporan=31))
    with office_in(tmp_path, due) as kantor:
        for now, batas in (
            (datetime(2026, 10, 5, 8, tzinfo=WIB), date(2026, 10, 31)),
            (datetime(2026, 11, 5, 8, tzinfo=WIB), date(2027, 1, 31)),
            (datetime(2027, 4, 29, 8, tzinfo=WIB), date(2027, 4, 30)),
        ):
            kantor.now = now
            kantor.say(SEKCAM, begin_rencana)
            asked = kantor.owed(SEKCAM, "tanya_rencana")[-1].isi
            assert asked.batas == batas
        book = kantor.run(
            lambda uow: read_office(uow.connection, kantor.kantor_id, date(2027, 4, 29))
        )
        assert read_workbook(write_buku(book)).kantor == replace(due.kantor, sel="Kantor!A2")


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
