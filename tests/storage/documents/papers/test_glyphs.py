"""Papers without boxes: what a font of ours has is shown, and whatever else stands in a text is named."""

from dataclasses import replace

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sop_flows.naskah.batang import Per
from storage.documents.papers.bagan import source_of
from storage.documents.papers.glyphs import FONTS, readable
from storage.documents.papers.source import literal
from tests.support.views_capaian import make_capaian, make_rekap

ANY = st.text(st.characters())
EMOJI = (
    "\U0001f642\U0001f64f\U0001f44d\U0001f3fd\u200d\U0001f469 \U0001f1ee\U0001f1e9 \u2705\ufe0f"
)
ARAB = "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"
CJK = "\u6c49\u5b57 \u304b \ud55c"
JAWA, BALI = "\ua9b2\ua9a4\ua995\ua9ab\ua98f\ua9c0", "\u1b29\u1b2e\u1b36"
SUNDA, BATAK, BUGIS = "\u1b9e\u1ba5\u1b94\u1baa", "\u1bc5\u1bd6\u1bc2\u1bf2", "\u1a05\u1a14"
MARKS = "e\u0301 a\u0302\u0301 o\u0323\u0308 z\u0335 a\u0362b"


def is_shown(*sources: str) -> bool:
    """Tell whether every letter of a paper has a glyph, as typst says of one that must be read aloud."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    head = '#set document(title: "x")\n#set text(font: "Liberation Sans", lang: "id")\n'
    whole = head + "\n\n".join(sources)
    try:
        typst.Compiler(font_paths=fonts).compile(
            whole.encode(), format="pdf", pdf_standards=["ua-1"]
        )
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return False
    return True


@settings(max_examples=40)
@given(st.lists(ANY, min_size=1))
@example([EMOJI, ARAB, CJK, JAWA, BALI, SUNDA, BATAK, BUGIS, MARKS])
@example(
    ["\ua9b2\u0301\u0308", "\U0010fffe", "\ue000", "1\ufe0f\u20e3", "\u0301", "\n\t\u2028\ud800"]
)
def test_whatever_stands_in_a_text_no_paper_shows_a_box_for_it(texts: list[str]):
    assert is_shown(*(f"#{literal(text, readable)}" for text in texts))


def test_what_no_font_has_would_be_a_box():
    assert not is_shown(f"#{literal(EMOJI)}")


@pytest.mark.parametrize(
    "text", [ARAB, JAWA, BALI, SUNDA, BATAK, BUGIS, MARKS, "\u2264 \u2713 \u20b9 \u2192"]
)
def test_what_a_font_has_is_shown_as_it_is(text: str):
    assert readable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\U0001f3e2 Bidang Pertanian", "[emoji] Bidang Pertanian"),
        (EMOJI, "[emoji] [emoji] [emoji]"),
        ("Dinas \u6c49\u5b57 Kota", "Dinas [aksara lain] Kota"),
        ("\U0001d5d5idang \uff21", "Bidang A"),
        ("1\ufe0f\u20e3 satu", "1 satu"),
        ("a\x07\u202eb\u200bc\ufeff", "abc"),
        ("satu\ndua\ttiga\u3000empat", "satu\ndua tiga empat"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_what_no_font_has_is_named_and_what_nobody_sees_is_left_out(text: str, shown: str):
    assert readable(text) == shown


def test_a_chart_names_what_it_cannot_show():
    view = make_capaian(make_rekap(2, 2), Per.INDIKATOR)
    nama = "\U0001f3e2 Bidang \u6c49\u5b57"

    source = source_of(replace(view, kantor=replace(view.kantor, nama=nama)))

    assert literal("[emoji] Bidang [aksara lain]") in source
    assert is_shown(source)
