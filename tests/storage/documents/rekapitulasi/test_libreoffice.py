"""LibreOffice calculates the workbook anew, and comes to our values to the last digit that is shown."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from sop_flows.kinerja.capaian import Formula
from sop_flows.kinerja.kategori import skala_of
from sop_flows.kinerja.rangkuman import Aturan
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.documents.rekapitulasi.buku import write_buku_rekap
from storage.documents.rekapitulasi.perhitungan import MENURUT
from tests.support.aneka import buku
from tests.support.views import KANTOR

pytestmark = [pytest.mark.libreoffice, pytest.mark.plays]
OFFICES = {
    "a": KANTOR,
    "b": replace(
        KANTOR,
        formula_turun=Formula.B,
        skala=skala_of("bkd sumbar"),
        aturan=Aturan(rendah=75, batas=110),
    ),
}
PERIODS = {
    "bulan": Periode(JenisPeriode.BULAN, 2026, 3),
    "semester": Periode(JenisPeriode.SEMESTER, 2026, 2),
    "tahun": Periode(JenisPeriode.TAHUN, 2026),
}
CALCULATED = re.compile(rb'( t="str")?>(<f>[^<]*</f>)<v>[^<]*</v>')
LIMIT = 240  # seconds; it starts slowly on a busy machine
FINE = Context(prec=12)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, Any, Any]]:
    """Return of each office the formulas, our values, and those of LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice (soffice): apt-get install libreoffice-calc-nogui")
    folder = tmp_path_factory.mktemp("libreoffice")
    ours = {nama: write_buku_rekap(buku(kantor)) for nama, kantor in OFFICES.items()}
    ours |= {nama: write_buku_rekap(buku(periode=one)) for nama, one in PERIODS.items()}
    for nama, content in ours.items():
        (folder / f"{nama}.xlsx").write_bytes(without_values(content))
    subprocess.run(
        (
            soffice,
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML"),
            *("--outdir", folder / "out"),
            *(folder / f"{nama}.xlsx" for nama in ours),
        ),
        check=True,
        capture_output=True,
        timeout=LIMIT,
    )
    return {
        nama: (
            load_workbook(io.BytesIO(content)),
            load_workbook(io.BytesIO(content), data_only=True),
            load_workbook(folder / "out" / f"{nama}.xlsx", data_only=True),
        )
        for nama, content in ours.items()
    }


def without_values(content: bytes) -> bytes:
    """Return a workbook whose formulas do not say what they come to: they have to be calculated."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(
                name, CALCULATED.sub(rb">\2", part) if "/worksheets/" in name else part
            )
    return packed.getvalue()


def shown(value: Any, number_format: str) -> Any:
    """Return a value as its cell shows it."""
    if not isinstance(value, int | float):
        return value or ""
    decimals = len(number_format.split(";")[0].strip('"').partition(".")[2])
    exact = FINE.create_decimal(Decimal(repr(value)))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@pytest.mark.parametrize("nama", [*OFFICES, *PERIODS])
def test_every_formula_comes_to_our_value(books: dict[str, tuple[Any, Any, Any]], nama: str):
    formulas, ours, theirs = books[nama]
    compared, differing = 0, []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                own, other = (
                    shown(book[sheet.title][cell.coordinate].value, cell.number_format)
                    for book in (ours, theirs)
                )
                compared += 1
                if own != other or type(own) is not type(other):
                    differing.append((sheet.title, cell.coordinate, cell.value, own, other))

    assert differing == []
    assert compared > (3000 if nama in OFFICES else 2000)


@pytest.mark.parametrize("nama", OFFICES)
def test_every_kind_of_indikator_is_computed_and_none_only_quoted(
    books: dict[str, tuple[Any, Any, Any]], nama: str
):
    formulas, *_ = books[nama]
    sheet = formulas["Perhitungan"]

    quoted = [row[2].value for row in sheet.iter_rows() if MENURUT in str(row[16].value)]
    assert quoted == []
    said = {str(row[13].value) for row in books[nama][2]["Perhitungan"].iter_rows()}
    assert {
        *("n/a", "tidak terdefinisi", "tidak tercapai", "belum lengkap", "dinilai akhir tahun"),
        *("tepat waktu", "terlambat 5 hari", "100"),
    } <= said
