"""What is no number in a formulir: a predikat, a day, a ratio; asked, read, shown and handed back as written."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Kerja
from sop_flows.kinerja.lembar import BacaanLembar, MasalahSel, SelTerbaca
from sop_flows.use_cases.formulir.lembar import accept_sheet, describe_sheet
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.incoming import take_text
from storage.documents.lembar.sheets import write_lembar
from tests.support.office import Pejawaran, plain
from tests.support.story import TAPEM, go_to, nilai, read_card, said
from tests.support.wall import draw_layar

FACTS = {
    "IK-01": {"target": "WTP", "satuan": "Opini"},
    "IK-02": {"target": "paling lambat 31 Desember", "satuan": "Tanggal"},
    "IK-03": {"target": "1:32", "satuan": "Rasio", "polaritas": "turun"},
}


@pytest.fixture
def berkas_id(kantor: Pejawaran) -> int:
    def promised(row: Any) -> Any:
        facts = FACTS.get(row.kode)
        if facts is None:
            return row
        same = dict.fromkeys(("tw1", "tw2", "tw3", "tw4"), facts["target"])
        return replace(row, sifat="tetap", **facts, **same)

    buku = replace(SAMPLE, indikator=tuple(map(promised, SAMPLE.indikator)))
    kantor.take_over(buku)
    return go_to(kantor, 4)


def write(kantor: Pejawaran, teks: str, layar: str) -> str:
    """Let the Kasi write; return what was answered."""
    kantor.say(TAPEM, take_text, teks=teks, message_id=7)
    return plain(draw_layar(layar, **said(kantor, TAPEM, layar)).text)


def test_a_predikat_a_day_and_a_ratio_are_asked_and_shown_as_the_office_writes_them(
    kantor: Pejawaran, berkas_id: int
):
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    asked = plain(draw_layar("tanya_nilai", **said(kantor, TAPEM, "tanya_nilai")).text)
    refused = write(kantor, "Bagus", "angka_ditolak")
    write(kantor, "wdp", "nilai_tercatat")
    half = write(kantor, "5 Oktober", "angka_ditolak")
    write(kantor, "5 Januari 2027", "nilai_tercatat")
    write(kantor, "1:30", "nilai_tercatat")
    shown = read_card(kantor, kantor.only(TAPEM).id, TAPEM)

    assert "Mohon memilih atau mengetik salah satu: WTP, WDP, TW, TMP." in asked
    assert "Mohon mengetik salah satu: WTP, WDP, TW, TMP." in refused
    assert "misalnya 15 Desember 2026" in half
    for words in ("WDP Opini", "5 Januari 2027", "terlambat 5 hari", "1:30 Rasio"):
        assert words in shown
    assert {n.kode: n.nilai for n in nilai(kantor, berkas_id).values() if n.nilai} == {
        "IK-01": Decimal(3),
        "IK-02": Decimal(20270105),
        "IK-03": Decimal(30),
    }


def test_the_sheet_takes_and_gives_them_as_they_are_written(kantor: Pejawaran, berkas_id: int):
    tugas_id = kantor.only(TAPEM).id
    lembar: Any = kantor.say(TAPEM, describe_sheet, tugas_id=tugas_id)
    cells = (
        SelTerbaca(kode="IK-01", sel="I7", teks="WTP"),
        SelTerbaca(kode="IK-02", sel="I8", teks="2026-12-20T00:00:00", masalah=MasalahSel.TANGGAL),
        SelTerbaca(kode="IK-03", sel="I9", teks="1:30"),
    )
    bacaan = BacaanLembar(
        formulir_id=lembar.formulir_id,
        berkas_nomor=lembar.berkas_nomor,
        ronde=1,
        periode="",
        kantor="",
        unit="",
        versi=1,
        baris=cells,
    )
    kantor.say(TAPEM, accept_sheet, bacaan=bacaan)
    again: Any = kantor.say(TAPEM, describe_sheet, tugas_id=tugas_id)
    sheet = load_workbook(BytesIO(write_lembar(again))).worksheets[0]

    assert [sheet.cell(row, 9).value for row in (7, 8, 9)] == ["WTP", "20 Desember 2026", "1:30"]
    kantor.act(TAPEM, Kerja.KIRIM)
