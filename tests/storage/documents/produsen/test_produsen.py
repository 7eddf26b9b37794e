"""The same form, filled in twenty ways by whatever program people have: read right, or told by its cell."""

from functools import lru_cache

import pytest

from storage.documents.lembar.reading import read_lembar
from tests.storage.documents.parts import strict
from tests.storage.documents.produsen.buat import by_openpyxl
from tests.storage.documents.produsen.isian import HERE, form, read_cara
from tests.storage.documents.produsen.serupa import google, wps

CARA = read_cara()
FILES = ("libreoffice", "xlsxwriter", "pandas", "sheetjs", "exceljs", "gnumeric")
"""Made by ``buat.py``."""
LIKE = {
    "openpyxl": lambda: by_openpyxl(form()),
    "google": lambda: google(saved_by("libreoffice")),
    "wps": lambda: wps(saved_by("libreoffice")),
    "strict": lambda: strict(saved_by("libreoffice")),
}
"""Made here, the last three from what LibreOffice saved, whose formulas are calculated."""
CALCULATED = dict.fromkeys(("google", "wps", "strict"), "libreoffice")


def saved_by(produsen):
    return (HERE / f"{produsen}.xlsx").read_bytes()


@lru_cache
def read_from(produsen):
    """Return what is read of the file of a program, by kode."""
    content = LIKE[produsen]() if produsen in LIKE else saved_by(produsen)
    read = read_lembar(content)
    assert (read.formulir_id, read.berkas_nomor, read.ronde, read.unit) == (
        1042,
        7,
        1,
        "Seksi Pembangunan",
    )
    return {cell.kode: cell for cell in read.baris}


@pytest.mark.parametrize("produsen", [*FILES, *LIKE])
@pytest.mark.parametrize("cara", CARA, ids=lambda cara: cara.nama)
def test_whatever_fills_the_form_each_row_is_read_right_or_told_by_its_cell(produsen, cara):
    cell = read_from(produsen)[cara.kode]
    sel, teks, masalah = cara.outcome(CALCULATED.get(produsen, produsen))

    assert (cell.sel, cell.masalah) == (sel, masalah)
    assert masalah or cell.teks == teks
    assert cell.is_tersembunyi == (cara.isi.get("tersembunyi", False) and produsen != "pandas")
    assert cell.keterangan == cara.isi.get("keterangan")


def test_there_are_twenty_ways_and_nothing_of_the_form_is_lost():
    assert len({cara.nama for cara in CARA}) == 20

    for produsen in (*FILES, *LIKE):
        assert read_from(produsen).keys() == {f"IK-{no:02}" for no in range(1, 22)}, produsen
