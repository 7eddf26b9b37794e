"""The sheet of realisasi: what goes out is what comes back, and no text of a person becomes a formula."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.kinerja.lembar import BarisLembar, LembarFormulir, MasalahSel
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.documents.lembar.reading import read_lembar
from storage.documents.lembar.sheets import write_lembar
from tests.storage.documents.parts import strict
from tests.support.periode import TW_III


def baris(kode, **given_values):
    values = {
        "sasaran": "Meningkatnya kesejahteraan",
        "indikator": "Keluarga miskin terbantu",
        "satuan": "KK",
        "polaritas": Polaritas.NAIK,
        "target_tahun": Decimal(250),
        "target_periode": Decimal("187.5"),
        "sebelumnya": (Decimal(180),),
    }
    return BarisLembar(kode=kode, **{**values, **given_values})


def lembar(*rows, **given_values):
    values = {
        "kantor": "Kecamatan Mekarjaya",
        "judul_sop": "Pengukuran Kinerja",
        "periode": TW_III,
        "unit": "Seksi Pembangunan",
        "berkas_nomor": 7,
        "formulir_id": 1042,
        "ronde": 2,
    }
    return LembarFormulir(rows=rows, **{**values, **given_values})


THREE = lembar(
    baris("IK-1", nilai=Decimal("71.25")),
    baris("IK-2", polaritas=Polaritas.TURUN, ditandai=True, alasan_kembali="Beda dengan BAST"),
    baris("IK-3", alasan_na="Kegiatan ditunda"),
)


def edited(content, change):
    """Return the workbook after somebody changed it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(cell, value, number_format="General"):
    def change(book):
        book["Realisasi"][cell] = value
        book["Realisasi"][cell].number_format = number_format

    return read_lembar(edited(write_lembar(THREE), change))


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))["Realisasi"]


def test_what_was_written_is_read_back():
    read = read_lembar(write_lembar(THREE))

    assert (read.formulir_id, read.berkas_nomor, read.ronde) == (1042, 7, 2)
    assert (read.kantor, read.unit) == (THREE.kantor, THREE.unit)
    assert read.periode == "Triwulan III Tahun 2026"
    assert [(cell.kode, cell.sel, cell.teks, cell.keterangan) for cell in read.baris] == [
        ("IK-1", "I7", "71,25", None),
        ("IK-2", "I8", None, None),
        ("IK-3", "I9", "n/a", "Kegiatan ditunda"),
    ]


def test_a_sheet_saved_as_strict_open_xml_is_read_as_the_same():
    content = write_lembar(THREE)

    assert strict(content) != content
    assert read_lembar(strict(content)) == read_lembar(content)


def test_the_same_sheet_is_the_same_bytes():
    assert write_lembar(THREE) == write_lembar(THREE)


def test_the_sheet_has_parts_that_every_program_finds_and_tells_how_to_fill_each_cell():
    """ExcelJS opens no workbook whose comments lie where openpyxl puts them."""
    content = write_lembar(THREE)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "omment" in name]
    (rule,) = opened(content).data_validations.dataValidation
    assert (str(rule.sqref), rule.showInputMessage) == ("I7:I9", True)
    assert "85 untuk 85%" in rule.prompt


def test_only_the_yellow_column_and_the_reasons_may_be_changed():
    sheet = opened(write_lembar(THREE))

    unlocked = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    assert sheet.protection.sheet
    assert unlocked == {"I7", "I8", "I9", "P7", "P8", "P9"}


def test_the_marks_are_out_of_sight():
    book = openpyxl.load_workbook(io.BytesIO(write_lembar(THREE)))

    assert book["_tapak"].sheet_state == "veryHidden"


def test_a_returned_value_is_marked_in_words():
    sheet = opened(write_lembar(THREE))

    assert sheet["Q8"].value == "Perlu diperbaiki: Beda dengan BAST"
    assert not sheet.column_dimensions["Q"].hidden


def test_capaian_is_a_live_formula_by_polaritas():
    sheet = opened(write_lembar(replace(THREE, formula_turun=Formula.B)))

    assert sheet["J7"].value == '=IF(I7="","",IFERROR(I7/G7*100,""))'
    assert "G8/I8*100" in sheet["J8"].value
    assert "(2*G8-I8)/G8*100" in opened(write_lembar(THREE))["J8"].value


def test_capaian_falls_back_on_the_target_of_the_year():
    sheet = opened(write_lembar(lembar(baris("IK-1", target_periode=None))))

    assert "I7/F7*100" in sheet["J7"].value


