from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.kinerja.capaian import (
    Catatan,
    Formula,
    Polaritas,
    Sifat,
    accumulate,
    accumulate_target,
    compute_capaian,
)
from sop_flows.kinerja.kategori import PERMENDAGRI, SKALA, find_skala, skala_of
from sop_flows.kinerja.target import Batas, Target, read_target

NAIK, TURUN = Polaritas.NAIK, Polaritas.TURUN


numbers = st.decimals(-(10**12), 10**12, allow_nan=False, places=4)
positive = st.decimals(Decimal("0.0001"), 10**12, allow_nan=False, places=4)


def figures(*texts):
    return [None if text is None else Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("realisasi", "target", "polaritas", "formula", "tampil", "kategori"),
    [
        ("75", "80", NAIK, Formula.A, "93,75%", "Sangat Tinggi"),
        ("80", "80", NAIK, Formula.A, "100%", "Sangat Tinggi"),
        ("4.88", "32", TURUN, Formula.A, "184,75%", "Sangat Tinggi"),
        ("4.88", "32", TURUN, Formula.B, "655,74%", "Sangat Tinggi"),
        ("56.23", "46", TURUN, Formula.A, "77,76%", "Tinggi"),
        ("56.23", "46", TURUN, Formula.B, "81,81%", "Tinggi"),
        ("78.5", "80", NAIK, Formula.B, "98,13%", "Sangat Tinggi"),
        ("50", "3", NAIK, Formula.A, "1.666,67%", "Sangat Tinggi"),
        ("0", "5", TURUN, Formula.A, "200%", "Sangat Tinggi"),
        ("-33.33", "100", NAIK, Formula.A, "0%", "Sangat Rendah"),
    ],
)
def test_published_figures_come_out(realisasi, target, polaritas, formula, tampil, kategori):
    hasil = compute_capaian(Decimal(realisasi), Decimal(target), polaritas, formula)

    assert (hasil.tampil, hasil.kategori, hasil.formula) == (tampil, kategori, formula)


def test_the_capaian_is_kept_unrounded():
    hasil = compute_capaian(Decimal("4.88"), Decimal(32), TURUN)

    assert hasil.capaian == Decimal("184.75")
    assert compute_capaian(Decimal(1), Decimal(3), NAIK).capaian == Decimal(100) / 3


@pytest.mark.parametrize(
    ("realisasi", "target", "polaritas", "formula", "catatan"),
    [
        ("5", "0", NAIK, Formula.A, Catatan.TARGET_NOL),
        ("0", "0", NAIK, Formula.A, Catatan.TARGET_NOL),
        ("1", "0", TURUN, Formula.A, Catatan.TARGET_NOL),
        ("1", "0", TURUN, Formula.B, Catatan.TARGET_NOL),
        ("0", "5", TURUN, Formula.B, Catatan.REALISASI_TAK_TERBAGI),
        ("-1", "5", TURUN, Formula.B, Catatan.REALISASI_TAK_TERBAGI),
        ("-1", "-5", NAIK, Formula.A, Catatan.TARGET_NEGATIF),
    ],
)
def test_what_cannot_be_divided_is_undefined_and_says_why(
    realisasi, target, polaritas, formula, catatan
):
    hasil = compute_capaian(Decimal(realisasi), Decimal(target), polaritas, formula)

    assert (hasil.capaian, hasil.kategori, hasil.catatan) == (None, None, (catatan,))
    assert hasil.tampil == "tidak terdefinisi"


@pytest.mark.parametrize("formula", Formula)
def test_nought_promised_and_nought_reached_is_a_hundred_when_less_is_better(formula):
    hasil = compute_capaian(Decimal(0), Decimal(0), TURUN, formula)

    assert hasil.capaian == 100
    assert hasil.catatan == (Catatan.TARGET_NOL_TERPENUHI,)


