"""The canonical form: one text for one content."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.naskah.canonical import (
    composed,
    join_list,
    rewrite_with,
    sha256_of,
    write_canonical,
    write_with,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(JSON)
def test_what_was_written_is_written_again_to_the_same_bytes(content: object):
    text = write_canonical(content)

    assert write_canonical(json.loads(text)) == text


NAME = st.text().filter(lambda name: composed(name) == name)  # ours are written as they are
RECORD = st.dictionaries(NAME, JSON, max_size=4)


@given(RECORD, RECORD)
def test_a_record_is_its_members_joined(said: dict[str, object], written: dict[str, object]):
    known = {name: write_canonical(one) for name, one in written.items()}

    assert write_with(said, **known) == write_canonical(said | written)


@given(st.lists(JSON, max_size=6))
def test_a_list_is_its_parts_joined(content: list[object]):
    assert join_list(map(write_canonical, content)) == write_canonical(content)


@given(RECORD, st.data())
def test_a_member_is_rewritten_and_the_rest_stays(said: dict[str, object], data: st.DataObject):
    said = json.loads(write_canonical(said))
    others = {name: data.draw(JSON) for name in said if data.draw(st.booleans())}
    written = {name: write_canonical(one) for name, one in others.items()}

    assert rewrite_with(write_canonical(said), **written) == write_canonical(said | others)


def test_a_member_that_is_not_there_is_not_rewritten():
    with pytest.raises(KeyError, match="lain"):
        rewrite_with('{"a":1,"b":[]}', lain="2")


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_a_number_is_written_in_one_way_and_loses_nothing(number: Decimal, zeros: int):
    same = Decimal(f"{number:f}" + ("0" * zeros if "." in f"{number:f}" else ""))

    assert write_canonical(number) == write_canonical(same)
    assert Decimal(json.loads(write_canonical(number))) == number


def test_keys_are_sorted_and_text_is_composed():
    whole, decomposed = "Caf\u00e9", "Cafe\u0301"

    assert (
        write_canonical({"b": decomposed, "a": Decimal("71.50")})
        == f'{{"a":"71.5","b":"{whole}"}}'
    )
    assert sha256_of(write_canonical([whole])) == sha256_of(write_canonical([decomposed]))


def test_a_float_has_no_canonical_form():
    with pytest.raises(TypeError, match="float"):
        write_canonical({"nilai": 71.5})
