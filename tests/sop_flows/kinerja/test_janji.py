"""What was promised, of whatever kind, and how its values are written."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.kinerja.angka import Ditolak, SebabTolak, Terbaca
from sop_flows.kinerja.capaian import Polaritas, compute_capaian
from sop_flows.kinerja.janji import (
    RASIO,
    TANGGAL,
    TargetPeringkat,
    TargetTanggal,
    as_number,
    choices,
    print_nilai,
    print_promised,
    read_janji,
    read_tertulis,
    tulisan_of,
)
from sop_flows.kinerja.peringkat import peringkat_of, shipped
from sop_flows.kinerja.target import Target, TargetUnreadable, read_target


@pytest.mark.parametrize(
    ("teks", "hari"),
    [
        ("31 Desember", date(2026, 12, 31)),
        ("paling lambat 31 Desember", date(2026, 12, 31)),
        ("Selambat-lambatnya tanggal 15 Januari 2027", date(2027, 1, 15)),
        ("31/12/2026", date(2026, 12, 31)),
    ],
)
def test_a_day_is_no_number(teks, hari):
    assert read_janji(teks, 2026) == TargetTanggal(hari)
    assert tulisan_of((teks,), 2) == TANGGAL


def test_a_day_that_there_is_not_is_refused():
    with pytest.raises(TargetUnreadable):
        read_janji("31 Februari", 2026)


@pytest.mark.parametrize("teks", ["7 - 8", "7-8 bulan", "kurang dari 49", "88,24%", "6.000 orang"])
def test_a_number_is_read_as_before(teks):
    assert read_janji(teks, 2026) == read_target(teks)
    assert tulisan_of((teks,), 2) == 2


@pytest.mark.parametrize(
    ("teks", "nilai"), [("1:32", "32"), ("1 : 32", "32"), ("80,00 (BB)", "80.00")]
)
def test_a_ratio_and_a_number_with_its_predikat_are_numbers(teks, nilai):
    assert read_janji(teks, 2026) == Target.exactly(Decimal(nilai))


@pytest.mark.parametrize(
    ("teks", "nama", "place"),
    [
        ("WTP", "opini bpk", 4),
        ("Wajar Dengan Pengecualian", "opini bpk", 3),
        ("bb", "predikat akip", 5),
        ("Tersedia", "ketersediaan", 2),
    ],
)
def test_a_predikat_finds_its_scale(teks, nama, place):
    found = read_janji(teks, 2026)

    assert isinstance(found, TargetPeringkat)
    assert (found.peringkat.nama, found.nilai) == (nama, place)


def test_an_indikator_may_name_its_scale_or_write_its_own():
    named = read_janji("Baik", 2026, "mutu pelayanan")
    own = read_janji("Madya", 2026, "Pratama < Madya < Utama")

    assert (named.nilai, own.nilai) == (3, 2)
    assert choices(tulisan_of(("Madya",), None, "Pratama < Madya < Utama")) == (
        "Utama",
        "Madya",
        "Pratama",
    )


@pytest.mark.parametrize("teks", ["Satu < Satu", "Satu <", "entah"])
def test_what_orders_nothing_is_no_scale(teks):
    assert peringkat_of(teks) is None


@pytest.mark.parametrize(
    ("target", "teks", "sebab"),
    [
        ("31 Desember", "31", SebabTolak.BUKAN_TANGGAL),
        ("31 Desember", "20 Desember", SebabTolak.BUKAN_TANGGAL),
        ("WTP", "4", SebabTolak.BUKAN_PILIHAN),
        ("WTP", "Bagus", SebabTolak.BUKAN_PILIHAN),
    ],
)
def test_a_value_of_another_kind_is_refused_and_never_guessed(target, teks, sebab):
    assert read_tertulis(teks, tulisan_of((target,), None)) == Ditolak(sebab)


def test_a_target_is_shown_as_values_are():
    assert print_promised("6000") == "6.000"
    assert print_promised("88,2", 2) == "88,20"
    assert print_promised("kurang dari 49", 2) == "kurang dari 49"
    assert print_promised("WTP", "peringkat opini bpk") == "WTP"


DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_what_is_written_of_a_day_reads_back_as_itself(day):
    assert read_tertulis(print_nilai(as_number(day), TANGGAL), TANGGAL) == Terbaca(as_number(day))


@given(st.decimals(0, 10**12, places=3), st.sampled_from((RASIO, None, 0, 2)))
def test_what_is_written_of_a_ratio_or_a_number_reads_back_as_itself(number, tulisan):
    """Its decimals are the fewest that are shown: none is rounded away."""
    assert read_tertulis(print_nilai(number, tulisan), tulisan) == Terbaca(number)


@given(st.sampled_from([*shipped().values()]), st.data())
def test_what_is_written_of_a_predikat_reads_back_as_itself(scale, data):
    place = Decimal(data.draw(st.integers(1, len(scale.jenjang))))
    tulisan = f"peringkat {scale.nama}"

    assert read_tertulis(print_nilai(place, tulisan), tulisan) == Terbaca(place)


@given(DAYS, st.integers(-400, 400), st.sampled_from(Polaritas))
def test_a_day_is_never_a_percentage_and_late_by_as_many_days_as_it_is(due, late, polaritas):
    reached = as_number(due + timedelta(days=late))
    hasil = compute_capaian(reached, TargetTanggal(due), polaritas)

    assert (hasil.capaian, hasil.kategori, hasil.hari_terlambat) == (None, None, max(late, 0))


@given(st.sampled_from([*shipped().values()]), st.data())
def test_a_higher_predikat_is_never_worse(scale, data):
    places = st.integers(1, len(scale.jenjang))
    target = TargetPeringkat(scale, Decimal(data.draw(places)))
    low, high = sorted((data.draw(places), data.draw(places)))
    worse, better = (
        compute_capaian(Decimal(place), target, Polaritas.NAIK).capaian for place in (low, high)
    )

    assert worse is None or better == worse == 100
