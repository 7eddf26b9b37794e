"""The tables of a Perjanjian Kinerja and a Rencana Aksi, read as offices lay them out."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from storage.documents.kantor.buku import KodeGalat
from storage.documents.perjanjian.reading import read_lampiran

C = KodeGalat
TITLES = ("No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target")
ROWS = (
    (1, "Meningkatnya tata kelola", "1.1. Persentase desa tertib", "Persen", "85%"),
    (None, None, "Indeks kepuasan", "Nilai", "88,31"),
)


def book(*rows, first=4, merged=()):
    """Return a workbook with these rows below a title, from a row on."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Lampiran"
    sheet["A1"] = "PERJANJIAN KINERJA TAHUN 2026"
    sheet.merge_cells("A1:E1")
    sheet["A2"] = "KECAMATAN PEJAWARAN"
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    for cells in merged:
        sheet.merge_cells(cells)
    return made


def read(made):
    out = io.BytesIO()
    made.save(out)
    return read_lampiran(out.getvalue())


def faults(made):
    return [(one.lembar, one.sel, one.kode) for one in read(made).galat]


def test_the_lampiran_of_a_perjanjian_is_read_below_its_titles_and_without_its_numbering():
    found = read(book(TITLES, ("(1)", "(2)", "(3)", "(4)", "(5)"), *ROWS))

    assert found.galat == ()
    assert [dict(one.nilai) for one in found.baris] == [
        {"sasaran": "Meningkatnya tata kelola", "indikator": "Persentase desa tertib", "satuan": "Persen", "target": "85%"},
        {"sasaran": "Meningkatnya tata kelola", "indikator": "Indeks kepuasan", "satuan": "Nilai", "target": "88,31"},
    ]  # fmt: skip
    assert found.baris[1].sel["target"] == "E7"


def test_a_merged_sasaran_is_that_of_each_of_its_rows():
    rows = (*ROWS, (None, "Meningkatnya pelayanan", "Waktu layanan", "Hari", 3))

    found = read(book(TITLES, *rows, merged=("B5:B6", "A5:A6")))

    assert [one.said("sasaran") for one in found.baris] == [
        *["Meningkatnya tata kelola"] * 2,
        "Meningkatnya pelayanan",
    ]


def test_a_sasaran_in_a_row_of_its_own_is_that_of_the_rows_below_it():
    found = read(
        book(TITLES, (1, "Meningkatnya tata kelola"), *((None, None, *r[2:]) for r in ROWS))
    )

    assert {one.said("sasaran") for one in found.baris} == {"Meningkatnya tata kelola"}
    assert (found.galat, found.peringatan) == ((), ())


def test_a_rencana_aksi_has_its_triwulan_under_a_title_of_two_rows():
    top = (
        "No",
        "Sasaran",
        "Indikator",
        "Target PK",
        "Satuan",
        "Target Triwulan",
        None,
        None,
        None,
        "Penanggung Jawab",
    )
    low = (None, None, None, None, None, "TW I", "TW II", "TW III", "TW IV")
    row = (1, "A", "Jumlah dokumen", 12, "Dokumen", 3, 3, "3", 3, "Kasi Tapem")
    merged = [f"{c}4:{c}5" for c in "ABCDEJ"]

    for made in (book(top, low, row, merged=("F4:I4", *merged)), book(top, low, row)):
        (found,) = read(made).baris
        assert [found.said(n) for n in ("target", "tw1", "tw2", "tw3", "tw4")] == [
            "12",
            *["3"] * 4,
        ]
        assert found.said("penanggung_jawab") == "Kasi Tapem"


@pytest.mark.parametrize(
    "titles",
    [
        ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"),
        ("TW.1", "TW.2", "TW.3", "TW.4"),
        ("Target TW I (%)", "Target TW II (%)", "Target TW III (%)", "Target TW IV (%)"),
        ("Tribulan I", "Tribulan II", "Tribulan III", "Tribulan IV"),
    ],
)
def test_a_triwulan_is_known_by_the_names_that_offices_give_it(titles):
    (found,) = read(
        book(("Sasaran", "Indikator Kinerja Utama (IKU)", *titles), ("A", "B", 1, 2, 3, 4))
    ).baris

    assert [found.said(name) for name in ("tw1", "tw2", "tw3", "tw4")] == ["1", "2", "3", "4"]


