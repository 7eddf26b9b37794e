"""The chart of capaian: the same picture for the same bars, as wide as a phone, told in words and marks."""

from dataclasses import replace
from decimal import Decimal
from struct import unpack

import pytest

from sop_flows.naskah.batang import Per
from storage.documents.papers.bagan import permil, source_of, write_bagan
from storage.documents.papers.source import literal
from tests.support.views_capaian import make_capaian, make_rekap

WIDE, TALLEST = 1080, 2650
MIXED = ("62.5", "104", "0", "250", None, "79.99")
LONG = "Persentase " + "perangkat-daerah/kelurahan " * 12 + "Sangatpanjangtanpaspasi" * 6


def size_of(png: bytes) -> tuple[int, int]:
    width, height = unpack(">II", png[16:24])
    return width, height


def test_the_same_bars_give_the_same_picture():
    view = make_capaian(make_rekap(3, 1, persen=MIXED))

    assert write_bagan(view) == write_bagan(view)


@pytest.mark.parametrize(
    ("jumlah", "units", "per"),
    [(1, 1, Per.INDIKATOR), (12, 1, Per.INDIKATOR), (40, 40, Per.UNIT)],
)
def test_a_picture_is_as_wide_as_a_phone_and_not_much_taller(jumlah: int, units: int, per: Per):
    wide, tall = size_of(write_bagan(make_capaian(make_rekap(jumlah, units, persen=MIXED), per)))

    assert wide == WIDE
    assert tall <= TALLEST


def test_each_bar_says_its_number_its_kategori_and_whether_it_is_low():
    source = source_of(make_capaian(make_rekap(6, 1, persen=MIXED)))

    for said, often in (
        ("62,5%", 1),
        ("250%", 1),
        ("n/a", 1),
        ("di bawah 80%", 3),
        ("Sangat Tinggi", 6),
        ("95,83%", 0),
    ):
        assert source.count(literal(said)) == often, said


def test_what_is_not_reported_or_not_signed_is_told():
    nothing = source_of(make_capaian(make_rekap(2, 1, is_reported=False)))
    early = source_of(make_capaian(make_rekap(2, 1, is_sementara=True)))
    signed = source_of(make_capaian(make_rekap(2, 1)))

    assert nothing.count(literal("belum dilaporkan")) == 2
    assert "Sementara: masih dapat berubah" in early
    assert literal("ACDE-FGHJ") in signed
    assert "Sementara" not in signed


def test_a_bar_beyond_the_picture_is_broken_and_one_below_nought_has_no_length():
    assert [
        permil(one and Decimal(one)) for one in ("-12", "0", "62.5", "120", "120.01", None)
    ] == [
        0,
        0,
        625,
        1200,
        1200,
        None,
    ]


def test_whatever_stands_in_a_name_a_picture_is_drawn_of_it():
    view = make_capaian(make_rekap(2, 1))
    first, second = view.batang.baris
    bars = (replace(first, nama=LONG), replace(second, nama='#panic("x") $ ] \\ 🙂'))
    page = replace(view.batang, baris=bars)

    assert size_of(write_bagan(replace(view, batang=page)))[0] == WIDE
