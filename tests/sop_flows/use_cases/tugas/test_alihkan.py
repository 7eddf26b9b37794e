"""Handing an open tugas on to another post: who may, what may go where, and what everybody sees of it."""

import pytest

from handlers.screens.kartu import draw_kartu
from handlers.screens.notices import Pesan, draw
from handlers.screens.papan import draw_papan
from handlers.screens.riwayat import draw_riwayat
from handlers.screens.wording import CAPTION, render
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.alihan import NotHandedOn
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.tambahan import SebabWaktu
from sop_flows.errors import (
    NotFound,
    NotYourTugas,
    QuestionOver,
    ReasonRequired,
    TugasChanged,
)
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.use_cases.berkas.alur import view_alur
from sop_flows.use_cases.berkas.rebuild import Kesesuaian
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.alihkan import move
from sop_flows.use_cases.tugas.dikerjakan import take_up
from sop_flows.use_cases.tugas.tambahan import grant
from sop_flows.use_cases.tugas.tanya_alihkan import (
    begin_moving,
    begin_moving_number,
    choose_holder,
    choose_target,
)
from storage.database.insert import table
from storage.database.tables import PenugasanRow
from storage.documents.papers.alur import source_of
from storage.documents.papers.source import literal
from tests.sop_flows.use_cases.tugas.test_tambahan import ask, late_rungs, wib
from tests.support.office import Pejawaran, plain
from tests.support.screen import labels_of
from tests.support.story import (
    AGUS,
    CAMAT,
    DEWI,
    KASUBBAG,
    SEKCAM,
    TAPEM,
    agreement,
    at,
    begin_signing,
    board_of,
    card_of,
    fill,
    go_to,
    jejak,
    post,
    tugas,
)

WHY = "Sedang dinas luar sampai Jumat."


@pytest.fixture
def work(kantor: Pejawaran) -> Tugas:
    """Return what the staff gather at langkah 5; five units have sent."""
    return at(kantor, go_to(kantor, 5), 5)


def hand(kantor: Pejawaran, siapa: str, one: Tugas, ke: str, alasan: str = WHY) -> None:
    kantor.say(siapa, move, tugas_id=one.id, jabatan_id=post(kantor, ke), alasan=alasan)


def test_the_sekretaris_hands_work_on_in_three_steps(kantor: Pejawaran, work: Tugas):
    kantor.say(SEKCAM, begin_moving, tugas_id=work.id)
    question = kantor.owed(SEKCAM, "tanya_alihkan")[-1]
    labels = labels_of(draw(Pesan(question), ambigu=False))
    assert "👤 Kasubbag Perencana" in labels
    kantor.say(
        SEKCAM, choose_target, tugas_id=work.id, jabatan_id=post(kantor, "Kasubbag Perencana")
    )
    with pytest.raises(ReasonRequired):
        kantor.say(SEKCAM, take_text, teks="??", message_id=1)
    kantor.say(SEKCAM, take_text, teks=WHY, message_id=2)

    assert tugas(kantor, work.id).jabatan_id == post(kantor, "Kasubbag Perencana")
    for siapa in (AGUS, SEKCAM):
        text = plain(draw(Pesan(kantor.owed(siapa, "tugas_dialihkan")[-1]), ambigu=False).text)
        assert "→ Kasubbag Perencana (Retno Wulandari)" in text
        assert WHY in text
    card = plain(draw_kartu(card_of(kantor, work.id, KASUBBAG)).text)
    assert "Dialihkan dari Staf Pelaksana kepada Kasubbag Perencana oleh Sekretaris" in card
    spent = draw_kartu(card_of(kantor, work.id, AGUS))
    assert "Sekarang pada" in plain(spent.text)
    assert "Retno Wulandari" in plain(spent.text)
    assert spent.keyboard == ()


def test_the_board_and_the_alur_say_that_it_was_handed_on(kantor: Pejawaran, work: Tugas):
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(work.id))
    hand(kantor, CAMAT, work, "Kasubbag Perencana")

    told = "dialihkan dari Staf Pelaksana oleh Camat, 5 Okt"
    assert told in plain(draw_papan(board_of(kantor, berkas_id, SEKCAM)).text)
    alur = kantor.run(view_alur, user_id=kantor.user[DEWI], berkas_id=berkas_id)
    assert literal(f", {told}") in source_of(alur)
    caption = render("pesan/alur.j2", limit=CAPTION, view=alur)
    assert f": berjalan; {KASUBBAG}, {told}, batas " in plain(caption)


