"""Filling a formulir in the chat: one by one, in lines, without data, odd, ambiguous."""

from decimal import Decimal

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import FormulirIncomplete, NotFound, TugasChanged
from sop_flows.ports.ditanya import TentangNilai
from sop_flows.ports.layar.tugas import Arahan
from sop_flows.ports.records import KartuTugas
from sop_flows.use_cases.formulir.typed import (
    begin_filling,
    choose_reading,
    stop_filling,
    type_lines,
    type_value,
)
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import begin_isian
from tests.support.office import Pejawaran
from tests.support.story import KASUBBAG, PM, TAPEM, at, berkas, fill, go_to, nilai, said, tugas


@pytest.fixture
def berkas_id(kantor: Pejawaran) -> int:
    return go_to(kantor, 4)


def write(kantor: Pejawaran, nama: str, teks: str) -> None:
    kantor.say(nama, take_text, teks=teks, message_id=7)


def asked(kantor: Pejawaran, nama: str) -> tuple[str, str]:
    """Return what the chat is being asked, and about which indicator."""
    talk = kantor.run(lambda uow: uow.percakapan.get(kantor.user[nama]))
    if talk is None:
        return "", ""
    about = talk.isi.indikator if isinstance(talk.isi, TentangNilai) else None
    return talk.isi.kind, str(about)


def test_values_are_asked_one_after_the_other_until_the_card_is_complete(
    kantor: Pejawaran, berkas_id: int
):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    for no, teks in enumerate(("100", "15", "6"), start=1):
        assert said(kantor, TAPEM, "tanya_nilai")["no"] == no
        write(kantor, TAPEM, teks)

    assert [nilai(kantor, berkas_id)[k].nilai for k in ("IK-01", "IK-02", "IK-03")] == [100, 15, 6]
    assert asked(kantor, TAPEM) == ("", "")
    assert said(kantor, TAPEM, "reaksi")["message_id"] == 7
    kantor.act(TAPEM, Kerja.KIRIM)


def test_a_card_waits_no_more_for_an_answer_that_lines_without_any_value_have_ended(
    kantor: Pejawaran, berkas_id: int
):
    form = kantor.only(TAPEM)
    kantor.say(TAPEM, begin_isian, tugas_id=form.id, revisi=form.revisi, kode="rapat")
    before = kantor.redrawn(TAPEM, KartuTugas)
    assert kantor.say(TAPEM, type_lines, tugas_id=form.id, teks="1=x\n2=y")

    assert asked(kantor, TAPEM) == ("", "")
    assert kantor.redrawn(TAPEM, KartuTugas) == before + 1


def test_lines_store_what_can_be_read_and_tell_the_rest_line_by_line(
    kantor: Pejawaran, berkas_id: int
):
    assert fill(kantor, TAPEM, "IK-01=100\nIK-02=1.5\nIK-03=999\nIK-77=4")

    told = said(kantor, TAPEM, "baris_diterima")
    assert told["tersimpan"] == 1
    assert [(m["kunci"], m["sebab"]) for m in told["masalah"]] == [
        ("IK-02", "ragu"),
        ("IK-03", "janggal"),
        ("IK-77", "kode"),
    ]
    assert told["masalah"][0]["pilihan"] == ["1.5", "15"]
    assert nilai(kantor, berkas_id)["IK-02"].nilai is None


def test_a_text_without_values_is_no_line(kantor: Pejawaran, berkas_id: int):
    assert not fill(kantor, TAPEM, "Mohon waktu sebentar")
    write(kantor, TAPEM, "Mohon waktu sebentar")
    assert kantor.owed(TAPEM)[-1].layar == "arahan"


def test_no_data_needs_a_reason_in_words(kantor: Pejawaran, berkas_id: int):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, TAPEM, "n/a")
    for none in (".....", "- - - - -", "n/a .....", "ooooooo"):
        assert asked(kantor, TAPEM)[0] == "alasan_na"
        write(kantor, TAPEM, none)
    assert asked(kantor, TAPEM)[0] == "alasan_na"
    write(kantor, TAPEM, "Rekapitulasi menunggu tiga desa")

    assert nilai(kantor, berkas_id)["IK-01"].alasan == "Rekapitulasi menunggu tiga desa"
    assert nilai(kantor, berkas_id)["IK-01"].nilai is None


