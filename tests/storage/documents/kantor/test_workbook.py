"""The office workbook: what is written is read back, and every error is found at its cell."""

import datetime as dt
import io
from contextlib import ExitStack, contextmanager
from copy import copy
from dataclasses import replace
from decimal import Decimal
from functools import cache

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from sop_flows.kantor.identitas import fold_kode
from storage.documents.kantor.buku import BarisIndikator, BarisLibur, BukuKantor, KodeGalat
from storage.documents.kantor.buku_contoh import CONTOH
from storage.documents.kantor.buku_kolom import KANTOR, KUNCI_KANTOR, LEMBAR_BUKU, JenisKolom
from storage.documents.kantor.buku_nilai import NO_KODE
from storage.documents.kantor.workbook import read_workbook, write_buku, write_template

template = cache(write_template)


opened = cache(lambda: openpyxl.load_workbook(io.BytesIO(template())))
"""The template as a spreadsheet program has it open; who changes cells of it puts them back."""


def changed(**cells):
    """Return what is wrong with the template after cells such as ``Unit_C2`` were changed."""
    with ExitStack() as changes:
        for name, value in cells.items():
            sheet, _, at = name.rpartition("_")
            changes.enter_context(put(opened()[sheet.replace("_", " ")], at, value))
        return wrong(saved(opened()))


@contextmanager
def put(sheet, at, value):
    """Change a cell, for a while."""
    before, cell = dict(sheet._cells), copy(sheet[at])
    cell._style = copy(cell._style)
    sheet._cells[cell.row, cell.column] = cell
    cell.value = value
    yield
    sheet._cells = before


def saved(book):
    """Return a workbook as it is read once it was saved."""
    out = io.BytesIO()
    book.save(out)
    return read_workbook(out.getvalue())


