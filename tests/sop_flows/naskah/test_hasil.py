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


def test_a_content_of_the_first_form_keeps_the_mean_of_all_and_a_later_one_is_of_its_sasaran():
    isi = make_isi(["1", "2", "3"])
    (unit, *_) = isi.unit
    persen, sasaran = ("100", "100", "40"), ("A", "A", "B")
    indikator = tuple(
        replace(one, sasaran=nama, capaian=replace(one.capaian, persen=Decimal(n)))
        for one, n, nama in zip(unit.indikator, persen, sasaran, strict=True)
    )
    first = replace(isi, unit=(replace(unit, indikator=indikator),))
    later = replace(first, bentuk=2, batas_rerata=90)

    assert (result_of(first).rerata, result_of(later).rerata) == (80, 65)
    assert (result_of(later).dinilai, result_of(later).sasaran_dinilai) == (3, 2)


def test_a_mean_is_shown_with_the_digits_that_its_kategori_needs():
    isi = make_isi(["1"])
    (unit, *_) = isi.unit
    capaian = replace(unit.indikator[0].capaian, persen=Decimal("90.999"))
    unit = replace(unit, indikator=(replace(unit.indikator[0], capaian=capaian),))
    hasil = result_of(replace(isi, skala=SKALA, unit=(unit,)))

    assert (hasil.tampil, hasil.kategori) == ("90,999%", "Tinggi")


def test_what_has_a_value_and_no_percentage_is_named_with_how_it_did():
    isi = make_isi(["3"])
    (unit, *_) = isi.unit
    capaian = replace(
        unit.indikator[0].capaian, persen=None, tampil="tidak tercapai", kategori=None
    )
    unit = replace(unit, indikator=(replace(unit.indikator[0], capaian=capaian),))
    hasil = result_of(replace(isi, unit=(unit,)))

    assert [one.alasan for one in hasil.di_luar] == ["tidak tercapai"]
    assert (hasil.rerata, hasil.tanpa_data) == (None, ())
