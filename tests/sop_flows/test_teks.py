"""What people write, cleaned at the door: nothing that is seen is lost, nothing unseen stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.teks import clean_teks, count_letters, excerpt, numbered


@pytest.mark.parametrize(
    ("teks", "clean"),
    [
        ("Jalan\u202e gnukgnil", "Jalan gnukgnil"),
        ("a\x00b", "ab"),
        ("\u200e1=88,24\n\u200e2=12", "1=88,24\n2=12"),
        ("1\u200b=88,5", "1=88,5"),
        ("\ufeffCamat\u200b", "Camat"),
        ("satu\r\ndua\rtiga\u2028empat", "satu\ndua\ntiga\nempat"),
        ("kolom\tkolom", "kolom kolom"),
        ("\u2066aman\u2069", "aman"),
        ("\x1b[31mmerah\x7f\x9f", "[31mmerah"),
        ("\U000e0041tag", "tag"),
        ("Jum\u2019at \u2013 16\u201310", "Jum\u2019at \u2013 16\u201310"),
        ("👩‍💻 siap", "👩‍💻 siap"),
        ("naïve café", "naïve café"),
    ],
)
def test_a_text_is_left_as_it_is_seen(teks: str, clean: str):
    assert clean_teks(teks) == clean


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_takes_nothing_that_is_seen(teks: str):
    found = clean_teks(teks)
    seen = [c for c in teks if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp")]

    assert clean_teks(found) == found
    assert [c for c in found if unicodedata.category(c) not in ("Cc", "Cf") and c != " "] == [
        c for c in seen if c != " "
    ]


def test_an_echo_that_goes_on_says_so():
    assert excerpt("a" * 64) == "a" * 64
    assert excerpt("a" * 65) == "a" * 63 + "…"


def test_letters_and_digits_count_nothing_else():
    assert count_letters("… ok, 12!") == 4


def test_what_is_numbered_is_sorted_as_people_count():
    units = ["Seksi 10", "Bagian Umum", "Seksi 2", "SEKSI-02", "Seksi 1", "7", ""]

    assert sorted(units, key=numbered) == [
        "",
        "7",
        "Bagian Umum",
        "SEKSI-02",
        "Seksi 1",
        "Seksi 2",
        "Seksi 10",
    ]


@given(st.lists(st.text(alphabet="ab0123456789٣ ")))
def test_texts_have_one_order_whatever_numbers_are_in_them(texts: list[str]):
    found = sorted(texts, key=numbered)
    backwards = found[::-1]

    assert sorted(backwards, key=numbered) == found
