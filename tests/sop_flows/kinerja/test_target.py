from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.kinerja.angka import Ambigu, Ditolak, SebabTolak
from sop_flows.kinerja.target import Batas, Target, TargetUnreadable, print_target, read_target


def target(bawah, atas=None, batas=None):
    return Target(Decimal(bawah), Decimal(bawah if atas is None else atas), batas)


@pytest.mark.parametrize(
    ("teks", "expected"),
    [
        ("80", target("80")),
        ("-33,33%", target("-33.33")),
        ("Rp1.500.000", target("1500000")),
        ("7 - 8", target("7", "8")),
        ("7-8", target("7", "8")),
        ("80 - 90%", target("80", "90")),
        ("80% \u2013 90%", target("80", "90")),
        ("90 - 80", target("80", "90")),
        ("7-8 bulan", target("7", "8")),
        ("kurang dari 49 menit", target("49", batas=Batas.KURANG_DARI)),
        ("1,5 juta", target("1500000")),
        ("7 s.d. 8", target("7", "8")),
        ("7 sampai dengan 8,5", target("7", "8.5")),
        ("-2 - 3", target("-2", "3")),
        ("2 - -3", target("-3", "2")),
        ("kurang dari 49", target("49", batas=Batas.KURANG_DARI)),
        ("Di bawah 49", target("49", batas=Batas.KURANG_DARI)),
        ("<= 5", target("5", batas=Batas.PALING_BANYAK)),
        ("< 5", target("5", batas=Batas.KURANG_DARI)),
        ("≥95", target("95", batas=Batas.PALING_SEDIKIT)),
        (">= 95%", target("95", batas=Batas.PALING_SEDIKIT)),
        ("minimal 3", target("3", batas=Batas.PALING_SEDIKIT)),
        ("lebih dari 3", target("3", batas=Batas.LEBIH_DARI)),
    ],
)
def test_a_target_is_read_as_offices_write_it(teks, expected):
    assert read_target(teks) == expected


@pytest.mark.parametrize("teks", ["n/a", " N/A ", "-", "n.a."])
def test_a_target_may_not_be_there_yet(teks):
    assert read_target(teks) is None


@pytest.mark.parametrize(
    ("teks", "bacaan"),
    [
        ("", Ditolak(SebabTolak.KOSONG)),
        ("kurang dari", Ditolak(SebabTolak.KOSONG)),
        ("WTP", Ditolak(SebabTolak.BUKAN_ANGKA)),
        ("enam puluh", Ditolak(SebabTolak.BUKAN_ANGKA)),
        ("71.5", Ambigu((Decimal("71.5"), Decimal(715)))),
        ("1 - 2.5", Ambigu((Decimal("2.5"), Decimal(25)))),
    ],
)
def test_what_cannot_be_read_says_which_number_and_why(teks, bacaan):
    with pytest.raises(TargetUnreadable) as refusal:
        read_target(teks)

    assert (refusal.value.teks, refusal.value.bacaan) == (teks, bacaan)


def test_the_target_nearest_to_the_realisasi_is_the_end_or_the_realisasi_itself():
    months = target("7", "8")

    assert [months.nearest(Decimal(r)) for r in ("6", "7.5", "9")] == [7, Decimal("7.5"), 8]


@pytest.mark.parametrize(("bawah", "atas"), [("2", "1"), ("NaN", "1"), ("1", "Infinity")])
def test_a_target_has_two_finite_ends_in_order(bawah, atas):
    with pytest.raises(ValueError, match="Target"):
        Target(Decimal(bawah), Decimal(atas))


@given(st.text("0123456789., -%<>≥sdn/akurangdari\u2013", max_size=30))
def test_reading_a_target_ends_in_a_target_or_a_refusal(teks):
    try:
        read = read_target(teks)
    except TargetUnreadable:
        return

    assert read is None or read.bawah <= read.atas


@given(
    bawah=st.decimals(-(10**9), 10**9, places=2),
    more=st.decimals(0, 10**6, places=1),
    batas=st.none() | st.sampled_from(Batas),
)
def test_a_target_that_is_printed_reads_back_as_itself(bawah, more, batas):
    atas = bawah if batas else bawah + more
    target = Target(bawah, atas, batas)

    assert read_target(print_target(target)) == target