def test_a_number_instead_of_a_reason_is_the_value_after_all(kantor: Pejawaran, berkas_id: int):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, TAPEM, "n/a")
    write(kantor, TAPEM, "95")

    assert nilai(kantor, berkas_id)["IK-01"].nilai == 95


def test_a_minus_that_stands_apart_is_no_word_for_missing_data(kantor: Pejawaran, berkas_id: int):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, TAPEM, "- 13,91")

    told = said(kantor, TAPEM, "yakin_nilai")
    assert (told["nilai"], told["janggal"]) == ("-13.91", "negatif")


def test_a_dot_that_fits_neither_way_is_asked_and_the_choice_is_stored(
    kantor: Pejawaran, berkas_id: int
):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, TAPEM, "71.5")
    told = said(kantor, TAPEM, "pilih_angka")
    assert told["pilihan"] == ["71.5", "715"]
    assert nilai(kantor, berkas_id)["IK-01"].nilai is None

    kantor.say(
        TAPEM,
        choose_reading,
        tugas_id=told["tugas"],
        indikator_id=told["indikator"],
        nilai=Decimal("71.5"),
        is_confirmed=False,
    )
    assert nilai(kantor, berkas_id)["IK-01"].nilai == Decimal("71.5")


def test_an_odd_value_is_asked_and_stored_as_confirmed(kantor: Pejawaran, berkas_id: int):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, TAPEM, "101,5")
    told = said(kantor, TAPEM, "yakin_nilai")
    assert told["janggal"] == "persen lebih dari seratus"
    assert nilai(kantor, berkas_id)["IK-01"].nilai is None

    kantor.say(
        TAPEM,
        choose_reading,
        tugas_id=told["tugas"],
        indikator_id=told["indikator"],
        nilai=Decimal("101.5"),
        is_confirmed=True,
    )
    stored = nilai(kantor, berkas_id)["IK-01"]
    assert (stored.nilai, stored.dikonfirmasi) == (Decimal("101.5"), True)


def test_what_is_no_number_is_told_and_asked_again(kantor: Pejawaran, berkas_id: int):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, TAPEM, "=1+1")

    assert said(kantor, TAPEM, "angka_ditolak")["sebab"] == "rumus"
    assert asked(kantor, TAPEM)[0] == "nilai"


def test_skipping_comes_back_to_what_was_left_and_stopping_keeps_the_draft(
    kantor: Pejawaran, berkas_id: int
):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, TAPEM, "lewati")
    assert said(kantor, TAPEM, "tanya_nilai")["kode"] == "IK-02"
    write(kantor, TAPEM, "15")
    assert said(kantor, TAPEM, "tanya_nilai")["kode"] == "IK-03"
    kantor.say(TAPEM, stop_filling, tugas_id=kantor.only(TAPEM).id)

    assert asked(kantor, TAPEM) == ("", "")
    assert nilai(kantor, berkas_id)["IK-02"].nilai == 15
    with pytest.raises(FormulirIncomplete) as refused:
        kantor.act(TAPEM, Kerja.KIRIM)
    assert refused.value.kurang == ("IK-01", "IK-03")


def test_another_units_indicator_cannot_be_filled(kantor: Pejawaran, berkas_id: int):
    foreign = nilai(kantor, berkas_id)["IK-04"].indikator_id
    with pytest.raises(NotFound):
        kantor.say(
            TAPEM,
            type_value,
            tugas_id=kantor.only(TAPEM).id,
            indikator_id=foreign,
            teks="1",
        )
    assert fill(kantor, TAPEM, "IK-04=1")
    assert said(kantor, TAPEM, "baris_diterima")["masalah"][0]["sebab"] == "kode"


def test_a_formulir_that_was_sent_is_closed(kantor: Pejawaran, berkas_id: int):
    mine = kantor.only(PM)
    fill(kantor, PM)
    kantor.act(PM, Kerja.KIRIM)
    with pytest.raises(TugasChanged):
        kantor.say(PM, begin_filling, tugas_id=mine.id)


