"""JSON in columns: written quickly, and read as what was written, whatever it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from storage.database.carrier_tables import OutboxRow
from storage.database.insert import table
from storage.database.json_text import read_json, write_json
from storage.database.prepared import Prepared

O = table(OutboxRow)  # noqa: E741
stored = Prepared(insert(O).returning(O.c.isi))
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)
DEEP: object = {}
for _ in range(2_000):
    DEEP = [DEEP]


@given(ANYTHING)
def test_what_is_written_reads_back_as_itself(value):
    assert read_json(write_json(value)) == value
    assert read_json(json.dumps(value)) == value  # as rows of before have it
    assert json.loads(write_json(value)) == value


@pytest.mark.parametrize(
    "value",
    [{"teks": "\ud83d halves \udc00"}, {"n": 2**70}, {"é": ["日本", "😀"]}],
)
def test_a_row_keeps_what_people_may_send(database, value):
    row = {"bot_id": 1, "chat_id": 1, "layar": "pesan", "isi": value, "due_at": 0.0}

    assert database.run_now(lambda c: stored.first(c, row)).isi == value


def test_keys_become_text_and_depth_has_no_limit_of_its_own():
    assert read_json(write_json({1: "a"})) == {"1": "a"}
    with pytest.raises(RecursionError):
        json.dumps(DEEP)
    with pytest.raises(RecursionError):
        write_json(DEEP)
