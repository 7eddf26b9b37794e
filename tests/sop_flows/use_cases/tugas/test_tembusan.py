"""A copy for information: who may send it, to which post, and what everybody sees of it."""

import pytest

from handlers.errors import popup_of
from handlers.screens.kartu import draw_kartu
from handlers.screens.notices import Pesan, draw
from handlers.screens.riwayat import draw_riwayat
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.tembusan import MOST_TEMBUSAN, TembusanFull, TembusanSent
from sop_flows.errors import NotFound, NotYourTugas, QuestionOver
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.use_cases.berkas.alur import view_alur
from sop_flows.use_cases.berkas.rebuild import Kesesuaian
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.arahan import ask_arahan
from sop_flows.use_cases.tugas.tembusan import begin_copy, choose_post, confirm_copy, copy_to
from tests.sop_flows.use_cases.tugas.test_alihkan import WHY, hand, leave
from tests.support.office import Pejawaran, plain
from tests.support.screen import labels_of
from tests.support.story import (
    AGUS,
    CAMAT,
    KASUBBAG,
    KESRA,
    SEKCAM,
    TAPEM,
    agreement,
    at,
    card_of,
    go_to,
    jejak,
    post,
    tugas,
)

KASI = "Kasi Tata Pemerintahan"
NOTE = "Selesai sebelum tanggal 10."


@pytest.fixture
def given(kantor: Pejawaran) -> Tugas:
    """Return the first disposisi of a berkas, given by the Camat with a note."""
    one = at(kantor, go_to(kantor, 1), 1)
    kantor.act(CAMAT, Kerja.DISPOSISIKAN, one, catatan=NOTE)
    return tugas(kantor, one.id)


def send(kantor: Pejawaran, siapa: str, tugas_id: int, ke: str = KASI) -> None:
    kantor.say(siapa, copy_to, tugas_id=tugas_id, jabatan_id=post(kantor, ke))


def screen(message: Kiriman):
    return draw(Pesan(message), ambigu=False)


def labels(message: Kiriman) -> list[str]:
    return labels_of(screen(message))


def test_the_camat_sends_a_copy_of_a_disposisi_from_its_card(kantor: Pejawaran, given: Tugas):
    before = len(kantor.tugas(TAPEM))
    card = draw_kartu(card_of(kantor, given.id, CAMAT))
    assert "📑 Tembusan…" in labels_of(card)
    kantor.say(CAMAT, begin_copy, tugas_id=given.id)
    assert f"👤 {KASI}" in labels(kantor.owed(CAMAT, "tanya_tembusan")[-1])
    kantor.say(CAMAT, choose_post, tugas_id=given.id, jabatan_id=post(kantor, KASI))
    question = plain(screen(kantor.owed(CAMAT, "tanya_tembusan")[-1]).text)
    assert f"Dikirim kepada {KASI} ({TAPEM})" in question
    assert "tidak dapat ditarik kembali" in question
    kantor.say(CAMAT, confirm_copy, tugas_id=given.id, jabatan_id=post(kantor, KASI))

    (told,) = kantor.owed(TAPEM, "tembusan_masuk")
    text = plain(screen(told).text)
    assert f"Tembusan dari Camat ({CAMAT})" in text
    assert f"Untuk diketahui {KASI}" in text
    assert "mendisposisikan" in text
    assert NOTE in text
    assert labels(told) == ["🧭 Alur", "📜 Riwayat", "📋 Papan berkas 1001"]
    assert len(kantor.tugas(TAPEM)) == before
    (receipt,) = kantor.owed(CAMAT, "tembusan_terkirim")
    assert f"terkirim kepada {KASI} ({TAPEM})" in plain(screen(receipt).text)


def test_it_stays_on_the_card_in_the_history_and_on_the_alur(kantor: Pejawaran, given: Tugas):
    send(kantor, CAMAT, given.id)

    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(given.id))
    card = plain(draw_kartu(card_of(kantor, given.id, CAMAT)).text)
    assert f"Tembusan: {KASI}" in card
    (line,) = jejak(kantor, berkas_id, "tembusan")
    assert (line.pelaku["nama"], line.rincian["nama"]) == (CAMAT, [TAPEM])
    reader = kantor.user[TAPEM]
    told = kantor.run(view_riwayat, user_id=reader, berkas_id=berkas_id)
    said = plain(draw_riwayat(told, LayarRiwayat(user_id=1, berkas_id=berkas_id)).text)
    assert f"mengirim tembusan: 1. Disposisi pengukuran kinerja → {KASI} ({TAPEM})" in said
    alur = kantor.run(view_alur, user_id=reader, berkas_id=berkas_id)
    assert [one.tembusan for one in alur.langkah.baris][:2] == [(KASI,), ()]
    assert agreement(kantor) <= {Kesesuaian.SAMA}


def test_it_asks_nothing_of_its_reader_however_long_it_lies(kantor: Pejawaran, given: Tugas):
    send(kantor, CAMAT, given.id, "Kasi Kesejahteraan Sosial")
    kantor.wait(days=3)
    kantor.run(run_tick)

    assert kantor.tugas(KESRA) == []
    assert kantor.reminded(KESRA) == []


