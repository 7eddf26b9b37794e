"""What is done in a filling without typing: skipping, going back, saying that there is no data, stopping."""

from decimal import Decimal
from typing import Any

import pytest

from sop_flows.ports.ditanya import TentangNilai
from sop_flows.ports.records import Actor
from sop_flows.use_cases.formulir.typed import (
    begin_filling,
    choose_reading,
    say_no_data,
    skip_value,
    step_back,
)
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from sop_flows.use_cases.tugas.listing import list_tugas
from storage.codec import encode
from tests.support.office import Pejawaran
from tests.support.screen import labels_of
from tests.support.story import TAPEM, go_to, nilai, said
from tests.support.wall import draw_layar


@pytest.fixture
def berkas_id(kantor: Pejawaran) -> int:
    return go_to(kantor, 4)


def write(kantor: Pejawaran, teks: str) -> None:
    kantor.say(TAPEM, take_text, teks=teks, message_id=7)


def tap(kantor: Pejawaran, use_case: Any, layar: str = "tanya_nilai") -> None:
    """Tap a button of the last question of that layar."""
    told = said(kantor, TAPEM, layar)
    kantor.say(TAPEM, use_case, tugas_id=told["tugas"], indikator_id=told["indikator"])


def asked(kantor: Pejawaran) -> dict[str, Any]:
    """Return what the chat is being asked."""
    talk = kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM]))
    assert talk is not None
    assert isinstance(talk.isi, TentangNilai)
    return {"kind": talk.isi.kind, **encode(talk.isi)}


def labels(kantor: Pejawaran, layar: str) -> list[str]:
    """Return the buttons under the last question of that layar."""
    screen = draw_layar(layar, **said(kantor, TAPEM, layar))
    return labels_of(screen)


def test_a_question_for_a_value_offers_all_that_can_be_done_instead_of_typing(
    kantor: Pejawaran, berkas_id: int
):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    assert labels(kantor, "tanya_nilai") == ["▫️ n/a…", "⏭ Lewati", "⏸ Berhenti dulu"]

    write(kantor, "100")
    write(kantor, "dua belas")
    for layar in ("tanya_nilai", "angka_ditolak"):
        buttons = ["▫️ n/a…", "⏭ Lewati", "◀️ Sebelumnya", "⏸ Berhenti dulu"]
        assert labels(kantor, layar) == buttons


def test_going_back_asks_for_the_value_before_with_what_stands_there(
    kantor: Pejawaran, berkas_id: int
):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, "100")
    tap(kantor, step_back)

    told = said(kantor, TAPEM, "tanya_nilai")
    assert (told["kode"], told["sekarang"]) == ("IK-01", "100")
    assert "✔️ Biarkan" in labels(kantor, "tanya_nilai")
    tap(kantor, step_back)  # there is none before the first
    assert said(kantor, TAPEM, "tanya_nilai")["kode"] == "IK-01"
    tap(kantor, skip_value)
    assert said(kantor, TAPEM, "tanya_nilai")["kode"] == "IK-02"
    assert nilai(kantor, berkas_id)["IK-01"].nilai == 100


def test_no_data_by_a_button_asks_for_the_reason_only(kantor: Pejawaran, berkas_id: int):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    tap(kantor, say_no_data)

    assert asked(kantor)["kind"] == "alasan_na"
    buttons = ["✏️ Ketik angkanya", "⏭ Lewati", "⏸ Berhenti dulu"]
    assert labels(kantor, "tanya_alasan_na") == buttons
    write(kantor, "Survei belum selesai")
    assert nilai(kantor, berkas_id)["IK-01"].alasan == "Survei belum selesai"


@pytest.mark.parametrize(("word", "then"), [("lewati", "IK-02"), ("berhenti", "")])
def test_a_word_that_leaves_a_question_is_no_reason_for_missing_data(
    kantor: Pejawaran, berkas_id: int, word: str, then: str
):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    tap(kantor, say_no_data)
    write(kantor, word)

    assert not nilai(kantor, berkas_id)["IK-01"].is_filled
    talk = kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM]))
    assert (talk is None) == (not then)
    if then:
        assert said(kantor, TAPEM, "tanya_nilai")["kode"] == then


def test_a_predikat_is_chosen_by_its_button():
    facts = {"no": 1, "total": 1, "terisi": 0, "indikator": 5, "kode": "IK", "nama": "SAKIP"}
    rest = {"satuan": "Predikat", "target": "BB", "lalu": None, "sekarang": None}
    last = {"alasan_na": "", "capaian": "", "kategori": None, "triwulan": 3, "sampai": None}
    desimal = {"desimal": "peringkat Kurang < Cukup < Baik", "is_jumlah": False}
    asked = {"tugas": 7, "revisi": 1, **facts, **rest, **last, **desimal}
    first, *_ = draw_layar("tanya_nilai", **asked).keyboard

    chosen = {button.label: button.data for button in first}
    assert chosen == {
        "Baik": "v1:t:7:1:pakai:5:3",
        "Cukup": "v1:t:7:1:pakai:5:2",
        "Kurang": "v1:t:7:1:pakai:5:1",
    }


def test_what_was_filled_goes_on_days_later_on_another_phone(kantor: Pejawaran, berkas_id: int):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, "100")
    write(kantor, "15")
    kantor.wait(days=3)
    kantor.run(
        invite, kantor_id=kantor.kantor_id, pegawai_id=kantor.pegawai[TAPEM], token="telepon-baru"
    )
    kantor.run(present_link, chat_id=9001, token="telepon-baru")
    kantor.run(confirm_identity, actor=Actor.private(9001), username="")

    (line,) = kantor.run(list_tugas, user_id=9001).baris
    kantor.user[TAPEM] = 9001
    kantor.say(TAPEM, begin_filling, tugas_id=line.tugas.id)
    told = said(kantor, TAPEM, "tanya_nilai")
    assert (told["kode"], told["terisi"]) == ("IK-03", 2)
    kantor.say(
        TAPEM,
        choose_reading,
        tugas_id=told["tugas"],
        indikator_id=told["indikator"],
        nilai=Decimal(6),
        is_confirmed=False,
    )
    assert [one.nilai for one in list(nilai(kantor, berkas_id).values())[:3]] == [100, 15, 6]
