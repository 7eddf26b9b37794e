"""A periode on a button and in words: a triwulan as it always was, every other kind by its own name."""

import pytest

from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import MulaiTap, PeriodeTap, decode
from handlers.screens.screen import MAX_DATA
from handlers.screens.wording import print_bagian, print_periode
from sop_flows.waktu.periode import JenisPeriode, Periode

J = JenisPeriode
BUTTONS = (
    (Periode(J.TRIWULAN, 2026, 3), "2026:3", "Triwulan III 2026", "Triwulan III Tahun 2026"),
    (Periode(J.BULAN, 2026, 10), "2026:b10", "Oktober 2026", "Oktober 2026"),
    (Periode(J.SEMESTER, 2026, 1), "2026:s1", "Semester I 2026", "Semester I Tahun 2026"),
    (Periode(J.TAHUN, 2026), "2026:t1", "Tahun 2026", "Tahun 2026"),
    (Periode(J.BEBAS, 2026, 278), "2026:h278", "5 Oktober 2026", "5 Oktober 2026"),
)


@pytest.mark.parametrize(("periode", "data"), [row[:2] for row in BUTTONS])
def test_a_button_carries_its_periode_there_and_back(periode: Periode, data: str):
    for tap, text in (
        (MulaiTap(7, periode), f"v1:m:7:{data}"),
        (MulaiTap(7, periode, 1001), f"v1:m:7:{data}:1001"),
        (PeriodeTap(periode), f"v1:p:{data}"),
    ):
        assert tap.encode() == text
        assert decode(text) == tap
        assert len(text) <= MAX_DATA


@pytest.mark.parametrize(
    ("jenis", "text"), [(J.TRIWULAN, "v1:p"), (J.BULAN, "v1:p:bulan"), (J.TAHUN, "v1:p:tahun")]
)
def test_a_button_asks_for_the_periode_of_a_kind(jenis: JenisPeriode, text: str):
    assert PeriodeTap(jenis).encode() == text
    assert decode(text) == PeriodeTap(jenis)


@pytest.mark.parametrize(
    "data",
    [
        "2026:5",
        "2026:0",
        "2026:b13",
        "2026:b",
        "2026:s3",
        "2026:t2",
        "2026:h366",
        "2026:x1",
        "1999:1",
        "2200:b1",
        "0:1",
        "2026:bb1",
        "2026:",
    ],
)
def test_a_periode_that_no_year_has_is_none_of_ours(data: str):
    for text in (f"v1:m:7:{data}", f"v1:p:{data}"):
        with pytest.raises(CallbackUnreadable):
            decode(text)


@pytest.mark.parametrize("kind", ["bebas", "pekan", ""])
def test_other_periode_are_asked_for_of_kinds_that_come_again_only(kind: str):
    with pytest.raises(CallbackUnreadable):
        decode(f"v1:p:{kind}")


@pytest.mark.parametrize(("periode", "words", "title"), [(p, w, t) for p, _, w, t in BUTTONS])
def test_each_kind_has_words_of_its_own(periode: Periode, words: str, title: str):
    assert print_periode(periode) == words
    assert print_periode(periode, "judul_periode") == title


def test_one_of_several_in_a_year_is_named_in_short():
    named = [print_bagian(periode.bagian) for periode, *_ in BUTTONS[:3]]

    assert named == ["TW III", "Oktober", "Semester I"]
