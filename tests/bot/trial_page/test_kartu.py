"""How tall cards are on a phone of 390 x 844 pixels, in a real browser: every card of every SOP.

A card of twelve indikator fits two screens, one of forty or more fits four; so does every page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.async_api import expect

from handlers.screens.screen import Screen, to_json
from sop_flows.engine.facts import Facts
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Minta, Sop
from tests.bot.trial_page.conftest import CAMAT, IN_A_BROWSER, EchoBot, OpenDesk
from tests.support.views import DARI, KEMBALI, SOPS, converse, make_kartu
from tests.support.views_nilai import looking, make_decided, make_formulir_many, make_seen
from tests.support.wall import on_card

pytestmark = IN_A_BROWSER

WIDTH, SCREEN = 390, 844
SCREENS = {12: 2, 40: 4, 150: 4}
"""How many screens a card may take, by its indikator."""
HEIGHTS = "all => all.map((one) => Math.ceil(one.getBoundingClientRect().height))"
CARRIED = {
    "facts": Facts(dari=DARI, kembali=KEMBALI, konsep="Mohon diutamakan", tanya="Mengapa turun?")
}


@dataclass(frozen=True, slots=True)
class Tall:
    """A card as it is sent, and how tall it may be."""

    name: str
    screen: Screen
    most: int


def cards_of(sop: Sop, jumlah: int) -> Iterator[tuple[str, KartuView]]:
    """Yield every card of an SOP with so many indikator, and those beside its flow."""
    all_units = make_formulir_many(jumlah, 5)
    own = make_formulir_many(jumlah, 1)
    for langkah in sop.langkah:
        for index, tahap in enumerate(langkah.tahap):
            forms = own if tahap.minta is Minta.FORMULIR else all_units
            view = make_kartu(
                tahap.minta, sop=sop, di=(langkah.no, index), formulir=forms, tugas=CARRIED
            )
            yield f"{sop.kode} {langkah.no}.{index}", view
    yield f"{sop.kode} pertanyaan", make_kartu(None, sop=sop, formulir=own, tugas=CARRIED)


def states_of(view: KartuView) -> Iterator[tuple[str, KartuView]]:
    """Yield a card as it is, and as it stands when somebody looks or is asked."""
    yield "kartu", view
    tahap = view.tahap
    if tahap is None or tahap.minta is Minta.FORMULIR:
        for halaman in (1, 2, 4):
            yield f"halaman {halaman}", replace(view, halaman=halaman)
        return
    sha = make_seen(view.formulir).sha256
    decided = (make_decided(sha), make_decided("cd" * 32, 7, "Endang Lestari"))
    if tahap.minta in (Minta.KEPUTUSAN, Minta.PARAF, Minta.TANDA_TANGAN):
        judged = looking(view, 0, *decided)
        yield "putusan", judged
        for halaman in (1, 2, 3, 9_999):
            yield f"nilai {halaman}", replace(judged, halaman=halaman)
        kerja = view.aksi[0]
        yield "yakin", converse(judged, "yakin", kerja=kerja)


def everything(jumlah: int) -> list[Tall]:
    """Return every card of every SOP in every state, once where several show the same."""
    most = SCREENS[jumlah] * SCREEN
    drawn = (
        Tall(f"{name}, {state}", on_card(view), most)
        for sop in SOPS.values()
        for name, card in cards_of(sop, jumlah)
        for state, view in states_of(card)
    )
    return list({one.screen: one for one in drawn}.values())


@pytest.fixture(params=[40, *(pytest.param(many, marks=pytest.mark.plays) for many in (12, 150))])
def cards(request: pytest.FixtureRequest) -> list[Tall]:
    """Every card with so many indikator, drawn before anybody waits for it."""
    return everything(request.param)


async def test_no_card_is_taller_than_it_may_be(
    cards: list[Tall], echo: EchoBot, open_desk: OpenDesk
):
    desk = await open_desk(width=WIDTH, height=SCREEN)
    await desk.page.evaluate(f"sessionStorage.setItem('tapak.ponsel', '[{CAMAT}]')")
    for card in cards:
        await echo.send(CAMAT, card.screen.text, reply_markup=to_json(card.screen))

    await desk.page.reload()
    drawn = desk.phone(CAMAT).locator(".message:not(.message--mine)")
    await expect(drawn).to_have_count(len(cards))
    heights = await drawn.evaluate_all(HEIGHTS)

    too_tall = [
        (card.name, height)
        for card, height in zip(cards, heights, strict=True)
        if height > card.most
    ]
    assert too_tall == []
    assert max(heights) > SCREEN
