"""What a number in a cell shows, format by format, and that it is told where it shows another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.documents.guard.shown import PERSEN, PLAIN, UNSEEN, WORDS, show

ACCOUNTING = '_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-'


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        # As it is, whatever its decimals, thousands, spaces and colours
        ("60", "General", (PLAIN, "60")),
        ("60", "", (PLAIN, "60")),
        ("88.24", "0", (PLAIN, "88.24")),
        ("1150.5", "#,##0.00", (PLAIN, "1150.5")),
        ("5.5", "@", (PLAIN, "5.5")),
        ("88.24", "[Blue]0.00;[Red]-0.00", (PLAIN, "88.24")),
        ("60", "0.00E+00", (PLAIN, "60")),
        ("0.5", "# ?/?", (PLAIN, "0.5")),
        ("0.25", "# ?/100", (PLAIN, "0.25")),
        ("7", "0000", (PLAIN, "0007")),
        ("5", "+0.0;-0.0", (PLAIN, "5")),
        # Percent: the sign multiplies, words that look like it do not
        ("0.85", "0%", (PERSEN, "85")),
        ("-0.3333", "0.00%", (PERSEN, "-33.33")),
        ("0.7125", "0.0 %", (PERSEN, "71.25")),
        ("0.9", r"0.0\%", (WORDS, "0,9%")),
        ("96", r"0\%", (WORDS, "96%")),
        ("85", '0"%"', (WORDS, "85%")),
        ("5", r"General\%", (WORDS, "5%")),
        # Conditions and sections
        ("96", "[<=1]0%;0", (PLAIN, "96")),
        ("0.9", "[<=1]0%;0", (PERSEN, "90")),
        ("96", "[<=1]0%", (PLAIN, "96")),
        ("-5", "0", (PLAIN, "-5")),
        ("-5", "#,##0_);(#,##0)", (PLAIN, "-5")),
        ("-5", "[<0]-0;0", (PLAIN, "-5")),
        ("5", "[>100]0.0;[<0]-0;0", (PLAIN, "5")),
        # Scaling commas
        ("60000", "0,", (PLAIN, "60")),
        ("61234", "#,##0.0,", (PLAIN, "61.234")),
        ("60000", '#,##0, "rb"', (WORDS, "60 rb")),
        ("60000000", '"Rp"#,##0,,"jt"', (WORDS, "Rp60jt")),
        # Words
        ("12", '0 "orang"', (WORDS, "12 orang")),
        ("60000", ACCOUNTING, (WORDS, "Rp60000")),
        ("-60000", ACCOUNTING, (WORDS, "-Rp60000")),
        ("60000", "[$Rp-421]#,##0.00", (WORDS, "Rp60000")),
        ("60", "[$$-409]#,##0", (WORDS, "$60")),
        ("1", '"IK-"00', (WORDS, "IK-01")),
        ("60000", "# ##0", (WORDS, "60 000")),
        ("525", r"0\,00", (WORDS, "5,25")),
        # Another number than the cell holds
        ("5", ";;;", (UNSEEN, "5")),
        ("5", '"belum"', (UNSEEN, "5")),
        ("0", ACCOUNTING, (UNSEEN, "0")),
        ("0", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', (UNSEEN, "0")),
        ("0", "#", (UNSEEN, "0")),
        ("-5", "#,##0;[Red]#,##0", (UNSEEN, "-5")),
        ("-5", "[<0]0;0", (UNSEEN, "-5")),
        ("5", r"\-0", (UNSEEN, "5")),
        ("3", "[>5]0;[<0]-0", (UNSEEN, "3")),
        ("12.5", "00-00", (UNSEEN, "12.5")),
        ("5", '0"x"0.0"y"0', (UNSEEN, "5")),
        ("5", "0;-0;0;d", (PLAIN, "5")),
        ("-5", "0;d mmm", (UNSEEN, "-5")),
    ],
)
def test_a_number_means_what_its_cell_shows(number, code, shown):
    assert show(Decimal(number), code) == shown


@given(st.decimals(-1000, 1000, places=6), st.sampled_from(["0%", "0.00%;-0.0%", "[<1]0.0%;0%"]))
def test_a_percentage_is_shifted_exactly(number, code):
    kind, text = show(number, code)

    assert (kind, Decimal(text)) == (PERSEN, number * 100)


@given(st.decimals(0, 10**15, places=4), st.text('0#?,.%\\"_*[]<>=-+ab;@dE/', max_size=20))
def test_no_format_breaks_the_reading(number, code):
    assert show(number, code)[0] in {PLAIN, PERSEN, WORDS, UNSEEN}
