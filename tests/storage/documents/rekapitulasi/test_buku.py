"""The workbook of a recap: its sheets, what stands in them, and that nothing typed is ever a formula."""

import io
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from openpyxl import load_workbook

from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.documents.rekap.lembar import lines_of
from storage.documents.rekapitulasi.buku import write_buku_rekap, write_rekap_nilai
from storage.documents.rekapitulasi.perhitungan import MENURUT
from storage.documents.rekapitulasi.ringkasan import of_year
from tests.support.aneka import JUDUL, buku
from tests.support.views_nilai import make_formulir_many, make_seen

SHEETS = [
    "Pengukuran TW",
    "Pengukuran Tahunan",
    "Rekapitulasi",
    "Pengiriman",
    "E.81",
    "Rencana Aksi",
    *(f"T{no}" for no in range(1, 7)),
    "Perbandingan",
    "Rata-rata",
    "Perhitungan",
    "Skala",
]


@cache
def written(*, as_values: bool = False) -> Any:
    return load_workbook(io.BytesIO(content()), data_only=as_values)


@cache
def content() -> bytes:
    return write_buku_rekap(buku())


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_every_form_is_a_sheet_of_its_own():
    assert written().sheetnames == SHEETS


def test_the_same_recap_gives_the_same_bytes():
    assert write_buku_rekap(buku()) == content()


def test_every_sheet_is_landscape_as_wide_as_the_page_with_its_header_on_each():
    for sheet in written():
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows, sheet.title


def test_what_people_wrote_is_never_a_formula_in_whichever_sheet():
    dangerous = ("=1+", "=Meningkatnya", "@SUM", "=cmd", "=Suharyanto")
    for sheet in written():
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert not any(one in str(cell.value) for one in dangerous), cell.coordinate
    shown = "\n".join(text for sheet in written() for text in texts(sheet))
    assert all(one in shown for one in dangerous)


def test_no_number_of_a_form_is_typed_where_it_is_computed():
    """Every number of the form of the triwulan but targets and numbering is a reference."""
    sheet = written()["Pengukuran TW"]
    typed = [
        cell.coordinate
        for row in sheet.iter_rows(min_row=6)
        for cell in row
        if isinstance(cell.value, int | float) and (cell.column - 7) % 3 and cell.column > 6
    ]
    assert typed == []


def test_who_does_not_calculate_sees_what_the_formulas_come_to():
    formulas, values = written(), written(as_values=True)
    row = next(row for row in values["Pengukuran TW"].iter_rows() if row[2].value == f"{JUDUL} 1")

    assert [cell.value for cell in row][6:15] == [
        *(41.18, 40, pytest.approx(97.134531)),
        *(70.59, 71, pytest.approx(100.580819)),
        *(88.24, 88.24, 100),
    ]
    assert formulas["Pengukuran TW"].cell(row[0].row, 9).data_type == "f"


def test_an_earlier_triwulan_that_nobody_reported_is_said_and_a_later_one_is_a_dash():
    sheet = written(as_values=True)["Pengukuran TW"]
    shown = next(row for row in sheet.iter_rows() if row[2].value == "=1+6")  # akumulasi 3 - 2

    assert [cell.value for cell in shown][6:18] == [
        *(3, 3, 100),
        *(3, "belum dilaporkan", "n/a"),
        *(3, 2, pytest.approx(66.6667, abs=1e-3)),
        *("-", "-", "-"),
    ]
    assert "TW II belum dilaporkan" in shown[22].value


def test_predikat_ratio_and_day_are_shown_as_they_are_written():
    sheet = written(as_values=True)["Rekapitulasi"]
    rows = {row[2].value: [cell.value for cell in row] for row in sheet.iter_rows()}
    formats = {row[2].value: row[5].number_format for row in sheet.iter_rows()}

    assert rows[f"{JUDUL} 23"][4:7] == ["BB", "A", 100]
    assert rows["=1+24"][4:7] == ["WTP", "n/a", "n/a"]
    assert formats[f"{JUDUL} 25"].startswith('"1:"')
    assert rows[f"{JUDUL} 26"][6] == "tepat waktu"