def test_the_programs_below_are_read_to_their_sum_and_the_signatures_are_not():
    found = read(
        book(
            TITLES,
            *ROWS,
            (),
            ("No", "Program", "Anggaran (Rp)", "Keterangan"),
            (1, "Program Penunjang", "Rp. 2.142.439.000,-", "APBD"),
            (2, "Jumlah desa binaan", 1_500_000, "APBD"),
            (None, "JUMLAH", 2_143_939_000),
            (),
            (None, "Pihak Kedua,", "Pihak Pertama,"),
            (None, "Bupati", "Camat"),
            (None, "NIP. 19700101", "NIP. 19780312"),
        )
    )

    assert found.galat == ()
    assert [(one.nama, one.nilai["pagu"]) for one in found.baris[2:]] == [
        ("Program Penunjang", Decimal(2_142_439_000)),
        ("Jumlah desa binaan", Decimal(1_500_000)),
    ]
    assert [one.nilai for one in found.peringatan] == [
        "Keterangan",
        "Pihak Kedua,", "Pihak Pertama,", "Bupati", "Camat", "NIP. 19700101", "NIP. 19780312",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((1, "A", "B", "C", None), [("Lampiran", "E5", C.WAJIB_DIISI)]),
        ((1, "A", None, "C", 85), [("Lampiran", "E5", C.ANGKA_TANPA_INDIKATOR)]),
        ((1, "A", "B", "C", dt.date(2026, 8, 7)), [("Lampiran", "E5", C.TERBACA_TANGGAL)]),
        ((1, "A", "B", "C", True), [("Lampiran", "E5", C.ANGKA_TIDAK_TERBACA)]),
        ((1, "A", "B", "C", "=A1"), [("Lampiran", "E5", C.RUMUS_TANPA_NILAI)]),
        ((1, "A", "B", "C", "#REF!"), [("Lampiran", "E5", C.GALAT_EXCEL)]),
        ((1, "A", "x" * 1_001, "C", 85), [("Lampiran", "C5", C.TERLALU_PANJANG)]),
    ],
)
def test_a_cell_that_is_not_understood_is_named(row, expected):
    assert faults(book(TITLES, row)) == expected


def test_one_amount_over_several_indikator_is_named_and_one_over_the_actions_of_one_is_not():
    two = [(1, "A", "B", "C", 85), (2, "A", "D", "C", None)]

    assert faults(book(TITLES, *two, merged=("E5:E6",))) == [("Lampiran", "E5", C.SEL_GABUNGAN)]
    assert faults(book(TITLES, *two, merged=("C5:C6", "E5:E6"))) == []


def test_a_file_without_such_a_table_says_what_is_looked_for():
    assert faults(book(("Nama", "Alamat"), ("A", "B"))) == [("", "", C.TABEL_TIDAK_ADA)]


def test_a_column_that_is_not_read_is_named_and_one_that_only_groups_others_is_not():
    top = (
        "No",
        "Sasaran",
        "Indikator",
        "Target",
        "Aktivitas",
        "Target Triwulan",
        None,
        None,
        None,
        "Anggaran",
    )
    low = (None, None, None, None, None, "I", "II", "III", "IV")
    row = (1, "A", "B", 12, "Rapat", 3, 3, 3, 3, 5_000_000)

    found = read(book(top, low, row, merged=("F4:I4", "E4:E5")))

    assert found.galat == ()
    assert [(one.sel, one.nilai) for one in found.peringatan] == [
        ("E4", "Aktivitas"),
        ("J4", "Anggaran"),
    ]
    assert "pagu" not in found.baris[0].nilai


def test_a_column_that_is_there_twice_is_named():
    assert faults(book((*TITLES, "Target 2026"), (1, "A", "B", "C", 85, 90))) == [
        ("Lampiran", "F4", C.KUNCI_GANDA)
    ]
