"""What a content comes to: the mean of what has a capaian, its kategori, and what is n/a."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sop_flows.naskah.hasil import kategori_of, result_of
from sop_flows.naskah.isi import IsiKelas, IsiSkala
from tests.support.gallery_daftar import make_isi

SKALA = IsiSkala(
    nama="permendagri",
    sumber="",
    kelas=(
        IsiKelas(mulai=Decimal(91), nama="Sangat Tinggi"),
        IsiKelas(mulai=Decimal(76), nama="Tinggi"),
        IsiKelas(mulai=None, nama="Rendah"),
    ),
)


def test_an_excused_unit_and_what_has_no_capaian_are_not_in_the_mean():
    isi = make_isi(["71.5", None, "80"])
    hasil = result_of(isi)

    assert (hasil.unit, hasil.indikator) == (1, 3)
    assert hasil.rerata == hasil.tahun == Decimal("95.33")
    assert [(one.nama, one.alasan) for one in hasil.tanpa_data] == [
        ("Indikator & ukuran 2", "survei belum selesai")
    ]


def test_without_any_capaian_there_is_no_mean_and_no_kategori():
    hasil = result_of(make_isi([None]))

    assert (hasil.rerata, hasil.tahun, hasil.kategori) == (None, None, "")


@pytest.mark.parametrize(
    ("capaian", "kategori"),
    [("91", "Sangat Tinggi"), ("90.999", "Tinggi"), ("75.9", "Rendah"), ("-3", "Rendah")],
)
def test_the_scale_of_the_naskah_gives_the_kategori_of_the_unrounded_mean(
    capaian: str, kategori: str
):
    assert kategori_of(SKALA, Decimal(capaian)) == kategori


def test_the_mean_is_of_the_numbers_themselves():
    isi = make_isi(["1", "2"])
    (unit, *_) = isi.unit
    persen = ("50", "100.001")
    indikator = tuple(
        replace(one, capaian=replace(one.capaian, persen=Decimal(n)))
        for one, n in zip(unit.indikator, persen, strict=True)
    )
    isi = replace(isi, skala=SKALA, unit=(replace(unit, indikator=indikator),))

    assert result_of(isi).rerata == Decimal("75.0005")
    assert result_of(isi).kategori == "Rendah"