@pytest.mark.parametrize(
    ("realisasi", "target", "catatan"),
    [
        (None, Decimal(5), (Catatan.REALISASI_BELUM_ADA,)),
        (Decimal(5), None, (Catatan.TARGET_BELUM_ADA,)),
        (None, None, (Catatan.REALISASI_BELUM_ADA, Catatan.TARGET_BELUM_ADA)),
    ],
)
def test_data_not_there_yet_is_never_a_number(realisasi, target, catatan):
    hasil = compute_capaian(realisasi, target, NAIK)

    assert (hasil.capaian, hasil.tampil, hasil.catatan) == (None, "n/a", catatan)


@pytest.mark.parametrize(
    ("target", "realisasi", "polaritas", "tampil", "catatan", "acuan"),
    [
        ("80 - 90%", "92", NAIK, "102,22%", Catatan.BATAS_ATAS_DIPAKAI, "90"),
        ("80 - 90%", "85", NAIK, "100%", Catatan.DALAM_RENTANG, "85"),
        ("80 - 90%", "90", NAIK, "100%", Catatan.DALAM_RENTANG, "90"),
        ("80 - 90%", "40", NAIK, "50%", Catatan.BATAS_BAWAH_DIPAKAI, "80"),
        ("7 - 8", "10", TURUN, "75%", Catatan.BATAS_ATAS_DIPAKAI, "8"),
        ("kurang dari 49", "40", TURUN, "118,37%", Catatan.TARGET_BERBATAS, "49"),
        ("0 - 5", "0", NAIK, "100%", Catatan.DALAM_RENTANG, "0"),
    ],
)
def test_of_a_range_the_end_nearest_to_the_realisasi_counts(
    target, realisasi, polaritas, tampil, catatan, acuan
):
    hasil = compute_capaian(Decimal(realisasi), read_target(target), polaritas)

    assert (hasil.tampil, hasil.acuan) == (tampil, Decimal(acuan))
    assert catatan in hasil.catatan


def test_below_zero_is_kept_raw_and_shown_as_zero_with_a_note():
    hasil = compute_capaian(Decimal(100), Decimal(40), TURUN)

    assert (hasil.capaian, hasil.tampil) == (-50, "0%")
    assert hasil.catatan == (Catatan.DI_BAWAH_NOL,)


def test_far_above_the_target_asks_for_a_look_at_the_target():
    assert compute_capaian(Decimal(150), Decimal(100), NAIK).catatan == ()
    assert compute_capaian(Decimal("150.01"), Decimal(100), NAIK).catatan == (
        Catatan.PERIKSA_TARGET,
    )


@pytest.mark.parametrize(
    ("capaian", "kategori", "is_gap"),
    [
        ("91", "Sangat Tinggi", False),
        ("90.999", "Tinggi", True),
        ("90.4", "Tinggi", True),
        ("90", "Tinggi", False),
        ("76", "Tinggi", False),
        ("75.5", "Sedang", True),
        ("66", "Sedang", False),
        ("65", "Rendah", False),
        ("51", "Rendah", False),
        ("50.5", "Sangat Rendah", True),
        ("50", "Sangat Rendah", False),
    ],
)
def test_the_kategori_follows_the_lower_bound_and_a_gap_is_noted(capaian, kategori, is_gap):
    hasil = compute_capaian(Decimal(capaian), Decimal(100), NAIK)

    assert hasil.kategori == kategori
    assert (Catatan.DI_CELAH_SKALA in hasil.catatan) is is_gap


@pytest.mark.parametrize(
    ("batas", "at"),
    [
        ("kurang dari", "tidak tercapai"),
        ("paling banyak", "100%"),
        ("lebih dari", "tidak tercapai"),
        ("paling sedikit", "100%"),
    ],
)
def test_the_number_of_a_strict_bound_is_not_reached_by_itself(batas, at):
    polaritas = TURUN if batas in ("kurang dari", "paling banyak") else NAIK

    assert compute_capaian(Decimal(49), read_target(f"{batas} 49"), polaritas).tampil == at


