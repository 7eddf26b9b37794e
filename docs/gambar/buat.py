"""Makes the pictures of the guides: plays a berkas in the trial and photographs single phones.

``.venv/bin/python docs/gambar/buat.py`` makes all of them beside this file. A step of ``panduan*.toml``
that has a keterangan is photographed under that name: the phone of whoever acted, in Chromium.
"""

import asyncio
import tempfile
import tomllib
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright

from bot.trial.run import Trial
from bot.trial.scenario import Adegan, Scenario, play
from bot.trial.with_bot import serve

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
JOIN_LINK = "TAUTAN"  # in the scenario: what the one who has not joined would write
WIDTH, HEIGHT, MOST_OF_CHAT = 430, 800, 640  # CSS pixels
SHARPNESS = 1.5  # pixels of the picture per CSS pixel: sharp, and each file below 200 kB
PAGE = 4  # of a laporan: with tables and bars
PAPER = 400  # CSS pixels
CALM = 0.4  # seconds for the bot to finish, and for the chat to scroll to its end
# The height at which the chat begins with a whole message, and shows as many as fit; of a long one, its end.
FITTING = """({ id, most }) => {
    const log = document.querySelector(`[data-phone="${id}"] .log`);
    const end = log.getBoundingClientRect().top - log.scrollTop + log.scrollHeight;
    const heights = [...log.children].reverse().map((piece) => end - piece.getBoundingClientRect().top);
    const chosen = heights.filter((height) => height <= most).at(-1) ?? most;
    return Math.ceil(window.innerHeight - log.clientHeight + chosen);
}"""


async def make_pictures(target: Path) -> None:
    """Start a trial in a folder of its own, play the scenarios and photograph them."""
    announced: asyncio.Future[Trial] = asyncio.get_running_loop().create_future()
    with tempfile.TemporaryDirectory(prefix="tapak-") as folder:
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(serve(Path(folder), port=0, announce=announced.set_result))
            trial = await announced
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=CHROMIUM, args=list(CHROMIUM_OPTIONS)
                )
                await photograph(browser, trial, target)
                await browser.close()
            serving.cancel()


async def photograph(browser: Browser, trial: Trial, target: Path) -> None:
    """Play the scenarios, with a picture after every step that names one."""

    async def on_step(_: int, step: Adegan) -> None:
        if step.keterangan:
            await asyncio.sleep(CALM)
            await take(browser, trial.url, step, target)

    for path in sorted(HERE.glob("panduan*.toml"), key=lambda path: path.stem):
        await play(read_steps(path, trial.start_text), trial.url, on_step)


def read_steps(path: Path, start_text: str) -> Scenario:
    """Return a scenario with the join link of this trial in it."""
    steps = path.read_text(encoding="utf-8").replace(JOIN_LINK, start_text)
    return Scenario.model_validate({**tomllib.loads(steps), "folder": HERE})


async def take(browser: Browser, url: str, step: Adegan, target: Path) -> None:
    """Photograph the phone of whoever acted in a step, alone on a new page."""
    page = await browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=SHARPNESS,
        color_scheme="light",
        reduced_motion="reduce",  # what still slides in is not where it will be
    )
    people = await (await page.request.get(f"{url}/trial/phones")).json()
    user_id = next(p["user_id"] for p in people if step.siapa in (p["name"], p["jabatan"]))
    await page.request.post(f"{url}/trial/phones/{user_id}/read")
    await page.add_init_script(f"sessionStorage.setItem('tapak.ponsel', '[{user_id}]')")
    await page.goto(url)
    phone = page.locator(f"[data-phone='{user_id}']")
    await phone.locator(".log > *").last.wait_for()
    height = await page.evaluate(FITTING, {"id": user_id, "most": MOST_OF_CHAT})
    await page.set_viewport_size({"width": WIDTH, "height": height})
    await asyncio.sleep(CALM)
    await phone.locator(".log").evaluate("log => log.scrollTo(0, log.scrollHeight)")
    picture = target / f"{step.keterangan}.png"
    if step.buka:
        await take_paper(page, phone, url, picture)
    else:
        await phone.screenshot(path=picture, animations="disabled")
    await page.close()


async def take_paper(page: Page, phone: Locator, url: str, picture: Path) -> None:
    """Keep the page of a paper that shows most, as the trial draws it."""
    file = await phone.locator(".document").last.get_attribute("href")
    await page.set_viewport_size({"width": PAPER, "height": HEIGHT})
    await page.goto(f"{url}{file}/{PAGE}")
    await page.locator("img").screenshot(path=picture)


if __name__ == "__main__":
    asyncio.run(make_pictures(HERE))