def test_a_value_raises_the_revisi_of_its_own_card_only(kantor: Pejawaran, berkas_id: int):
    mine, other = kantor.only(TAPEM), kantor.only(PM)
    fill(kantor, TAPEM, "IK-01=100")

    assert tugas(kantor, mine.id).revisi == mine.revisi + 1
    assert tugas(kantor, other.id).revisi == other.revisi
    with pytest.raises(TugasChanged):
        kantor.act(TAPEM, Kerja.KIRIM, mine)


def test_only_the_units_of_a_return_fill_again_and_the_rest_keep_theirs(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    values = nilai(kantor, berkas_id)
    unit = next(
        form.unit_id
        for form in kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
        if any(n.kode == "IK-01" for n in form.nilai)
    )
    kantor.act(
        KASUBBAG,
        Kerja.KEMBALIKAN,
        at(kantor, berkas_id, 6),
        catatan="IK-02 belum sesuai",
        unit=(unit,),
        indikator=(values["IK-02"].indikator_id,),
    )
    kantor.act("Dewi Anggraeni", Kerja.TERUSKAN)

    (open_again,) = [t for t in berkas(kantor, berkas_id).terbuka if t.langkah == 4]
    after = nilai(kantor, berkas_id)
    assert (open_again.unit_id, open_again.ronde) == (unit, 2)
    assert (after["IK-02"].ditandai, after["IK-01"].ditandai) == (True, False)
    assert after["IK-02"].sebelumnya == 15
    kantor.say(TAPEM, begin_filling, tugas_id=open_again.id)
    assert said(kantor, TAPEM, "tanya_nilai")["kode"] == "IK-02"
    assert kantor.tugas(PM) == []


@pytest.mark.parametrize("teks", ["12 desa", "12 Desa", "\u206812\u2069", "12\u200e", " 12\ufeff"])
def test_the_satuan_and_marks_that_nobody_sees_do_not_matter(
    kantor: Pejawaran, berkas_id: int, teks: str
):
    fill(kantor, TAPEM, f"IK-02={teks}")

    assert nilai(kantor, berkas_id)["IK-02"].nilai == 12


@pytest.mark.parametrize("teks", ["IK-02 12", "2: 12", "2. 12", "ik-02: 12 desa"])
def test_a_line_may_name_its_indicator_without_an_equals_sign(
    kantor: Pejawaran, berkas_id: int, teks: str
):
    write(kantor, TAPEM, teks)

    assert nilai(kantor, berkas_id)["IK-02"].nilai == 12


@pytest.mark.parametrize("teks", ["2 12", "2. Rapat pukul sepuluh", "IK-77 12", "Rapat2 besok"])
def test_what_only_looks_like_a_line_is_no_value(kantor: Pejawaran, berkas_id: int, teks: str):
    write(kantor, TAPEM, teks)

    assert kantor.owed(TAPEM)[-1].layar == "arahan"
    assert not any(n.is_filled for n in nilai(kantor, berkas_id).values())


@pytest.mark.parametrize("teks", ["lima=5", "IK-03=6"])
def test_a_question_that_lines_do_not_answer_is_asked_again(
    kantor: Pejawaran, berkas_id: int, teks: str
):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, TAPEM, teks)
    assert said(kantor, TAPEM, "tanya_nilai")["no"] == 1
    write(kantor, TAPEM, "95")

    assert nilai(kantor, berkas_id)["IK-01"].nilai == 95


@pytest.mark.parametrize("teks", ["IK-02=12", "12", "Rp1.500.000"])
def test_a_value_that_no_formulir_waits_for_is_told_not_to_be_kept(
    kantor: Pejawaran, berkas_id: int, teks: str
):
    write(kantor, KASUBBAG, teks)
    assert kantor.owed(KASUBBAG)[-1].isi == Arahan(formulir=0)


def test_a_number_without_its_indicator_is_told_not_to_be_kept(kantor: Pejawaran, berkas_id: int):
    write(kantor, TAPEM, "12")
    assert kantor.owed(TAPEM)[-1].isi == Arahan(formulir=1)
