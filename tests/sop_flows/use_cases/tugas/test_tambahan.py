"""More time for a tugas: asked for on its card, given or refused by who oversees it, kept on record."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from handlers.screens.callback import TugasTap
from handlers.screens.kartu import draw_kartu
from handlers.screens.notices import Pesan, draw
from handlers.screens.riwayat import draw_riwayat
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.tambahan import (
    NobodyAbove,
    OwnWaktu,
    PermintaanOver,
    SebabWaktu,
    WaktuNotOffered,
    WaktuTooEarly,
)
from sop_flows.errors import IsianUnreadable, NotYourTugas, ReasonRequired, TugasChanged
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.ports.layar.waktu import PermintaanWaktu
from sop_flows.ports.records import Daftar
from sop_flows.use_cases.berkas.rebuild import Kesesuaian
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.tambahan import give, grant, refuse
from sop_flows.use_cases.tugas.tanya_waktu import (
    begin_asking,
    begin_giving,
    begin_refusing,
    choose_cause,
    choose_day,
)
from storage.database.insert import table
from storage.database.tables import PengingatRow
from tests.support.office import Pejawaran, plain
from tests.support.oktober import wib
from tests.support.reminders import carry, of
from tests.support.story import (
    CAMAT,
    KASUBBAG,
    LINES,
    PM,
    SEKCAM,
    TAPEM,
    agreement,
    board_of,
    card_of,
    fill,
    go_to,
    jejak,
    tugas,
)

WHY = "Data dari tiga desa belum masuk."


@pytest.fixture
def form(kantor: Pejawaran) -> Tugas:
    """Return the formulir of Tata Pemerintahan, which is to be filled today."""
    go_to(kantor, 4)
    return kantor.only(TAPEM)


def ask(
    kantor: Pejawaran,
    one: Tugas,
    hari: datetime,
    sebab: SebabWaktu = SebabWaktu.PEKERJAAN,
    siapa: str = TAPEM,
    kepada: str = CAMAT,
) -> PermintaanWaktu:
    """Let who has a tugas ask for time; return what the atasan gets."""
    kantor.say(siapa, begin_asking, tugas_id=one.id)
    kantor.say(siapa, choose_cause, tugas_id=one.id, sebab=sebab)
    kantor.say(siapa, choose_day, tugas_id=one.id, hari=hari.date())
    if sebab.needs_words:
        kantor.say(siapa, take_text, teks=WHY, message_id=1)
    isi = kantor.owed(kepada, "permintaan_waktu")[-1].isi
    assert isinstance(isi, PermintaanWaktu)
    return isi


def seen(one: Kiriman) -> str:
    return plain(draw(Pesan(one), ambigu=False).text)


def test_the_atasan_reads_the_facts_and_has_the_answer_at_one_tap(kantor: Pejawaran, form: Tugas):
    kantor.now = wib(6, 13)
    asked = ask(kantor, form, wib(8, 0))
    (news,) = kantor.owed(CAMAT, "permintaan_waktu")
    text = seen(news)

    assert "Kasi Tata Pemerintahan (Slamet Riyadi) meminta tambahan waktu" in text
    assert f"#{form.nomor} Isi form pengukuran kinerja · Seksi Tata Pemerintahan" in text
    assert "terlambat" in text
    assert "Diminta sampai: Kamis, 8 Okt" in text
    assert WHY in text
    buttons = [b for row in draw(Pesan(news), ambigu=False).keyboard for b in row]
    assert [(b.label, b.data) for b in buttons] == [
        ("✅ Beri waktu", TugasTap(form.id, asked.permintaan, "beri_waktu").encode()),
        ("🚫 Tolak…", TugasTap(form.id, asked.permintaan, "tolak_waktu").encode()),
        ("🗓 Beri hari lain…", TugasTap(form.id, asked.permintaan, "beri_hari").encode()),
        ("🔁 Alihkan…", TugasTap(form.id, 0, "alihkan").encode()),
    ]
    assert "disampaikan kepada Suharyanto" in seen(kantor.owed(TAPEM, "waktu_diminta")[-1])


def test_time_that_is_given_moves_the_tenggat_to_the_close_of_that_day(
    kantor: Pejawaran, form: Tugas
):
    asked = ask(kantor, form, wib(8, 0))
    kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=asked.permintaan)

    after = tugas(kantor, form.id)
    assert after.tenggat == kantor.run(
        lambda uow: uow.kantor.jam_kerja(kantor.kantor_id).close_of(wib(8, 0).date())
    )
    for siapa in (TAPEM, CAMAT):
        text = seen(kantor.owed(siapa, "waktu_diberi")[-1])
        assert "→ Kamis, 8 Okt" in text
        assert "Diberikan oleh Camat (Suharyanto) atas permintaan Slamet Riyadi" in text
    card = plain(draw_kartu(card_of(kantor, form.id, TAPEM)).text)
    assert "Batas semula" in card
    assert "waktu diberikan oleh Camat (Suharyanto)" in card


def test_the_history_says_who_asked_who_gave_from_when_to_when_and_why(
    kantor: Pejawaran, form: Tugas
):
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(form.id))
    kantor.now = wib(6, 13)
    asked = ask(kantor, form, wib(8, 0))
    kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=asked.permintaan)

    (line,) = jejak(kantor, berkas_id, "beri_waktu")
    assert line.pelaku["nama"] == CAMAT
    assert line.rincian["diminta"] == TAPEM
    assert line.rincian["catatan"] == WHY
    assert form.tenggat is not None
    assert datetime.fromisoformat(line.rincian["dari"]) == form.tenggat
    assert datetime.fromisoformat(line.rincian["ke"]) == tugas(kantor, form.id).tenggat
    assert line.rincian["terlambat"] > 0
    (kept,) = tugas(kantor, form.id).facts.tambahan
    assert kept.at > kept.dari, "it was late when it was given time, and that stays known"
    told = kantor.run(view_riwayat, user_id=kantor.user[TAPEM], berkas_id=berkas_id)
    assert told.is_whole
    said = plain(draw_riwayat(told, LayarRiwayat(user_id=1, berkas_id=berkas_id)).text)
    assert "Camat (Suharyanto) memberi waktu: 4. " in said
    assert "pekerjaan belum selesai atas permintaan Slamet Riyadi: batas Senin, 5 Okt" in said
    assert "→ Kamis, 8 Okt" in said
    assert "(sudah terlambat " in said
    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)
    assert agreement(kantor) == {Kesesuaian.SAMA}


def test_what_is_refused_is_told_with_the_reason_and_moves_nothing(kantor: Pejawaran, form: Tugas):
    asked = ask(kantor, form, wib(8, 0))
    kantor.say(CAMAT, begin_refusing, tugas_id=form.id, permintaan=asked.permintaan)
    with pytest.raises(ReasonRequired):
        kantor.say(CAMAT, take_text, teks="??", message_id=2)
    kantor.say(CAMAT, take_text, teks="Sudah ditunggu Bupati.", message_id=3)

    assert tugas(kantor, form.id).tenggat == form.tenggat
    text = seen(kantor.owed(TAPEM, "waktu_ditolak")[-1])
    assert "Tambahan waktu tidak diberikan oleh Camat (Suharyanto)" in text
    assert "Sudah ditunggu Bupati." in text
    ask(kantor, form, wib(7, 0))


def test_a_tugas_has_one_open_request_and_old_buttons_are_refused(kantor: Pejawaran, form: Tugas):
    first = ask(kantor, form, wib(8, 0))
    with pytest.raises(WaktuNotOffered):
        kantor.say(TAPEM, begin_asking, tugas_id=form.id)
    kantor.say(CAMAT, refuse, tugas_id=form.id, permintaan=first.permintaan)
    second = ask(kantor, form, wib(7, 0))
    for step in (grant, refuse, begin_refusing):
        with pytest.raises(PermintaanOver):
            kantor.say(CAMAT, step, tugas_id=form.id, permintaan=first.permintaan)
    kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=second.permintaan)
    with pytest.raises(PermintaanOver):
        kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=second.permintaan)


def test_what_the_holder_does_meanwhile_leaves_the_request_open_until_the_tugas_is_done(
    kantor: Pejawaran, form: Tugas
):
    asked = ask(kantor, form, wib(8, 0))
    fill(kantor, TAPEM)
    assert tugas(kantor, form.id).facts.permintaan is not None
    kantor.act(TAPEM, Kerja.KIRIM)
    with pytest.raises(TugasChanged):
        kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=asked.permintaan)


@pytest.mark.parametrize("siapa", [TAPEM, PM, KASUBBAG])
def test_nobody_but_who_oversees_the_tugas_gives_it_time(
    kantor: Pejawaran, form: Tugas, siapa: str
):
    asked = ask(kantor, form, wib(8, 0))
    for step, facts in (
        (grant, {"permintaan": asked.permintaan}),
        (refuse, {"permintaan": asked.permintaan}),
        (begin_giving, {}),
        (give, {"sampai": wib(8, 15)}),
    ):
        with pytest.raises(NotYourTugas):
            kantor.say(siapa, step, tugas_id=form.id, **facts)


def test_who_started_the_berkas_gives_no_time_to_what_they_have_themselves(kantor: Pejawaran):
    go_to(kantor, 2)
    own = kantor.only(SEKCAM)
    with pytest.raises(OwnWaktu):
        kantor.say(SEKCAM, give, tugas_id=own.id, sampai=wib(8, 15))
    asked = ask(kantor, own, wib(8, 0), siapa=SEKCAM)
    assert asked.oleh.nama == SEKCAM


def test_the_head_of_the_office_asks_who_started_the_berkas(kantor: Pejawaran):
    go_to(kantor, 1)
    own = kantor.only(CAMAT)
    asked = ask(kantor, own, wib(8, 0), siapa=CAMAT, kepada=SEKCAM)
    kantor.say(SEKCAM, grant, tugas_id=own.id, permintaan=asked.permintaan)

    assert tugas(kantor, own.id).facts.tambahan[-1].nama == SEKCAM


def test_where_nobody_could_give_time_this_is_said_at_once(kantor: Pejawaran):
    go_to(kantor, 1)
    own = kantor.only(CAMAT)
    kantor.run(lambda uow: uow.ikatan.revoke(kantor.pegawai[SEKCAM], kantor.now))
    with pytest.raises(NobodyAbove):
        kantor.say(CAMAT, begin_asking, tugas_id=own.id)


def test_a_day_that_brings_nothing_is_refused(kantor: Pejawaran, form: Tugas):
    kantor.say(CAMAT, give, tugas_id=form.id, sampai=wib(8, 15))
    with pytest.raises(WaktuTooEarly):
        kantor.say(CAMAT, give, tugas_id=form.id, sampai=wib(7, 15))
    kantor.now = wib(20, 8)
    with pytest.raises(WaktuTooEarly):
        kantor.say(CAMAT, give, tugas_id=form.id, sampai=wib(19, 15))
    kantor.say(TAPEM, begin_asking, tugas_id=form.id)
    kantor.say(TAPEM, choose_cause, tugas_id=form.id, sebab=SebabWaktu.RAPAT)
    with pytest.raises(IsianUnreadable):
        kantor.say(TAPEM, take_text, teks="minggu lalu", message_id=1)


def test_the_atasan_gives_time_unasked_in_words_of_their_own(kantor: Pejawaran, form: Tugas):
    kantor.say(CAMAT, begin_giving, tugas_id=form.id)
    kantor.say(CAMAT, take_text, teks="8 Oktober 2026", message_id=1)
    kantor.say(CAMAT, take_text, teks="Menunggu data kabupaten.", message_id=2)

    (given,) = tugas(kantor, form.id).facts.tambahan
    assert (given.nama, given.diminta, given.alasan) == (CAMAT, "", "Menunggu data kabupaten.")
    assert "atas permintaan" not in seen(kantor.owed(TAPEM, "waktu_diberi")[-1])


def test_another_day_answers_the_request_too(kantor: Pejawaran, form: Tugas):
    asked = ask(kantor, form, wib(8, 0))
    kantor.say(CAMAT, give, tugas_id=form.id, sampai=wib(7, 15, 30), alasan="Cukup sehari.")

    assert tugas(kantor, form.id).facts.tambahan[-1].diminta == TAPEM
    with pytest.raises(PermintaanOver):
        kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=asked.permintaan)


def test_the_reminders_begin_anew_from_the_tenggat_that_was_given(kantor: Pejawaran, form: Tugas):
    kantor.now = wib(6, 13, 30)
    kantor.run(run_tick)
    before = len(late_rungs(kantor, form.id))
    assert before > 0
    asked = ask(kantor, form, wib(8, 0))
    kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=asked.permintaan)
    kantor.now = wib(8, 14)
    kantor.run(run_tick)
    assert late_rungs(kantor, form.id)[before:] == []
    kantor.now = wib(9, 9, 30)
    kantor.run(run_tick)

    assert late_rungs(kantor, form.id)[before:] == ["tenggat"]


def test_a_reminder_offers_to_ask_for_time_while_that_can_be_asked(kantor: Pejawaran, form: Tugas):
    offer = f"⏳ Minta waktu #{form.nomor}"
    kantor.now = wib(6, 13, 30)
    kantor.run(run_tick)
    (told,) = of(carry(kantor), kantor.user[TAPEM], Daftar.PENGINGAT, baru=True)
    assert offer in told.labels
    asked = ask(kantor, form, wib(8, 0))
    (waits,) = of(carry(kantor), kantor.user[TAPEM], Daftar.PENGINGAT, baru=False)
    assert offer not in waits.labels
    kantor.say(CAMAT, refuse, tugas_id=form.id, permintaan=asked.permintaan)

    (refused,) = of(carry(kantor), kantor.user[TAPEM], Daftar.PENGINGAT, baru=False)
    assert offer in refused.labels


def late_rungs(kantor: Pejawaran, tugas_id: int) -> list[str]:
    """Return the rungs of a tugas that its holder has heard of, but for the one before a tenggat."""
    said = table(PengingatRow)
    wanted = (said.c.tugas_id == tugas_id, said.c.jenis.in_(["tenggat", "harian"]))
    rows = select(said.c.jenis).where(*wanted).order_by(said.c.dikirim_at)
    return kantor.database.run_now(lambda c: list(c.execute(rows).scalars()))


# A jeda


def test_a_jeda_adds_the_working_time_of_its_days_and_says_so(kantor: Pejawaran, form: Tugas):
    kantor.now = wib(5, 9)
    asked = ask(kantor, form, wib(7, 0), SebabWaktu.DINAS_LUAR)
    kantor.now = wib(6, 8)
    kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=asked.permintaan)

    after = tugas(kantor, form.id)
    jam_kerja = kantor.run(lambda uow: uow.kantor.jam_kerja(kantor.kantor_id))
    assert form.tenggat is not None
    assert after.tenggat is not None
    assert jam_kerja.between(form.tenggat, after.tenggat) == jam_kerja.between(
        wib(5, 9), jam_kerja.close_of(wib(7, 0).date())
    )
    card = plain(draw_kartu(card_of(kantor, form.id, TAPEM)).text)
    assert "Dijeda sampai Rabu, 7 Okt" in card
    assert "dinas luar" in card
    assert "Minta tambahan waktu" not in card
    board = board_of(kantor, kantor.run(lambda uow: uow.berkas.berkas_of(form.id)), SEKCAM)
    (four,) = [one for one in board.langkah if one.langkah.no == 4]
    assert four.jeda is not None
    assert four.jeda > timedelta(0)


def test_in_a_jeda_nobody_is_reminded_and_nothing_is_late(kantor: Pejawaran, form: Tugas):
    kantor.now = wib(6, 13)  # late already
    asked = ask(kantor, form, wib(8, 0), SebabWaktu.CUTI)
    kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=asked.permintaan)
    before = len(late_rungs(kantor, form.id))
    for day, hour in ((6, 14), (7, 8), (7, 14), (8, 10)):
        kantor.now = wib(day, hour)
        kantor.run(run_tick)
        assert not tugas(kantor, form.id).is_late_at(kantor.now)
    assert late_rungs(kantor, form.id)[before:] == []


def test_a_board_counts_who_is_late_without_a_jeda(kantor: Pejawaran, form: Tugas):
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(form.id))
    kantor.now = wib(6, 13)
    asked = ask(kantor, form, wib(8, 0), SebabWaktu.CUTI)
    counted = []
    for answer, now in ((False, wib(6, 13)), (True, wib(7, 8)), (False, wib(30, 8))):
        if answer:
            kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=asked.permintaan)
        kantor.now = now
        counted.append(board_of(kantor, berkas_id, SEKCAM).terlambat)

    assert counted == [len(LINES), len(LINES) - 1, len(LINES)]


def test_a_jeda_within_another_counts_once(kantor: Pejawaran, form: Tugas):
    kantor.now = wib(5, 9)
    first = ask(kantor, form, wib(6, 0), SebabWaktu.RAPAT)
    kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=first.permintaan)
    kantor.now = wib(7, 8)
    second = ask(kantor, form, wib(7, 0), SebabWaktu.CUTI)
    kantor.say(CAMAT, grant, tugas_id=form.id, permintaan=second.permintaan)

    one, other = tugas(kantor, form.id).facts.tambahan
    assert one.jeda is not None
    assert other.jeda is not None
    assert one.jeda[1] <= other.jeda[0]


def test_a_request_says_what_its_reader_can_do_about_it(kantor: Pejawaran, form: Tugas):
    ask(kantor, form, wib(20, 0), SebabWaktu.CUTI)
    text = seen(kantor.owed(CAMAT, "permintaan_waktu")[-1])

    assert "Mohon memberi waktu sampai saat itu atau sampai hari lain, menolaknya" in text
