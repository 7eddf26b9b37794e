"""A calendar that changes under open tugas: their tenggat move, people are told once, reminders follow."""

import json
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.notices import Pesan, draw
from handlers.screens.riwayat import draw_riwayat
from sop_flows.engine.aksi import Kerja
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.ports.layar.kalender import KalenderBerubah
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.snooze import begin_snooze
from storage.documents.kantor.buku import BarisLibur, BarisSesi, BukuKantor
from tests.sop_flows.use_cases.test_tick import walk
from tests.support.office import Pejawaran, plain
from tests.support.oktober import wib
from tests.support.story import (
    AGUS,
    CAMAT,
    KASUBBAG,
    LINES,
    SEKCAM,
    TAPEM,
    appoint_plh,
    at,
    go_to,
    jejak,
    post,
    tugas,
)

MONDAY = date(2026, 10, 12)


def off(*days: date, jenis: str = "libur") -> BukuKantor:
    rows = (BarisLibur(tanggal=day, jenis=jenis, dasar="Hari jadi daerah") for day in days)
    return replace(SAMPLE, libur=(*SAMPLE.libur, *rows))


def read(kantor: Pejawaran, nama: str) -> str:
    """Return the last word about the calendar as it is read."""
    return plain(draw(Pesan(kiriman=kantor.owed(nama, "kalender_berubah")[-1]), ambigu=False).text)


@pytest.fixture
def disposisi(kantor: Pejawaran) -> int:
    """A disposisi of fifteen minutes that came on Friday at 16.20: until Monday, 07.35."""
    kantor.now = wib(9, 16, 20)
    berkas_id = go_to(kantor, 1)
    assert at(kantor, berkas_id, 1).tenggat == wib(12, 7, 35)
    return at(kantor, berkas_id, 1).id


def test_a_libur_that_is_imported_moves_the_tenggat_and_whoever_has_it_is_told_why(
    kantor: Pejawaran, disposisi: int
):
    kantor.now = wib(9, 16, 25)
    kantor.take_over(off(MONDAY))

    assert tugas(kantor, disposisi).tenggat == wib(13, 7, 35)
    (told,) = kantor.owed(CAMAT, "kalender_berubah")
    assert not told.senyap
    assert (
        "Batas bergeser dari Senin, 12 Okt 07.35 WIB menjadi Selasa, 13 Okt 07.35 WIB "
        "karena 12 Okt libur (Hari jadi daerah)."
    ) in read(kantor, CAMAT)


def test_nobody_is_reminded_on_the_day_that_was_made_libur(kantor: Pejawaran, disposisi: int):
    kantor.now = wib(9, 16, 25)
    kantor.take_over(off(MONDAY))
    walk(kantor, wib(13, 8, 59))
    assert kantor.reminded(CAMAT) == []

    walk(kantor, wib(13, 9))
    (reminder,) = kantor.reminded(CAMAT)
    assert reminder.view.tugas[0].tenggat == wib(13, 7, 35)


def test_a_libur_that_is_taken_back_brings_the_reminder_back_too(
    kantor: Pejawaran, disposisi: int
):
    kantor.now = wib(9, 16, 25)
    kantor.take_over(off(MONDAY))
    kantor.run(run_tick)
    kantor.take_over(SAMPLE)

    assert tugas(kantor, disposisi).tenggat == wib(12, 7, 35)
    assert "menjadi Senin, 12 Okt 07.35 WIB karena 12 Okt kini hari kerja." in read(kantor, CAMAT)
    walk(kantor, wib(12, 9))
    assert len(kantor.reminded(CAMAT)) == 1


def test_it_is_told_once_and_again_only_when_it_moves_again(kantor: Pejawaran, disposisi: int):
    kantor.now = wib(9, 16, 25)
    kantor.take_over(off(MONDAY))
    kantor.take_over(off(MONDAY))
    kantor.run(run_tick)
    assert len(kantor.owed(CAMAT, "kalender_berubah")) == 1

    kantor.take_over(off(MONDAY, date(2026, 10, 13)))
    assert len(kantor.owed(CAMAT, "kalender_berubah")) == 2
    assert tugas(kantor, disposisi).tenggat == wib(14, 7, 35)


def test_one_message_a_person_merges_all_that_moved(kantor: Pejawaran):
    kantor.now = wib(9, 15)
    go_to(kantor, 4)
    kasi = post(kantor, "Kasi Pemberdayaan Masyarakat")
    appoint_plh(kantor, TAPEM, kasi, date(2026, 10, 9), MONDAY)
    kantor.take_over(off(MONDAY))

    counts = {}
    for kasi in LINES:
        (told,) = kantor.owed(kasi, "kalender_berubah")
        counts[kasi] = len(told.isi.batas)
    assert counts == {kasi: 2 if kasi == TAPEM else 1 for kasi in LINES}


def test_outside_the_sessions_it_is_told_in_silence(kantor: Pejawaran, disposisi: int):
    kantor.now = wib(10, 9)
    kantor.take_over(off(MONDAY))

    (told,) = kantor.owed(CAMAT, "kalender_berubah")
    assert told.senyap


