"""What who oversees a late tugas does from the escalation: remind its holder, or write an arahan."""

import pytest

from handlers.screens.callback import TugasTap
from handlers.screens.notices import Pesan, draw
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import NotYourTugas, ReasonRequired, TugasChanged
from sop_flows.ports.kiriman import Kiriman
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.nudge import remind_late, remind_one
from sop_flows.use_cases.pegawai.joining import revoke_member
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.arahan import ask_arahan
from tests.support.office import Pejawaran
from tests.support.oktober import wib
from tests.support.reminders import Reminded
from tests.support.story import (
    CAMAT,
    PM,
    SEKCAM,
    TAPEM,
    appoint_plh,
    berkas,
    fill,
    go_to,
    jejak,
    post,
)

WORDS = "Mohon dilengkapi hari ini, lalu melapor kepada Sekretaris."


@pytest.fixture
def late(kantor: Pejawaran) -> Tugas:
    """Return the formulir of Tata Pemerintahan, a working day late; the Camat has heard of it."""
    go_to(kantor, 4)
    kantor.now = wib(7, 8)
    kantor.run(run_tick)
    kantor.carry_reminders()
    return kantor.only(TAPEM)


def seen(one: Kiriman) -> str:
    """Return what a person reads."""
    return draw(Pesan(one), ambigu=False).text


def test_the_escalation_offers_what_can_be_done_about_each_tugas(kantor: Pejawaran, late: Tugas):
    (news,) = kantor.reminded(CAMAT)
    buttons = [each for row in news.screen.keyboard for each in row]

    assert [(b.label, b.data) for b in buttons if f"#{late.nomor}" in b.label] == [
        (f"⏰ Ingatkan #{late.nomor}", TugasTap(late.id, 0, "ingatkan").encode()),
        (f"✏️ Tulis arahan #{late.nomor}", TugasTap(late.id, 0, "arahan").encode()),
        (f"✅ Beri waktu #{late.nomor}", TugasTap(late.id, 0, "beri_hari").encode()),
        (f"🔁 Alihkan #{late.nomor}", TugasTap(late.id, 0, "alihkan").encode()),
    ]
    assert len(buttons) == 4 * 3 + 1  # of the first three: a reminder has few rows
    assert buttons[-1].label == "📋 Papan berkas 1001"


def asked(kantor: Pejawaran, nama: str) -> list[Reminded]:
    """Return the reminders that somebody asked for."""
    return [one for one in kantor.reminded(nama) if any(line.diminta for line in one.view.tugas)]


def test_the_camat_reminds_the_holder_of_one_tugas_by_name_and_no_more_than_every_two_hours(
    kantor: Pejawaran, late: Tugas
):
    others = len(kantor.reminded(PM))
    kantor.say(CAMAT, remind_one, tugas_id=late.id)
    kantor.say(CAMAT, remind_one, tugas_id=late.id)

    reminded = asked(kantor, TAPEM)
    assert ["Atas permintaan Camat (Suharyanto)" in one.text for one in reminded] == [True]
    first, again = kantor.owed(CAMAT, "diingatkan")
    assert f"Pengingat untuk tugas #{late.nomor} dikirim kepada 1 orang" in seen(first)
    assert f"Tugas #{late.nomor} baru saja diingatkan. Dapat diingatkan lagi mulai" in seen(again)
    assert len(kantor.reminded(PM)) == others


def test_the_pause_counts_whoever_asked_for_the_reminder(kantor: Pejawaran, late: Tugas):
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(late.id))
    kantor.run(remind_late, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)
    kantor.say(CAMAT, remind_one, tugas_id=late.id)

    assert len(asked(kantor, TAPEM)) == 1
    (told,) = kantor.owed(CAMAT, "diingatkan")
    assert "baru saja diingatkan" in seen(told)


def test_what_is_no_longer_late_is_told_and_nobody_is_reminded(kantor: Pejawaran, late: Tugas):
    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)
    kantor.say(CAMAT, remind_one, tugas_id=late.id)

    (told,) = kantor.owed(CAMAT, "diingatkan")
    assert f"Tugas #{late.nomor} tidak terlambat lagi" in seen(told)
    assert not asked(kantor, TAPEM)