@pytest.mark.parametrize(
    ("sifat", "realisasi", "promised"),
    [
        (Sifat.AKUMULASI, "I7+9.5", "40"),
        (Sifat.RATA_RATA, "(I7+9.5)/3", "20"),
        (Sifat.POSISI_AKHIR, "I7", "30"),
        (Sifat.TETAP, "I7", "30"),
    ],
)
def test_the_sheet_measures_up_to_the_triwulan_and_the_year_each_in_its_own_column(
    sifat, realisasi, promised
):
    row = baris(
        "IK-1",
        sifat=sifat,
        target_sampai=Decimal(promised),
        sebelumnya=(Decimal("9.5"), Decimal(0)),
    )
    sheet = opened(write_lembar(lembar(row)))

    assert [sheet[f"{column}6"].value for column in "KLMNO"] == [
        "Sifat",
        "Target s.d. TW",
        "Realisasi s.d. TW",
        "Capaian s.d. TW (%)",
        "Capaian tahun (%)",
    ]
    assert [sheet[f"{column}7"].value for column in "KLMNO"] == [
        sifat.value,
        int(promised),
        f'=IF(ISNUMBER(I7),{realisasi},"")',
        '=IF(M7="","",IFERROR(M7/L7*100,""))',
        '=IF(M7="","",IFERROR(M7/F7*100,""))',
    ]


def test_without_one_number_promised_so_far_the_sheet_leaves_its_capaian_empty():
    sheet = opened(write_lembar(lembar(baris("IK-1", target_tahun=None))))

    assert [sheet[f"{column}7"].value for column in "LNO"] == [None, None, None]


@pytest.mark.parametrize(
    ("value", "number_format", "teks"),
    [
        (60, "General", "60"),
        (60.0, "General", "60"),
        (-33.33, "0.00", "-33,33"),
        (0.1 + 0.2, "General", "0,3"),
        (1150.5, "#,##0.00", "1150,5"),
        (2142439000, "General", "2142439000"),
        (1e-17, "General", "0"),
        ("1.150,5", "@", "1.150,5"),
        ("enam puluh", "@", "enam puluh"),
        ("  71,25 ", "@", "71,25"),
        ("=1+1x", "@", "=1+1x"),
        ("٣", "@", "٣"),
    ],
)
def test_a_value_comes_back_as_it_was_meant(value, number_format, teks):
    def change(book):
        cell = book["Realisasi"]["I8"]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        cell.number_format = number_format

    read = read_lembar(edited(write_lembar(THREE), change))

    assert read.baris[1].teks == teks
    assert read.baris[1].masalah is None


@pytest.mark.parametrize(
    ("value", "teks"),
    [(0.85, "85%"), (1, "100%"), (0.005, "0,5%"), (-0.3333, "-33,33%"), (12.5, "1250%")],
)
def test_a_percentage_is_read_with_its_sign(value, teks):
    read = filled("I8", value, "0.00%")

    assert read.baris[1].teks == teks


@pytest.mark.parametrize(
    ("value", "masalah"),
    [
        ("=A1*2", MasalahSel.RUMUS_TANPA_NILAI),
        ("#DIV/0!", MasalahSel.GALAT_EXCEL),
        (date(2026, 8, 7), MasalahSel.TANGGAL),
        (True, MasalahSel.LOGIKA),
        (1e300, MasalahSel.GALAT_EXCEL),
    ],
)
def test_what_is_no_number_is_named_by_its_cell(value, masalah):
    number_format = "dd/mm/yyyy" if isinstance(value, date) else "General"

    cell = filled("I8", value, number_format).baris[1]

    assert (cell.kode, cell.sel, cell.masalah) == ("IK-2", "I8", masalah)


def test_rows_are_found_by_kode_wherever_they_were_moved():
    def change(book):
        sheet = book["Realisasi"]
        sheet.insert_rows(2, 3)
        sheet.insert_cols(1)
        for column in range(1, 13):
            one, other = sheet.cell(10, column), sheet.cell(12, column)
            one.value, other.value = other.value, one.value

    read = read_lembar(edited(write_lembar(THREE), change))

    assert [(cell.kode, cell.sel, cell.teks) for cell in read.baris] == [
        ("IK-3", "J10", "n/a"),
        ("IK-2", "J11", None),
        ("IK-1", "J12", "71,25"),
    ]


def test_doubled_unknown_and_missing_kode_are_kept_with_their_cells():
    def change(book):
        sheet = book["Realisasi"]
        sheet["B8"], sheet["I8"] = "IK-1", 5
        sheet["B9"] = "LAIN"
        sheet["I12"] = 9

    read = read_lembar(edited(write_lembar(THREE), change))

    assert [(cell.kode, cell.sel) for cell in read.baris] == [
        ("IK-1", "I7"),
        ("IK-1", "I8"),
        ("LAIN", "I9"),
        ("", "I12"),
    ]


def test_a_copied_sheet_is_read_too_and_named():
    def change(book):
        book.copy_worksheet(book["Realisasi"])

    read = read_lembar(edited(write_lembar(THREE), change))

    assert [cell.sel for cell in read.baris][3] == "'Realisasi Copy'!I7"


def wide(book):
    for column in range(20, 50):
        book["Realisasi"].cell(6, column, "Realisasi")
    for row in range(10, 1_700):
        book["Realisasi"].cell(row, 2, "IK-1")