def test_a_row_names_its_berkas_and_its_kode():
    sheet = written(as_values=True)["Rekapitulasi"]
    sources = {row[8].value for row in sheet.iter_rows(min_row=5) if row[8].value}

    assert sources == {"Berkas 1003, kode ACDE-FGHJ (sementara)"}


def test_tables_without_data_say_so():
    for nama in ("T3", "T4", "T5", "T6"):
        said = " ".join(texts(written()[nama]))
        assert "Tapak" in said, nama


def test_the_longest_title_has_room_in_its_row():
    sheet = written()["Pengukuran TW"]
    for row in sheet.iter_rows(min_row=7):
        title = row[2].value
        if isinstance(title, str) and title.startswith(JUDUL) and row[3].value:
            width = int(sheet.column_dimensions["C"].width)
            assert sheet.row_dimensions[row[0].row].height >= lines_of(title, width) * 14


def test_without_anything_reported_the_workbook_is_whole_and_says_so():
    view = buku()
    rekap = view.rekap
    silent = replace(
        rekap,
        baris=tuple(
            replace(one, laporan=(None,) * 3, isi=replace(one.isi, realisasi=None, alasan=""))
            for one in rekap.baris
        ),
    )
    book = load_workbook(io.BytesIO(write_buku_rekap(replace(view, rekap=silent))))

    assert book.sheetnames == SHEETS
    assert "belum dilaporkan" in " ".join(texts(book["Pengukuran TW"]))


def test_an_office_without_indikator_has_a_workbook():
    view = buku()
    empty = replace(view, rekap=replace(view.rekap, baris=()))

    assert load_workbook(io.BytesIO(write_buku_rekap(empty))).sheetnames == SHEETS


def test_what_programs_spent_stands_below_the_form_and_in_no_mean():
    view = buku()
    values = written(as_values=True)
    t6 = {row[1].value: [cell.value for cell in row][2:] for row in values["T6"].iter_rows()}
    total = t6["Jumlah (2 dari 3 program melaporkan)"]

    assert total == [2487654321, pytest.approx(1600000001.5), pytest.approx(64.317618)]
    assert [row for row in t6.values() if row[1] == "belum dilaporkan"] == [
        [750000000, "belum dilaporkan", "n/a"]
    ]
    assert total[2] not in [cell.value for row in values["Rata-rata"].iter_rows() for cell in row]
    assert values["Rata-rata"].cell(8, 3).value == view.rekap.semua.jumlah == 60


def test_of_a_renstra_is_told_what_the_office_wrote_down_and_nothing_is_guessed():
    sheet = written(as_values=True)["E.81"]
    rows = {row[3].value: [cell.value for cell in row] for row in sheet.iter_rows()}

    # akumulasi 340, Renstra until 2027: 2023 to 2025 count, and the first of them is known
    assert rows[f"{JUDUL} 5"][4:7:2] == [340, "-"]
    # posisi akhir: what was reached last year, and how far it is now
    assert rows[f"{JUDUL} 1"][4:7:2] == [100, 10]
    assert rows[f"{JUDUL} 1"][20:23:2] == [88.24, pytest.approx(88.24)]


def test_the_sheet_of_a_reviewer_has_its_own_values_first_and_the_recap_after_them():
    seen = make_seen(make_formulir_many(12, 3))

    alone = load_workbook(io.BytesIO(write_rekap_nilai(seen)))
    around = load_workbook(io.BytesIO(write_rekap_nilai(replace(seen, rekap=buku()))))

    assert around.sheetnames == [*alone.sheetnames, *SHEETS]
    assert around["Rekap"]["A4"].value == alone["Rekap"]["A4"].value


PLAN = "=Mendampingi desa yang belum menyelesaikan laporan pertanggungjawabannya (aktivitas; Kepala Seksi; batas"


