"""What ran last triwulan is offered again once the next one is over: to its starters, once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.notices import Pesan, draw
from sop_flows.errors import AlreadyRunning
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.mulai import TawaranMulai
from sop_flows.ports.records import Daftar, SopAktif
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import JenisIsian
from sop_flows.use_cases.berkas.again import next_offer
from sop_flows.use_cases.berkas.rencana import begin_rencana, outlook
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.berkas.steer import cancel_berkas
from sop_flows.use_cases.tick import next_moment, run_tick
from sop_flows.waktu.periode import Periode
from storage.documents.kantor.workbook import read_workbook, write_buku
from storage.offices.workbook_reader import read_office
from tests.skenario.kantor import DUA_SOP
from tests.sop_flows.use_cases.berkas.test_sambungan import target
from tests.sop_flows.use_cases.tugas.test_alihkan import leave
from tests.support.office import Pejawaran, office_in, plain
from tests.support.periode import triwulan
from tests.support.reminders import Reminded
from tests.support.story import CAMAT, SEKCAM, berkas

WIB = ZoneInfo("Asia/Jakarta")
TW_IV = triwulan(2026, 4)
SEKRETARIS = "Parlindungan Siregar"
ANSWERS = {
    JenisIsian.NOMOR: "S.900/3/SETDA/2027",
    JenisIsian.TANGGAL: "4 Januari 2027",
    JenisIsian.PILIHAN: "Biasa",
    JenisIsian.CENTANG: "ya",
    JenisIsian.DOKUMEN: "surat.pdf",
}


@pytest.fixture
def measured(kantor: Pejawaran) -> Pejawaran:
    """The office after it started its SOP for TW III; it is the end of the year."""
    kantor.start()
    kantor.now = datetime(2026, 12, 31, 15, tzinfo=WIB)
    return kantor


def offers(kantor: Pejawaran, nama: str = SEKCAM) -> int:
    return len(kantor.reminded(nama, Daftar.TAWARAN))


def last_offer(kantor: Pejawaran, *, baru: bool = True) -> Reminded:
    return kantor.reminded(SEKCAM, Daftar.TAWARAN, baru=baru)[-1]


def test_the_starter_is_asked_on_the_first_working_day_and_only_once(measured: Pejawaran):
    opens = measured.run(next_offer)
    for moment in (opens - timedelta(minutes=1), opens, opens, opens + timedelta(days=3)):
        measured.now = moment
        before = offers(measured)
        measured.run(run_tick)
        assert offers(measured) == (moment >= opens), (moment, before)

    (line,) = last_offer(measured).view.baris
    assert (line.nama, line.periode) == ("Pengukuran Kinerja", TW_IV)
    assert offers(measured, CAMAT) == 0


def test_the_offer_says_when_it_is_done_if_it_begins_now(measured: Pejawaran):
    measured.now = datetime(2027, 1, 4, 8, tzinfo=WIB)
    measured.run(run_tick)

    assert "Bila dimulai hari ini, selesai Jumat, 8 Jan 09.00 WIB" in last_offer(measured).text


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


# Several SOPs at once


@pytest.fixture
def dinas(tmp_path: Path) -> Iterator[Pejawaran]:
    """Yield an office whose Sekretaris started both of its SOPs for TW III; it is January."""
    with office_in(tmp_path, DUA_SOP.buku) as kantor:
        for one in kantor.run(list_startable, user_id=kantor.user[SEKRETARIS]):
            begin(kantor, one.sop_id, triwulan(2026, 3))
        kantor.now = datetime(2027, 1, 4, 8, tzinfo=WIB)
        kantor.run(run_tick)
        yield kantor


def begin(kantor: Pejawaran, sop_id: int, periode: Periode) -> int:
    """Let the Sekretaris start an SOP; return the number of the berkas."""
    (aktif,) = [one for one in kantor.run(active_in, kantor=kantor) if one.id == sop_id]
    given = {one.kode: ANSWERS.get(one.jenis, "Sekda") for one in aktif.sop.mulai if one.wajib}
    outcome = kantor.say(SEKRETARIS, start_berkas, sop_id=sop_id, periode=periode, isian=given)
    return outcome.berkas.nomor


def active_in(uow: UnitOfWork, kantor: Pejawaran) -> tuple[SopAktif, ...]:
    return uow.sop.active(kantor.kantor_id)


def test_all_that_may_be_started_is_offered_in_one_message(dinas: Pejawaran):
    (offer,) = dinas.reminded(SEKRETARIS, Daftar.TAWARAN)

    assert offer.text.count("telah berakhir") == 1
    assert len(offer.view.baris) == 2
    assert [label for label in offer.labels if label != "🕘 Nanti"] == [
        "▶️ Mulai Mekanisme Penguku…",
        "▶️ Mulai Pengumpulan Data…",
    ]


def test_what_is_started_is_marked_where_it_was_offered_and_loses_its_button(dinas: Pejawaran):
    (offer,) = dinas.reminded(SEKRETARIS, Daftar.TAWARAN)
    first, second = offer.view.baris
    nomor = begin(dinas, first.sop_id, TW_IV)
    (edited,) = dinas.reminded(SEKRETARIS, Daftar.TAWARAN, baru=False)[-1:]

    assert f"✅ {first.nama} sudah dimulai, berkas {nomor}" in plain(edited.text)
    assert edited.labels == [one for one in offer.labels if "Mekanisme" not in one]
    with pytest.raises(AlreadyRunning):
        begin(dinas, first.sop_id, TW_IV)
    begin(dinas, second.sop_id, TW_IV)
    (whole,) = dinas.reminded(SEKRETARIS, Daftar.TAWARAN, baru=False)[-1:]
    assert whole.labels == []
    assert len(dinas.reminded(SEKRETARIS, Daftar.TAWARAN)) == 1


def test_what_is_given_up_is_offered_again_where_it_stood(dinas: Pejawaran):
    (offer,) = dinas.reminded(SEKRETARIS, Daftar.TAWARAN)
    begin(dinas, offer.view.baris[0].sop_id, TW_IV)
    running = dinas.run(lambda uow: uow.berkas.latest(dinas.kantor_id)[0])
    dinas.say(SEKRETARIS, cancel_berkas, berkas_id=running, alasan="Salah periode")

    (edited,) = dinas.reminded(SEKRETARIS, Daftar.TAWARAN, baru=False)[-1:]
    assert edited.labels == offer.labels


def test_who_holds_the_post_no_more_is_offered_nothing(dinas: Pejawaran):
    (offer,) = dinas.reminded(SEKRETARIS, Daftar.TAWARAN)
    leave(dinas, SEKRETARIS)
    dinas.run(lambda uow: uow.reminders.owe_list_again(dinas.kantor_id, Daftar.TAWARAN))

    (edited,) = dinas.reminded(SEKRETARIS, Daftar.TAWARAN, baru=False)[-1:]
    assert "Tidak ada SOP yang ditawarkan" in edited.text
    assert (bool(offer.labels), edited.labels) == (True, [])


def test_the_offers_of_the_next_triwulan_take_their_place(dinas: Pejawaran):
    dinas.carry_reminders()
    dinas.now = datetime(2027, 4, 1, 8, tzinfo=WIB)
    dinas.run(run_tick)

    before, after = dinas.reminded(SEKRETARIS, Daftar.TAWARAN)
    assert "Triwulan IV 2026 telah berakhir" in before.text
    assert "Triwulan I 2027 telah berakhir" in after.text
    assert "Triwulan IV 2026" not in after.text