@pytest.mark.parametrize(
    ("capaian", "tampil"),
    [
        ("90.999", "90,999%"),
        ("90.9951", "90,995%"),
        ("90.996", "90,996%"),
        ("90.99499", "90,99%"),
        ("91", "91%"),
        ("75.9999999", "75,9999999%"),
        ("33.333333", "33,33%"),
    ],
)
def test_what_is_printed_never_contradicts_its_kategori(capaian, tampil):
    assert compute_capaian(Decimal(capaian), Decimal(100), NAIK).tampil == tampil


@given(st.decimals(0, 200, places=9), st.sampled_from([*SKALA.values()]))
def test_the_printed_capaian_falls_into_its_own_kategori(capaian, skala):
    hasil = compute_capaian(capaian, Decimal(100), NAIK, skala=skala)
    printed = Decimal(hasil.tampil.removesuffix("%").replace(".", "").replace(",", "."))

    assert skala.kelas_of(printed).nama == hasil.kategori


@given(numbers, numbers, st.sampled_from([*SKALA.values()]))
def test_a_better_capaian_never_has_a_lower_kategori(one, other, skala):
    low, high = sorted((one, other))
    names = [row.nama for row in skala.kelas]

    assert names.index(skala.kelas_of(high).nama) <= names.index(skala.kelas_of(low).nama)


@pytest.mark.parametrize(
    ("nama", "capaian", "kategori"),
    [
        ("permendagri lebih dari", "90", "Tinggi"),
        ("permendagri lebih dari", "90.01", "Sangat Tinggi"),
        ("bkd sumbar", "100", "Baik"),
        ("bkd sumbar", "55", "Kurang"),
        ("ponorogo", "85", "Berhasil"),
        ("ponorogo paling sedikit", "85", "Sangat Berhasil"),
        ("lke", "80", "BB"),
        ("trenggalek", "80", "A"),
    ],
)
def test_a_bound_belongs_where_its_scale_says(nama, capaian, kategori):
    assert find_skala(nama).kelas_of(Decimal(capaian)).nama == kategori


def test_every_scale_says_where_it_comes_from_and_an_unknown_one_is_none():
    assert all(one.sumber and one.kelas[-1].mulai is None for one in SKALA.values())
    assert find_skala("entah") is None


def test_a_scale_that_is_reversed_reads_turun_against_the_ratio():
    sumbar = find_skala("bkd sumbar")
    found = [
        compute_capaian(Decimal(reached), Decimal(80), TURUN, skala=sumbar).kategori
        for reached in (40, 56, 72, 88)
    ]

    # 50%, 70%, 90% and 110% of what was the most.
    assert found == ["Sangat Baik", "Baik", "Cukup", "Kurang"]


def test_an_office_may_use_another_scale():
    hasil = compute_capaian(Decimal(77), Decimal(100), NAIK, skala=SKALA["sangat baik"])

    assert hasil.kategori == "Baik"


@pytest.mark.parametrize(
    ("nama", "skala"),
    [
        ("sangat baik", SKALA["sangat baik"]),
        ("Sangat-Baik", SKALA["sangat baik"]),
        ("permendagri", PERMENDAGRI),
        ("permendagri-86-2017", PERMENDAGRI),
        ("", PERMENDAGRI),
    ],
)
def test_the_scale_of_an_office_is_found_by_its_name(nama, skala):
    assert skala_of(nama) is skala


