"""Reminders as people get them: once, merged, inside working hours, with a way to be left alone."""

from datetime import datetime, timedelta

import pytest

from handlers.screens.notices import Pesan, draw
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NoLongerSnoozable, NotAllowed, ReasonRequired
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.records import Daftar
from sop_flows.ports.unit_of_work import SLICE
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.nudge import remind_late
from sop_flows.use_cases.putus import note_gap, reissue_cards
from sop_flows.use_cases.tick import next_moment, run_tick
from sop_flows.use_cases.tugas.snooze import begin_snooze, open_reminded
from tests.support.office import Pejawaran
from tests.support.oktober import wib
from tests.support.reminders import Reminded
from tests.support.story import (
    CAMAT,
    LINES,
    PM,
    SEKCAM,
    TAPEM,
    at,
    berkas,
    fill,
    go_to,
    jejak,
    tugas,
)


def walk(kantor: Pejawaran, until: datetime) -> None:
    """Tick at every moment at which something may be due, and at some at which nothing is."""
    while True:
        kantor.run(run_tick)
        kantor.carry_reminders()
        following = kantor.run(next_moment)
        if following is None or following > until:
            break
        kantor.now = max(following, kantor.now + timedelta(seconds=1))
    kantor.now = until
    kantor.run(run_tick)
    kantor.carry_reminders()


def reminders(kantor: Pejawaran, nama: str) -> list[Reminded]:
    return [one for one in kantor.reminded(nama) if one.view.tugas]


def escalations(kantor: Pejawaran, nama: str) -> list[Reminded]:
    return [one for one in kantor.reminded(nama) if one.view.diawasi]


def weekly(kantor: Pejawaran, nama: str) -> list[Reminded]:
    return kantor.reminded(nama, Daftar.PEKANAN)


def test_a_late_holder_is_reminded_once_however_often_the_clock_ticks(kantor: Pejawaran):
    go_to(kantor, 2)
    kantor.now = wib(5, 9, 30)
    for _ in range(3):
        kantor.run(run_tick)
    (reminder,) = reminders(kantor, SEKCAM)

    assert reminder.view.tugas[0].langkah == 2
    assert reminder.view.tugas[0].jenis == "tenggat"
    assert not reminder.senyap


def test_what_a_clock_said_that_was_ahead_is_not_said_again_once_it_is_set_back(kantor: Pejawaran):
    go_to(kantor, 2)
    kantor.now = wib(7, 9, 30)
    kantor.run(run_tick)
    (early,) = reminders(kantor, SEKCAM)
    kantor.now = wib(5, 8)
    walk(kantor, wib(7, 9, 30))

    assert reminders(kantor, SEKCAM) == [early]
    kantor.now = wib(8, 8, 45)
    walk(kantor, wib(8, 9, 30))
    assert len(reminders(kantor, SEKCAM)) == 2


def test_nothing_is_said_within_an_hour_of_opening_nor_outside_sessions(kantor: Pejawaran):
    go_to(kantor, 2)
    walk(kantor, wib(5, 8, 45))
    assert reminders(kantor, SEKCAM) == []

    kantor.now = wib(5, 21)
    kantor.run(run_tick)
    assert reminders(kantor, SEKCAM) == []
    kantor.now = wib(6, 7, 30)
    kantor.run(run_tick)
    assert len(reminders(kantor, SEKCAM)) == 1


def test_one_message_a_person_merges_all_that_is_due(kantor: Pejawaran):
    go_to(kantor, 4)
    kantor.now = wib(7, 8)
    kantor.run(run_tick)

    for kasi in LINES:
        (reminder,) = reminders(kantor, kasi)
        assert len(reminder.view.tugas) == 1
    (news,) = escalations(kantor, CAMAT)
    assert len(news.view.diawasi) == 5
    assert {line.unit for line in news.view.diawasi} == {
        "Seksi Tata Pemerintahan",
        "Seksi Pemberdayaan Masyarakat",
        "Seksi Kesejahteraan Sosial",
        "Seksi Pelayanan Umum",
        "Seksi Ketenteraman dan Ketertiban",
    }
    (board,) = escalations(kantor, SEKCAM)
    assert board.view.diawasi == news.view.diawasi


def test_who_acts_is_reminded_no_more(kantor: Pejawaran):
    go_to(kantor, 4)
    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)
    walk(kantor, wib(7, 12))

    assert reminders(kantor, TAPEM) == []
    assert len(reminders(kantor, PM)) >= 2


def test_a_week_of_silence_ends_in_one_message_not_in_a_backlog(kantor: Pejawaran):
    go_to(kantor, 4)
    kantor.now = wib(14, 10)
    kantor.run(run_tick)

    assert len(reminders(kantor, TAPEM)) == 1
    assert len(escalations(kantor, CAMAT)) == 1


def test_opening_the_card_from_a_reminder_quiets_the_day(kantor: Pejawaran):
    go_to(kantor, 4)
    kantor.now = wib(6, 8)
    kantor.run(run_tick)
    kantor.say(TAPEM, open_reminded, tugas_id=kantor.only(TAPEM).id)
    walk(kantor, wib(6, 16))
    assert len(reminders(kantor, TAPEM)) == 1

    walk(kantor, wib(7, 9))
    assert len(reminders(kantor, TAPEM)) == 2


