"""What offices published: read as it is typed in the chat, it comes out to the decimals that they printed.

The rows are in ``terbitan.toml``, each with where it was printed. Those that do not come out are told in ``docs/pengukuran.md``.
"""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from sop_flows.engine.formulir import Nilai
from sop_flows.kinerja.angka import Ambigu, Terbaca, print_angka, read_angka, round_half_up
from sop_flows.kinerja.capaian import BELUM_ADA, Formula, Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.janji import TargetPeringkat, read_janji
from sop_flows.kinerja.pengukuran import Pengukuran, measure
from sop_flows.kinerja.target import Target, TargetUnreadable, is_belum_ada
from sop_flows.ports.formulir import NilaiView
from sop_flows.use_cases.formulir.filling import read_nilai, reason_without_data
from sop_flows.waktu.periode import JenisPeriode, Periode

UNSAID = 2000
"""The year of a report whose copy does not say it: no row of such a one promises a day."""


@dataclass(frozen=True, kw_only=True)
class Baris:
    """One row as it was printed."""

    kantor: str
    tahun: int
    triwulan: int | None
    indikator: str
    satuan: str
    target: str
    realisasi: str
    capaian: str
    kutipan: str
    polaritas: Polaritas
    formula: Formula
    janggal: str
    keluar: str

    @property
    def tercetak(self) -> Decimal:
        """The printed capaian, with its decimals."""
        return only(read_angka(self.capaian))

    @property
    def periode(self) -> Periode:
        if self.triwulan:
            return Periode(JenisPeriode.TRIWULAN, self.tahun, self.triwulan)
        return Periode(JenisPeriode.TAHUN, self.tahun)

    @property
    def ukuran(self) -> Pengukuran:
        """The row measured, its target and its realisasi read as a person types them."""
        one = Indikator(
            id=1,
            kode="IK-1",
            nama=self.indikator,
            satuan=self.satuan,
            polaritas=self.polaritas,
            sifat=Sifat.POSISI_AKHIR,
            unit_id=1,
            target=answered(self.target, self.tahun),
        )
        before = (None,) * (self.periode.ke - 1)
        asked = measure(one, self.periode, (*before, None), self.formula)
        nilai = Nilai(indikator_id=1, kode=one.kode)
        row = NilaiView(no=1, indikator=one, nilai=nilai, target=one.target, ukuran=asked)
        reached = typed(row, self.realisasi)
        return measure(one, self.periode, (*before, reached), self.formula)

    @property
    def hasil(self) -> Decimal:
        """What comes out, to as many decimals as were printed."""
        capaian = self.ukuran.tahun.capaian
        assert capaian is not None, self
        return round_half_up(capaian, decimals(self.tercetak))


def only(bacaan):
    """Return the number that a text is, where a person asked about its dot answers that it is a comma."""
    assert isinstance(bacaan, Terbaca | Ambigu), bacaan
    return bacaan.pilihan[0] if isinstance(bacaan, Ambigu) else bacaan.nilai


def decimals(number):
    return -number.as_tuple().exponent


def answered(teks, tahun):
    """Return a target as it is read; one with a dot that may be a comma after that was answered."""
    try:
        read_janji(teks, tahun)
    except TargetUnreadable as asked:
        return print_angka(only(asked.bacaan))
    return teks


def typed(row, teks):
    return None if reason_without_data(teks) is not None else only(read_nilai(row, teks))


def read_baris():
    with Path(__file__).with_name("terbitan.toml").open("rb") as file:
        reports = tomllib.load(file)["laporan"]
    return [
        Baris(
            kantor=report["kantor"],
            tahun=report.get("tahun", UNSAID),
            triwulan=report.get("triwulan"),
            polaritas=Polaritas(row.pop("polaritas", "naik")),
            formula=Formula(row.pop("formula", "A")),
            janggal=row.pop("janggal", ""),
            keluar=row.pop("keluar", ""),
            **row,
        )
        for report in reports
        for row in report["baris"]
    ]


BARIS = read_baris()
ADA = [row for row in BARIS if not is_belum_ada(row.capaian)]
KELUAR = [row for row in ADA if not row.janggal]
JANGGAL = [row for row in BARIS if row.janggal]


def named(row):
    return f"{row.kantor}: {row.indikator}"


@pytest.mark.parametrize("row", KELUAR, ids=named)
def test_a_published_capaian_comes_out_to_its_printed_decimals(row):
    assert row.hasil == row.tercetak, row.kutipan


@pytest.mark.parametrize("row", JANGGAL, ids=named)
def test_a_published_capaian_that_is_odd_does_not_come_out(row):
    assert row.hasil != row.tercetak, row.kutipan
    assert print_angka(row.hasil, decimals(row.tercetak)) == row.keluar


@pytest.mark.parametrize("row", [row for row in BARIS if row not in ADA], ids=named)
def test_what_was_published_without_a_number_has_none(row):
    assert row.ukuran.tahun.tampil == BELUM_ADA


def test_what_is_quoted_has_the_figures_of_the_row():
    for row in BARIS:
        plain = re.sub(r"[%\s]", "", row.kutipan)
        for figure in (row.target, row.realisasi, row.capaian):
            number = re.sub(r"[%\s]|[a-z]+$", "", figure, flags=re.IGNORECASE)
            assert number in plain, (named(row), figure)


RAGAM = {
    "naik": lambda row: row.polaritas is Polaritas.NAIK,
    "turun A": lambda row: row.polaritas is Polaritas.TURUN and row.formula is Formula.A,
    "turun B": lambda row: row.polaritas is Polaritas.TURUN and row.formula is Formula.B,
    "lebih dari seratus": lambda row: row.tercetak > 100,
    "ribuan": lambda row: re.fullmatch(r".*\d\.\d{3}\b.*", row.target),
    "rentang": lambda row: isinstance(promised(row), Target) and promised(row).is_rentang,
    "peringkat": lambda row: isinstance(promised(row), TargetPeringkat),
    "rasio": lambda row: row.target.startswith("1:"),
    "triwulan": lambda row: row.triwulan,
    "setahun": lambda row: row.triwulan is None,
    "serapan": lambda row: row.satuan == "Rp",
}


def promised(row):
    return read_janji(answered(row.target, row.tahun), row.tahun)


def test_the_published_rows_are_of_many_offices_and_of_every_kind():
    assert len({row.kantor for row in BARIS}) >= 34
    assert len(KELUAR) >= 85
    assert len(BARIS) > len(ADA)
    assert [kind for kind, holds in RAGAM.items() if not any(map(holds, ADA))] == []


def test_the_odd_ones_are_told_where_measuring_is_explained():
    told = Path("docs/pengukuran.md").read_text(encoding="utf-8")

    kantor = len({row.kantor for row in BARIS})
    assert f"{len(BARIS)} baris dari {kantor} kantor" in told
    for row in JANGGAL:
        cells = (row.kantor, row.indikator, row.target, row.realisasi, row.capaian, row.keluar)
        assert f"| {' | '.join(cells)} | {row.janggal} |" in told
