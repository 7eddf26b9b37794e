"""Makes pictures of the Camat's signing card: ``python tests/bot/trial_page/pictures_kartu.py FOLDER``.

The card of an office with 12, 40 and 150 indikator, and the pages behind it, each alone on a phone of
390 pixels and in its whole height.
"""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from bot.trial.server import TrialServer
from handlers.screens.screen import Screen, to_json
from sop_flows.ports.views import KartuView
from sop_flows.sop.definition import Minta
from tests.bot.trial_page.conftest import (
    CAMAT,
    CHROMIUM,
    CHROMIUM_OPTIONS,
    PHONES,
    TUESDAY,
    EchoBot,
)
from tests.support.http import client
from tests.support.views import KECAMATAN, PEMIRSA, make_kartu
from tests.support.views_nilai import looking, make_decided, make_formulir_many, make_seen
from tests.support.wall import on_card

WIDTH, SCREEN = 390, 844
TALL = 6 * SCREEN
SIGNING = (8, 2)
"""Where the Camat ratifies."""
PAGES = (0, 1, 2)


def signing_card(jumlah: int) -> KartuView:
    """Return the Camat's card after two have approved."""
    forms = make_formulir_many(jumlah, 5)
    sha = make_seen(forms).sha256
    view = make_kartu(
        Minta.TANDA_TANGAN,
        sop=KECAMATAN,
        di=SIGNING,
        formulir=forms,
        unit=None,
        progres=(24, 24),
        jabatan="Camat",
        pemirsa=replace(PEMIRSA, nama="Suharyanto", jabatan="Camat"),
    )
    return looking(view, 0, make_decided(sha), make_decided(sha, 7, "Endang Lestari"))


def screens() -> Iterator[tuple[str, Screen]]:
    """Yield what is photographed, by name."""
    for jumlah in (12, 40, 150):
        card = signing_card(jumlah)
        for halaman in PAGES:
            yield f"camat-{jumlah}-{halaman}", on_card(replace(card, halaman=halaman))


async def photograph(browser: Browser, url: str, target: Path) -> None:
    """Photograph the phone as it stands."""
    page = await browser.new_page(
        viewport={"width": WIDTH, "height": TALL}, reduced_motion="reduce", color_scheme="light"
    )
    await page.add_init_script(f"sessionStorage.setItem('tapak.ponsel', '[{CAMAT}]')")
    await page.goto(url)
    card = page.locator(f"[data-phone='{CAMAT}'] .message:not(.message--mine)").last
    await card.wait_for()
    box = await card.bounding_box()
    assert box is not None
    await page.screenshot(
        path=target, clip={"x": 0, "y": box["y"], "width": WIDTH, "height": box["height"]}
    )
    print(f"{target.name}: {box['height']:.0f} pixels, {box['height'] / SCREEN:.2f} screens")
    await page.close()


async def make(folder: Path) -> None:
    """Send each screen to a phone of its own trial, and photograph it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(CHROMIUM_OPTIONS)
        )
        for name, screen in screens():
            async with TrialServer(phones=PHONES, start_at=TUESDAY) as server:
                bot = EchoBot(server)
                async with client(server.url) as http:
                    await http.post(f"/trial/phones/{CAMAT}/send", json={"text": "/start"})
                await bot.send(CAMAT, screen.text, reply_markup=to_json(screen))
                await photograph(browser, server.url, folder / f"{name}.png")
                await bot.aclose()
        await browser.close()


if __name__ == "__main__":
    chosen = Path(sys.argv[1])
    chosen.mkdir(parents=True, exist_ok=True)
    asyncio.run(make(chosen))
