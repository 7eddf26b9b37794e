from decimal import Decimal, localcontext

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from sop_flows.kinerja.angka import (
    Ambigu,
    Ditolak,
    SebabTolak,
    Terbaca,
    print_angka,
    print_persen,
    read_angka,
)


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1 234", "1234"),
        ("0,0075", "0.0075"),
        ("85%", "85"),
        ("-33,33%", "-33.33"),
        ("Rp1.500.000", "1500000"),
        ("Rp. 2.142.439.000,-", "2142439000"),
        ("12 ribu", "12000"),
        ("1,5 juta", "1500000"),
        ("2 miliar", "2000000000"),
        ("103.980", "103980"),
        ("12rb", "12000"),
        ("3 JT", "3000000"),
        ("1,25 triliun", "1250000000000"),
        ("-Rp5.000", "-5000"),
        ("Rp-5.000", "-5000"),
        ("\u22121,5", "-1.5"),
        ("12\u00a0345,6", "12345.6"),
        ("12\u2009345,6", "12345.6"),
        ("93,75 persen", "93.75"),
        ("5000,-", "5000"),
        ("  0 ", "0"),
        ("-0", "0"),
        ("007", "7"),
    ],
)
def test_a_number_is_read_as_people_type_it(teks, nilai):
    assert read_angka(teks) == Terbaca(Decimal(nilai))
    assert str(read_angka(teks).nilai) == nilai


@pytest.mark.parametrize(
    ("teks", "as_comma", "removed"),
    [
        ("71.5", "71.5", "715"),
        ("1.5", "1.5", "15"),
        ("101.31", "101.31", "10131"),
        ("1234.5", "1234.5", "12345"),
        ("1234.567", "1234.567", "1234567"),
        ("0.075", "0.075", "75"),
        ("1.5 juta", "1500000", "15000000"),
        ("-71.5%", "-71.5", "-715"),
    ],
)
def test_a_dot_that_fits_neither_way_is_asked_about(teks, as_comma, removed):
    assert read_angka(teks) == Ambigu((Decimal(as_comma), Decimal(removed)))


@pytest.mark.parametrize(
    ("teks", "sebab"),
    [
        ("", SebabTolak.KOSONG),
        (" \t", SebabTolak.KOSONG),
        ("1" * 65, SebabTolak.TERLALU_PANJANG),
        ("1e5", SebabTolak.BUKAN_ANGKA),
        ("NaN", SebabTolak.BUKAN_ANGKA),
        ("inf", SebabTolak.BUKAN_ANGKA),
        ("1_000", SebabTolak.BUKAN_ANGKA),
        ("0x10", SebabTolak.BUKAN_ANGKA),
        ("enam puluh", SebabTolak.BUKAN_ANGKA),
        ("Rp", SebabTolak.BUKAN_ANGKA),
        ("-Rp-5", SebabTolak.BUKAN_ANGKA),
        ("Rp5%", SebabTolak.BUKAN_ANGKA),
        ("5 meter", SebabTolak.BUKAN_ANGKA),
        ("٣", SebabTolak.DIGIT_ASING),
        ("\uff11\uff12", SebabTolak.DIGIT_ASING),
        ("=1+1", SebabTolak.RUMUS),
        ("5,", SebabTolak.PEMISAH),
        (",5", SebabTolak.PEMISAH),
        ("5.", SebabTolak.PEMISAH),
        ("--5", SebabTolak.PEMISAH),
        ("1,2,3", SebabTolak.PEMISAH),
        ("1.23.456", SebabTolak.PEMISAH),
        ("1.234,567.8", SebabTolak.PEMISAH),
        ("1,234.5", SebabTolak.PEMISAH),
        ("12 34", SebabTolak.PEMISAH),
        ("0.000.001", SebabTolak.PEMISAH),
        ("1.234 567", SebabTolak.PEMISAH),
        ("71.5,-", SebabTolak.PEMISAH),
        ("1,5,-", SebabTolak.PEMISAH),
        ("7 - 8", SebabTolak.PEMISAH),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(teks, sebab):
    assert read_angka(teks) == Ditolak(sebab)


@given(st.one_of(st.text(), st.text("0123456789., -%Rpribujta=eE_", max_size=20)))
@example("0" * 10_000)
def test_reading_never_raises_and_never_yields_an_odd_number(teks):
    match read_angka(teks):
        case Terbaca(nilai):
            readings = [nilai]
        case Ambigu(pilihan):
            readings = list(pilihan)
        case Ditolak():
            readings = []

    for nilai in readings:
        assert nilai.is_finite()
        assert "E" not in str(nilai)
        assert len(nilai.as_tuple().digits) <= 64 + 12


decimals = st.decimals(
    min_value=Decimal(-(10**40)), max_value=Decimal(10**40), allow_nan=False, places=4
)


@given(decimals)
def test_what_is_printed_reads_back_as_itself(nilai):
    assert read_angka(print_angka(nilai)) == Terbaca(nilai)


@given(decimals)
def test_a_number_has_the_marks_of_its_locale(nilai):
    with localcontext(prec=60):
        by_locale = format_decimal(nilai, "#,##0.####", locale="id_ID")

    assert print_angka(nilai) == (by_locale if nilai else "0")


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_digits_typed_are_the_digits_read(whole, decimals):
    teks = f"{whole},{'5' * decimals}" if decimals else str(whole)

    assert str(read_angka(teks).nilai) == teks.replace(",", ".")


@pytest.mark.parametrize(
    ("nilai", "desimal", "printed"),
    [
        ("1234567.89", None, "1.234.567,89"),
        ("1234.50", None, "1.234,5"),
        ("1E+3", None, "1.000"),
        ("-0", None, "0"),
        ("-1234.5", None, "-1.234,5"),
        ("1234.5", 2, "1.234,50"),
        ("0.125", 2, "0,13"),
        ("2.5", 0, "3"),
        ("-0.004", 2, "0,00"),
        ("0.0000001", None, "0,0000001"),
    ],
)
def test_a_number_is_printed_as_the_office_writes_it(nilai, desimal, printed):
    assert print_angka(Decimal(nilai), desimal) == printed


@pytest.mark.parametrize(
    ("nilai", "printed"),
    [
        ("93.75", "93,75%"),
        ("100", "100%"),
        ("100.004", "100%"),
        ("184.745", "184,75%"),
        ("98.125", "98,13%"),
        ("93.5", "93,50%"),
        ("1388.888888", "1.388,89%"),
        ("-0.001", "0%"),
    ],
)
def test_a_percentage_has_two_decimals_or_none(nilai, printed):
    assert print_persen(Decimal(nilai)) == printed