def test_who_gets_it_does_it_in_their_own_name_and_the_history_holds(
    kantor: Pejawaran, work: Tugas
):
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(work.id))
    hand(kantor, SEKCAM, work, "Kasubbag Perencana")
    with pytest.raises(NotYourTugas):
        kantor.act(AGUS, Kerja.SELESAI, tugas(kantor, work.id))
    kantor.act(KASUBBAG, Kerja.SELESAI, tugas(kantor, work.id))

    hasil = tugas(kantor, work.id).facts.hasil
    assert hasil is not None
    assert (hasil.nama, hasil.jabatan) == (KASUBBAG, "Kasubbag Perencana")
    (line,) = jejak(kantor, berkas_id, "alihkan")
    assert line.pelaku["nama"] == SEKCAM
    assert line.rincian["catatan"] == WHY
    told = kantor.run(view_riwayat, user_id=kantor.user[AGUS], berkas_id=berkas_id)
    said = plain(draw_riwayat(told, LayarRiwayat(user_id=1, berkas_id=berkas_id)).text)
    assert "mengalihkan tugas: 5. " in said
    assert "Staf Pelaksana → Kasubbag Perencana" in said
    assert agreement(kantor) == {Kesesuaian.SAMA}


def test_who_did_what_was_handed_on_does_not_check_it(kantor: Pejawaran, work: Tugas):
    """Langkah 6 is checked by the Kasubbag: who did langkah 5 instead of the staff leaves that to the atasan."""
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(work.id))
    hand(kantor, SEKCAM, work, "Kasubbag Perencana")
    kantor.act(KASUBBAG, Kerja.SELESAI, tugas(kantor, work.id))

    checked = at(kantor, berkas_id, 6)
    is_barred = kantor.pegawai[KASUBBAG] in checked.facts.bukan_pelaku
    lines = [line.tugas.id for line in kantor.tugas(KASUBBAG)]
    assert (checked.id in lines) is not is_barred


def test_a_return_opens_for_the_post_that_the_sheet_names(kantor: Pejawaran, work: Tugas):
    """It was this one tugas that was handed on; the post in the sheet is law for the next."""
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(work.id))
    hand(kantor, CAMAT, work, "Kasi Kesejahteraan Sosial")
    kantor.act("Budi Hartono", Kerja.SELESAI, tugas(kantor, work.id))
    done = kantor.run(lambda uow: uow.berkas.tugas_of(berkas_id))
    unit = next(one.unit_id for one in done if one.unit_id)
    checked = at(kantor, berkas_id, 6)
    kantor.act(KASUBBAG, Kerja.KEMBALIKAN, checked, catatan="Belum sesuai LPPD", unit=(unit,))
    relay = at(kantor, berkas_id, 5, 1)
    posts = kantor.run(lambda uow: uow.kantor.jabatan(kantor.kantor_id))

    assert posts[relay.jabatan_id].nama == "Staf Pelaksana"
    assert relay.facts.alihan == ()


def test_an_atasan_does_it_themselves_and_says_so(kantor: Pejawaran, work: Tugas):
    kantor.say(CAMAT, begin_moving, tugas_id=work.id)
    question = kantor.owed(CAMAT, "tanya_alihkan")[-1]
    first = draw(Pesan(question), ambigu=False).keyboard[0][0]
    assert first.label == "🙋 Saya kerjakan sendiri"
    hand(kantor, CAMAT, work, "Camat")
    kantor.act(CAMAT, Kerja.SELESAI, tugas(kantor, work.id))

    hasil = tugas(kantor, work.id).facts.hasil
    assert hasil is not None
    assert hasil.jabatan == "Camat"


def test_a_number_leads_to_the_same_question(kantor: Pejawaran, work: Tugas):
    kantor.say(SEKCAM, begin_moving_number, nomor=work.nomor)
    assert kantor.owed(SEKCAM, "tanya_alihkan")[-1].isi.satu.tugas == work.id
    for siapa, nomor in ((AGUS, work.nomor), (SEKCAM, 9999)):
        with pytest.raises(NotFound):
            kantor.say(siapa, begin_moving_number, nomor=nomor)


@pytest.mark.parametrize("siapa", [AGUS, DEWI, TAPEM])
def test_nobody_hands_on_what_they_do_not_oversee(kantor: Pejawaran, work: Tugas, siapa: str):
    for step, facts in (
        (begin_moving, {}),
        (move, {"jabatan_id": post(kantor, "Camat"), "alasan": WHY}),
    ):
        with pytest.raises(NotYourTugas):
            kantor.say(siapa, step, tugas_id=work.id, **facts)


