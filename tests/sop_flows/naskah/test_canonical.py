"""The canonical form: one text for one content."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.naskah.canonical import sha256_of, write_canonical

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_what_was_written_is_written_again_to_the_same_bytes(content: object):
    text = write_canonical(content)

    assert write_canonical(json.loads(text)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_a_number_is_written_in_one_way_and_loses_nothing(number: Decimal, zeros: int):
    same = Decimal(f"{number:f}" + ("0" * zeros if "." in f"{number:f}" else ""))

    assert write_canonical(number) == write_canonical(same)
    assert Decimal(json.loads(write_canonical(number))) == number


def test_keys_are_sorted_and_text_is_composed():
    composed, decomposed = "Caf\u00e9", "Cafe\u0301"

    assert (
        write_canonical({"b": decomposed, "a": Decimal("71.50")})
        == f'{{"a":"71.5","b":"{composed}"}}'
    )
    assert sha256_of(write_canonical([composed])) == sha256_of(write_canonical([decomposed]))


def test_a_float_has_no_canonical_form():
    with pytest.raises(TypeError, match="float"):
        write_canonical({"nilai": 71.5})