def reread(change):
    """Return the template as it is read after somebody changed it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(template()))
    change(book)
    return saved(book)


def wrong(read):
    return [(galat.lembar, galat.sel, galat.kode) for galat in read.galat]


def faults(change):
    return wrong(reread(change))


def test_the_template_is_an_office_that_imports_cleanly():
    read = read_workbook(write_template())

    assert read.galat == ()
    assert read == CONTOH
    assert read.pegawai[0].sel == "A2"


@pytest.mark.parametrize(("cell", "target"), [(0.85, "85"), (1, "100"), (0.0085, "0,85%")])
def test_a_cell_with_a_percent_format_says_what_is_meant(cell, target):
    def change(book):
        at = book["Indikator"]["I2"]
        book["Indikator"]["D2"], at.value, at.number_format = "Persen", cell, "0.00%"

    read = reread(change)

    assert read.galat == ()
    assert read.indikator[0].target == target


def test_the_template_has_every_sheet_and_column_of_the_contract():
    book = openpyxl.load_workbook(io.BytesIO(write_template()))

    assert book.sheetnames == [
        "Petunjuk", "Kantor", "Unit", "Jabatan", "Jam kerja", "Libur", "Pegawai", "SOP", "Perjanjian", "Indikator", "Program",
    ]  # fmt: skip
    assert " ".join(cell.value for cell in book["Indikator"][1]) == (
        "kode sasaran indikator satuan polaritas sifat unit tahun target tw1 tw2 tw3 tw4 desimal pagu definisi sumber_data peringkat realisasi_tw1 realisasi_tw2 realisasi_tw3 sumber_realisasi"
        " cara_ukur penanggung_jawab target_renstra tahun_renstra realisasi_n1 realisasi_n2 realisasi_n3 realisasi_n4"
    )
    assert " ".join(cell.value for cell in book["Pegawai"][1]) == (
        "kunci nama sapaan pangkat jabatan unit penugasan sk mulai selesai admin"
    )


def test_the_same_office_is_the_same_bytes():
    assert write_template() == write_template()


C = KodeGalat
AWAL = {f"Perjanjian_{sel}": value for sel, value in (("A2", 2026), ("B2", 1), ("C2", "awal"), ("E2", dt.date(2026, 1, 2)))}  # fmt: skip
PROGRAM = {f"Program_{sel}": value for sel, value in (("A2", "1.01"), ("B2", "Program Penunjang"), ("D2", "PM"), ("E2", 2026), ("F2", 500_000_000))}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Kantor_B7": "Asia/Tokyo"}, [("Kantor", "B7", C.ZONA_TIDAK_DIKENAL)]),
        ({"Kantor_B2": None}, [("Kantor", "B2", C.WAJIB_DIISI)]),
        ({"Kantor_B8": 7}, [("Kantor", "B8", C.PILIHAN_TIDAK_DIKENAL)]),
        ({"Kantor_A7": "zonaa"}, [("Kantor", "", C.WAJIB_DIISI), ("Kantor", "B7", C.KOLOM_TIDAK_DIKENAL)]),
        ({"Kantor_A4": "kode"}, [("Kantor", "B4", C.KUNCI_GANDA)]),
        ({"Kantor_B10": "skala kami"}, [("Kantor", "B10", C.PILIHAN_TIDAK_DIKENAL)]),
        ({"Kantor_B10": "BKD Sumbar", "Indikator_I2": "WTP", "Indikator_I3": "paling lambat 31 Desember"}, []),
        ({"Indikator_R2": "entah"}, [("Indikator", "R2", C.PILIHAN_TIDAK_DIKENAL)]),
        ({"Indikator_R2": "mutu pelayanan", "Indikator_R3": "Pratama < Madya < Utama"}, []),
        ({"Indikator_S2": 12}, [("Indikator", "V2", C.WAJIB_DIISI)]),
        ({"Indikator_S2": 12, "Indikator_V2": "Laporan TW I"}, []),
        ({"Indikator_S2": "banyak", "Indikator_V2": "Laporan TW I"}, [("Indikator", "S2", C.ANGKA_TIDAK_TERBACA)]),
        ({"Kantor_B13": "mungkin"}, [("Kantor", "B13", C.PILIHAN_TIDAK_DIKENAL)]),
        ({"Kantor_B13": "tidak", "Kantor_A14": "motto", "Kantor_B14": "x"}, []),
        ({"Jam kerja_B2": "07.30", "Jam kerja_C2": "12:00:00", "Libur_A2": "26/02/2026"}, []),
        ({"Jam kerja_B2": 7.3}, [("Jam kerja", "B2", C.JAM_TIDAK_TERBACA)]),
        ({"Indikator_I2": "85%", "Indikator_I3": 85}, []),
        ({"Unit_C2": "Lurah"}, [("Unit", "C2", C.JABATAN_TIDAK_DIKENAL)]),
        ({"Unit_A3": " sek "}, [("Unit", "A3", C.KUNCI_GANDA), ("Jabatan", "C5", C.UNIT_TIDAK_DIKENAL), ("Pegawai", "F5", C.UNIT_TIDAK_DIKENAL), ("Indikator", "G2", C.UNIT_TIDAK_DIKENAL), ("Indikator", "G3", C.UNIT_TIDAK_DIKENAL), ("Program", "D2", C.UNIT_TIDAK_DIKENAL)]),
        ({"Jabatan_B2": "Sekcam"}, [("Jabatan", "B2", C.ATASAN_MELINGKAR), ("Jabatan", "B3", C.ATASAN_MELINGKAR)]),
        ({"Jabatan_D4": "camat"}, [("Jabatan", "D4", C.KUNCI_GANDA)]),
        ({"Jabatan_A8": "CAMAT"}, [("Jabatan", "A8", C.KUNCI_GANDA)]),
        ({"Jam kerja_A2": "Monday"}, [("Jam kerja", "A2", C.PILIHAN_TIDAK_DIKENAL)]),
        ({"Jam kerja_B2": "25.00"}, [("Jam kerja", "B2", C.JAM_TIDAK_TERBACA)]),
        ({"Jam kerja_C2": dt.time(14)}, [("Jam kerja", "B3", C.SESI_TUMPANG_TINDIH)]),
        ({"Jam kerja_C3": dt.time(12, 30)}, [("Jam kerja", "C3", C.RENTANG_TERBALIK)]),
        ({"Libur_A2": "31 Februari 2026"}, [("Libur", "A2", C.TANGGAL_TIDAK_TERBACA)]),
        ({"Libur_B2": "cuti"}, [("Libur", "B2", C.PILIHAN_TIDAK_DIKENAL)]),
        ({"Pegawai_A2": 197803122005011001}, [("Pegawai", "A2", C.ANGKA_KEHILANGAN_DIGIT)]),
        *(
            ({f"Indikator_{sel}": teks}, [("Indikator", sel, C.TARGET_TIDAK_TERUKUR)])
            for sel in ("I2", "J2", "M2")
            for teks in ("delapan puluh", "≥ baik", "?", "80 atau lebih", "31 Februari", "1,2,3")
        ),
        ({"Indikator_I2": "-"}, [("Indikator", "I2", C.TARGET_TIDAK_TERUKUR)]),
        ({"Indikator_I2": "n/a"}, [("Indikator", "I2", C.TARGET_TIDAK_TERUKUR)]),
        ({"Indikator_I2": "71.5"}, [("Indikator", "I2", C.TARGET_BERMAKNA_GANDA)]),
        *(
            ({"Indikator_D2": satuan, f"Indikator_{sel}": nilai, "Indikator_V2": "Laporan TW I"}, [("Indikator", sel, C.PERSEN_BERMAKNA_GANDA)])
            for satuan, sel, nilai in (("Persen", "I2", 0.85), ("%", "J2", 0.4118), ("persen ", "M2", "0,85"), ("Persen", "S2", 1))
        ),
        ({"Indikator_D2": "Dokumen", "Indikator_I2": 0.85}, []),
        *(({"Indikator_D2": "Persen", "Indikator_I2": teks}, []) for teks in ("0,85%", "0,85 persen", "kurang dari 1", 1.5, 0)),
        ({"Indikator_I2": "1:32", "Indikator_I3": "BB", "Indikator_I4": "80,00 (BB)", "Indikator_I5": "paling lambat 31 Desember"}, []),
        ({"Indikator_J2": "-", "Indikator_K2": "n/a", "Indikator_L2": "≥ 80", "Indikator_M2": "80%"}, []),
        ({"Indikator_I2": None, "Indikator_J2": None}, []),
        ({"Perjanjian_A2": 2026, "Perjanjian_B2": 1, "Perjanjian_C2": "awal", "Perjanjian_E2": "2 Januari 2026"}, []),
        ({"Perjanjian_A2": 2026, "Perjanjian_B2": 0, "Perjanjian_C2": "murni"}, [("Perjanjian", "B2", C.DI_LUAR_BATAS), ("Perjanjian", "C2", C.PILIHAN_TIDAK_DIKENAL)]),
        ({**AWAL, "Perjanjian_A3": 2026, "Perjanjian_B3": 1, "Perjanjian_C3": "perubahan"}, [("Perjanjian", "A3", C.KUNCI_GANDA)]),
        ({**AWAL, "Perjanjian_A3": 2026, "Perjanjian_B3": 2, "Perjanjian_C3": "perubahan", "Perjanjian_E3": dt.date(2026, 1, 1)}, [("Perjanjian", "E3", C.RENTANG_TERBALIK)]),
        ({"Indikator_Y2": "banyak"}, [("Indikator", "Y2", C.TARGET_TIDAK_TERUKUR)]),
        ({"Indikator_Y2": 300, "Indikator_Z2": 2029, "Indikator_AA2": 240, "Indikator_AD2": "210,5"}, []),
        ({"Indikator_AB2": "banyak"}, [("Indikator", "AB2", C.ANGKA_TIDAK_TERBACA)]),
        ({"Indikator_D2": "Persen", "Indikator_Y2": 0.9}, [("Indikator", "Y2", C.PERSEN_BERMAKNA_GANDA)]),
        (PROGRAM, []),
        ({**PROGRAM, "Program_F2": "Rp. 2.142.439.000,-", "Program_H2": "500.000.000"}, []),
        ({**PROGRAM, "Program_F2": "dua miliar", "Program_G2": "tetap"}, [("Program", "F2", C.ANGKA_TIDAK_TERBACA), ("Program", "G2", C.PILIHAN_TIDAK_DIKENAL)]),
        ({**PROGRAM, "Program_D2": "Bidang"}, [("Program", "D2", C.UNIT_TIDAK_DIKENAL)]),
        ({**PROGRAM, "Program_H2": "banyak"}, [("Program", "H2", C.TARGET_TIDAK_TERUKUR)]),
        ({**PROGRAM, "Program_A2": "ik-1"}, [("Program", "A2", C.KUNCI_GANDA)]),
        ({"Pegawai_A2": "1,97803E+17"}, [("Pegawai", "A2", C.ANGKA_KEHILANGAN_DIGIT)]),
        ({"Pegawai_A8": "19950714 201903 1 006"}, [("Pegawai", "B8", C.NAMA_BERBEDA), ("Pegawai", "E8", C.PENUGASAN_TUMPANG_TINDIH)]),
        ({"Indikator_A3": "IK\u20131"}, [("Indikator", "A3", C.KUNCI_GANDA)]),
        ({"Jabatan_A8": "Ca mat"}, [("Jabatan", "A8", C.KUNCI_GANDA)]),
        ({"Pegawai_G2": "honorer"}, [("Pegawai", "G2", C.PILIHAN_TIDAK_DIKENAL)]),
        ({"Pegawai_I2": "kemarin"}, [("Pegawai", "I2", C.TANGGAL_TIDAK_TERBACA)]),
        ({"Pegawai_J2": dt.date(2024, 1, 1)}, [("Pegawai", "J2", C.RENTANG_TERBALIK)]),
        ({"Pegawai_E3": "Camat", "Pegawai_F3": "SEK"}, [("Pegawai", "E3", C.PENUGASAN_TUMPANG_TINDIH)]),
        ({"Pegawai_A8": "199507142019031006"}, [("Pegawai", "B8", C.NAMA_BERBEDA), ("Pegawai", "E8", C.PENUGASAN_TUMPANG_TINDIH)]),
        ({"SOP_B2": "satu"}, [("SOP", "B2", C.ANGKA_TIDAK_TERBACA)]),
        ({"SOP_D2": "=A1"}, [("SOP", "D2", C.RUMUS_TANPA_NILAI)]),
        ({"Indikator_E2": "tinggi"}, [("Indikator", "E2", C.PILIHAN_TIDAK_DIKENAL)]),
        ({"Indikator_G2": "PX"}, [("Indikator", "G2", C.UNIT_TIDAK_DIKENAL)]),
        ({"Indikator_A3": "ik-1"}, [("Indikator", "A3", C.KUNCI_GANDA)]),
        ({"Indikator_I2": dt.date(2026, 8, 7)}, [("Indikator", "I2", C.TERBACA_TANGGAL)]),
        ({"Indikator_A2": dt.date(2026, 2, 1)}, [("Indikator", "A2", C.TERBACA_TANGGAL)]),
        ({"Indikator_I2": True}, [("Indikator", "I2", C.ANGKA_TIDAK_TERBACA)]),
        ({"Indikator_J2": "#REF!"}, [("Indikator", "J2", C.GALAT_EXCEL)]),
        ({"Indikator_O2": "banyak"}, [("Indikator", "O2", C.ANGKA_TIDAK_TERBACA)]),
        ({"Indikator_H1": "thn"}, [("Indikator", "", C.KOLOM_TIDAK_ADA)]),
        ({"Indikator_P1": "defenisi"}, [("Indikator", "P1", C.KOLOM_TIDAK_DIKENAL)]),
        ({"SOP_A2": "sop-kami"}, [("SOP", "A2", C.SOP_TIDAK_DIKENAL)]),
        ({"SOP_B2": 9}, [("SOP", "B2", C.VERSI_TIDAK_DIKENAL)]),
        ({"SOP_C2": "Bupati", "SOP_C3": "  CAMAT "}, [("SOP", "C2", C.KOLOM_SOP_TIDAK_DIKENAL)]),
    ],
)  # fmt: skip
def test_an_error_is_found_at_its_cell(cells, expected):
    assert changed(**cells) == expected


@pytest.mark.parametrize(
    ("value", "number_format", "target"),
    [
        (0.9, r"0.0\%", "0,9%"),
        (96, "[<=1]0%;0", "96"),
        (0.85, "0%", "85"),
        (85, '0"%"', "85%"),
        (60000, "0,", "60"),
        (12, '0 "orang"', "12 orang"),
        (88.24, "0", "88,24"),
    ],
)
def test_a_target_is_what_its_cell_shows(value, number_format, target):
    def change(book):
        book["Indikator"]["I2"] = value
        book["Indikator"]["I2"].number_format = number_format

    assert reread(change).indikator[0].target == target


def test_a_number_that_its_cell_does_not_show_is_told():
    def change(book):
        for sel, code in (("I2", ";;;"), ("O2", '0;-0;"-"')):
            book["Indikator"][sel] = 0
            book["Indikator"][sel].number_format = code

    assert faults(change) == [("Indikator", sel, C.ANGKA_TERSAMAR) for sel in ("I2", "O2")]


@pytest.mark.parametrize(
    ("nama", "is_told"),
    [
        ("Indikator (2)", True),
        ("Indikator Copy", True),
        ("Indikator_2", True),
        ("Salinan Indikator", True),
        ("Salinan dari Indikator", True),
        ("Copy of Indikator", True),
        ("INDIKATOR ", True),
        ("Indikator lama", False),
        ("Rekap", False),
    ],
)
def test_a_copy_of_a_sheet_that_says_something_else_is_told(nama, is_told):
    def change(book):
        book.copy_worksheet(book["Indikator"]).title = nama
        book[nama]["I2"] = 1
        book.move_sheet(nama, -5)

    expected = [("Indikator", "", C.LEMBAR_GANDA)] if is_told else []
    assert faults(change) == expected


def test_what_is_not_read_is_named_and_refuses_nothing():
    def change(book):
        book["Kantor"]["A15"], book["Kantor"]["B15"] = "motto", "Melayani"
        book["Pegawai"]["H1"] = "surat keputusan"
        book["Pegawai"]["L1"] = " "
        book.create_sheet("Hari libur").append(["tanggal"])
        book.create_sheet("Kosong")

    read = reread(change)

    assert read.galat == ()
    assert [(one.lembar, one.sel, one.kode, one.nilai) for one in read.peringatan] == [
        ("Kantor", "B15", C.KOLOM_DIABAIKAN, "motto"),
        ("Pegawai", "H1", C.KOLOM_DIABAIKAN, "surat keputusan"),
        ("Hari libur", "", C.LEMBAR_DIABAIKAN, "Hari libur"),
    ]


def test_a_moment_that_clashes_is_told_as_people_write_it():
    def change(book):
        book["Jam kerja"]["C2"] = dt.time(14)
        book["Libur"].append([book["Libur"]["A2"].value, book["Libur"]["B2"].value, "SKB"])
        book["Pegawai"]["J2"] = dt.date(2024, 1, 1)

    assert [one.nilai for one in reread(change).galat] == [
        "13.00",
        f"{CONTOH.libur[0].tanggal.day} Februari 2026 / {CONTOH.libur[0].jenis}",
        "1 Januari 2024",
    ]


def test_a_copy_that_says_the_same_is_no_contradiction():
    assert faults(lambda book: book.copy_worksheet(book["Indikator"])) == []


def test_a_column_that_is_there_twice_is_told():
    found = changed(Indikator_X1="Target", Indikator_X2="1")

    assert found == [("Indikator", "X1", C.KUNCI_GANDA)]


def test_merged_names_are_those_of_each_row_and_merged_amounts_are_told():
    def change(book):
        sheet = book["Indikator"]
        for cells in ("B2:B3", "I2:I3", "P2:Q2"):
            sheet.merge_cells(cells)

    read = reread(change)

    assert [(g.sel, g.kode, g.nilai, *g.pilihan) for g in read.galat] == [
        ("I2", C.SEL_GABUNGAN, "I2:I3", CONTOH.indikator[0].target),
        ("Q2", C.SEL_GABUNGAN, "P2:Q2", CONTOH.indikator[0].definisi),
        ("I3", C.SEL_GABUNGAN, "I2:I3", CONTOH.indikator[0].target),
    ]
    same = reread(lambda book: book["Indikator"].merge_cells("B2:B3")).indikator
    assert same[0].sasaran == same[1].sasaran != ""


def test_every_error_is_told_at_once():
    found = changed(Kantor_B7="X", Unit_C2="X", Libur_A2="X", Indikator_E2="X", Pegawai_G2="X")

    assert {sheet for sheet, _, _ in found} == {"Kantor", "Unit", "Libur", "Indikator", "Pegawai"}


def test_a_workbook_of_something_else_misses_every_sheet():
    def change(book):
        for name in book.sheetnames[1:]:
            book.remove(book[name])

    assert {code for _, _, code in faults(change)} == {KodeGalat.LEMBAR_TIDAK_ADA}


def test_a_missing_sheet_is_named_and_optional_ones_are_not_missed():
    def change(book):
        for name in ("Libur", "Jam kerja", "SOP", "Petunjuk"):
            book.remove(book[name])

    assert faults(change) == [("SOP", "", KodeGalat.LEMBAR_TIDAK_ADA)]


def test_spelling_of_sheets_columns_and_references_does_not_matter():
    def change(book):
        book["Unit"].title = " unit "
        book["Indikator"].title = " indikator"
        book[" unit "]["C2"] = "  SEKRETARIS   kecamatan "
        book[" indikator"]["Q1"] = "Sumber Data"
        book[" indikator"]["G2"] = "seksi pemberdayaan masyarakat"
        book["SOP"]["D2"] = "sekcam"
        book["Kantor"]["B7"] = "wib"
        book["Pegawai"]["G2"] = "PLT"
        book["Pegawai"]["I2"] = "2 Januari 2025"
        book[" indikator"].insert_rows(1, 2)
        book[" indikator"]["A1"] = "Daftar indikator kantor"

    book = openpyxl.load_workbook(io.BytesIO(template()))
    change(book)
    out = io.BytesIO()
    book.save(out)
    read = read_workbook(out.getvalue())

    assert read.galat == ()
    assert read.unit == CONTOH.unit
    assert read.indikator == CONTOH.indikator
    assert read.sop[0].jabatan == "Sekretaris Kecamatan"
    assert (read.pegawai[0].penugasan, read.pegawai[0].mulai) == ("Plt.", dt.date(2025, 1, 2))


def test_a_plh_may_stand_in_for_a_holder_but_not_for_another_plh():
    camat = replace(CONTOH.pegawai[0], selesai=None)
    plh = replace(
        CONTOH.pegawai[1],
        jabatan="Camat",
        penugasan="Plh.",
        mulai=dt.date(2026, 10, 8),
        selesai=dt.date(2026, 10, 10),
    )
    other = replace(
        CONTOH.pegawai[2], jabatan="Camat", penugasan="Plh.", mulai=dt.date(2026, 10, 10)
    )

    one = read_workbook(write_buku(replace(CONTOH, pegawai=(camat, plh))))
    two = read_workbook(write_buku(replace(CONTOH, pegawai=(camat, plh, other))))

    assert one.galat == ()
    assert [galat.kode for galat in two.galat] == [KodeGalat.PENUGASAN_TUMPANG_TINDIH]


def test_an_empty_office_says_what_is_missing():
    read = read_workbook(write_buku(BukuKantor(kantor=None)))

    assert {galat.nilai for galat in read.galat} == {"kode", "nama", "zona"}


LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20
)
NUMBER = st.decimals(-(10**6), 10**6, places=3).map(
    lambda number: (
        f"{number.normalize():f}".replace(".", ",").replace("-0", "0") if number else "0"
    )
)
TARGET = (
    st.just("")
    | NUMBER
    | st.sampled_from(["7 - 8", "80 - 90%", "kurang dari 49", "WTP", "1.234", "007"])
)
INDIKATOR = st.builds(
    BarisIndikator,
    kode=LINE.filter(lambda text: not NO_KODE.search(text)),
    sasaran=LINE,
    indikator=LINE,
    satuan=LINE,
    polaritas=st.sampled_from(["naik", "turun"]),
    sifat=st.sampled_from(["akumulasi", "posisi akhir", "rata-rata", "tetap"]),
    unit=st.sampled_from(["SEK", "PM", "PU"]),
    tahun=st.integers(2000, 2100),
    target=TARGET,
    tw1=TARGET,
    desimal=st.none() | st.integers(0, 6),
    pagu=st.none() | st.decimals(0, 10**12, places=2).map(lambda d: d.normalize() + 0),
    definisi=LINE,
)
LIBUR = st.builds(
    BarisLibur,
    tanggal=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    jenis=st.sampled_from(["libur", "masuk"]),
    dasar=LINE,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(INDIKATOR, max_size=4, unique_by=lambda row: fold_kode(row.kode)),
    st.lists(LIBUR, max_size=4, unique_by=lambda row: row.tanggal),
)
def test_any_office_survives_being_written_and_read(indikator, libur):
    buku = replace(CONTOH, indikator=tuple(indikator), libur=tuple(libur))

    assert read_workbook(write_buku(buku)) == buku


def test_one_person_in_two_spellings_of_the_nip_is_one_person():
    hendra = CONTOH.pegawai[0]
    second = replace(hendra, kunci="19780312 200501 1 001", jabatan="Sekretaris Kecamatan")

    read = read_workbook(write_buku(replace(CONTOH, pegawai=(hendra, second))))

    assert read.galat == ()
    assert {row.kunci for row in read.pegawai} == {hendra.kunci}


@pytest.mark.parametrize(
    ("kunci", "kode"),
    [
        ("19780312200501101", C.NIP_PANJANG),
        ("1978031220050110011", C.NIP_PANJANG),
        ("19780312200501l001", C.NIP_BUKAN_ANGKA),
        ("197803122005131001", C.NIP_SUSUNAN),
    ],
)
def test_a_nip_with_a_digit_lost_or_mistaken_warns_at_its_cell_and_is_read(kunci, kode):
    hendra = replace(CONTOH.pegawai[0], kunci=kunci)

    read = read_workbook(write_buku(replace(CONTOH, pegawai=(hendra, *CONTOH.pegawai[1:]))))

    assert read.galat == ()
    assert read.pegawai[0].kunci == kunci
    assert [(one.sel, one.kode) for one in read.peringatan] == [("A2", kode)]


def test_money_is_read_as_people_write_it():
    book = openpyxl.load_workbook(io.BytesIO(write_template()))
    book["Indikator"]["O2"] = "Rp. 2.142.439.000,-"
    book["Indikator"]["O3"] = "Rp1.500.000,50"
    out = io.BytesIO()
    book.save(out)

    read = read_workbook(out.getvalue())

    assert [row.pagu for row in read.indikator[:2]] == [Decimal(2142439000), Decimal("1500000.50")]


EVERY_COLUMN = [
    *((KANTOR, f"B{row}", kolom) for row, kolom in enumerate(KUNCI_KANTOR, start=2)),
    *(
        (lembar.nama, f"{get_column_letter(at)}2", kolom)
        for lembar in LEMBAR_BUKU
        for at, kolom in enumerate(lembar.kolom, start=1)
    ),
]


def test_no_column_takes_more_than_anybody_means_to_write():
    def change(book):
        for lembar, sel, _ in EVERY_COLUMN:
            book[lembar][sel] = "x" * 5_000

    galat = reread(change).galat

    told = {(g.lembar, g.sel): g.pilihan for g in galat if g.kode is C.TERLALU_PANJANG}
    assert told == {
        (lembar, sel): ("5000", str(kolom.panjang)) for lembar, sel, kolom in EVERY_COLUMN
    }
    assert max(len(one.nilai) for one in galat) <= 250


KODE = [(lembar, sel) for lembar, sel, kolom in EVERY_COLUMN if kolom.jenis is JenisKolom.KODE]


@pytest.mark.parametrize("kode", ["../x\n<b>", "a\nb", "<b>", "..", "/etc", ".ssh", "a\\b"])
def test_what_is_no_kode_is_refused_at_its_cell(kode):
    found = changed(**{f"{lembar}_{sel}": kode for lembar, sel in KODE})

    assert [(lembar, sel) for lembar, sel, code in found if code is C.BUKAN_KODE] == KODE


def test_every_sheet_that_has_a_kode_is_looked_at():
    assert KODE == [
        ("Kantor", "B2"),
        ("Unit", "A2"),
        ("SOP", "A2"),
        ("Indikator", "A2"),
        ("Program", "A2"),
    ]


@pytest.mark.parametrize("kode", ["1.11", "IK-01/a", "4.01.02", "IKU 3 (b)", "Bag. Umum & Kepeg."])
def test_kode_that_offices_have_are_read(kode):
    def change(book):
        book["Indikator"]["A2"] = kode

    assert reread(change).indikator[0].kode == kode


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Indikator_H2", 26),
        ("Indikator_H2", 20266),
        ("Indikator_N2", 11),
        ("Indikator_O2", -1),
        ("Indikator_O2", "9" * 40),
        ("SOP_B2", 0),
    ],
)
def test_a_number_that_cannot_be_meant_is_refused_at_its_cell(cell, value):
    lembar, _, sel = cell.partition("_")

    assert (lembar, sel, C.DI_LUAR_BATAS) in changed(**{cell: value})


@pytest.mark.parametrize(
    "kunci", ["NIP. 19780312 200501 1 001", "'197803122005011001", "nip:197803122005011001"]
)
def test_a_nip_is_kept_in_its_digits_however_it_is_written(kunci):
    def change(book):
        book["Pegawai"]["A2"] = kunci

    assert reread(change).pegawai[0].kunci == "197803122005011001"
