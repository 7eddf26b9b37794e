"""*Kenapa batasnya itu?*: whoever has a tugas reads how its tenggat came about, and nobody else does."""

from dataclasses import replace

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.batas import draw_batas
from handlers.screens.kartu import draw_kartu
from handlers.screens.moments import DASH
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotYourTugas
from sop_flows.ports.layar.kalender import LayarBatas
from sop_flows.use_cases.tugas.batas import ask_batas, view_batas
from storage.documents.kantor.buku import BarisLibur
from tests.sop_flows.use_cases.tugas.test_kalender import MONDAY, off
from tests.support.office import Pejawaran, plain
from tests.support.oktober import wib
from tests.support.screen import labels_of
from tests.support.story import AGUS, CAMAT, SEKCAM, TAPEM, at, card_of, go_to

WHY = "❓ Kenapa batasnya itu?"


def read(kantor: Pejawaran, nama: str, tugas_id: int) -> str:
    shown = kantor.run(view_batas, user_id=kantor.user[nama], tugas_id=tugas_id)
    return plain(draw_batas(shown, LayarBatas(tugas=tugas_id)).text)


@pytest.fixture
def disposisi(kantor: Pejawaran) -> int:
    """A disposisi of fifteen minutes that came on Friday at 16.20: until Monday, 07.35."""
    kantor.now = wib(9, 16, 20)
    return at(kantor, go_to(kantor, 1), 1).id


def test_whoever_has_a_tugas_reads_what_was_counted_and_what_was_passed_over(
    kantor: Pejawaran, disposisi: int
):
    kantor.say(CAMAT, ask_batas, tugas_id=disposisi)
    (owed,) = kantor.owed(CAMAT, "kenapa_batas")

    assert owed.isi == LayarBatas(tugas=disposisi)
    told = read(kantor, CAMAT, disposisi)
    assert "Batas Senin, 12 Okt 07.35 WIB" in told
    assert "Diterima Jumat, 9 Okt 16.20 WIB" in told
    assert f"• Jumat, 9 Okt: 16.20{DASH}16.30 = 10 menit" in told
    assert f"• Senin, 12 Okt: 07.30{DASH}07.35 = 5 menit" in told
    assert "Jumlah 15 menit" in told
    assert f"• Sabtu, 10 Okt {DASH} Minggu, 11 Okt: bukan hari kerja" in told


def test_a_tenggat_that_another_calendar_moved_says_from_when_and_why(
    kantor: Pejawaran, disposisi: int
):
    kantor.now = wib(9, 16, 25)
    kantor.take_over(off(MONDAY))

    told = read(kantor, CAMAT, disposisi)
    assert "• Senin, 12 Okt: libur kantor (Hari jadi daerah)" in told
    assert (
        "Pernah bergeser dari Senin, 12 Okt 07.35 WIB menjadi Selasa, 13 Okt 07.35 WIB "
        "karena 12 Okt libur (Hari jadi daerah)."
    ) in told


def test_cuti_bersama_that_the_office_added_is_called_so(kantor: Pejawaran, disposisi: int):
    row = BarisLibur(tanggal=MONDAY, jenis="cuti bersama", dasar="SKB 5/2026")
    kantor.take_over(replace(SAMPLE, libur=(*SAMPLE.libur, row)))

    assert "• Senin, 12 Okt: cuti bersama (SKB 5/2026)" in read(kantor, CAMAT, disposisi)


def test_what_units_took_to_answer_is_added_to_the_minute(kantor: Pejawaran):
    kantor.now = wib(9, 13)
    berkas_id = go_to(kantor, 5)
    gather = at(kantor, berkas_id, 5)
    units = kantor.run(lambda uow: uow.kantor.unit(kantor.kantor_id))
    unit = next(id for id, one in units.items() if one.kode == "TAPEM")
    kantor.now = wib(9, 15)
    kantor.act(AGUS, Kerja.TANYA, gather, unit=(unit,), catatan="Mengapa IK-01 turun?")
    assert "Waktu berhenti sejak Jumat, 9 Okt 15.00 WIB" in read(kantor, AGUS, gather.id)

    kantor.now = wib(12, 8, 30)
    question = next(t.tugas for t in kantor.tugas(TAPEM) if t.tugas.is_question)
    kantor.act(TAPEM, Kerja.JAWAB, question, catatan="Karena satu desa terlambat.")
    assert (
        "Ditambah 150 menit kerja selama menunggu jawaban unit: "
        "Jumat, 9 Okt 15.30 WIB → Senin, 12 Okt 09.00 WIB"
    ) in read(kantor, AGUS, gather.id)


def test_nobody_else_reads_it(kantor: Pejawaran, disposisi: int):
    for nama in (SEKCAM, TAPEM):
        with pytest.raises(NotYourTugas):
            kantor.say(nama, ask_batas, tugas_id=disposisi)
        with pytest.raises(NotYourTugas):
            read(kantor, nama, disposisi)


def test_a_card_offers_it_where_the_tenggat_does_not_speak_for_itself(
    kantor: Pejawaran, disposisi: int
):
    assert WHY in labels_of(draw_kartu(card_of(kantor, disposisi, CAMAT)))


def test_a_tenggat_of_the_same_day_speaks_for_itself_until_it_has_passed(kantor: Pejawaran):
    kantor.now = wib(9, 9)
    tugas_id = at(kantor, go_to(kantor, 1), 1).id
    assert WHY not in labels_of(draw_kartu(card_of(kantor, tugas_id, CAMAT)))

    kantor.now = wib(9, 9, 16)
    assert WHY in labels_of(draw_kartu(card_of(kantor, tugas_id, CAMAT)))
