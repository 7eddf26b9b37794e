"""Starting: which triwulan, and the facts that an SOP asks for before its first langkah opens."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from handlers.screens.lists import draw_pilihan_mulai, draw_pilihan_periode
from sop_flows.errors import (
    AlreadyRunning,
    IsianIncomplete,
    IsianUnreadable,
    NotAllowed,
    QuestionOver,
)
from sop_flows.ports.layar.mulai import LayarMulai
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.berkas.start import list_periods, list_startable, start_berkas
from sop_flows.use_cases.isian.start import (
    begin_start,
    change_answer,
    confirm_start,
    leave_start,
    press_answer,
)
from sop_flows.use_cases.tugas.percakapan import leave
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.database.insert import table
from storage.database.tables import LampiranRow
from tests.support.office import Pejawaran
from tests.support.periode import TW_III, triwulan
from tests.support.surat import COLUMNS, SEKRETARIS, SURAT_SEKDA, Loket, activate

TW_II = triwulan(2026, 2)
LETTER = tuple(SURAT_SEKDA.values())
SURAT = len(LETTER)  # the dokumen is asked for last


# The facts of the letter


def test_the_pages_of_a_letter_come_as_one_album(loket: Loket):
    loket.begin()
    loket.write(*LETTER)
    for page in ("1.jpg", "2.jpg", "3.jpg"):
        loket.send(page, album="A")

    summary = loket.last()
    assert summary.layar == "ringkasan_mulai"
    assert summary.isi.baris[-1][2] == "1.jpg\n2.jpg\n3.jpg"
    outcome = loket.tap(confirm_start)
    kept = loket.kantor.run(lambda uow: uow.lampiran.of_berkas(outcome.berkas.id))
    assert [(page.nama, page.isian) for page in kept] == [
        ("1.jpg", "surat"),
        ("2.jpg", "surat"),
        ("3.jpg", "surat"),
    ]


def test_another_album_answers_the_question_anew(loket: Loket):
    loket.begin()
    loket.write(*LETTER)
    loket.send("salah.jpg", album="A")
    loket.tap(change_answer, ke=SURAT)
    loket.send("1.jpg", album="B")
    loket.send("2.jpg", album="B")

    assert loket.last().isi.baris[-1][2] == "1.jpg\n2.jpg"


def test_an_sop_that_asks_nothing_starts_at_once(kantor: Pejawaran):
    (pilihan,) = kantor.say(SEKRETARIS, no_chat(list_startable))
    assert Loket(kantor, pilihan.sop_id).begin().berkas.periode == TW_III


def no_chat(work: Callable[..., Any]) -> Callable[..., Any]:
    """Return a query that is not about a chat."""
    return lambda uow, *, actor, **facts: work(uow, user_id=actor.user_id, **facts)


def test_the_facts_of_the_letter_are_asked_one_by_one_and_shown_before_the_start(loket: Loket):
    assert loket.begin() is None
    assert (loket.last().layar, loket.last().isi.isian.label) == (
        "tanya_mulai",
        "Nomor Surat Sekda",
    )
    loket.write(*LETTER)
    assert (loket.last().isi.isian.jenis, loket.last().isi.ke) == ("dokumen", SURAT + 1)
    loket.send()

    summary = loket.last()
    assert summary.layar == "ringkasan_mulai"
    assert [jawaban for _, _, jawaban in summary.isi.baris] == [*LETTER, "surat.jpg"]
    assert loket.kantor.tugas(SEKRETARIS) == []

    outcome = loket.tap(confirm_start)
    tugas = loket.kantor.only(SEKRETARIS)
    assert outcome.berkas.periode == TW_III
    assert outcome.berkas.keadaan.mulai == {**SURAT_SEKDA, "surat": "surat.jpg"}
    rows = loket.kantor.database.run_now(lambda c: list(c.execute(select(table(LampiranRow)))))
    assert [(row.nama, row.tugas_id) for row in rows] == [("surat.jpg", tugas.id)]


@pytest.mark.parametrize("teks", ["kemarin", "31 Februari 2026", "24/13/2026", "24", " "])
def test_a_date_that_cannot_be_read_is_refused_and_may_be_typed_again(loket: Loket, teks: str):
    loket.begin()
    loket.write(LETTER[0])
    with pytest.raises(IsianUnreadable) as refused:
        loket.write(teks)
    loket.write("24-11-2026")

    assert (refused.value.label, refused.value.jenis) == ("Tanggal surat", "tanggal")
    assert loket.last().isi.isian.label == "Asal surat"


@pytest.mark.parametrize("teks", ["belum ada", "12;34", "9" * 65])
def test_the_number_of_a_letter_has_digits_and_plain_signs(loket: Loket, teks: str):
    loket.begin()

    with pytest.raises(IsianUnreadable):
        loket.write(teks)


def test_what_the_sop_needs_cannot_be_left_out_and_the_rest_can(loket: Loket):
    loket.begin()
    with pytest.raises(IsianIncomplete):
        loket.write("lewati")
    loket.write(*LETTER)
    with pytest.raises(QuestionOver):
        loket.tap(press_answer, is_given=True)
    loket.tap(press_answer, is_given=False)

    assert loket.last().isi.baris[-1][2] == ""
    assert loket.tap(confirm_start).berkas.id


def test_words_instead_of_a_dokumen_are_answered_with_the_question(loket: Loket):
    loket.begin()
    loket.write(*LETTER, "sudah saya kirim")
    assert loket.last().isi.isian.jenis == "dokumen"
    loket.write("lewati")

    assert loket.last().layar == "ringkasan_mulai"


def test_an_answer_is_changed_from_the_summary(loket: Loket):
    loket.begin()
    loket.write(*LETTER, "lewati")
    loket.tap(change_answer, ke=1)
    assert loket.last().isi.sekarang == LETTER[1]
    loket.write("5 Oktober 2026")

    assert [j for _, _, j in loket.last().isi.baris] == [
        LETTER[0],
        "Senin, 5 Oktober 2026",
        *LETTER[2:],
        "",
    ]
    with pytest.raises(QuestionOver):
        loket.tap(change_answer, ke=9)


def test_the_button_of_an_older_summary_starts_nothing(loket: Loket):
    loket.begin()
    loket.write(*LETTER, "lewati")
    old = loket.last().isi.rintisan.revisi
    loket.tap(change_answer, ke=1)
    loket.write("5 Oktober 2026")

    for revisi in (old, old + 1, 99):
        with pytest.raises(QuestionOver):
            loket.tap(confirm_start, revisi=revisi)
    with pytest.raises(QuestionOver):
        loket.tap(press_answer, is_given=False)
    assert loket.tap(confirm_start)
    with pytest.raises(QuestionOver):
        loket.tap(confirm_start, revisi=old + 2)


def test_nothing_is_started_while_a_question_is_open(loket: Loket):
    loket.begin()
    loket.write(LETTER[0])

    with pytest.raises(QuestionOver):
        loket.tap(confirm_start)


@pytest.mark.parametrize("by_button", [True, False])
def test_a_start_that_is_left_leaves_nothing(loket: Loket, by_button: bool):
    loket.begin()
    loket.write(*LETTER, "lewati")
    chat = {"sop_id": loket.sop_id, "revisi": loket.last().isi.rintisan.revisi}
    if by_button:
        loket.kantor.run(leave_start, chat_id=loket.kantor.user[SEKRETARIS], **chat)
    else:
        loket.kantor.run(leave, chat_id=loket.kantor.user[SEKRETARIS])

    with pytest.raises(QuestionOver):
        loket.tap(confirm_start, **chat)
    assert loket.kantor.tugas(SEKRETARIS) == []


def test_who_does_not_start_the_sop_is_not_asked(loket: Loket):
    with pytest.raises(NotAllowed):
        Loket(loket.kantor, loket.sop_id, "Agus Prasetyo").begin()


def test_a_triwulan_that_runs_is_not_asked_for_again(loket: Loket):
    loket.begin()
    loket.write(*LETTER, "lewati")
    loket.tap(confirm_start)

    with pytest.raises(AlreadyRunning):
        loket.begin()


# The triwulan


def periods(kantor: Pejawaran, nama: str = SEKRETARIS) -> tuple[Periode, ...]:
    """Return the triwulan that somebody may choose among."""
    return kantor.say(nama, no_chat(list_periods), jenis=JenisPeriode.TRIWULAN).periode


def test_the_last_four_triwulan_are_offered(kantor: Pejawaran):
    assert periods(kantor) == (TW_III, TW_II, triwulan(2026, 1), triwulan(2025, 4))
    stranger = kantor.run(list_periods, user_id=5, jenis=JenisPeriode.TRIWULAN)
    assert stranger.periode == ()


def test_the_last_triwulan_that_is_over_comes_first_and_the_one_under_way_is_warned_of(
    kantor: Pejawaran,
):
    kantor.now = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    user = kantor.user[SEKRETARIS]
    (first,) = kantor.run(list_startable, user_id=user)
    found = kantor.run(list_periods, user_id=user, jenis=JenisPeriode.TRIWULAN)
    (under_way,) = kantor.run(list_startable, user_id=user, periode=triwulan(2026, 4))
    warned = draw_pilihan_mulai((under_way,), LayarMulai(user_id=user, periode=under_way.periode))

    assert (first.periode, first.is_berlangsung) == (TW_III, False)
    assert (found.periode[0], found.berlangsung) == (TW_III, triwulan(2026, 4))
    assert "Triwulan IV 2026 belum berakhir" in draw_pilihan_periode(found, None).text
    assert "Triwulan IV 2026 belum berakhir" in warned.text
    assert periods(kantor)[-1] == triwulan(2025, 4)


def test_a_triwulan_that_is_finished_is_not_offered_without_saying_so(kantor: Pejawaran):
    (before,) = kantor.run(list_startable, user_id=kantor.user[SEKRETARIS])
    nomor = Loket(kantor, before.sop_id).begin().berkas.nomor
    ended = "UPDATE berkas SET status = 'selesai'"
    kantor.database.run_now(lambda c: c.exec_driver_sql(ended))
    (pilihan,) = kantor.run(list_startable, user_id=kantor.user[SEKRETARIS])
    offered = draw_pilihan_mulai((pilihan,), LayarMulai(user_id=kantor.user[SEKRETARIS]))

    assert (pilihan.berjalan, pilihan.selesai) == (None, nomor)
    assert f"sudah selesai</b> sebagai berkas {nomor}" in offered.text


def test_another_triwulan_is_offered_and_started(kantor: Pejawaran):
    (pilihan,) = kantor.say(SEKRETARIS, no_chat(list_startable), periode=TW_II)
    assert (pilihan.periode, pilihan.berjalan) == (TW_II, None)

    outcome = Loket(kantor, pilihan.sop_id).begin(2026, 2)
    assert outcome.berkas.periode == TW_II
    (again,) = kantor.say(SEKRETARIS, no_chat(list_startable), periode=TW_II)
    assert again.berjalan == outcome.berkas.nomor


def test_a_triwulan_to_come_is_refused(kantor: Pejawaran):
    (pilihan,) = kantor.say(SEKRETARIS, no_chat(list_startable))

    for tahun, ke in ((2026, 4), (2027, 1), (1999, 1)):
        with pytest.raises(NotAllowed):
            Loket(kantor, pilihan.sop_id).begin(tahun, ke)


@pytest.mark.parametrize("jenis", [each for each in JenisPeriode if each != "triwulan"])
def test_another_kind_of_periode_than_the_sop_repeats_by_is_refused(
    kantor: Pejawaran, jenis: JenisPeriode
):
    (pilihan,) = kantor.say(SEKRETARIS, no_chat(list_startable))

    with pytest.raises(NotAllowed):
        kantor.say(SEKRETARIS, begin_start, sop_id=pilihan.sop_id, periode=Periode(jenis, 2025))


def test_an_sop_of_occasions_runs_as_often_as_there_are_letters(loket: Loket):
    teks = load_catalog().get("pengumpulan-data-kinerja").teks
    letters = teks.replace("versi = 1", 'versi = 2\nperiode = "bebas"', 1)
    sop_id = activate(loket.kantor, letters, COLUMNS)
    offered = loket.kantor.say(SEKRETARIS, no_chat(list_startable))
    (pilihan,) = [one for one in offered if one.sop_id == sop_id]
    assert pilihan.periode == Periode.at(JenisPeriode.BEBAS, date(2026, 10, 5))
    older = loket.kantor.say(SEKRETARIS, no_chat(list_startable), periode=TW_II)
    assert sop_id not in [one.sop_id for one in older]

    titles = [
        loket.kantor.say(
            SEKRETARIS,
            start_berkas,
            sop_id=sop_id,
            periode=triwulan(2026, 4),
            isian={**SURAT_SEKDA, "nomor_surat": nomor, "nomor_agenda": agenda},
        ).berkas.judul
        for nomor, agenda in (("S.1", "412"), ("S.2", "413"))
    ]
    assert titles == ["Pengumpulan Data Kinerja S.1", "Pengumpulan Data Kinerja S.2"]
