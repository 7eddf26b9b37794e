"""One indikator over the triwulan of a year, with figures worked out by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.kinerja.bentuk import BENTUK, FIRST, measure_in
from sop_flows.kinerja.capaian import Catatan, Formula, Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.kategori import PERMENDAGRI
from sop_flows.kinerja.pengukuran import measure, target_of
from sop_flows.waktu.periode import JenisPeriode, Periode
from tests.support.periode import triwulan


def indikator(sifat, target, *targets, polaritas=Polaritas.NAIK):
    return Indikator(
        id=1,
        kode="IK-1",
        nama="Satu",
        satuan="Desa",
        polaritas=polaritas,
        sifat=sifat,
        unit_id=1,
        target=target,
        triwulan=targets or ("", "", "", ""),
    )


KEJADIAN = indikator(Sifat.AKUMULASI, "12", "3", "3", "3", "3", polaritas=Polaritas.TURUN)


LALU = {1: Decimal(9), 2: None}
"""TW I with a number, TW II with a reason."""


def told(ukuran):
    """Return what is said of the triwulan, of all so far, and of the year."""
    return {one.tampil for one in (ukuran.capaian, ukuran.sampai, ukuran.tahun)}


def figures(*values):
    return [None if value is None else Decimal(value) for value in values]


def measured(one, *realisasi, formula=Formula.A):
    """Return the pengukuran up to the triwulan of the last figure."""
    return measure(one, triwulan(2026, len(realisasi)), figures(*realisasi), formula)


@pytest.mark.parametrize(
    ("sifat", "targets", "realisasi", "tw", "sampai", "tahun"),
    [
        # TW I and III are filled, and TW II counts: 9 + 15 = 24 of 10 + 20 + 30, and of the 100 of the year.
        (Sifat.AKUMULASI, ("10", "20", "30", "40"), ("9", None, "15"), "50%", "40%", "24%"),
        # Nothing was promised for TW II, nor reported of it: 24 of 10 + 30.
        (Sifat.AKUMULASI, ("10", "", "30", "60"), ("9", None, "15"), "50%", "60%", "24%"),
        # Nought is filled: 9 + 0 + 15 of 10 + 20 + 30.
        (Sifat.AKUMULASI, ("10", "20", "30", "40"), ("9", "0", "15"), "50%", "40%", "24%"),
        # The last one filled, of its own target, and of the year's.
        (Sifat.POSISI_AKHIR, ("10", "20", "30", "40"), ("9", None, "15"), "50%", "50%", "15%"),
        (Sifat.POSISI_AKHIR, ("10", "20", "30", "40"), ("9", "18", None), "n/a", "90%", "18%"),
        # (80 + 90) / 2 = 85 of (80 + 100) / 2 = 90, and of 100.
        (Sifat.RATA_RATA, ("80", "90", "100", "100"), ("80", None, "90"), "90%", "94,44%", "85%"),
        (Sifat.TETAP, ("100", "100", "100", "100"), ("90", "95", "98"), "98%", "98%", "98%"),
    ],
)
def test_a_triwulan_the_triwulan_so_far_and_the_year_are_three_figures(
    sifat, targets, realisasi, tw, sampai, tahun
):
    ukuran = measured(indikator(sifat, "100", *targets), *realisasi)

    assert (ukuran.periode.ke, ukuran.capaian.tampil) == (3, tw)
    assert (ukuran.sampai.tampil, ukuran.tahun.tampil) == (sampai, tahun)


def test_less_is_better_of_sums_too_by_the_formula_of_the_office():
    mirrored = measured(KEJADIAN, "4", "4")
    turned = measured(KEJADIAN, "4", "4", formula=Formula.B)

    # 8 where 6 were the most: (2 x 6 - 8) / 6 = 66,67%, and 6 / 8 = 75%.
    assert (mirrored.sampai.tampil, turned.sampai.tampil) == ("66,67%", "75%")


@pytest.mark.parametrize("formula", Formula)
def test_a_sum_of_which_less_is_better_says_nothing_of_the_year_before_its_end(formula):
    begun = measured(KEJADIAN, "2", formula=formula)
    ended = measured(KEJADIAN, "2", "2", "2", "4", formula=formula)

    # 2 of the 12 of the year was shown as 183,33%: every year begins so.
    assert (begun.tahun.tampil, begun.tahun.kategori) == ("dinilai akhir tahun", None)
    # (24 - 10) / 12, and 12 / 10.
    assert ended.tahun.tampil == {Formula.A: "116,67%", Formula.B: "120%"}[formula]


def test_where_only_the_year_has_a_target_such_a_sum_waits_for_its_end_altogether():
    one = indikator(Sifat.AKUMULASI, "12", polaritas=Polaritas.TURUN)

    assert told(measured(one, "2", "2")) == {"dinilai akhir tahun"}
    assert told(measured(one, "2", "2", "2", "4")) == {"116,67%", "166,67%"}


def test_a_missing_triwulan_makes_no_sum_of_less_look_better():
    gap = measured(KEJADIAN, "4", None, "4")

    assert [one.ke for one in gap.belum] == [2]
    assert (gap.sampai.tampil, gap.sampai.catatan) == ("belum lengkap", (Catatan.BELUM_LENGKAP,))
    assert measured(KEJADIAN, "1", None, "1", "1").tahun.tampil == "belum lengkap"


def test_only_the_last_triwulan_filled_is_not_all_of_the_year():
    # 48 of 60 in TW IV, and nothing before: 20% of 240, not 80%.
    last = measured(
        indikator(Sifat.AKUMULASI, "240", "60", "60", "60", "60"), None, None, None, "48"
    )

    assert (last.capaian.tampil, last.sampai.tampil) == ("80%", "20%")
    assert [one.ke for one in last.belum] == [1, 2, 3]


def test_what_was_reported_without_a_number_is_not_called_missing():
    one = indikator(Sifat.AKUMULASI, "100", "10", "20", "30", "40")
    ukuran = measure_in(
        BENTUK, one, triwulan(2026, 3), LALU, Decimal(15), formula=Formula.A, skala=PERMENDAGRI
    )

    assert (ukuran.belum, ukuran.sampai.tampil) == ((), "40%")


def test_a_reason_instead_of_a_number_makes_no_sum_of_less_look_better_either():
    ukuran = measure_in(
        BENTUK, KEJADIAN, triwulan(2026, 3), LALU, Decimal(1), formula=Formula.A, skala=PERMENDAGRI
    )

    assert ukuran.sampai.tampil == "belum lengkap"
    assert measured(KEJADIAN, "1", None).sampai.tampil == "belum lengkap"


def test_what_was_reached_before_the_office_measured_here_counts_and_is_told_apart():
    one = replace(
        indikator(Sifat.AKUMULASI, "100", "10", "20", "30", "40"),
        sebelum=("9", "18", "99"),
        sumber_sebelum="Laporan TW II",
    )
    new, old = (
        measure_in(
            bentuk,
            one,
            triwulan(2026, 3),
            {2: Decimal(20)},
            Decimal(31),
            formula=Formula.A,
            skala=PERMENDAGRI,
        )
        for bentuk in (BENTUK, FIRST)
    )

    # TW II was reported here, and TW III is this one: only TW I is taken. 60 of 60.
    assert (new.realisasi, new.dari_luar) == ((9, 20, 31), (1,))
    assert (new.sampai.tampil, new.belum) == ("100%", ())
    assert (old.realisasi, old.dari_luar) == ((None, 20, 31), ())


@pytest.mark.parametrize("sifat", [Sifat.POSISI_AKHIR, Sifat.TETAP])
def test_of_what_includes_the_triwulan_before_none_is_missing(sifat):
    assert not measured(indikator(sifat, "100", "10", "20", "30", "40"), None, None, "15").belum


@pytest.mark.parametrize("polaritas", Polaritas)
def test_what_is_measured_by_the_year_says_so_until_its_end(polaritas):
    one = indikator(Sifat.TAHUNAN, "80", polaritas=polaritas)

    assert told(measured(one, None, None, "76")) == {"dinilai akhir tahun"}
    assert told(measured(one, None, None, None, "80")) == {"100%"}


FIGURES = st.lists(st.none() | st.integers(0, 60), min_size=1, max_size=4)


@given(FIGURES, st.data())
def test_a_gap_never_makes_a_sum_look_better(found, data):
    one = indikator(Sifat.AKUMULASI, "120", "30", "30", "30", "30")
    at = data.draw(st.integers(0, len(found) - 1))
    with_gap = [None if no == at else value for no, value in enumerate(found)]
    whole, less = (measured(one, *some).sampai.capaian for some in (found, with_gap))

    assert less is None or (whole is not None and less <= whole)


def test_the_target_of_the_year_stands_in_and_is_never_summed():
    desa = indikator(Sifat.AKUMULASI, "16")

    ukuran = measured(desa, "4", "4")

    assert (ukuran.capaian.tampil, ukuran.sampai.tampil, ukuran.tahun.tampil) == (
        "25%",
        "50%",
        "50%",
    )


def test_a_predikat_cannot_be_summed():
    opini = indikator(Sifat.AKUMULASI, "WTP", "WTP", "WTP", "WTP", "WTP")

    assert measured(opini, "4", "4").sampai.catatan == (Catatan.TARGET_BELUM_ADA,)
    assert measured(opini, "4", "4").capaian.tampil == "100%"


def test_the_last_predikat_is_that_of_the_year():
    akip = indikator(Sifat.POSISI_AKHIR, "BB", "B", "B", "BB", "BB")

    reached, missed = measured(akip, "4", "4", "5"), measured(akip, "4", "4", "4")

    assert (reached.tertulis, reached.tahun.tampil) == ("BB", "100%")
    assert (missed.tertulis, missed.tahun.tampil) == ("B", "tidak tercapai")


def test_a_day_of_the_year_of_its_periode_is_meant():
    laporan = indikator(Sifat.TAHUNAN, "paling lambat 31 Desember")
    ukuran = measured(laporan, None, None, None, "20270105")

    assert (ukuran.tertulis, ukuran.tahun.tampil) == ("5 Januari 2027", "terlambat 5 hari")
    assert (ukuran.tahun.capaian, ukuran.tahun.hari_terlambat) == (None, 5)


def test_a_year_without_a_number_has_no_figure():
    ukuran = measured(indikator(Sifat.AKUMULASI, "16", "4", "4", "4", "4"), None, None)

    assert (ukuran.jumlah, ukuran.sampai.tampil) == (None, "n/a")


@pytest.mark.parametrize(
    ("sifat", "target", "second"),
    [
        # Of 10, 20, 30, 40 by triwulan: summed, averaged, or the later of the two.
        (Sifat.AKUMULASI, "30", "70"),
        (Sifat.RATA_RATA, "15", "35"),
        (Sifat.POSISI_AKHIR, "20", "40"),
        (Sifat.TETAP, "20", "40"),
    ],
)
def test_a_semester_is_promised_what_its_two_triwulan_are(sifat, target, second):
    one = indikator(sifat, "100", "10", "20", "30", "40")

    assert target_of(one, Periode(JenisPeriode.SEMESTER, 2026, 1)) == target
    assert target_of(one, Periode(JenisPeriode.SEMESTER, 2026, 2)) == second


def test_a_semester_of_which_a_triwulan_has_no_number_is_measured_against_the_year():
    one = indikator(Sifat.AKUMULASI, "100", "10", "", "30", "WTP")

    for ke in (1, 2):
        assert target_of(one, Periode(JenisPeriode.SEMESTER, 2026, ke)) == "100"


def test_two_semester_make_the_year():
    one = indikator(Sifat.AKUMULASI, "100", "10", "20", "30", "40")
    ukuran = measure(one, Periode(JenisPeriode.SEMESTER, 2026, 2), figures("15", "35"))

    # 35 of 30 + 40, and 15 + 35 of 100, so far as of the year.
    assert (ukuran.capaian.tampil, ukuran.sampai.tampil) == ("50%", "50%")
    assert ukuran.tahun.tampil == "50%"


def test_a_year_is_measured_once_against_its_own_target():
    one = indikator(Sifat.AKUMULASI, "100", "10", "20", "30", "50")
    ukuran = measure(one, Periode(JenisPeriode.TAHUN, 2026), figures("80"))

    assert {ukuran.capaian.tampil, ukuran.sampai.tampil, ukuran.tahun.tampil} == {"80%"}


@pytest.mark.parametrize("sifat", Sifat)
def test_nothing_is_promised_for_a_month_but_its_sum_is_measured_against_the_year(sifat):
    one = indikator(sifat, "12", "3", "3", "3", "3")
    ukuran = measure(one, Periode(JenisPeriode.BULAN, 2026, 3), figures("1", None, "2"))

    assert target_of(one, ukuran.periode) == ""
    assert (ukuran.capaian.capaian, ukuran.sampai.capaian) == (None, None)
    expected = {
        Sifat.AKUMULASI: "25%",
        Sifat.RATA_RATA: "12,50%",
        Sifat.TAHUNAN: "dinilai akhir tahun",
    }
    assert ukuran.tahun.tampil == expected.get(sifat, "16,67%")
