"""Whatever offers two values for one indikator: both places are named, none of it is stored, the rest is."""

import html
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from openpyxl import Workbook

from sop_flows.use_cases.formulir.lembar import accept_sheet
from storage.documents.lembar.reading import read_lembar
from storage.documents.lembar.sheets import write_lembar
from tests.sop_flows.use_cases.formulir.test_lembar import sheet_of
from tests.sop_flows.use_cases.formulir.test_urutan import read, values, write
from tests.support.office import Pejawaran
from tests.support.story import TAPEM, go_to, said

FILLED = ("88.24", "12", "6")


@pytest.fixture
def berkas_id(kantor: Pejawaran) -> int:
    return go_to(kantor, 4)


def answer(kantor: Pejawaran, layar: str) -> str:
    return html.unescape(read(kantor, layar))


def send(kantor: Pejawaran, change: Callable[[Workbook], None], *filled: str) -> None:
    """Send the formulir as it was filled and then changed in a spreadsheet program."""
    lembar = sheet_of(kantor, TAPEM)
    rows = zip(lembar.rows, filled or FILLED, strict=True)
    given = tuple(replace(r, nilai=Decimal(v) if v else None) for r, v in rows)
    book = openpyxl.load_workbook(io.BytesIO(write_lembar(replace(lembar, rows=given))))
    change(book)
    out = io.BytesIO()
    book.save(out)
    kantor.say(TAPEM, accept_sheet, bacaan=read_lembar(out.getvalue()))


def copied(book: Workbook, nama: str, **cells: object) -> None:
    copy = book.copy_worksheet(book["Realisasi"])
    copy.title = nama
    for sel, value in cells.items():
        copy[sel] = value


def put(book: Workbook, **cells: object) -> None:
    for sel, value in cells.items():
        book["Realisasi"][sel] = value


def last_quarter(book: Workbook) -> None:
    copied(book, "TW II", I7=80.1)


def out_of_sight(book: Workbook) -> None:
    last_quarter(book)
    book["TW II"].sheet_state = "hidden"
    book.move_sheet("TW II", -2)


def hidden_row(book: Workbook) -> None:
    put(book, B12="ik-01 ", I12=70)
    book["Realisasi"].row_dimensions[12].hidden = True


def hidden_column(book: Workbook) -> None:
    put(book, R6="Realisasi", R7=70, R8=12, R9=6)
    book["Realisasi"].column_dimensions["R"].hidden = True


def merged_kode(book: Workbook) -> None:
    put(book, B12="IK-01", I12=88.24, I13=70)
    book["Realisasi"].merge_cells("B12:B13")


TWO = {
    "another sheet": (last_quarter, "I7 pada lembar Realisasi “88,24”; I7 pada lembar TW II “80,1”"),
    "a copy": (lambda b: copied(b, "Realisasi (2)", I7=90), "I7 pada lembar Realisasi “88,24”; I7 pada lembar Realisasi (2) “90”"),
    "a hidden sheet before it": (out_of_sight, "I7 pada lembar Realisasi “88,24”; I7 pada lembar TW II (tersembunyi) “80,1”"),
    "the same kode twice": (lambda b: put(b, B12="IK-01", I12=70), "I7 “88,24”; I12 “70”"),
    "a hidden row": (hidden_row, "I7 “88,24”; I12 (tersembunyi) “70”"),
    "the kode again, blank": (lambda b: put(b, B12="IK-01"), "I7 “88,24”; I12 kosong"),
    "two columns": (lambda b: put(b, R6="Realisasi", R7=70, R8=12, R9=6), "I7 “88,24”; R7 “70”"),
    "a hidden column": (hidden_column, "I7 “88,24”; R7 (tersembunyi) “70”"),
    "a table beside": (lambda b: put(b, T6="Kode", U6="Realisasi", T7="IK-01", U7=5), "U7 “5”"),
    "a table below": (lambda b: put(b, A12="Kode", B12="Realisasi", A13="IK-01", B13=5), "B13 “5”"),
    "a merged kode": (merged_kode, "I7 “88,24”; I12 “88,24”; I13 “70”"),
    "a value and a reason": (lambda b: put(b, B12="IK-01", I12="n/a", P12="Menunggu BA"), "I12 “n/a”"),
    "a value and an error": (lambda b: put(b, B12="IK-01", I12="#DIV/0!"), "I12 “#DIV/0!”"),
}  # fmt: skip


