"""Values in papers: each is the text that it was, wherever a template puts it, and never anything else."""

import json
from decimal import Decimal

import pytest
import typst
from hypothesis import example, given
from hypothesis import strategies as st

from storage.documents.papers.source import NoLiteral, environment, literal

ANY = st.text(st.characters(exclude_categories=["Cs"]))
NASTY = (
    '#read("/etc/passwd")',
    '"); #panic("keluar") //',
    "\\",
    "\\u{41}",
    "$x$ *tebal* _miring_ `kode` <label> @rujukan",
    "= Judul\n- butir\n+ butir\n/ istilah: arti",
    "/* komentar",
    "// komentar",
    "https://contoh.id/#a",
    "]}){[(",
    "~ -- --- ... 'kutip' \"kutip\"",
    '#import "@preview/cetz:0.4.0"',
    "{{ 7 * 7 }} {% raw %}",
    "\x00\x07\u2028\u202e",
)


def found(source: str, what: str = "metadata") -> list[object]:
    """Return the values that a source has marked, as typst understands them."""
    field = "value" if what == "metadata" else None
    seen = typst.query(source.encode(), what, field=field, ignore_system_fonts=True)
    return json.loads(seen)


def literally(*texts: str) -> None:
    source = "".join(f"#metadata({literal(text)})\n" for text in texts)

    assert found(source) == list(texts)


@given(st.lists(ANY, min_size=1))
@example(list(NASTY))
def test_a_text_is_in_a_paper_what_it_was(texts: list[str]):
    literally(*texts)


@given(ANY)
@example("\n".join(NASTY))
def test_a_text_does_nothing_where_a_template_forgot_that_it_is_a_value(text: str):
    printed = literal(text)
    places = (printed, f"$ {printed} $", f"// {printed}", f"`{printed}`", f"/* {printed} */")
    source = "\n\n".join(("#metadata(1)", *places, "#metadata(2)"))

    assert found(source) == [1, 2]
    assert found(source, "heading") == found(source, "link") == []


def test_half_of_a_character_is_shown_as_one_that_cannot_be_read():
    half = literal("a\ud800b")

    assert found(f"#metadata({half})") == ["a\ufffdb"]


@pytest.mark.parametrize("value", [None, True, False, 0, -12, "", ("a", 1), (), [None, "#b"]])
def test_numbers_truth_and_lists_are_what_they_were(value: object):
    (said,) = found(f"#metadata({literal(value)})")

    assert said == (list(value) if isinstance(value, tuple) else value)


@pytest.mark.parametrize("value", [Decimal("1.5"), 1.5, object(), b"bytes", {"a": 1}])
def test_what_has_no_literal_is_refused_before_anything_is_printed(value: object):
    with pytest.raises(NoLiteral):
        literal(value)


def test_a_fact_that_a_template_needs_and_does_not_get_is_an_error():
    with pytest.raises(NoLiteral):
        environment().from_string("#{{ nama }}").render()