def test_an_arahan_reaches_the_holder_by_name_and_post_and_stays_in_the_history(
    kantor: Pejawaran, late: Tugas
):
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(late.id))
    kantor.say(CAMAT, ask_arahan, tugas_id=late.id)
    assert f"#{late.nomor}" in seen(kantor.owed(CAMAT, "tanya_catatan")[-1])
    kantor.say(CAMAT, take_text, teks=WORDS, message_id=1)

    (arrived,) = kantor.owed(TAPEM, "arahan_atasan")
    text = seen(arrived)
    assert "Arahan dari Camat (Suharyanto)" in text
    assert WORDS in text
    assert "Seksi Tata Pemerintahan" in text
    assert "Triwulan III 2026" in text
    (line,) = jejak(kantor, berkas_id, "arahan")
    assert (line.pelaku["nama"], line.pelaku["jabatan"]) == (CAMAT, "Camat")
    assert line.rincian["catatan"] == WORDS
    told = kantor.run(view_riwayat, user_id=kantor.user[TAPEM], berkas_id=berkas_id)
    assert told.is_whole
    assert "disampaikan kepada Slamet Riyadi" in seen(kantor.owed(CAMAT, "arahan_terkirim")[-1])
    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[CAMAT])) is None
    assert len(berkas(kantor, berkas_id).terbuka) == 5


def test_an_arahan_without_words_is_asked_for_again(kantor: Pejawaran, late: Tugas):
    kantor.say(CAMAT, ask_arahan, tugas_id=late.id)
    with pytest.raises(ReasonRequired):
        kantor.say(CAMAT, take_text, teks="ok", message_id=1)
    kantor.say(CAMAT, take_text, teks=WORDS, message_id=2)

    assert len(kantor.owed(TAPEM, "arahan_atasan")) == 1


def test_an_arahan_about_what_is_done_meanwhile_is_refused_and_said_by_whom(
    kantor: Pejawaran, late: Tugas
):
    kantor.say(CAMAT, ask_arahan, tugas_id=late.id)
    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)
    with pytest.raises(TugasChanged) as refused:
        kantor.say(CAMAT, take_text, teks=WORDS, message_id=1)

    assert refused.value.oleh == TAPEM
    assert kantor.owed(TAPEM, "arahan_atasan") == []


def test_who_started_the_berkas_hears_of_it_and_may_do_the_same(kantor: Pejawaran, late: Tugas):
    kantor.say(SEKCAM, remind_one, tugas_id=late.id)

    (reminded,) = asked(kantor, TAPEM)
    assert "Atas permintaan Sekretaris Kecamatan (Endang Lestari)" in reminded.text


@pytest.mark.parametrize("siapa", [TAPEM, PM])
def test_who_oversees_nothing_of_a_tugas_neither_reminds_nor_directs(
    kantor: Pejawaran, late: Tugas, siapa: str
):
    for step in (remind_one, ask_arahan):
        with pytest.raises(NotYourTugas):
            kantor.say(siapa, step, tugas_id=late.id)


def test_the_right_is_read_again_when_the_words_come(kantor: Pejawaran, late: Tugas):
    kantor.say(CAMAT, ask_arahan, tugas_id=late.id)
    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[CAMAT]))
    kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[CAMAT])
    kantor.run(lambda uow: uow.percakapan.put(asked))
    with pytest.raises(NotYourTugas):
        kantor.say(CAMAT, take_text, teks=WORDS, message_id=1)

    assert kantor.owed(TAPEM, "arahan_atasan") == []


def test_a_plh_camat_directs_as_plh(kantor: Pejawaran, late: Tugas):
    today = kantor.now.date()
    appoint_plh(kantor, SEKCAM, post(kantor, "Camat"), today, today)
    kantor.say(SEKCAM, ask_arahan, tugas_id=late.id)
    kantor.say(SEKCAM, take_text, teks=WORDS, message_id=1)

    (arrived,) = kantor.owed(TAPEM, "arahan_atasan")
    assert "Arahan dari Plh. Camat (Endang Lestari)" in seen(arrived)
