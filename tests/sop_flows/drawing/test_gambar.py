"""The geometry of a drawn SOP: what is on its pages, and that no line says more or less than is meant."""

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from sop_flows.drawing.alir import read_bagan
from sop_flows.drawing.bentuk import (
    Gambar,
    Halaman,
    Jawaban,
    Kotak,
    Panah,
    Sebab,
    Simbol,
    TooLarge,
    Tulisan,
)
from sop_flows.drawing.gambar import draw_sop
from sop_flows.drawing.huruf import KECIL, measure
from sop_flows.drawing.kertas import Kertas
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Sop
from tests.support.sop_besar import make_sop

SHIPPED = [template.sop for template in load_catalog().all()]
LONG = "Menghimpun, memeriksa, dan menyampaikan dokumen pengukuran kinerja perangkat daerah"


def words_of(one: Tulisan) -> Kotak:
    """Return the room that a line of words takes of its box."""
    wide = measure(one.teks, one.ukuran, is_bold=one.is_bold)
    if one.is_upright:
        return one.kotak
    x = one.kotak.x + (one.kotak.lebar - wide) // 2 if one.is_centred else one.kotak.x
    return Kotak(x, one.kotak.y, wide, one.kotak.tinggi)


def pieces(panah: Panah) -> Iterator[Kotak]:
    for (x, y), (to_x, to_y) in pairwise(panah.titik):
        yield Kotak(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))


def joint_pieces(page: Halaman) -> Iterator[Kotak]:
    for one in page.garis:
        if one.simpul is not None:
            yield Kotak(*one.dari, one.ke[0] - one.dari[0], 0)


def overlap(one: Kotak, other: Kotak) -> bool:
    """Tell whether two lines lie on each other, rather than cross or touch."""
    if one.tinggi == other.tinggi == 0:
        return one.y == other.y and one.x < other.kanan and other.x < one.kanan
    if one.lebar == other.lebar == 0:
        return one.x == other.x and one.y < other.bawah and other.y < one.bawah
    return False


def may_share(one: Panah, other: Panah) -> bool:
    same_answer = (one.dari, one.jawaban) == (other.dari, other.jawaban)
    return one.asal is other.asal and (same_answer or one.ke == other.ke)


def assert_is_plain(gambar: Gambar) -> None:
    """Hold a drawing to its laws."""
    inside = Kotak(-1, -1, gambar.lebar + 2, gambar.tinggi + 2)
    for page in gambar.halaman:
        things = [*(one.kotak for one in page.lambang), *map(words_of, page.tulisan)]
        for one in page.panah:
            assert_runs_free(one, page)
        for one, other in combinations(page.panah, 2):
            assert_is_apart(one, other)
        for one, other in combinations(things, 2):
            assert not one.meets(other)
        for box in things:
            assert inside.x < box.x < box.kanan < inside.kanan
            assert inside.y < box.y < box.bawah < inside.bawah


def assert_runs_free(one: Panah, page: Halaman) -> None:
    """Hold that an arrow runs at right angles, through no symbol, no words, and along no joint step."""
    symbols = [symbol.kotak for symbol in page.lambang]
    words = [words_of(line) for line in page.tulisan]
    for piece in pieces(one):
        assert (piece.lebar == 0) != (piece.tinggi == 0)
        assert not any(piece.meets(box) for box in symbols), ("through a symbol", one)
        assert not any(piece.grow(1).meets(box) for box in words), ("through words", one)
        assert not any(overlap(piece, joint) for joint in joint_pieces(page))


def assert_is_apart(one: Panah, other: Panah) -> None:
    """Hold that two arrows lie on each other only where that is plain, and else bend apart."""
    if may_share(one, other):
        return
    for piece in pieces(one):
        assert not any(overlap(piece, lain) for lain in pieces(other)), (one, other)
    assert not set(one.titik[1:-1]) & set(other.titik[1:-1]), "two bends at one place"


