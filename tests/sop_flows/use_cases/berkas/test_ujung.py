"""The end of the history is told to the admins day by day, and found again as long as nothing was cut."""

from datetime import timedelta

import pytest

from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import KodeUnknown
from sop_flows.use_cases.berkas.naskah import show_naskah
from sop_flows.use_cases.tick import run_tick
from tests.support.office import Pejawaran
from tests.support.story import KASUBBAG, SEKCAM, TAPEM, go_to
from tests.support.tamper import TRUNCATED, tamper

DAY = timedelta(days=1)


def next_day(kantor: Pejawaran) -> None:
    kantor.now += DAY
    kantor.run(run_tick)


def read(kantor: Pejawaran, nama: str, layar: str) -> str:
    owed = kantor.owed(nama, layar)[-1]
    pesan = kantor.run(lambda uow: load(uow, owed))
    assert pesan is not None
    return plain(draw(pesan, ambigu=False).text)


def test_a_day_after_something_happened_the_admins_are_told_once_where_the_history_ends(
    kantor: Pejawaran,
):
    kantor.run(run_tick)
    go_to(kantor, 3)
    next_day(kantor)
    kantor.run(run_tick)

    (told,) = kantor.owed(SEKCAM, "ujung_harian")
    assert told.senyap
    assert told.isi.ujung == str(kantor.run(lambda uow: uow.jejak.head(kantor.kantor_id)))
    assert told.isi.ujung in read(kantor, SEKCAM, "ujung_harian")
    assert kantor.owed(TAPEM, "ujung_harian") == []


def test_a_day_on_which_nothing_happened_is_told_of_to_nobody(kantor: Pejawaran):
    kantor.run(run_tick)
    go_to(kantor, 3)
    next_day(kantor)
    next_day(kantor)

    assert len(kantor.owed(SEKCAM, "ujung_harian")) == 1


def test_who_has_an_end_of_the_history_can_ask_whether_it_still_stands(kantor: Pejawaran):
    go_to(kantor, 3)
    ujung = str(kantor.run(lambda uow: uow.jejak.head(kantor.kantor_id)))
    kantor.say(KASUBBAG, show_naskah, teks=ujung)
    assert "belum ada baris baru" in read(kantor, KASUBBAG, "ujung_diperiksa")

    kantor.act(KASUBBAG, Kerja.KIRIM)
    kantor.say(KASUBBAG, show_naskah, teks=ujung)
    text = read(kantor, KASUBBAG, "ujung_diperiksa")
    assert "masih memuat ujung itu" in text
    assert "bertambah" in text


def test_a_tail_that_was_cut_is_seen_by_who_has_yesterdays_end(kantor: Pejawaran):
    go_to(kantor, 3)
    kantor.run(run_tick)
    next_day(kantor)
    (told,) = kantor.owed(SEKCAM, "ujung_harian")
    kantor.database.run_now(lambda c: tamper(c, *TRUNCATED))

    assert kantor.run(lambda uow: uow.jejak.verify(kantor.kantor_id)).ok
    kantor.say(SEKCAM, show_naskah, teks=told.isi.ujung)
    assert "tidak ada dalam riwayat" in read(kantor, SEKCAM, "ujung_diperiksa")


def test_an_end_that_was_not_copied_whole_is_no_kode(kantor: Pejawaran):
    go_to(kantor, 3)
    ujung = str(kantor.run(lambda uow: uow.jejak.head(kantor.kantor_id)))
    with pytest.raises(KodeUnknown):
        kantor.say(KASUBBAG, show_naskah, teks=ujung[:-1])