@pytest.mark.parametrize("nilai", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_none_is_a_mistake(nilai):
    with pytest.raises(ValueError, match=nilai):
        compute_capaian(Decimal(nilai), Decimal(1), NAIK)
    with pytest.raises(ValueError, match="Target"):
        compute_capaian(Decimal(1), Decimal(nilai), NAIK)


targets = st.builds(
    lambda bawah, width, batas: Target(bawah, bawah if batas else bawah + width, batas),
    positive,
    st.just(Decimal(0)) | positive,
    st.none() | st.sampled_from(Batas),
)
"""A number, a range or a bound of each kind."""
results = st.sampled_from(("bawah", "atas")) | st.decimals(-2, 4, places=3)
"""What was reached: exactly an end of the target, or so many times its lower one."""


def reached(target, result):
    return getattr(target, result) if isinstance(result, str) else target.bawah * result


def is_undefined(realisasi, target, polaritas, formula):
    """Whether there is no percentage: a strict bound met to the number, or nothing to divide by."""
    is_met = target.batas in (Batas.KURANG_DARI, Batas.LEBIH_DARI) and realisasi == target.bawah
    is_within = target.bawah <= realisasi <= target.atas and target.is_rentang
    divides = polaritas is TURUN and formula is Formula.B and not is_within
    return is_met or (divides and realisasi <= 0)


@given(targets, results, results, st.sampled_from(Polaritas), st.sampled_from(Formula))
def test_better_results_never_score_lower_whatever_the_target_and_formula(
    target, one, other, polaritas, formula
):
    ordered = sorted((reached(target, one), reached(target, other)), reverse=polaritas is TURUN)

    worse, better = (compute_capaian(r, target, polaritas, formula).capaian for r in ordered)

    assert [worse is None, better is None] == [
        is_undefined(r, target, polaritas, formula) for r in ordered
    ]
    assert worse is None or better is None or worse <= better


@given(numbers, numbers, st.sampled_from(Polaritas), st.sampled_from(Formula))
def test_a_capaian_is_finite_or_absent(realisasi, target, polaritas, formula):
    hasil = compute_capaian(realisasi, target, polaritas, formula)

    assert hasil.capaian is None or hasil.capaian.is_finite()
    assert (hasil.capaian is None) is (hasil.kategori is None)


@pytest.mark.parametrize(
    ("sifat", "values", "expected"),
    [
        (Sifat.AKUMULASI, figures("1.5", None, "0", "2"), "3.5"),
        (Sifat.POSISI_AKHIR, figures("10", None, "12", None), "12"),
        (Sifat.POSISI_AKHIR, figures("10", "0", None, None), "0"),
        (Sifat.RATA_RATA, figures("10", None, "20", None), "15"),
        (Sifat.TETAP, figures("5", "5", None, None), "5"),
    ],
)
def test_triwulan_make_a_year_by_the_sifat(sifat, values, expected):
    assert accumulate(sifat, values) == Decimal(expected)


@pytest.mark.parametrize("sifat", Sifat)
def test_nothing_filled_is_no_figure(sifat):
    assert accumulate(sifat, figures(None, None)) is None


def targets(*teks):
    return [read_target(one) if one else None for one in teks]


@pytest.mark.parametrize(
    ("sifat", "promised", "expected"),
    [
        (Sifat.AKUMULASI, ("10", "30"), "40"),
        (Sifat.POSISI_AKHIR, ("10", "30"), "30"),
        (Sifat.RATA_RATA, ("10", "30"), "20"),
        (Sifat.TETAP, ("30", "30"), "30"),
        (Sifat.AKUMULASI, ("7 - 8", "2"), "9 - 10"),
        (Sifat.POSISI_AKHIR, ("", "kurang dari 49"), "kurang dari 49"),
    ],
)
def test_the_targets_of_the_filled_triwulan_make_one_by_the_sifat(sifat, promised, expected):
    assert accumulate_target(sifat, targets(*promised)) == read_target(expected)


@pytest.mark.parametrize("sifat", Sifat)
def test_a_missing_target_that_counts_leaves_nothing_to_measure_against(sifat):
    assert accumulate_target(sifat, targets("10", "")) is None
    assert accumulate_target(sifat, []) is None


def test_the_scales_are_told_with_their_sources():
    told = Path("docs/pengukuran.md").read_text(encoding="utf-8")

    for one in SKALA.values():
        (line,) = [line for line in told.splitlines() if line.startswith(f"| `{one.nama}` |")]
        assert line.endswith(f"| {one.sumber} |")
        assert all(row.nama in line for row in one.kelas)
