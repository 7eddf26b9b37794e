from html import escape

import pytest
import telegram
from hypothesis import given
from hypothesis import strategies as st

from bot.trial.markup import parse_html, render_html
from bot.trial.refusals import BadRequest


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("a</b", "Unclosed end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<i>a", 'Can\'t find end tag corresponding to start tag "i"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused_in_telegrams_words(source, reason):
    with pytest.raises(BadRequest) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_every_tag_becomes_its_entity():
    source = (
        "<strong>a</strong><em>b</em><ins>c</ins><del>d</del><tg-spoiler>e</tg-spoiler>"
        '<code>f</code><a href="https://a.id/?x=1&amp;y=2">g</a>'
        '<pre><code class="language-py">h</code></pre>'
        "<blockquote expandable>i</blockquote>"
        '<tg-time unix="1790000000" format="wDT">j</tg-time>'
    )
    text, entities = parse_html(source)

    assert text == "abcdefghij"
    assert [one["offset"] for one in entities] == list(range(10))
    assert [one["type"] for one in entities] == [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "text_link",
        "pre",
        "expandable_blockquote",
        "date_time",
    ]
    assert entities[6]["url"] == "https://a.id/?x=1&y=2"
    assert entities[7]["language"] == "py"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_any_escaped_name_round_trips(name):
    text, entities = parse_html(f"<b>a{escape(name)}z</b> <i>x</i>")

    assert text == f"a{name}z x"
    message = telegram.Message(
        message_id=1,
        date=None,  # type: ignore[arg-type]
        chat=None,  # type: ignore[arg-type]
        text=text,
        entities=[telegram.MessageEntity.de_json(one, None) for one in entities],
    )
    read = message.parse_entities()
    assert list(read.values()) == [f"a{name}z", "x"]


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12),
    st.lists(
        st.tuples(
            st.sampled_from(["bold", "italic", "text_link", "x"]),
            st.integers(0, 9),
            st.integers(1, 9),
        )
    ),
)
def test_what_the_page_gets_is_always_balanced_and_escaped(text, wanted):
    url = 'https://a.id/"><script>'
    entities = [{"type": kind, "offset": at, "length": n, "url": url} for kind, at, n in wanted]
    drawn = render_html(text, entities)

    assert "<script" not in drawn
    read, _ = parse_html(drawn.replace(' target="_blank" rel="noopener noreferrer"', ""))
    assert read == text.strip()


def test_a_link_to_anything_but_the_web_or_telegram_is_only_text():
    for href in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://"):
        text, entities = parse_html(f'<a href="{href}">klik</a>')
        assert (render_html(text, entities), entities) == ("klik", [])
        forged = [{"type": "text_link", "offset": 0, "length": 4, "url": href}]
        assert render_html(text, forged) == "klik"
