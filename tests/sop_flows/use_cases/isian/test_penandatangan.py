"""Who signs a letter: asked once per office, offered by one tap the next time, and changeable."""

import pytest

from handlers.screens.notices import Pesan, draw
from handlers.screens.screen import plain
from sop_flows.errors import NotYourTugas, QuestionOver
from sop_flows.use_cases.incoming import take_text
from tests.support.office import Pejawaran
from tests.support.surat import Meja

SEKRETARIS, CAMAT = "Endang Lestari", "Suharyanto"


@pytest.fixture
def meja(kantor: Pejawaran) -> Meja:
    return Meja(kantor)


def test_the_first_time_it_is_typed(meja: Meja):
    meja.begin()

    screen = draw(Pesan(meja.question()), ambigu=False)
    assert screen.force_reply is not None
    assert "Mohon mengetik jawabannya" in screen.text


def test_the_next_time_one_tap_answers_it(meja: Meja):
    meja.signed("Sekretaris Kecamatan atas nama Camat Pejawaran")
    tugas = meja.begin()
    screen = draw(Pesan(meja.question()), ambigu=False)
    assert "• Sekretaris Kecamatan atas nama Camat Pejawaran" in plain(screen.text)
    assert screen.keyboard[0][0].label.startswith("Sekretaris Kecamatan")
    meja.tap(tugas, "Sekretaris Kecamatan atas nama Camat Pejawaran")

    assert meja.answer(tugas) == "Sekretaris Kecamatan atas nama Camat Pejawaran"


def test_another_one_is_typed_and_offered_first_from_then_on(meja: Meja):
    for nama in ("Camat", "Sekretaris a.n. Camat", "Camat", "Plh. Camat"):
        meja.signed(nama)
    meja.begin()

    assert meja.offered() == ["Plh. Camat", "Camat", "Sekretaris a.n. Camat"]


def test_another_sop_of_the_office_knows_it_and_a_new_versi_too(meja: Meja):
    meja.signed("Camat")
    meja.begin(meja.activate("surat-lain"))
    assert meja.offered() == ["Camat"]
    meja.begin(meja.activate(versi=2))

    assert meja.offered() == ["Camat"]


def test_who_signs_an_undangan_is_not_offered_for_a_surat_pengantar(meja: Meja):
    meja.signed("Sekretaris", meja.activate("undangan", label="Penanda tangan undangan"))
    meja.begin()

    assert meja.offered() == []


def test_what_was_not_handed_on_is_not_remembered(meja: Meja):
    meja.begin()
    meja.kantor.say(SEKRETARIS, take_text, teks="Camat", message_id=1)
    meja.begin()

    assert meja.offered() == []


def test_only_who_is_asked_is_answered_for(meja: Meja):
    meja.signed("Camat")
    tugas = meja.begin()
    with pytest.raises(NotYourTugas):
        meja.tap(tugas, "Camat", siapa=CAMAT)
    with pytest.raises(QuestionOver):
        meja.tap(tugas, "Bupati")
    other = meja.begin()

    with pytest.raises(QuestionOver):
        meja.tap(tugas, "Camat")
    assert (meja.answer(tugas), meja.answer(other)) == ("", "")