def test_a_snooze_needs_a_reason_lasts_until_the_next_working_day_and_comes_once(
    kantor: Pejawaran,
):
    go_to(kantor, 4)
    kantor.now = wib(6, 8)
    kantor.run(run_tick)
    late = kantor.only(TAPEM)
    kantor.say(TAPEM, begin_snooze, tugas_id=late.id)
    with pytest.raises(ReasonRequired):
        kantor.say(TAPEM, take_text, teks="ya", message_id=1)
    kantor.say(TAPEM, take_text, teks="Menunggu data tiga desa", message_id=1)

    assert tugas(kantor, late.id).facts.ditunda.alasan == "Menunggu data tiga desa"
    walk(kantor, wib(7, 8, 55))
    assert len(reminders(kantor, TAPEM)) == 1
    walk(kantor, wib(7, 9, 5))
    assert len(reminders(kantor, TAPEM)) == 2
    with pytest.raises(NoLongerSnoozable):
        kantor.say(TAPEM, begin_snooze, tugas_id=late.id)


def shown(isi) -> str:
    """Return what a person reads."""
    return draw(Pesan(answer_to(70, isi), None), ambigu=False).text


def test_every_reminder_tells_its_tugas_from_those_of_other_runs_by_unit_and_periode(
    kantor: Pejawaran,
):
    go_to(kantor, 4)
    walk(kantor, wib(9, 15))
    told = (
        reminders(kantor, TAPEM)[-1],
        escalations(kantor, CAMAT)[-1],
        weekly(kantor, CAMAT)[-1],
    )

    for one in told:
        text = one.text
        lines = [line for line in text.split("\n") if "Triwulan III 2026, berkas 1001" in line]
        named = (*one.view.tugas, *one.view.diawasi)
        assert len(lines) == len(named) > 0, text
        assert all(line.unit in text for line in named)


def test_asking_for_reminders_pauses_two_hours_and_is_not_everybodys(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    told = kantor.run(remind_late, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)
    assert (told.jumlah, told.terlambat, told.lagi) == (0, 0, None)
    assert "tidak ada tugas yang terlambat" in shown(told)
    kantor.now = wib(5, 14)

    told = kantor.run(remind_late, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)
    assert told.jumlah == 5
    kantor.carry_reminders()
    kantor.now = wib(5, 14, 30)
    told = kantor.run(remind_late, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)
    assert (told.jumlah, told.terlambat, told.lagi) == (0, 5, wib(5, 15))
    assert "5 tugas yang terlambat pada berkas 1001 baru saja diingatkan" in (shown(told))
    with pytest.raises(NotAllowed):
        kantor.run(remind_late, user_id=kantor.user[TAPEM], berkas_id=berkas_id)
    kantor.now = wib(6, 8, 30)
    told = kantor.run(remind_late, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)
    assert told.jumlah == 5
    assert [line.diminta for one in reminders(kantor, TAPEM) for line in one.view.tugas] == [
        True,
        True,
    ]


def outage(kantor: Pejawaran) -> None:
    """Let taps be lost for twenty minutes, and the cards come that ask anew."""
    kantor.run(lambda uow: uow.jam.note(uow.now))
    kantor.run(note_gap, mati=wib(5, 9), hidup=wib(5, 9, 20))
    assert kantor.run(reissue_cards, room=SLICE) > 0


def newcomers(kantor: Pejawaran, before: dict[str, int]) -> list[str]:
    return [nama for nama in kantor.user if len(kantor.owed(nama)) > before[nama]]


def test_after_an_outage_a_decision_comes_again_and_only_to_who_decides(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    before = {nama: len(kantor.owed(nama)) for nama in kantor.user}

    outage(kantor)
    (told,) = kantor.owed(SEKCAM, "sempat_mati")
    assert told.isi.mati == wib(5, 9)
    assert kantor.owed(SEKCAM)[-1].baru
    assert newcomers(kantor, before) == [SEKCAM]
    assert at(kantor, berkas_id, 7).is_open
    assert jejak(kantor, berkas_id, "kembalikan") == []


def test_after_an_outage_every_card_that_asks_comes_again_not_only_decisions(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    before = {nama: len(kantor.owed(nama)) for nama in kantor.user}
    kantor.now = wib(5, 22)

    asked = len(berkas(kantor, berkas_id).terbuka)
    outage(kantor)
    again = [one for nama in kantor.user for one in kantor.owed(nama)[before[nama] :] if one.baru]
    assert len(again) == asked
    assert TAPEM in newcomers(kantor, before)
    notice, card = kantor.owed(TAPEM)[-2:]
    assert (notice.layar, card.layar, card.baru) == ("sempat_mati", "kartu", True)
    assert notice.senyap, "nobody is woken at night by what happened to a machine"
    assert card.senyap


def test_the_head_gets_one_message_each_friday_about_what_is_three_days_late(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    walk(kantor, wib(9, 13, 59))
    assert weekly(kantor, CAMAT) == []
    walk(kantor, wib(12, 12))
    (letter,) = weekly(kantor, CAMAT)
    assert len(letter.view.diawasi) == len(LINES)
    assert not letter.senyap

    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)
    walk(kantor, wib(16, 15))
    assert len(weekly(kantor, CAMAT)) == 2
    assert len(weekly(kantor, CAMAT)[-1].view.diawasi) == len(LINES) - 1
    assert len(berkas(kantor, berkas_id).terbuka) == len(LINES) - 1


def test_the_head_is_not_told_about_the_own_tugas(kantor: Pejawaran):
    go_to(kantor, 1)
    walk(kantor, wib(9, 15))

    assert reminders(kantor, CAMAT)
    assert weekly(kantor, CAMAT) == []
