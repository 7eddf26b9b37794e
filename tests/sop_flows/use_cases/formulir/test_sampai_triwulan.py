"""What a unit and its reviewer see of an indikator that is added up: the triwulan, so far, and the year."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.trial.kantor.pejawaran import SAMPLE, START
from sop_flows.engine.aksi import Kerja
from sop_flows.use_cases.formulir.lembar import describe_sheet
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.incoming import take_text
from storage.documents.lembar.sheets import write_lembar
from tests.support.office import Pejawaran, plain
from tests.support.periode import triwulan
from tests.support.story import (
    AGUS,
    KESRA,
    LINES,
    TAPEM,
    TRANTIB,
    at,
    berkas,
    fill,
    go_to,
    read_card,
    said,
)
from tests.support.wall import draw_layar

TW_I = {
    TAPEM: "IK-01=41\nIK-02=4\nIK-03=12",
    KESRA: "IK-06=85\nIK-07=15,8",
    TRANTIB: "IK-11=2\nIK-12=5",
}


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


def test_the_triwulan_alone_is_asked_and_both_percentages_are_told_with_their_names(
    kantor: Pejawaran,
):
    kantor.say(TRANTIB, begin_filling, tugas_id=kantor.only(TRANTIB).id)
    asked = said(kantor, TRANTIB, "tanya_nilai")
    kantor.say(TRANTIB, take_text, teks="4", message_id=7)
    told = said(kantor, TRANTIB, "nilai_tercatat")

    assert "realisasi TW III saja" in draw_layar("tanya_nilai", **asked).text
    # 4 of 3: (6 - 4) / 3. Of TW II nothing is known: 2 + 4 of nine would look better than it was.
    assert plain(draw_layar("nilai_tercatat", **told).text).strip() == (
        "✅ 1. IK-11 Gangguan ketenteraman dan ketertiban umum: 4 Kejadian · 66,67% dari target, Sedang"
        " · s.d. TW III 6 Kejadian (TW II belum dilaporkan), target s.d. TW III: belum lengkap,"
        " target tahun: dinilai akhir tahun · 1/2"
    )


def test_the_card_of_the_unit_and_of_the_reviewer_say_how_far_the_sum_has_come(kantor: Pejawaran):
    for kasi in LINES:
        fill(kantor, kasi, "IK-11=4\nIK-12=8" if kasi == TRANTIB else "")
    own = read_card(kantor, kantor.only(TRANTIB).id, TRANTIB)
    for kasi in LINES:
        kantor.act(kasi, Kerja.KIRIM)
    himpun = at(kantor, max(line.berkas_id for line in kantor.tugas(AGUS)), 5)

    reviewed = read_card(kantor, himpun.id, AGUS)

    assert "66,67% · s.d. TW III: TW II belum dilaporkan" in own
    assert "% · TW II belum dilaporkan" in reviewed
    assert "66,67% · s.d. TW III belum lengkap" in reviewed
    (last,) = [line for line in own.splitlines() if "2. IK-12 Jumlah desa tangguh" in line]
    assert "8 Desa · 100%" in last
    assert "s.d." not in last


def test_the_sheet_knows_what_was_reached_and_promised_before(kantor: Pejawaran):
    lembar: Any = kantor.say(TRANTIB, describe_sheet, tugas_id=kantor.only(TRANTIB).id)
    kejadian, tangguh = lembar.rows

    assert (kejadian.sebelumnya, kejadian.target_sampai) == ((Decimal(2),), Decimal(9))
    assert (tangguh.sebelumnya, tangguh.target_sampai) == ((Decimal(5),), Decimal(8))


def test_the_sheet_says_what_is_missing_and_what_waits_for_the_end_of_the_year(
    kantor: Pejawaran,
):
    lembar: Any = kantor.say(TRANTIB, describe_sheet, tugas_id=kantor.only(TRANTIB).id)
    sheet = load_workbook(BytesIO(write_lembar(lembar))).worksheets[0]
    before, *figures = (sheet.cell(7, column).value for column in (8, 14, 15))

    assert before == "2; TW II belum dilaporkan"
    assert figures == ["belum lengkap", "dinilai akhir tahun"]


def test_what_is_measured_by_the_year_is_not_asked_before_its_end(kantor: Pejawaran):
    rows = (
        replace(row, sifat="tahunan") if row.kode == "IK-12" else row for row in SAMPLE.indikator
    )
    buku = replace(SAMPLE, indikator=tuple(rows))
    kantor.take_over(buku)
    fill(kantor, TRANTIB, "IK-11=4")
    own = read_card(kantor, kantor.only(TRANTIB).id, TRANTIB)
    (line,) = [one for one in own.splitlines() if "2. IK-12 Jumlah desa tangguh" in one]

    assert "n/a, dinilai akhir tahun" in line
    kantor.act(TRANTIB, Kerja.KIRIM)
    assert kantor.tugas(TRANTIB) == []


def test_a_berkas_keeps_the_rules_that_it_began_with(kantor: Pejawaran):
    forget = "UPDATE berkas SET keadaan = json_remove(keadaan, '$.bentuk')"
    kantor.database.run_now(lambda c: c.exec_driver_sql(forget))
    fill(kantor, TRANTIB, "IK-11=4\nIK-12=8")

    # What was signed in it was measured so: 2 + 4 of 3 + 3.
    assert "66,67% · s.d. TW III 100%" in read_card(kantor, kantor.only(TRANTIB).id, TRANTIB)


def test_a_triwulan_from_before_comes_from_the_workbook_and_names_its_source(kantor: Pejawaran):
    rows = tuple(
        replace(row, realisasi_tw2="3", sumber_realisasi="Laporan TW II 2026")
        if row.kode == "IK-11"
        else row
        for row in SAMPLE.indikator
    )
    buku = replace(SAMPLE, indikator=rows)
    kantor.take_over(buku)
    fill(kantor, TRANTIB, "IK-11=4\nIK-12=8")
    lembar: Any = kantor.say(TRANTIB, describe_sheet, tugas_id=kantor.only(TRANTIB).id)
    sheet = load_workbook(BytesIO(write_lembar(lembar))).worksheets[0]

    # 2 + 3 + 4 of 3 + 3 + 3.
    assert "66,67% · s.d. TW III 100%" in read_card(kantor, kantor.only(TRANTIB).id, TRANTIB)
    assert sheet.cell(7, 8).value == "3; TW II menurut Laporan TW II 2026"
