"""A question to one unit: its formulir opens, the answer may correct it, the asking card shows it."""

from datetime import timedelta

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.errors import ReasonRequired, TugasChanged, UnitRequired
from sop_flows.ports.ditanya import TanyaUnit
from sop_flows.ports.layar.tugas import BagianAksi
from sop_flows.ports.records import Actor
from sop_flows.sop.place import Place
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.percakapan import (
    Ketukan,
    ask_prepared_words,
    converse,
    toggle,
)
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    DEWI,
    KASUBBAG,
    SEKCAM,
    TAPEM,
    at,
    berkas,
    board_of,
    fill,
    go_to,
    jejak,
    nilai,
    tugas,
)


@pytest.fixture
def berkas_id(kantor: Pejawaran) -> int:
    return go_to(kantor, 5)


def unit_of(kantor: Pejawaran, kode: str) -> int:
    units = kantor.run(lambda uow: uow.kantor.unit(kantor.kantor_id))
    return next(unit.id for unit in units.values() if unit.kode == kode)


def ask(kantor: Pejawaran, berkas_id: int) -> Tugas:
    """Let Agus ask Tata Pemerintahan by the buttons of the card; return the question."""
    himpun = at(kantor, berkas_id, 5)
    user = kantor.user[AGUS]
    tap = Ketukan(actor=Actor.private(user), tugas_id=himpun.id, revisi=himpun.revisi)
    kantor.run(converse, tap=tap, kerja=Kerja.TANYA, kind=TanyaUnit, bagian=BagianAksi.UNIT)
    kantor.run(toggle, tap=tap, daftar="unit", pilihan=unit_of(kantor, "TAPEM"))
    kantor.run(ask_prepared_words, tap=tap)
    kantor.say(AGUS, take_text, teks="Apakah IK-02 sudah termasuk Desa Karangsari?", message_id=1)
    return at(kantor, berkas_id, 5, -1)


def test_a_question_opens_the_formulir_of_that_unit_and_raises_the_asking_card(
    kantor: Pejawaran, berkas_id: int
):
    himpun = at(kantor, berkas_id, 5)
    question = ask(kantor, berkas_id)

    assert question.facts.tanya == "Apakah IK-02 sudah termasuk Desa Karangsari?"
    assert tugas(kantor, himpun.id).revisi == himpun.revisi + 1
    forms = kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
    assert {f.unit_id for f in forms if f.status is StatusFormulir.TERBUKA} == {question.unit_id}


def test_a_board_counts_no_tugas_as_late_that_waits_for_an_answer(
    kantor: Pejawaran, berkas_id: int
):
    question = ask(kantor, berkas_id)
    kantor.now += timedelta(days=60)

    board = board_of(kantor, berkas_id, SEKCAM)
    assert [t.id for t in board.berkas.terbuka if t.is_late_at(kantor.now)] == [question.id]
    assert board.terlambat == 1


def test_a_unit_that_is_asked_is_at_work_wherever_it_fills(kantor: Pejawaran, berkas_id: int):
    def at_work() -> frozenset[int]:
        return kantor.run(lambda uow: uow.papan.units_at(berkas_id, Place(4, 0)))

    before, question = at_work(), ask(kantor, berkas_id)

    assert (before, at_work()) == (frozenset(), {question.unit_id})


def test_a_corrected_value_raises_the_asking_card_so_that_an_old_one_decides_nothing(
    kantor: Pejawaran, berkas_id: int
):
    ask(kantor, berkas_id)
    shown = at(kantor, berkas_id, 5)
    fill(kantor, TAPEM, "IK-02=14")

    assert nilai(kantor, berkas_id)["IK-02"].nilai == 14
    assert tugas(kantor, shown.id).revisi == shown.revisi + 1
    with pytest.raises(TugasChanged):
        kantor.act(DEWI, Kerja.SELESAI, shown)
    assert jejak(kantor, berkas_id, "selesai") == []


def test_a_correction_keeps_what_was_sent_so_that_the_card_shows_the_difference(
    kantor: Pejawaran, berkas_id: int
):
    sent = nilai(kantor, berkas_id)["IK-02"].nilai
    ask(kantor, berkas_id)
    fill(kantor, TAPEM, "IK-02=14")
    fill(kantor, TAPEM, "IK-02=13")

    assert nilai(kantor, berkas_id)["IK-02"].nilai == 13
    assert nilai(kantor, berkas_id)["IK-02"].sebelumnya == sent


