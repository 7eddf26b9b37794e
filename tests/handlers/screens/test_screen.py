"""A screen that exists can be sent."""

import pytest
from telegram import ForceReply, InlineKeyboardMarkup

from handlers.screens.screen import (
    Dokumen,
    Reaksi,
    Screen,
    ScreenRefused,
    Tombol,
    parsed_length,
    plain,
    to_json,
    to_markup,
)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Screen(""),
        lambda: Screen("   "),
        lambda: Screen("x" * 4097),
        lambda: Screen("x" * 1025, document=Dokumen("a", b"")),
        lambda: Screen("😀" * 2049),
        lambda: Screen("<b>x"),
        lambda: Screen("x</b>"),
        lambda: Screen("<b><i>x</b></i>"),
        lambda: Screen("<h1>x</h1>"),
        lambda: Screen("a < b"),
        lambda: Screen("x", ((Tombol("a", "b"),) * 101,)),
        lambda: Screen("x", ((Tombol("a", "b"),),), force_reply="y"),
        lambda: Screen("x", force_reply="y" * 65),
        lambda: Tombol("", "b"),
        lambda: Tombol("a"),
        lambda: Tombol("a", "b", url="https://t.me/x"),
        lambda: Tombol("a", "é" * 33),
    ],
)
def test_what_telegram_refuses_is_refused_when_it_is_drawn(make):
    with pytest.raises(ScreenRefused):
        make()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Screen("x" * 4096),
        lambda: Screen("<b>" + "x" * 4096 + "</b>"),
        lambda: Screen("&lt;" * 4096),
        lambda: Screen('<a href="https://t.me/x?a=1&amp;b=2">x</a> <tg-spoiler>y</tg-spoiler>'),
        lambda: Screen('<pre><code class="language-x">y</code></pre>'),
        lambda: Screen("1 &gt; 0 > -1"),
        lambda: Screen(reaction=Reaksi(1, "👍")),
        lambda: Screen(document=Dokumen("a", b"")),
        lambda: Tombol("a", "é" * 32),
    ],
)
def test_what_telegram_takes_is_taken(make):
    make()


def test_a_text_is_measured_as_telegram_does():
    assert parsed_length("<b>😀</b> &amp;") == 4
    assert plain("<b>a</b> &lt;b&gt;") == "a <b>"


def test_buttons_become_a_keyboard():
    row = (
        Tombol("Setujui", "v1:a", gaya="success"),
        Tombol("Salin", salin="7/X"),
        Tombol("Buka", url="https://t.me/x"),
    )
    screen = Screen("x", (row,))
    markup = to_markup(screen)

    assert isinstance(markup, InlineKeyboardMarkup)
    assert markup.to_dict() == to_json(screen)
    approve, copy, _ = markup.inline_keyboard[0]
    assert (approve.callback_data, approve.style) == ("v1:a", "success")
    assert copy.copy_text.text == "7/X"


def test_a_question_asks_for_a_reply():
    markup = to_markup(Screen("Alasan?", force_reply="Tulis alasan"))

    assert isinstance(markup, ForceReply)
    assert markup.input_field_placeholder == "Tulis alasan"
    assert markup.to_dict() == to_json(Screen("Alasan?", force_reply="Tulis alasan"))
    assert to_markup(Screen("x")) is None
    assert to_json(Screen("x")) is None


def test_a_file_is_content_or_a_place_or_what_makes_it(tmp_path):
    (tmp_path / "a").write_bytes(b"1")

    assert Dokumen("a", b"1").read() == b"1"
    assert Dokumen("a", tmp_path / "a").read() == b"1"
    assert Dokumen("a", lambda: b"1").read() == b"1"