@pytest.mark.parametrize("ke", ["Camat", "Kasi Kesejahteraan Sosial", "Staf Pelaksana"])
def test_it_goes_to_nobody_above_or_beside_who_hands_it_on(
    kantor: Pejawaran, work: Tugas, ke: str
):
    with pytest.raises(NotFound):
        hand(kantor, SEKCAM, work, ke)
    assert tugas(kantor, work.id).jabatan_id == work.jabatan_id


def test_what_is_decided_or_signed_stays_with_its_post(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    with pytest.raises(NotHandedOn):
        kantor.say(SEKCAM, begin_moving, tugas_id=at(kantor, berkas_id, 6).id)


def test_what_is_asked_of_a_person_stays_with_them(kantor: Pejawaran):
    begin_signing(kantor)
    own = kantor.tugas(TAPEM)[0].tugas
    with pytest.raises(NotHandedOn):
        kantor.say(CAMAT, begin_moving, tugas_id=own.id)


def test_what_a_unit_fills_stays_within_the_unit(kantor: Pejawaran):
    go_to(kantor, 4)
    own = kantor.only(TAPEM)
    for ke in ("Kasi Kesejahteraan Sosial", "Camat"):
        with pytest.raises(NotFound):
            hand(kantor, CAMAT, own, ke)
    fill(kantor, TAPEM)
    hand(kantor, CAMAT, own, "Pengadministrasi Pemerintahan")

    (staff,) = (n for n in kantor.user if any(t.tugas.id == own.id for t in kantor.tugas(n)))
    kantor.act(staff, Kerja.KIRIM, tugas(kantor, own.id))
    hasil = tugas(kantor, own.id).facts.hasil
    assert hasil is not None
    assert hasil.jabatan == "Pengadministrasi Pemerintahan"
    assert agreement(kantor) == {Kesesuaian.SAMA}


def test_what_is_done_meanwhile_is_not_handed_on(kantor: Pejawaran, work: Tugas):
    ke = post(kantor, "Kasubbag Perencana")
    kantor.say(SEKCAM, begin_moving, tugas_id=work.id)
    kantor.say(SEKCAM, choose_target, tugas_id=work.id, jabatan_id=ke)
    kantor.act(AGUS, Kerja.SELESAI, work)
    with pytest.raises(TugasChanged):
        kantor.say(SEKCAM, take_text, teks=WHY, message_id=1)


def test_an_old_button_of_the_choice_is_refused(kantor: Pejawaran, work: Tugas):
    with pytest.raises(QuestionOver):
        kantor.say(
            SEKCAM, choose_target, tugas_id=work.id, jabatan_id=post(kantor, "Kasubbag Perencana")
        )


def test_a_jeda_of_who_had_it_ends_and_the_reminders_begin_anew(kantor: Pejawaran, work: Tugas):
    asked = ask(kantor, work, wib(20, 0), SebabWaktu.CUTI, siapa=AGUS, kepada=KASUBBAG)
    kantor.say(KASUBBAG, grant, tugas_id=work.id, permintaan=asked.permintaan)
    assert tugas(kantor, work.id).jeda_at(kantor.now) is not None
    hand(kantor, CAMAT, work, "Kasi Tata Pemerintahan")

    moved = tugas(kantor, work.id)
    assert moved.jeda_at(kantor.now) is None
    assert moved.dilihat_at is None
    assert moved.tenggat is not None
    kantor.now = moved.tenggat.astimezone(kantor.now.tzinfo)
    kantor.wait(days=1)
    kantor.run(run_tick)
    assert late_rungs(kantor, work.id)


# One of several holders

STAF = "Staf Pelaksana"


def name(kantor: Pejawaran, siapa: str, one: Tugas, ke: str, orang: str) -> None:
    kantor.say(
        siapa,
        move,
        tugas_id=one.id,
        jabatan_id=post(kantor, ke),
        pegawai_id=kantor.pegawai[orang],
        alasan=WHY,
    )


def test_one_of_the_holders_of_the_post_is_named_in_four_steps(kantor: Pejawaran, work: Tugas):
    kantor.say(SEKCAM, begin_moving, tugas_id=work.id)
    kantor.say(SEKCAM, choose_target, tugas_id=work.id, jabatan_id=post(kantor, STAF))
    question = draw(Pesan(kantor.owed(SEKCAM, "tanya_alihkan")[-1]), ambigu=False)
    assert "Staf Pelaksana dipegang 2 orang" in plain(question.text)
    assert labels_of(question) == [f"👤 {AGUS}", f"👤 {DEWI}"]
    kantor.say(SEKCAM, choose_holder, tugas_id=work.id, pegawai_id=kantor.pegawai[DEWI])
    kantor.say(SEKCAM, take_text, teks=WHY, message_id=1)

    moved = tugas(kantor, work.id)
    assert (moved.jabatan_id, moved.facts.alihan) == (work.jabatan_id, ())
    for siapa in (AGUS, DEWI, SEKCAM):
        told = plain(draw(Pesan(kantor.owed(siapa, "tugas_dialihkan")[-1]), ambigu=False).text)
        assert "Yang mengerjakan ditunjuk oleh Sekretaris Kecamatan" in told
        assert f"Dikerjakan oleh {DEWI}" in told
    for siapa in (AGUS, DEWI):
        card = plain(draw_kartu(card_of(kantor, work.id, siapa)).text)
        assert f"Dikerjakan oleh {DEWI}, ditunjuk Sekretaris Kecamatan" in card
        assert WHY in card
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(work.id))
    told = kantor.run(view_riwayat, user_id=kantor.user[AGUS], berkas_id=berkas_id)
    said = plain(draw_riwayat(told, LayarRiwayat(user_id=1, berkas_id=berkas_id)).text)
    assert "menunjuk yang mengerjakan: 5. " in said
    assert f"→ Staf Pelaksana ({DEWI})" in said