def test_what_was_late_before_the_change_stays_late(kantor: Pejawaran, disposisi: int):
    kantor.now = wib(12, 8)
    kantor.take_over(off(MONDAY))

    assert tugas(kantor, disposisi).tenggat == wib(12, 7, 35)
    assert tugas(kantor, disposisi).is_late_at(kantor.now)
    assert kantor.owed(CAMAT, "kalender_berubah") == []


def test_the_history_says_from_when_to_when_and_why(kantor: Pejawaran, disposisi: int):
    kantor.now = wib(9, 16, 25)
    kantor.take_over(off(MONDAY))
    (line,) = jejak(kantor, 1, "geser_batas")
    view = kantor.run(view_riwayat, user_id=kantor.user[SEKCAM], berkas_id=1)

    assert (line.tugas_id, line.langkah) == (disposisi, 1)
    assert [datetime.fromisoformat(line.rincian[k]) for k in ("dari", "ke")] == [
        wib(12, 7, 35),
        wib(13, 7, 35),
    ]
    assert json.loads(json.dumps(line.rincian))["libur"] == [
        {"tanggal": "2026-10-12", "keterangan": "Hari jadi daerah"}
    ]
    assert (
        "Batas waktu bergeser: 1. Disposisi pengukuran kinerja: Senin, 12 Okt 07.35 WIB → "
        "Selasa, 13 Okt 07.35 WIB karena 12 Okt libur (Hari jadi daerah)"
    ) in plain(
        draw_riwayat(
            view, LayarRiwayat(user_id=kantor.user[SEKCAM], berkas_id=view.berkas.id)
        ).text
    )


def test_other_hours_of_work_move_what_they_cut(kantor: Pejawaran, disposisi: int):
    kantor.now = wib(9, 16, 25)
    late = tuple(
        BarisSesi(hari=day, mulai=time(9), selesai=time(15), berlaku="biasa")
        for day in range(1, 6)
    )
    kantor.take_over(replace(SAMPLE, sesi=late))

    assert tugas(kantor, disposisi).tenggat == wib(12, 9, 15)
    assert "menjadi Senin, 12 Okt 09.15 WIB karena jam kerja kantor berubah." in read(
        kantor, CAMAT
    )


def test_a_wait_for_an_answer_is_counted_by_the_new_calendar(kantor: Pejawaran):
    kantor.now = wib(9, 13)
    berkas_id = go_to(kantor, 5)
    gather = at(kantor, berkas_id, 5)
    assert gather.tenggat == wib(9, 15, 30)
    unit = next(
        id
        for id, one in kantor.run(lambda uow: uow.kantor.unit(kantor.kantor_id)).items()
        if one.kode == "TAPEM"
    )
    kantor.now = wib(9, 15)
    kantor.act(AGUS, Kerja.TANYA, gather, unit=(unit,), catatan="Mengapa IK-01 turun?")
    kantor.take_over(off(MONDAY))
    kantor.now = wib(13, 8, 30)
    question = next(t.tugas for t in kantor.tugas(TAPEM) if t.tugas.is_question)
    kantor.act(TAPEM, Kerja.JAWAB, question, catatan="Karena satu desa terlambat.")

    # 90 minutes on Friday and an hour on Tuesday were waited; half an hour was left.
    assert at(kantor, berkas_id, 5).tenggat == wib(13, 9)


def test_a_snooze_is_over_on_the_next_day_that_is_worked(kantor: Pejawaran, disposisi: int):
    kantor.now = wib(12, 9)
    kantor.run(run_tick)
    assert len(kantor.reminded(CAMAT)) == 1
    kantor.say(CAMAT, begin_snooze, tugas_id=disposisi)
    kantor.say(CAMAT, take_text, teks="Rapat di kabupaten", message_id=7)
    kantor.take_over(off(date(2026, 10, 13)))
    walk(kantor, wib(13, 23))
    assert len(kantor.reminded(CAMAT)) == 1

    walk(kantor, wib(14, 9))
    assert len(kantor.reminded(CAMAT)) == 2


def test_the_report_of_a_stand_in_waits_for_the_next_day_that_is_worked(kantor: Pejawaran):
    camat = post(kantor, "Camat")
    appoint_plh(kantor, SEKCAM, camat, date(2026, 10, 5), date(2026, 10, 9))
    told = len(kantor.owed(CAMAT, "delegasi_kabar"))
    kantor.take_over(off(MONDAY))
    walk(kantor, wib(12, 23))
    assert len(kantor.owed(CAMAT, "delegasi_kabar")) == told

    walk(kantor, wib(13, 7, 30))
    assert len(kantor.owed(CAMAT, "delegasi_kabar")) == told + 1


def test_the_word_is_one_type_that_says_all(kantor: Pejawaran, disposisi: int):
    kantor.now = wib(9, 16, 25)
    kantor.take_over(off(MONDAY))
    (told,) = kantor.owed(CAMAT, "kalender_berubah")

    assert isinstance(told.isi, KalenderBerubah)
    assert told.isi.rapat == ()
    assert KASUBBAG not in read(kantor, CAMAT)