def assert_tells_all(sop: Sop, gambar: Gambar) -> None:
    """Hold a drawing against the flow that it is of: each way is drawn, over pages by its segilima."""
    bagan = read_bagan(sop)
    drawn: list[tuple[int, int, Jawaban | None]] = []
    parted: dict[str, list[Panah]] = {}
    for page in gambar.halaman:
        names = {one.simpul: one.teks for one in page.lambang if one.simbol is Simbol.SEGILIMA}
        for one in page.panah:
            name = names.get(one.dari) or names.get(one.ke)
            if name:
                parted.setdefault(name, []).append(one)
            else:
                drawn.append((one.dari, one.ke, one.jawaban))
    for out, into in parted.values():
        first, second = (out, into) if out.dari < len(bagan.simpul) else (into, out)
        drawn.append((first.dari, second.ke, first.jawaban))
    assert sorted(drawn, key=str) == sorted(
        ((one.dari, one.ke, one.jawaban) for one in bagan.alir), key=str
    )
    shown = [one.simpul for page in gambar.halaman for one in page.lambang]
    for simpul in bagan.simpul:
        assert shown.count(simpul.id) == len(simpul.kolom)


@pytest.mark.parametrize("sop", SHIPPED, ids=lambda sop: sop.kode)
@pytest.mark.parametrize("kertas", list(Kertas))
def test_no_arrow_of_the_five_runs_through_a_symbol_or_words_or_upon_another(sop, kertas):
    gambar = draw_sop(sop, kertas)

    assert_is_plain(gambar)
    assert_tells_all(sop, gambar)


@pytest.mark.parametrize("sop", SHIPPED, ids=lambda sop: sop.kode)
def test_a_drawing_has_five_symbols_and_nothing_too_small_to_read(sop):
    gambar = draw_sop(sop)

    assert {one.simbol for page in gambar.halaman for one in page.lambang} <= set(Simbol)
    assert len(Simbol) == 4, "the arrow is the fifth"
    assert min(one.ukuran for page in gambar.halaman for one in page.tulisan) >= KECIL == 7 * 20
    assert draw_sop(sop) == gambar


def test_a_segilima_stands_on_both_sides_of_a_page_break():
    for sop in SHIPPED:
        names = [
            one.teks
            for page in draw_sop(sop).halaman
            for one in page.lambang
            if one.simbol is Simbol.SEGILIMA
        ]

        assert all(names.count(one) == 2 for one in names)
        assert set(names) == {f"A{no + 1}" for no in range(len(names) // 2)}


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    kolom = draw(st.integers(1, 5))
    many = draw(st.integers(1, 10))
    columns = st.lists(st.integers(0, kolom - 1), min_size=1, max_size=kolom, unique=True)
    pelaksana = draw(st.lists(columns, min_size=many, max_size=many))
    kembali = {
        no: draw(st.lists(st.integers(1, no - 1), max_size=2, unique=True))
        for no in range(2, many + 1)
        if draw(st.booleans())
    }
    return make_sop(pelaksana, kembali, kolom=kolom)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sops())
def test_whatever_an_sop_is_like_its_drawing_is_plain_or_refused(sop: Sop):
    try:
        gambar = draw_sop(sop)
    except TooLarge as too:
        event(too.sebab)
        return

    assert_is_plain(gambar)
    assert_tells_all(sop, gambar)


def test_fifty_langkah_in_twelve_columns_with_long_words_are_drawn():
    sop = make_sop(
        [[no * 5 % 12] for no in range(50)],
        {no: [no - 3, max(1, no - 17)] for no in range(6, 50, 5)},
        kolom=12,
        teks=LONG,
        nama="Kepala Subbagian Perencanaan dan Pelaporan",
    )

    gambar = draw_sop(sop)

    assert_is_plain(gambar)
    assert_tells_all(sop, gambar)


@pytest.mark.parametrize(
    ("sop", "sebab", "langkah"),
    [
        (make_sop([[0]], kolom=40), Sebab.KOLOM, None),
        (make_sop([[0]], teks=LONG * 60), Sebab.TEKS, 1),
        (make_sop([[0]], kolom=12, nama="Kepala Subbagian" * 12), Sebab.NAMA, None),
    ],
)
def test_what_would_not_be_legible_is_refused_by_its_reason(sop, sebab, langkah):
    with pytest.raises(TooLarge) as refused:
        draw_sop(sop)

    assert (refused.value.sebab, refused.value.langkah) == (sebab, langkah)