def test_who_is_named_has_no_right_that_the_others_lack(kantor: Pejawaran, work: Tugas):
    """The tugas is the post's: a colleague takes it up, or does it."""
    name(kantor, SEKCAM, work, STAF, DEWI)
    labels = labels_of(draw_kartu(card_of(kantor, work.id, AGUS)))
    assert "🛠 Sedang saya kerjakan" in labels
    kantor.say(AGUS, take_up, tugas_id=work.id)
    at_it = tugas(kantor, work.id).facts.dikerjakan
    assert at_it is not None
    assert (at_it.nama, at_it.ditunjuk) == (AGUS, "")
    kantor.act(AGUS, Kerja.SELESAI, tugas(kantor, work.id))

    hasil = tugas(kantor, work.id).facts.hasil
    assert hasil is not None
    assert hasil.nama == AGUS


def test_a_tugas_is_handed_on_to_one_of_the_holders_of_another_post(
    kantor: Pejawaran, work: Tugas
):
    name(kantor, SEKCAM, work, "Kasubbag Perencana", KASUBBAG)

    moved = tugas(kantor, work.id)
    assert moved.jabatan_id == post(kantor, "Kasubbag Perencana")
    assert moved.facts.dikerjakan is not None
    assert moved.facts.dikerjakan.nama == KASUBBAG
    berkas_id = kantor.run(lambda uow: uow.berkas.berkas_of(work.id))
    (line,) = jejak(kantor, berkas_id, "alihkan")
    assert line.rincian["nama"] == [KASUBBAG]


@pytest.mark.parametrize(("ke", "orang"), [(STAF, TAPEM), ("Kasubbag Perencana", DEWI)])
def test_nobody_is_named_who_does_not_hold_the_post(
    kantor: Pejawaran, work: Tugas, ke: str, orang: str
):
    with pytest.raises(NotFound):
        name(kantor, SEKCAM, work, ke, orang)
    assert tugas(kantor, work.id) == work


def test_who_has_left_the_post_meanwhile_is_not_named(kantor: Pejawaran, work: Tugas):
    kantor.say(SEKCAM, begin_moving, tugas_id=work.id)
    kantor.say(SEKCAM, choose_target, tugas_id=work.id, jabatan_id=post(kantor, STAF))
    kantor.say(SEKCAM, choose_holder, tugas_id=work.id, pegawai_id=kantor.pegawai[DEWI])
    leave(kantor, DEWI)
    with pytest.raises(NotFound):
        kantor.say(SEKCAM, take_text, teks=WHY, message_id=1)


def test_an_old_button_names_nobody(kantor: Pejawaran, work: Tugas):
    whom = {"tugas_id": work.id, "pegawai_id": kantor.pegawai[DEWI]}
    with pytest.raises(QuestionOver):
        kantor.say(SEKCAM, choose_holder, **whom)
    kantor.say(SEKCAM, begin_moving, tugas_id=work.id)
    with pytest.raises(QuestionOver):
        kantor.say(SEKCAM, choose_holder, **whom)


def leave(kantor: Pejawaran, nama: str) -> None:
    """Let somebody hold no post any more."""
    rows = table(PenugasanRow)
    mine = rows.c.pegawai_id == kantor.pegawai[nama]
    kantor.database.run_now(lambda c: c.execute(rows.delete().where(mine)))
