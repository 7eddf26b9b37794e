"""The facts of the letter that begins SOP 002: chosen, dated and numbered as its sheet has them."""

from datetime import timedelta

import pytest

from handlers.screens.notices import Pesan, draw
from handlers.screens.screen import Screen, plain
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import IsianIncomplete, IsianUnreadable, NomorUsed, QuestionOver
from sop_flows.sop.isian import sidik_of
from sop_flows.use_cases.berkas.start import start_berkas
from sop_flows.use_cases.berkas.steer import cancel_berkas
from sop_flows.use_cases.isian.start import change_answer, choose_answer, confirm_start
from tests.support.periode import triwulan
from tests.support.screen import labels_of
from tests.support.story import KASUBBAG
from tests.support.surat import SEKRETARIS, SURAT_SEKDA, Loket

LETTER = tuple(SURAT_SEKDA.values())
SIFAT, DITERIMA, AGENDA = 4, 5, 6
"""The places of the questions."""


def asked(loket: Loket, ke: int) -> Screen:
    """Answer what is asked before a question, and return how that one is asked."""
    loket.begin()
    loket.write(*LETTER[:ke])
    return shown(loket)


def shown(loket: Loket) -> Screen:
    return draw(Pesan(loket.last()), ambigu=False)


def choose(loket: Loket, kode: str, answer: str) -> None:
    loket.tap(choose_answer, sidik=sidik_of(kode, answer))


def summary(loket: Loket) -> list[str]:
    assert loket.last().layar == "ringkasan_mulai"
    return [answer for _, _, answer in loket.last().isi.baris]


def started(loket: Loket, ke: int = 3, **facts: str) -> int:
    """Start a berkas with a letter; return its id."""
    periode = triwulan(2026, ke)
    begun = loket.kantor.say(
        SEKRETARIS,
        start_berkas,
        sop_id=loket.sop_id,
        periode=periode,
        isian={**SURAT_SEKDA, **facts},
    )
    return begun.berkas.id


# Sifat


def test_the_sifat_of_a_letter_is_chosen_among_those_of_the_sheet(loket: Loket):
    screen = asked(loket, SIFAT)
    assert labels_of(screen) == ["Biasa", "Segera", "Sangat Segera", "Rahasia", "Batal"]
    choose(loket, "sifat", "Sangat Segera")

    assert loket.last().isi.isian.label == "Diterima tanggal"
    loket.write(*LETTER[DITERIMA:], "lewati")
    assert summary(loket)[SIFAT] == "Sangat Segera"


def test_a_typed_sifat_is_one_of_the_sheet_or_refused(loket: Loket):
    asked(loket, SIFAT)
    with pytest.raises(IsianUnreadable) as refused:
        loket.write("penting sekali")
    assert refused.value.contoh == "Biasa, Segera, Sangat Segera, Rahasia"
    loket.write("sangat  segera", *LETTER[DITERIMA:], "lewati")

    assert summary(loket)[SIFAT] == "Sangat Segera"


@pytest.mark.parametrize(
    ("sifat", "is_segera"),
    [("Biasa", False), ("Segera", True), ("Sangat Segera", True), ("Rahasia", False)],
)
def test_a_letter_that_is_segera_makes_a_sound_at_any_hour(
    loket: Loket, sifat: str, is_segera: bool
):
    loket.kantor.now = loket.kantor.now.replace(hour=15)  # 22.00 WIB
    started(loket, sifat=sifat)
    loket.kantor.act(SEKRETARIS, Kerja.DISPOSISIKAN)

    (card,) = loket.kantor.owed(KASUBBAG, "kartu")
    assert card.senyap is not is_segera


# Diterima tanggal


def test_a_letter_that_came_today_is_dated_by_one_tap(loket: Loket):
    screen = asked(loket, DITERIMA)
    assert labels_of(screen) == ["Hari ini, 5 Okt 2026", "Batal"]
    assert "atau mengetik tanggalnya" in plain(screen.text)
    choose(loket, "tanggal_diterima", "Senin, 5 Oktober 2026")
    loket.write(LETTER[AGENDA], "lewati")

    assert summary(loket)[DITERIMA] == "Senin, 5 Oktober 2026"


