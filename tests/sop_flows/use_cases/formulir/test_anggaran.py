"""The amounts of programs are given like any value, and stand beside the capaian."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.kartu import draw_kartu
from sop_flows.engine.aksi import Kerja
from sop_flows.naskah.hasil import result_of
from sop_flows.naskah.reading import read_isi
from sop_flows.use_cases.berkas.rebuild import Kesesuaian, compare_with_history
from sop_flows.use_cases.formulir.lembar import describe_sheet
from storage.documents.kantor.buku import BarisProgram
from storage.documents.lembar.sheets import write_lembar
from tests.support.office import Pejawaran, plain
from tests.support.story import AGUS, LINES, TAPEM, at, card_of, fill, go_to

PROGRAM = tuple(
    BarisProgram(
        kode=f"1.0{no}", program=nama, unit="TAPEM", tahun=2026, pagu=Decimal(pagu), sasaran="Lain"
    )
    for no, nama, pagu in (
        (1, "Program Penyelenggaraan Pemerintahan", 400_000_000),
        (2, "Program Penunjang Urusan Pemerintahan", 100_000_000),
    )
)
"""Beside a sasaran that no indikator has: were it counted, every mean would show it."""


@pytest.fixture
def kantor(kantor: Pejawaran) -> Pejawaran:
    """The office with two programs of one seksi, where its formulir is asked for."""
    buku = replace(SAMPLE, program=PROGRAM)
    kantor.take_over(buku)
    go_to(kantor, 4)
    return kantor


FILLED = f"{LINES[TAPEM]}\n1.01=Rp100.000.000"


def test_an_amount_is_typed_as_it_is_written_and_told_without_a_kategori(kantor: Pejawaran):
    fill(kantor, TAPEM, FILLED)
    card = plain(draw_kartu(card_of(kantor, kantor.only(TAPEM).id, TAPEM)).text)

    (line,) = [one for one in card.splitlines() if "1.01" in one]
    assert "Rp100.000.000" in line
    assert "25%" in line
    assert "Rendah" not in line


def test_the_reviewer_reads_the_serapan_beside_the_mean_that_does_not_count_it(kantor: Pejawaran):
    send_all(kantor)
    himpun = at(kantor, max(line.berkas_id for line in kantor.tugas(AGUS)), 5)

    card = plain(draw_kartu(card_of(kantor, himpun.id, AGUS)).text)

    assert (
        "Serapan anggaran: Rp100.000.000 dari Rp400.000.000 (25%), 1/2 program dilaporkan" in card
    )
    assert "Program Penyelenggaraan" not in card  # it is not pointed out as low


def test_what_is_signed_has_the_serapan_and_is_rebuilt_from_its_lines(kantor: Pejawaran):
    send_all(kantor)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, max(o.berkas_id for o in kantor.tugas(AGUS)), 5))
    office = kantor.run(lambda uow: uow.kantor.get(kantor.kantor_id))
    found = kantor.run(compare_with_history, kantor=office)
    isi = read_isi(found[-1].dari_riwayat.isi)
    without = replace(
        isi,
        unit=tuple(
            replace(u, indikator=tuple(one for one in u.indikator if not one.is_anggaran))
            for u in isi.unit
        ),
    )

    hasil = result_of(isi)

    assert {one.hasil for one in found} == {Kesesuaian.SAMA}
    assert hasil.anggaran is not None
    assert hasil.anggaran.persen == 25
    assert (hasil.rerata, hasil.sasaran, hasil.indikator) == (
        result_of(without).rerata,
        result_of(without).sasaran,
        result_of(without).indikator,
    )


def test_the_mean_in_the_sheet_leaves_out_the_rows_of_programs(kantor: Pejawaran):
    lembar: Any = kantor.say(TAPEM, describe_sheet, tugas_id=kantor.only(TAPEM).id)
    sheet = load_workbook(BytesIO(write_lembar(lembar))).worksheets[0]

    assert [sheet.cell(row, 2).value for row in (10, 11)] == ["1.01", "1.02"]
    assert sheet.cell(10, 6).value == 400_000_000
    assert sheet.cell(12, 10).value == '=IFERROR(AVERAGE(J7:J9),"")'


def send_all(kantor: Pejawaran) -> None:
    """Let every seksi fill and send; one program is not filled and says why."""
    for kasi in LINES:
        fill(kantor, kasi, f"{FILLED}\n1.02=n/a belum ada pencairan" if kasi == TAPEM else "")
        kantor.act(kasi, Kerja.KIRIM)