@pytest.mark.parametrize(
    ("change", "sebab"),
    [
        (lambda book: book.remove(book["_tapak"]), SebabLembar.TANPA_TANDA),
        (lambda book: book["_tapak"].__setitem__("B2", "12a"), SebabLembar.TANPA_TANDA),
        (lambda book: book["_tapak"].__setitem__("B1", "99"), SebabLembar.TANPA_TANDA),
        (lambda book: book["Realisasi"].__setitem__("I6", "Angka"), SebabLembar.TANPA_KOLOM),
        (
            lambda book: book["Realisasi"].append(["Realisasi", "Kode"] * 21),
            SebabLembar.MENCURIGAKAN,
        ),
        (wide, SebabLembar.TERLALU_BESAR),
    ],
)
def test_a_sheet_that_is_not_ours_is_told_apart(change, sebab):
    content = edited(write_lembar(THREE), change)

    with pytest.raises(SheetRefused) as refused:
        read_lembar(content)

    assert refused.value.sebab is sebab


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("x")',
    "a\x00b\x1f",
    "\ud800x",
    "#N/A",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_a_person_never_becomes_a_formula(text):
    content = write_lembar(
        lembar(
            baris(text, sasaran=text, indikator=text, satuan=text, target_tahun=text,
                  target_periode=text, alasan_na=text, ditandai=True, alasan_kembali=text),
            kantor=text, judul_sop=text, unit=text,
        )
    )  # fmt: skip

    book = openpyxl.load_workbook(io.BytesIO(content))
    formulas = [
        cell.coordinate
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type in "fe"
    ]
    assert formulas == ["J7", "M7", "O7", "J8"]
    assert book["Realisasi"]["C7"].quotePrefix == (text[0] in "=+-@\t\r")


TEXT = st.text(max_size=40)
ROWS = st.lists(
    st.builds(
        BarisLembar,
        kode=st.from_regex(r"[A-Z]{2}-[1-9][0-9]{0,3}", fullmatch=True),
        sasaran=TEXT,
        indikator=TEXT,
        satuan=TEXT,
        polaritas=st.sampled_from(Polaritas),
        nilai=st.none() | st.decimals(-(10**9), 10**9, places=4),
        sifat=st.sampled_from(Sifat),
        target_periode=st.none() | TEXT | st.decimals(0, 10**9, places=2),
        target_sampai=st.none() | st.decimals(0, 10**9),
        sebelumnya=st.lists(st.decimals(0, 10**9, places=4), max_size=3).map(tuple),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, TEXT)
def test_any_sheet_survives_the_way_out_and_back(rows, name):
    read = read_lembar(write_lembar(lembar(*rows, unit=name)))

    assert [cell.kode for cell in read.baris] == [row.kode for row in rows]
    for cell, row in zip(read.baris, rows, strict=True):
        back = Decimal(cell.teks.replace(",", ".")) if cell.teks else None
        assert back == row.nilai


COLUMNS_OF = {
    JenisPeriode.TRIWULAN: "TW",
    JenisPeriode.BULAN: "bulan",
    JenisPeriode.SEMESTER: "semester",
    JenisPeriode.TAHUN: "periode",
    JenisPeriode.BEBAS: "periode",
}
TITLES = {
    JenisPeriode.TRIWULAN: "Triwulan I Tahun 2026",
    JenisPeriode.BULAN: "Januari 2026",
    JenisPeriode.SEMESTER: "Semester I Tahun 2026",
    JenisPeriode.TAHUN: "Tahun 2026",
    JenisPeriode.BEBAS: "1 Januari 2026",
}


@pytest.mark.parametrize("jenis", JenisPeriode)
def test_title_and_columns_name_the_kind_of_periode(jenis):
    content = write_lembar(lembar(baris("IK-1"), periode=Periode(jenis, 2026)))
    sheet, short = opened(content), COLUMNS_OF[jenis]

    assert sheet["A3"].value == f"{TITLES[jenis]} · Seksi Pembangunan"
    assert [sheet[f"{column}6"].value for column in "FGJLMN"] == [
        "Target tahun",
        f"Target {short}",
        f"Capaian {short} (%)",
        f"Target s.d. {short}",
        f"Realisasi s.d. {short}",
        f"Capaian s.d. {short} (%)",
    ]
    assert sheet["D8"].value == f"Rata-rata capaian {short} (%)"
    assert read_lembar(content).periode == TITLES[jenis]


@pytest.mark.parametrize("jenis", [JenisPeriode.BULAN, JenisPeriode.BEBAS])
def test_where_nothing_is_promised_for_the_periode_its_capaian_is_empty(jenis):
    row = baris("IK-1", target_periode=None)
    sheet = opened(write_lembar(lembar(row, periode=Periode(jenis, 2026))))

    assert sheet["J7"].value is None
    assert "M7/F7*100" in sheet["O7"].value
