"""The page from its beginning: what is done first, and starting over, as often as one likes."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.trial.sample import PEJAWARAN, TARAKAN
from bot.trial.scenario import TOURS, play, read_scenario
from tests.bot.trial_page.conftest import CAMAT, IN_A_BROWSER, PHONES, SMALL, on_page
from tests.bot.trial_page.test_tour import Hands
from tests.support.http import client
from tests.support.patience import HANG_S
from tests.support.running_trial import RunningTrial

pytestmark = IN_A_BROWSER

PEJAWARAN_CAMAT, PEJAWARAN_SEKCAM = 1001, 1002
PATIENCE_MS = 20_000
"""How long the page looks for a button."""
CUT = """() => [...document.querySelectorAll('.bar *, .first *, .board *, .people *, .tour *, .phone__who *')]
  .filter((node) => node.checkVisibility() && !node.closest('svg, .spoken, .people__chips'))
  .filter((node) => {
    const box = node.getBoundingClientRect();
    if (box.width <= 1) return false;
    const isCut = node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline';
    return isCut || (!node.closest('.phones') && (box.left < -1 || box.right > window.innerWidth + 1));
  })
  .map((node) => `${node.className || node.tagName}: ${node.textContent}`)"""
HALF_A_CHIP = """() => {
  const row = document.querySelector('.people__chips').getBoundingClientRect();
  return [...document.querySelectorAll('.people__chips .chip')]
    .map((chip) => chip.getBoundingClientRect())
    .filter((chip) => chip.left < row.right - 1 && chip.right > row.right + 1).length;
}"""


@pytest.fixture
def samples():
    return (PEJAWARAN,)


@on_page
async def server(tmp_path: Path, samples) -> AsyncIterator[RunningTrial]:
    async with RunningTrial(tmp_path / "trial", *samples) as running:
        yield running


async def choose(desk, nama: str) -> None:
    await desk.page.get_by_role("button", name="Putar contoh").click()
    judul = read_scenario(TOURS / f"{nama}.toml").judul
    await desk.page.get_by_role("button", name=judul).click()


@pytest.mark.plays
@pytest.mark.parametrize("samples", [(TARAKAN,)])
async def test_a_tour_is_played_again_after_a_new_beginning(server):
    tour = read_scenario(TOURS / "pengumpulan-data-capaian.toml")
    async with client(server.url) as http:
        for _ in range(2):
            await play(tour, server.url, patience=HANG_S)
            (await http.post("/trial/restart")).raise_for_status()


@pytest.mark.plays
@pytest.mark.parametrize("samples", [(TARAKAN,)])
async def test_a_tour_is_clicked_through_again(open_desk, server):
    await play(read_scenario(TOURS / "pengumpulan-data-capaian.toml"), server.url, patience=HANG_S)
    desk = await open_desk(**SMALL)

    await choose(desk, "pengumpulan-data-capaian")
    await desk.page.get_by_role("button", name="Mulai dari awal dan putar").click()

    await desk.play_to_the_end()
    assert desk.complaints == []


@pytest.mark.plays
async def test_the_whole_sop_is_played_by_clicking_after_play_by_hand(open_desk):
    desk = await open_desk(**SMALL)
    sekcam = Hands(desk, PEJAWARAN_SEKCAM)
    await sekcam.write("/mulai")
    await sekcam.tap("Pengukuran Kinerja")
    await Hands(desk, PEJAWARAN_CAMAT).tap("Disposisikan")
    await desk.page.get_by_role("button", name="Besok 08.00").click()
    await expect(desk.page.locator("#clock")).to_contain_text("Selasa, 6 Oktober 2026")

    await choose(desk, "pengukuran-kinerja-kecamatan")
    await desk.page.get_by_role("button", name="Mulai dari awal dan putar").click()

    await desk.play_to_the_end()
    await expect(desk.page.locator("#board")).to_contain_text("Langkah 10")
    await expect(desk.page.locator("#clock")).to_contain_text("Senin, 12 Oktober 2026")
    await expect(sekcam.log).to_contain_text("Riwayat Pengukuran Kinerja")
    assert desk.complaints == []


async def test_starting_over_shows_the_page_as_it_was_at_first(open_desk):
    desk = await open_desk()
    before = await desk.phone(PEJAWARAN_CAMAT).locator(".message").count()
    sekcam = Hands(desk, PEJAWARAN_SEKCAM)
    await sekcam.write("/mulai")
    await sekcam.tap("Pengukuran Kinerja")
    await expect(desk.page.locator("#board")).to_be_visible()
    await desk.page.get_by_role("button", name="Besok 08.00").click()
    await expect(desk.page.locator("#clock")).to_contain_text("6 Oktober")

    await desk.page.get_by_role("button", name="Ulang dari awal").click()
    await desk.page.get_by_role("dialog").get_by_role("button", name="Mulai dari awal").click()

    await expect(desk.page.locator("#first")).to_be_visible()
    await expect(desk.page.locator("#board")).to_be_hidden()
    await expect(desk.page.locator("#clock")).to_contain_text("Senin, 5 Oktober 2026")
    await expect(desk.phone(PEJAWARAN_CAMAT).locator(".message")).to_have_count(before)
    assert desk.complaints == []


async def test_the_page_says_what_to_do_first_until_it_is_done(open_desk):
    desk = await open_desk()
    first = desk.page.locator("#first")
    await expect(first).to_contain_text(
        "ketik /mulai di ponsel Endang Lestari (Sekretaris Kecamatan)"
    )

    await first.get_by_role("button", name="Tulis /mulai").click()
    draft = desk.phone(PEJAWARAN_SEKCAM).get_by_role("textbox")
    await expect(draft).to_be_focused()
    await desk.page.keyboard.press("Enter")
    await Hands(desk, PEJAWARAN_SEKCAM).tap("Pengukuran Kinerja")

    await expect(first).to_be_hidden()
    await expect(desk.page.locator("#board")).to_contain_text("Langkah 1, sedang berjalan")


async def test_the_main_tour_is_offered_first(open_desk):
    desk = await open_desk()
    await desk.page.get_by_role("button", name="Putar contoh").click()

    tours = desk.page.get_by_role("dialog").get_by_role("listitem")
    await expect(tours.first).to_contain_text("Pengukuran Kinerja Triwulan III")
    await expect(tours.first).to_contain_text("126 langkah")


async def test_nothing_is_cut_on_a_phone(open_desk):
    desk = await open_desk(width=390, height=844)
    assert await desk.page.evaluate(CUT) == []
    assert await desk.page.evaluate(HALF_A_CHIP) == 0

    sekcam = Hands(desk, PEJAWARAN_SEKCAM)
    await desk.page.get_by_role("button", name="Tulis /mulai").click()
    draft = desk.phone(PEJAWARAN_SEKCAM).get_by_role("textbox")
    await expect(draft).to_have_value("/mulai")
    await draft.press("Enter")
    await sekcam.tap("Pengukuran Kinerja")
    await expect(desk.page.locator("#board")).to_be_visible()
    assert await desk.page.evaluate(CUT) == []

    await choose(desk, "kenalan")
    await desk.page.get_by_role("button", name="Putar tanpa mengulang").click()
    await expect(desk.page.get_by_label("Kecepatan")).to_be_visible()
    assert await desk.page.evaluate(CUT) == []
    assert await desk.page.evaluate(HALF_A_CHIP) == 0
    await expect(desk.page.locator(".tour__count")).to_have_text(re.compile(r"^\d / 3$"))


async def test_a_tour_that_failed_offers_to_start_over(open_desk, server):
    desk = await open_desk()
    await desk.page.clock.install()
    steps = [{"siapa": "Camat", "tekan": "Setujui"}]
    await desk.page.route(
        "**/trial/tours/kenalan", lambda route: route.fulfill(json={"judul": "x", "adegan": steps})
    )
    await choose(desk, "kenalan")
    await desk.hurry()
    failed = desk.page.locator(".tour--failed")
    while not await failed.is_visible():
        await desk.page.clock.fast_forward(PATIENCE_MS)

    await desk.page.locator(".tour").get_by_role("button", name="Mulai dari awal").click()

    dialog = desk.page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="Mulai dari awal dan putar")).to_be_focused()


class TestWithTheBotElsewhere:
    """The page of a server alone cannot start the bot over, and says how it is done."""

    @on_page
    async def server(self):
        from bot.trial.server import TrialServer

        async with TrialServer(phones=PHONES) as server:
            yield server

    async def test_the_command_is_shown(self, open_desk):
        desk = await open_desk()
        await desk.page.get_by_role("button", name="Ulang dari awal").click()

        dialog = desk.page.get_by_role("dialog")
        await expect(dialog).to_contain_text("tapak trial --fresh")
        await expect(dialog.get_by_role("button", name="Mulai dari awal")).to_have_count(0)
        await expect(desk.phone(CAMAT)).to_be_visible()
        await expect(desk.page.locator("#first")).to_be_hidden()