def test_the_answer_is_shown_on_the_asking_card_and_closes_the_formulir(
    kantor: Pejawaran, berkas_id: int
):
    question = ask(kantor, berkas_id)
    kantor.act(TAPEM, Kerja.JAWAB, question, catatan="Sudah, sesuai berita acara.")

    himpun = at(kantor, berkas_id, 5)
    cards = kantor.run(lambda uow: uow.kartu.of_tugas(himpun.id))
    (card,) = [k for k in cards if k.chat_id == kantor.user[DEWI]]
    view = kantor.run(view_kartu, kartu=card)
    assert view.tugas.facts.jawaban[0].jawab == "Sudah, sesuai berita acara."
    assert all(f.status is StatusFormulir.TERKIRIM for f in view.formulir)
    kantor.act(DEWI, Kerja.SELESAI, at(kantor, berkas_id, 5))


def test_who_asked_hears_of_the_answer_by_a_message_with_the_words_of_both(
    kantor: Pejawaran, berkas_id: int
):
    question = ask(kantor, berkas_id)
    kantor.act(TAPEM, Kerja.JAWAB, question, catatan="Sudah, sesuai berita acara.")

    for nama in (AGUS, DEWI):  # both hold the post that asked
        (told,) = kantor.owed(nama, "terjawab")
        assert told.isi.tugas == at(kantor, berkas_id, 5).id
        assert told.isi.unit == "Seksi Tata Pemerintahan"
        assert told.isi.tanya == "Apakah IK-02 sudah termasuk Desa Karangsari?"
        assert told.isi.jawab == "Sudah, sesuai berita acara."
        assert told.isi.periode == berkas(kantor, berkas_id).periode
        assert not told.senyap
    assert kantor.owed(TAPEM, "terjawab") == []
    assert kantor.owed(KASUBBAG, "terjawab") == []


def test_gathering_may_end_without_the_answer_and_the_question_ends_with_it(
    kantor: Pejawaran, berkas_id: int
):
    question = ask(kantor, berkas_id)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))

    assert not tugas(kantor, question.id).is_open
    with pytest.raises(TugasChanged):
        kantor.act(TAPEM, Kerja.JAWAB, question, catatan="Terlambat.")
    forms = kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
    assert all(f.status is StatusFormulir.TERKIRIM for f in forms)
    assert [t.langkah for t in berkas(kantor, berkas_id).terbuka] == [6]


def test_a_question_goes_to_units_that_have_sent_and_to_nobody_else(
    kantor: Pejawaran, berkas_id: int
):
    himpun = at(kantor, berkas_id, 5)
    secretariat = unit_of(kantor, "SET")
    for unit in ((), (secretariat,), (999,)):
        with pytest.raises(UnitRequired):
            kantor.act(AGUS, Kerja.TANYA, himpun, catatan="Mohon dijelaskan.", unit=unit)


def test_a_question_too_short_to_be_one_is_not_sent(kantor: Pejawaran, berkas_id: int):
    himpun = at(kantor, berkas_id, 5)
    user = kantor.user[AGUS]
    tap = Ketukan(actor=Actor.private(user), tugas_id=himpun.id, revisi=himpun.revisi)
    kantor.run(converse, tap=tap, kerja=Kerja.TANYA, kind=TanyaUnit, bagian=BagianAksi.UNIT)
    kantor.run(toggle, tap=tap, daftar="unit", pilihan=unit_of(kantor, "TAPEM"))
    kantor.run(ask_prepared_words, tap=tap)

    with pytest.raises(ReasonRequired):
        kantor.say(AGUS, take_text, teks="ok \U0001f44d", message_id=1)


def test_a_return_to_units_can_be_typed(kantor: Pejawaran, berkas_id: int):
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    nomor = at(kantor, berkas_id, 6).nomor
    facts = {"nomor": nomor, "kerja": (Kerja.KEMBALIKAN,)}
    for teks in ("Angkanya belum cocok", "Seksi: angkanya belum cocok", "Gaib: belum cocok"):
        with pytest.raises(UnitRequired):
            kantor.command(KASUBBAG, **facts, catatan=teks)
    with pytest.raises(ReasonRequired):
        kantor.command(KASUBBAG, **facts, catatan="Pelayanan Umum: jelek")

    teks = "Pelayanan Umum, seksi tata pemerintahan, kesra: angkanya belum cocok"
    kantor.command(KASUBBAG, **facts, catatan=teks)

    (line,) = jejak(kantor, berkas_id, "kembalikan")
    returned = {unit_of(kantor, kode) for kode in ("TAPEM", "YANUM", "KESRA")}
    assert set(line.rincian["unit"]) == returned
    assert line.rincian["catatan"] == "angkanya belum cocok"
