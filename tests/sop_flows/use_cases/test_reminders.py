"""One reminder that lives: it gives way to the next, says what is true, and ends with the work."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.trial.kantor.pejawaran import SAMPLE, START
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NoLongerSnoozable
from sop_flows.ports.reminders import Akhir
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.nudge import remind_one
from sop_flows.use_cases.pegawai.joining import revoke_member
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.snooze import begin_snooze, open_reminded
from storage.carriers.outbox import Outbox
from tests.sop_flows.use_cases.test_tick import walk
from tests.support.office import BOT, Pejawaran
from tests.support.oktober import WIB, wib
from tests.support.story import CAMAT, LINES, PM, SEKCAM, TAPEM, fill, go_to, play_to

MOST_A_DAY = 4  # the morning, two slots, and on Friday the line of the week


def days_of(kantor: Pejawaran, nama: str) -> list[date]:
    """Return the days on which somebody was reminded by a new message, one for each message."""
    return [one.at.astimezone(WIB).date() for one in kantor.reminded(nama)]


def test_a_forgotten_tugas_draws_daily_reminders_for_five_days_then_one_a_week(kantor: Pejawaran):
    go_to(kantor, 4)
    walk(kantor, kantor.now + timedelta(days=60))
    days = days_of(kantor, TAPEM)

    assert days[:6] == [date(2026, 10, day) for day in (5, 6, 7, 8, 9, 12)]
    weekly = days[6:]
    assert [day.weekday() for day in weekly] == [0] * len(weekly)
    assert all(later - day == timedelta(weeks=1) for day, later in pairwise(weekly))
    assert len(days) == 13
    last = kantor.reminded(TAPEM)[-1]
    assert "hari ke-40" in last.text
    assert "belum dibuka" in last.text


def test_a_new_reminder_says_what_has_changed_since_the_one_before(kantor: Pejawaran):
    go_to(kantor, 4)
    walk(kantor, wib(6, 12))
    kantor.say(TAPEM, open_reminded, tugas_id=kantor.only(TAPEM).id)
    kantor.say(TAPEM, take_text, teks="1=98,5", message_id=1)
    walk(kantor, wib(7, 12))
    (line,) = kantor.reminded(TAPEM)[-1].view.tugas

    assert line.hari == 2
    assert (line.lalu.terisi, line.terisi) == ((0, 3), (1, 3))
    assert "sudah dibuka, terisi 0 → <b>1</b>" in kantor.reminded(TAPEM)[-1].text


def test_what_is_done_is_reminded_of_no_more_and_its_buttons_go(kantor: Pejawaran):
    go_to(kantor, 4)
    walk(kantor, wib(6, 14))
    before = len(kantor.reminded(CAMAT))
    fill(kantor, TAPEM)
    done = kantor.only(TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)

    (edit,) = kantor.reminded(TAPEM, baru=False)
    assert edit.labels == []
    assert [(one.akhir, one.baris.nomor) for one in edit.view.akhir] == [
        (Akhir.SELESAI, done.nomor)
    ]
    assert f"#{done.nomor}" in edit.text
    (camat,) = kantor.reminded(CAMAT, baru=False)
    assert not [label for label in camat.labels if f"#{done.nomor}" in label]
    assert len(camat.view.diawasi) == len(LINES) - 1
    assert len(kantor.reminded(CAMAT)) == before


def test_what_is_put_off_says_until_when_and_cannot_be_put_off_again(kantor: Pejawaran):
    go_to(kantor, 4)
    walk(kantor, wib(6, 8))
    late = kantor.only(TAPEM)
    kantor.say(TAPEM, begin_snooze, tugas_id=late.id)
    kantor.say(TAPEM, take_text, teks="Menunggu data tiga desa", message_id=1)
    (edit,) = kantor.reminded(TAPEM, baru=False)
    assert edit.labels == []
    assert edit.view.akhir[0].sampai == wib(7, 9)
    walk(kantor, wib(7, 9))

    assert [label for label in kantor.reminded(TAPEM)[-1].labels if "Tunda" in label] == []
    with pytest.raises(NoLongerSnoozable):
        kantor.say(TAPEM, begin_snooze, tugas_id=late.id)


def test_another_tugas_does_not_take_what_is_still_late_off_the_reminder(kantor: Pejawaran):
    kantor.now = START - timedelta(days=91)
    play_to(kantor, 4)
    kantor.now = START
    kantor.run(run_tick)
    play_to(kantor, 4)
    walk(kantor, wib(5, 14))
    morning, slot = kantor.reminded(TAPEM)[-2:]

    assert (len(morning.view.tugas), len(slot.view.tugas)) == (1, 2)
    assert {line.tugas for line in morning.view.tugas} < {line.tugas for line in slot.view.tugas}


def test_who_blocked_the_bot_finds_one_reminder_of_what_is_true_then(kantor: Pejawaran):
    go_to(kantor, 4)
    chat = kantor.user[TAPEM]
    kantor.database.run_now(lambda c: Outbox(c, BOT).park(chat, float("inf")))
    walk(kantor, wib(19, 9))
    assert kantor.reminded(TAPEM) == []
    kantor.database.run_now(lambda c: Outbox(c, BOT).release(chat))

    (reminder,) = kantor.reminded(TAPEM)
    assert reminder.view.tugas[0].hari == 10


def test_who_lost_a_tugas_with_the_post_is_reminded_of_it_no_more(kantor: Pejawaran):
    go_to(kantor, 4)
    walk(kantor, wib(6, 12))
    rows = {one.nama: one for one in SAMPLE.pegawai}
    swapped = tuple(
        replace(one, jabatan=rows[other].jabatan, unit=rows[other].unit)
        for one in SAMPLE.pegawai
        for other in [{TAPEM: PM, PM: TAPEM}.get(one.nama, one.nama)]
    )
    kantor.take_over(replace(SAMPLE, pegawai=swapped))
    kantor.run(run_tick)
    (edit,) = kantor.reminded(TAPEM, baru=False)

    assert edit.labels == []
    assert edit.view.is_over


def test_who_left_is_reminded_no_more_and_the_atasan_is_asked(kantor: Pejawaran):
    go_to(kantor, 4)
    walk(kantor, wib(5, 14))
    before = len(kantor.reminded(TAPEM))
    kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[TAPEM])
    walk(kantor, wib(7, 14))

    assert len(kantor.reminded(TAPEM)) == before
    assert [line.siapa for line in kantor.reminded(CAMAT)[-1].view.diawasi if line.putus] == [
        (TAPEM,)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_no_history_of_taps_snoozes_and_wishes_makes_reminders_many_or_untimely(
    kantor: Pejawaran, seed: int
):
    chance = random.Random(seed)
    go_to(kantor, 4)
    jam_kerja = kantor.run(lambda uow: uow.kantor.jam_kerja(kantor.kantor_id))
    asked: Counter[date] = Counter()
    for _ in range(24):
        walk(kantor, kantor.now + timedelta(hours=chance.randrange(2, 30)))
        nama = chance.choice(list(LINES))
        tugas = kantor.only(nama)
        match chance.randrange(4):
            case 0:
                kantor.say(nama, open_reminded, tugas_id=tugas.id)
            case 1 if tugas.facts.ditunda is None:
                kantor.say(nama, begin_snooze, tugas_id=tugas.id)
                kantor.say(nama, take_text, teks="Menunggu data desa", message_id=1)
            case 2:
                kantor.say(CAMAT, remind_one, tugas_id=tugas.id)
                asked[kantor.now.astimezone(WIB).date()] += 1
    for nama in (*LINES, CAMAT, SEKCAM):
        told = kantor.reminded(nama)
        assert all(jam_kerja.is_open(one.at) or one.senyap for one in told)
        days = Counter(one.at.astimezone(WIB).date() for one in told)
        assert all(count <= MOST_A_DAY + asked[day] for day, count in days.items())
    said = kantor.run(
        lambda uow: uow.connection.exec_driver_sql(
            "SELECT tugas_id, jenis, slot, count(*) FROM pengingat GROUP BY 1, 2, 3 HAVING count(*) > 1"
        ).all()
    )
    assert said == []