def test_the_analisis_its_tindak_lanjut_and_what_became_of_them_stand_beside_the_value():
    values = written(as_values=True)
    tw = {
        row[2].value: [cell.value for cell in row] for row in values["Pengukuran TW"].iter_rows()
    }
    why, plans, proof = tw[f"{JUDUL} 1"][23:]

    assert why == f"Pendorong: =Dana tersedia\nPenghambat: {JUDUL}"
    first, second, third = plans.split("\n")
    assert first.startswith(f"TW I: {PLAN}")
    assert "; selesai " in first
    assert second.startswith(f"TW II: {PLAN}")
    assert second.endswith("; belum selesai)")
    assert third.startswith(PLAN)
    assert "selesai" not in third.removeprefix(PLAN)  # opened when its berkas ends
    assert proof == "=cmd|' /C calc'!A0.pdf"
    assert tw[f"{JUDUL} 4"][23:] == [None, None, "tanpa bukti"]

    assert not [row for row in tw.values() if "tanpa bukti" in str(row[22])]  # has its own column
    aksi = {
        row[2].value: [cell.value for cell in row] for row in values["Rencana Aksi"].iter_rows()
    }
    assert aksi[f"{JUDUL} 1"][7:] == [why, plans, proof]


def test_the_foot_of_e81_names_what_helped_what_hindered_and_what_follows():
    shown = [row[0].value for row in written(as_values=True)["E.81"].iter_rows() if row[0].value]
    heads = [next(no for no, text in enumerate(shown) if str(text).startswith(head)) for head in (
        "Faktor pendorong", "Faktor penghambat", "Tindak lanjut yang diperlukan dalam triwulan", "Tindak lanjut yang diperlukan dalam Renja",
    )]  # fmt: skip

    assert [after - head - 1 for head, after in pairwise(heads)] == [3, 3, 3]
    assert shown[heads[0] + 1] == f"IK-01 {JUDUL} 1: =Dana tersedia"
    assert shown[heads[2] + 1].startswith(f"IK-01 {JUDUL} 1: {PLAN}")


def test_who_signs_is_known_by_nip_and_who_gave_a_paraf_by_day_and_hour():
    for nama in ("Pengukuran TW", "Pengukuran Tahunan"):
        shown = texts(written()[nama])
        at = shown.index("Plt. Sekretaris Kecamatan")
        assert shown[at + 1 : at + 5] == [
            "=Endang Lestari",
            "disetujui",
            "23 November 2026 pukul 09.30 WIB",
            "ACDE-FGHJ",
        ]
        assert "NIP. 19710512 199203 1 004" in shown
    assert "NIP: 19710512 199203 1 004" in texts(written()["Rencana Aksi"])


OTHERS = {
    Periode(JenisPeriode.BULAN, 2026, 3): ("Pengukuran bulan", ["Januari", "Desember", "s.d. Maret"], 2),
    Periode(JenisPeriode.SEMESTER, 2026, 2): ("Pengukuran semester", ["semester I", "semester II"], 1),
    Periode(JenisPeriode.TAHUN, 2026): ("Pengukuran periode", ["Tahun 2026", "s.d. Tahun 2026"], 1),
}  # fmt: skip


@pytest.mark.parametrize("periode", OTHERS, ids=lambda periode: periode.jenis)
def test_a_recap_of_another_kind_of_periode_has_the_same_forms_and_nothing_only_quoted(
    periode: Periode,
):
    nama, groups, pages = OTHERS[periode]
    book = load_workbook(io.BytesIO(write_buku_rekap(buku(periode=periode))), data_only=True)

    assert book.sheetnames == [nama, *SHEETS[1:]]
    assert set(groups) <= set(texts(book[nama]))
    assert book[nama].page_setup.fitToWidth == pages
    assert not [text for text in texts(book["Perhitungan"]) if MENURUT in text]
    semua = buku(periode=periode).rekap.semua
    row = next(
        row for row in book["Rata-rata"].iter_rows() if row[1].value == "Rata-rata seluruh sasaran"
    )
    assert [row[4].value, row[6].value] == [
        "n/a" if one is None else pytest.approx(float(one))
        for one in (semua.rerata, of_year(semua))
    ]


def test_the_triwulan_of_e81_are_what_their_months_come_to():
    book = load_workbook(
        io.BytesIO(write_buku_rekap(buku(periode=Periode(JenisPeriode.BULAN, 2026, 3))))
    )
    rows = {row[3].value: row for row in book["E.81"].iter_rows()}

    assert str(rows[f"{JUDUL} 5"][10].value).startswith("=IF(COUNT(Perhitungan!L")  # a sum
    assert str(rows[f"{JUDUL} 1"][10].value).startswith("=Perhitungan!L")  # the last one
    assert rows[f"{JUDUL} 1"][12].value == "-"
