"""The bars of a recap: all of them, what is low first, and as many on a page as a picture holds."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sop_flows.naskah.batang import MOST_BARS, MOST_LINES, Batang, Per, bars_of, pages_of
from tests.support.views_capaian import make_rekap

MIXED = ("62.5", "104", "0", "119.99", None, "79.99", "80")


def make_batang(nama: str) -> Batang:
    return Batang(
        nama=nama,
        persen=None,
        tampil="",
        kategori="",
        is_rendah=False,
        is_reported=True,
        dinilai=0,
        jumlah=1,
    )


def test_what_is_low_comes_first_then_what_has_no_data_then_the_rest_from_below():
    bars = bars_of(make_rekap(7, 2, persen=MIXED), Per.INDIKATOR)

    assert [one.kode for one in bars] == [f"IK-0{no}" for no in (3, 1, 6, 5, 7, 2, 4)]
    assert [one.is_rendah for one in bars] == [True] * 3 + [False] * 4


def test_at_the_bound_of_the_office_nothing_is_low():
    low = bars_of(make_rekap(2, 1, persen=["79.999", "80"]), Per.INDIKATOR)

    assert [one.is_rendah for one in low] == [True, False]


def test_the_bar_of_several_is_their_mean_and_says_how_many_of_them_count():
    rekap = make_rekap(12, 3, persen=["50", None, "100", "100"])

    first = next(one for one in bars_of(rekap, Per.UNIT) if one.kode == "U1")
    assert (first.persen, first.dinilai, first.jumlah) == (
        rekap.per_unit["U1"].rerata,
        3,
        4,
    )
    for per, parts in ((Per.UNIT, rekap.per_unit), (Per.SASARAN, rekap.per_sasaran)):
        bars = bars_of(rekap, per)
        assert sum(one.jumlah for one in bars) == rekap.semua.jumlah
        assert len(bars) == len(parts)


def test_nothing_reported_is_told_apart_from_nothing_measured():
    bars = bars_of(make_rekap(4, 2, is_reported=False), Per.UNIT)

    assert {(one.persen, one.tampil, one.is_reported) for one in bars} == {(None, "", False)}


def test_a_capaian_below_nought_is_the_lowest():
    bars = bars_of(make_rekap(2, 1, persen=["0", "-12"]), Per.INDIKATOR)

    assert [one.persen for one in bars] == [Decimal(-12), Decimal(0)]


@given(st.lists(st.text(min_size=1, max_size=400), max_size=60))
def test_every_bar_is_on_one_page_and_no_page_is_longer_than_a_picture(names: list[str]):
    bars = [make_batang(nama) for nama in names]

    pages = pages_of(bars)

    assert [one for page in pages for one in page] == bars
    assert all(len(page) <= MOST_BARS for page in pages)
    assert all(
        len(page) == 1 or sum(one.lines for one in page) <= MOST_LINES for page in pages if page
    )
    assert all(pages) or names == []