def test_cells_that_contradict_each_other_are_named_and_only_that_indikator_is_not_stored(
    kantor: Pejawaran, berkas_id: int
):
    for kind, (change, named) in TWO.items():
        send(kantor, change)

        told = answer(kantor, "lembar_diterima")
        assert named in told, (kind, told)
        assert "isiannya berbeda sehingga tidak ada yang disimpan" in told, kind
        assert values(kantor, berkas_id) == {"IK-01": None, "IK-02": 12, "IK-03": 6}, kind


def test_one_of_several_values_is_chosen_by_its_button(kantor: Pejawaran, berkas_id: int):
    send(kantor, last_quarter)

    (bad,) = said(kantor, TAPEM, "lembar_diterima")["masalah"]
    assert (bad["kunci"], bad["sebab"], bad["pilihan"]) == ("IK-01", "ganda", ["88.24", "80.1"])


def test_what_stands_on_another_sheet_only_is_not_taken_for_the_formulirs(
    kantor: Pejawaran, berkas_id: int
):
    send(kantor, last_quarter, "", "", "")

    told = answer(kantor, "lembar_diterima")
    assert (
        "I7 pada lembar Realisasi kosong; I7 pada lembar TW II “80,1”, hanya terisi pada lembar lain"
        in told
    )
    assert values(kantor, berkas_id) == {"IK-01": None, "IK-02": None, "IK-03": None}


def test_a_cell_merged_over_several_indikator_is_the_value_of_none(
    kantor: Pejawaran, berkas_id: int
):
    send(kantor, lambda book: book["Realisasi"].merge_cells("I7:I8"))
    told = answer(kantor, "lembar_diterima")
    assert told.count("“88,24” sel gabungan untuk lebih dari satu isian") == 2
    assert told.count("I7:I8") == 2

    send(kantor, lambda book: book["Realisasi"].merge_cells("H9:I9"), "", "", "")
    assert values(kantor, berkas_id) == {"IK-01": None, "IK-02": None, "IK-03": 6}


def same_twice(book: Workbook) -> None:
    copied(book, "Realisasi (2)", I7="88,240", I8=None, I9="6 temuan")
    put(book, B12="IK-02", I12="12,00")


def test_the_same_value_twice_and_a_blank_copy_are_no_contradiction(
    kantor: Pejawaran, berkas_id: int
):
    send(kantor, same_twice)

    told = said(kantor, TAPEM, "lembar_diterima")
    assert (told["tersimpan"], told["masalah"]) == (3, [])
    assert values(kantor, berkas_id) == {"IK-01": Decimal("88.24"), "IK-02": 12, "IK-03": 6}


@pytest.mark.parametrize(
    "teks",
    ["1=88,24\n1=90", "1=88,24\nIK-01=90", "ik-01: 88,24\n1 : 90", "1=88,24\n1=n/a belum ada"],
)
def test_lines_that_contradict_each_other_are_named_and_the_rest_is_stored(
    kantor: Pejawaran, berkas_id: int, teks: str
):
    one, other = teks.splitlines()
    write(kantor, f"{one}\n2=12\n2=12,0\n{other}")

    told = answer(kantor, "baris_diterima")
    assert f"“{one}”; “{other}”, isiannya berbeda sehingga tidak ada yang disimpan" in told
    assert "1 nilai tersimpan" in told
    assert values(kantor, berkas_id) == {"IK-01": None, "IK-02": 12, "IK-03": None}