def test_a_date_of_receipt_is_typed_as_dates_are_and_never_guessed(loket: Loket):
    asked(loket, DITERIMA)
    for teks in ("kemarin dulu", "31 Februari 2026", "5"):
        with pytest.raises(IsianUnreadable):
            loket.write(teks)
    with pytest.raises(IsianIncomplete):
        loket.write("lewati")
    loket.write("2/10/2026", LETTER[AGENDA], "lewati")

    assert summary(loket)[DITERIMA] == "Jumat, 2 Oktober 2026"


@pytest.mark.parametrize(
    ("received", "is_asked"), [("1/10/2026", True), ("2/10/2026", False), ("5/10/2026", False)]
)
def test_a_receipt_before_the_letter_was_written_is_questioned(
    loket: Loket, received: str, is_asked: bool
):
    asked(loket, DITERIMA)
    loket.write(received, LETTER[AGENDA], "lewati")

    text = plain(shown(loket).text)
    assert ("Diterima tanggal mendahului Tanggal surat. Apakah benar?" in text) is is_asked
    assert "✏️ Diterima tanggal" in labels_of(shown(loket))
    loket.tap(confirm_start)
    assert loket.kantor.tugas(SEKRETARIS)


def test_yesterdays_button_never_means_another_day(loket: Loket):
    asked(loket, DITERIMA)
    loket.kantor.now += timedelta(days=1)
    asked(loket, DITERIMA)

    with pytest.raises(QuestionOver):
        choose(loket, "tanggal_diterima", "Senin, 5 Oktober 2026")
    choose(loket, "tanggal_diterima", "Selasa, 6 Oktober 2026")
    assert loket.last().isi.isian.label == "Nomor agenda"


def test_only_what_a_question_offers_is_taken_by_a_button(loket: Loket):
    asked(loket, SIFAT)
    for kode, answer in (("sifat", "Penting"), ("hal", "Segera"), ("sifat", "")):
        with pytest.raises(QuestionOver):
            choose(loket, kode, answer)
    loket.write(*LETTER[SIFAT:], "lewati")

    with pytest.raises(QuestionOver):
        choose(loket, "sifat", "Segera")


# Nomor agenda


def test_the_number_of_the_sender_is_never_proposed_and_that_of_the_agenda_is_asked(loket: Loket):
    loket.begin()
    assert "Nomor sesudahnya" not in shown(loket).text
    loket.write(*LETTER[:AGENDA])

    assert "Mohon mengetik nomornya" in shown(loket).text


def test_the_number_after_the_last_of_the_agenda_is_offered(loket: Loket):
    started(loket, ke=2)
    screen = asked(loket, AGENDA)

    assert "Nomor terakhir yang tercatat di sini: 412. Nomor sesudahnya: 413" in plain(screen.text)
    loket.write("413", "lewati")
    assert summary(loket)[AGENDA] == "413"


def test_a_number_of_the_agenda_that_another_letter_has_is_refused(loket: Loket):
    started(loket, ke=2, nomor_surat="S.900/99/SETDA/2026")
    asked(loket, AGENDA)
    with pytest.raises(NomorUsed) as refused:
        loket.write("412")
    assert (refused.value.oleh, refused.value.berkas) == (SEKRETARIS, 1001)
    loket.write("413", "lewati")

    assert loket.tap(confirm_start).berkas.keadaan.mulai["nomor_agenda"] == "413"


def test_of_two_who_prepared_one_number_of_the_agenda_the_first_one_has_it(loket: Loket):
    loket.begin()
    loket.write(*LETTER, "lewati")
    revisi = loket.revisi()
    started(loket, ke=2, nomor_surat="S.900/99/SETDA/2026")

    with pytest.raises(NomorUsed):
        loket.tap(confirm_start, revisi=revisi)
    loket.tap(change_answer, revisi=revisi, ke=AGENDA)
    loket.write("413")
    assert loket.tap(confirm_start).berkas.keadaan.mulai["nomor_agenda"] == "413"


def test_a_letter_keeps_its_number_of_the_agenda_when_it_begins_another_berkas(loket: Loket):
    berkas_id = started(loket)
    loket.kantor.say(SEKRETARIS, cancel_berkas, berkas_id=berkas_id, alasan="Salah mulai")
    loket.begin()
    loket.write(*LETTER, "lewati")

    assert loket.tap(confirm_start).berkas.keadaan.mulai["nomor_agenda"] == "412"
