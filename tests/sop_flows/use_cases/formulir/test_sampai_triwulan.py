"""What a unit and its reviewer see of an indikator that is added up: the triwulan, so far, and the year."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import START
from handlers.screens.kartu import draw_kartu
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.use_cases.formulir.lembar import describe_sheet
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tugas.kartu import view_kartu
from tests.support.office import Pejawaran, plain
from tests.support.periode import triwulan
from tests.support.story import AGUS, KESRA, LINES, TAPEM, TRANTIB, at, berkas, fill, go_to, said
from tests.support.wall import draw_layar

TW_I = {TAPEM: "IK-01=41\nIK-02=4\nIK-03=12", KESRA: "IK-06=85\nIK-07=15,8"}


@pytest.fixture
def kantor(kantor: Pejawaran) -> Pejawaran:
    """The office after TW I, with two incidents where three were the most; TW II was never measured."""
    kantor.now = START - timedelta(days=182)
    pertama = go_to(kantor, 4)
    assert berkas(kantor, pertama).periode == triwulan(2026, 1)
    for kasi in LINES:
        fill(kantor, kasi, TW_I.get(kasi, ""))
        kantor.act(kasi, Kerja.KIRIM)
    kantor.now = START
    go_to(kantor, 4)
    return kantor


def card(kantor: Pejawaran, nama: str, tugas: Tugas) -> str:
    """Return the card of a tugas as somebody reads it."""
    cards = kantor.run(lambda uow: uow.kartu.of_tugas(tugas.id))
    (mine,) = [one for one in cards if one.chat_id == kantor.user[nama]]
    return plain(draw_kartu(kantor.run(view_kartu, kartu=mine)).text)


def test_the_triwulan_alone_is_asked_and_both_percentages_are_told_with_their_names(
    kantor: Pejawaran,
):
    kantor.say(TRANTIB, begin_filling, tugas_id=kantor.only(TRANTIB).id)
    asked = said(kantor, TRANTIB, "tanya_nilai")
    kantor.say(TRANTIB, take_text, teks="4", message_id=7)
    told = said(kantor, TRANTIB, "nilai_tercatat")

    assert "realisasi TW III saja" in draw_layar("tanya_nilai", **asked).text
    # 4 of 3: (6 - 4) / 3. So far 2 + 4 of 3 + 3, and of the 12 of the year (24 - 6) / 12.
    assert plain(draw_layar("nilai_tercatat", **told).text).strip() == (
        "✅ 1. Gangguan ketenteraman dan ketertiban umum: 4 Kejadian · 66,67% dari target, Sedang"
        " · s.d. TW III 6 Kejadian, 100% dari target s.d. TW III, 150% dari target tahun · 1/2"
    )


def test_the_card_of_the_unit_and_of_the_reviewer_say_how_far_the_sum_has_come(kantor: Pejawaran):
    for kasi in LINES:
        fill(kantor, kasi, "IK-11=4\nIK-12=8" if kasi == TRANTIB else "")
    own = card(kantor, TRANTIB, kantor.only(TRANTIB))
    for kasi in LINES:
        kantor.act(kasi, Kerja.KIRIM)
    himpun = at(kantor, max(line.berkas_id for line in kantor.tugas(AGUS)), 5)

    for text in (own, card(kantor, AGUS, himpun)):
        lines = [line for line in text.splitlines() if "1. Gangguan" in line]
        assert "4 Kejadian · 66,67% · s.d. TW III 100%" in lines[0]
        (last,) = [line for line in text.splitlines() if "2. Jumlah desa tangguh" in line]
        assert "8 Desa · 100%" in last
        assert "s.d." not in last


def test_the_sheet_knows_what_was_reached_and_promised_before(kantor: Pejawaran):
    lembar: Any = kantor.say(TRANTIB, describe_sheet, tugas_id=kantor.only(TRANTIB).id)
    kejadian, tangguh = lembar.rows

    assert (kejadian.sebelumnya, kejadian.target_sampai) == ((Decimal(2),), Decimal(6))
    assert (tangguh.sebelumnya, tangguh.target_sampai) == ((Decimal(9),), Decimal(8))
