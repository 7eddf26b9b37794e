"""Makes the pictures of the trial page: ``python tests/bot/trial_page/pictures.py [FOLDER]``.

The page plays the tour of SOP 001 and is paused while the seksi fill in, each in its own way; then it is
photographed, wide and as a phone. Without FOLDER the README's pictures are made anew; FOLDER gets the dark
ones as well.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page, async_playwright, expect

from bot.trial.scenario import TOURS, read_scenario
from bot.trial.with_bot import serve

CHROMIUM = "/usr/bin/chromium"
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
README = Path(__file__).parents[3] / "docs" / "gambar"
TOUR = TOURS / "pengukuran-kinerja-kecamatan.toml"
NEXT = "Perbaiki"
"""The tour is paused before the step that taps this."""
PUT_AWAY = ("Suharyanto", "Retno Wulandari", "Agus Prasetyo", "Budi Hartono")
LOOKED_AT = "Joko Susilo"
SIZES = {"1280": (1280, 860), "390": (390, 844)}
TOASTS_MS = 4000
PAUSE_THERE = """
number => new MutationObserver(() => {
  if (!document.querySelector(".tour__count").textContent.startsWith(`${number} /`)) return;
  [...document.querySelectorAll(".tour button")].find((one) => one.textContent === "Jeda")?.click();
}).observe(document.getElementById("tour"), { subtree: true, childList: true, characterData: true })
"""


async def make(folder: Path) -> None:
    """Play and photograph."""
    with TemporaryDirectory(prefix="tapak-") as scratch:
        url: asyncio.Queue[str] = asyncio.Queue()
        async with asyncio.TaskGroup() as group:
            serving = serve(
                Path(scratch), port=0, announce=lambda trial: url.put_nowait(trial.url)
            )
            trial = group.create_task(serving)
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=CHROMIUM, args=list(OPTIONS)
                )
                page = await browser.new_page(reduced_motion="reduce")
                await play_to_the_middle(page, await url.get())
                await photograph(page, folder)
                await browser.close()
            trial.cancel()


async def play_to_the_middle(page: Page, url: str) -> None:
    """Let the page play, faster than anybody could read, and pause it."""
    tour = read_scenario(TOUR)
    number = next(n for n, step in enumerate(tour.adegan, start=1) if step.tekan == NEXT)
    await page.goto(url)
    await page.locator("html[data-ready]").wait_for()
    await page.evaluate(PAUSE_THERE, number)
    await page.get_by_role("button", name="Putar contoh").click()
    await page.get_by_role("button", name=tour.judul).click()
    speed = page.get_by_label("Kecepatan")
    await speed.evaluate("list => list.add(new Option('Uji', '200'))")
    await speed.select_option("200")
    go_on = page.locator(".tour").get_by_role("button", name="Lanjut", exact=True)
    await expect(go_on).to_be_visible(timeout=60_000)
    await speed.select_option("1")
    for name in PUT_AWAY:
        await page.get_by_role("button", name=f"Menu ponsel {name}").click()
        await page.get_by_role("menuitem", name="Simpan ponsel ini").click()
    await page.wait_for_timeout(TOASTS_MS)


async def photograph(page: Page, folder: Path) -> None:
    """Take one picture for each size and scheme."""
    for size, (width, height) in SIZES.items():
        await page.set_viewport_size({"width": width, "height": height})
        for ending in ("",) if folder == README else ("", "-gelap"):
            await page.emulate_media(color_scheme="dark" if ending else "light")
            phone = page.locator(".phone").filter(has=page.get_by_role("heading", name=LOOKED_AT))
            await phone.scroll_into_view_if_needed()
            await page.mouse.move(0, 0)
            await page.wait_for_timeout(600)
            await page.screenshot(path=folder / f"coba-{size}{ending}.png")


if __name__ == "__main__":
    asyncio.run(make(Path(sys.argv[1]) if len(sys.argv) > 1 else README))