def test_the_same_post_is_told_to_have_one_already(kantor: Pejawaran, given: Tugas):
    send(kantor, CAMAT, given.id)
    kantor.say(CAMAT, begin_copy, tugas_id=given.id)
    question = kantor.owed(CAMAT, "tanya_tembusan")[-1]
    assert f"👤 {KASI}" not in labels(question)
    assert f"Sudah menerima: {KASI}" in plain(screen(question).text)
    with pytest.raises(TembusanSent) as refused:
        kantor.say(CAMAT, choose_post, tugas_id=given.id, jabatan_id=post(kantor, KASI))
    assert f"Tembusan kepada {KASI} sudah terkirim." in popup_of(refused.value)
    with pytest.raises(TembusanSent):
        send(kantor, CAMAT, given.id)

    assert len(kantor.owed(TAPEM, "tembusan_masuk")) == 1


def test_it_goes_to_so_many_posts_and_no_more(kantor: Pejawaran, given: Tugas):
    kantor.say(CAMAT, begin_copy, tugas_id=given.id)
    posts = [one.id for one in kantor.owed(CAMAT, "tanya_tembusan")[-1].isi.pilihan]
    for one in posts[:MOST_TEMBUSAN]:
        kantor.say(CAMAT, copy_to, tugas_id=given.id, jabatan_id=one)
    with pytest.raises(TembusanFull):
        kantor.say(CAMAT, copy_to, tugas_id=given.id, jabatan_id=posts[MOST_TEMBUSAN])

    assert len(tugas(kantor, given.id).facts.tembusan) == MOST_TEMBUSAN


def test_a_part_of_a_name_narrows_the_choice(kantor: Pejawaran, given: Tugas):
    kantor.say(CAMAT, begin_copy, tugas_id=given.id)
    kantor.say(CAMAT, take_text, teks="pemerintahan", message_id=1)

    found = labels(kantor.owed(CAMAT, "tanya_tembusan")[-1])
    assert found == [f"👤 {KASI}", "👤 Pengadministrasi Pemeri…"]


@pytest.mark.parametrize("ke", ["Camat", "Kasi Tata Pemerintahan"])
def test_it_goes_neither_to_who_has_the_tugas_nor_to_who_sends_it(
    kantor: Pejawaran, given: Tugas, ke: str
):
    leave(kantor, TAPEM)
    with pytest.raises(NotFound):
        send(kantor, CAMAT, given.id, ke)


@pytest.mark.parametrize("siapa", [AGUS, TAPEM])
def test_nobody_sends_a_copy_of_what_they_neither_have_nor_oversee(
    kantor: Pejawaran, given: Tugas, siapa: str
):
    with pytest.raises(NotYourTugas):
        kantor.say(siapa, begin_copy, tugas_id=given.id)
    with pytest.raises(NotYourTugas):
        send(kantor, siapa, given.id, "Kasubbag Perencana")


def test_who_started_the_berkas_sends_one_too(kantor: Pejawaran, given: Tugas):
    send(kantor, SEKCAM, given.id)

    (told,) = kantor.owed(TAPEM, "tembusan_masuk")
    assert f"Tembusan dari Sekretaris Kecamatan ({SEKCAM})" in plain(screen(told).text)


def test_an_old_button_of_the_choice_sends_nothing(kantor: Pejawaran, given: Tugas):
    kasi = post(kantor, KASI)
    for step in (choose_post, confirm_copy):
        with pytest.raises(QuestionOver):
            kantor.say(CAMAT, step, tugas_id=given.id, jabatan_id=kasi)
    kantor.say(CAMAT, begin_copy, tugas_id=given.id)
    kantor.say(
        CAMAT, choose_post, tugas_id=given.id, jabatan_id=post(kantor, "Kasubbag Perencana")
    )
    with pytest.raises(QuestionOver):
        kantor.say(CAMAT, confirm_copy, tugas_id=given.id, jabatan_id=kasi)

    assert kantor.owed(TAPEM, "tembusan_masuk") == []


def test_a_copy_of_what_was_taken_back_says_nothing_of_it(kantor: Pejawaran, given: Tugas):
    kantor.act(CAMAT, Kerja.TARIK, tugas(kantor, given.id))
    send(kantor, CAMAT, given.id)

    text = plain(screen(kantor.owed(TAPEM, "tembusan_masuk")[-1]).text)
    assert "mendisposisikan" not in text
    assert NOTE not in text


def test_who_hands_work_on_sends_a_copy_of_that(kantor: Pejawaran):
    work = at(kantor, go_to(kantor, 5), 5)
    hand(kantor, SEKCAM, work, "Kasubbag Perencana")
    assert labels(kantor.owed(SEKCAM, "tugas_dialihkan")[-1]) == ["📑 Tembusan…"]
    assert labels(kantor.owed(AGUS, "tugas_dialihkan")[-1]) == []
    send(kantor, SEKCAM, work.id)

    text = plain(screen(kantor.owed(TAPEM, "tembusan_masuk")[-1]).text)
    assert "pada Kasubbag Perencana" in text
    assert "mengalihkan tugas" in text
    assert WHY in text


def test_who_directs_sends_a_copy_of_that(kantor: Pejawaran):
    work = at(kantor, go_to(kantor, 5), 5)
    kantor.say(CAMAT, ask_arahan, tugas_id=work.id)
    kantor.say(CAMAT, take_text, teks="Mohon selesai hari ini.", message_id=1)
    assert labels(kantor.owed(CAMAT, "arahan_terkirim")[-1]) == ["📑 Tembusan…"]
    send(kantor, CAMAT, work.id, "Kasubbag Perencana")

    text = plain(screen(kantor.owed(KASUBBAG, "tembusan_masuk")[-1]).text)
    assert "memberi arahan" in text
    assert "Mohon selesai hari ini." in text
    assert tugas(kantor, work.id).facts.tembusan[0].kepada == "Kasubbag Perencana"
