"""A dokumen that the bot hands out again: seen and downloaded on the page, in a real browser."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.bot.trial.scenes import PNG
from tests.bot.trial_page.conftest import IN_A_BROWSER
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

pytestmark = IN_A_BROWSER

TAPEM = "Slamet Riyadi"
PDF = b"%PDF-1.4\n" + bytes(range(256)) + b"\n%%EOF"


async def test_what_was_handed_in_is_shown_and_downloaded_again(browser: Browser, tmp_path: Path):
    async with House(tmp_path) as house:
        await Lapangan(house).go_to("4.0")
        url = f"/trial/phones/{house.user[TAPEM]}/send"
        for sent in ({"file": ("register.pdf", PDF)}, {"photo": ("foto.png", PNG, "image/png")}):
            (await house.http.post(url, files=sent)).raise_for_status()
        await house.find(TAPEM, "Lihat dokumen (2)")
        context = await browser.new_context(viewport={"width": 430, "height": 900})
        await context.add_init_script(
            f"sessionStorage.setItem('tapak.ponsel', '[{house.user[TAPEM]}]')"
        )
        page = await context.new_page()
        await page.goto(house.server.url)
        phone = page.locator(f"[data-phone='{house.user[TAPEM]}']")

        await phone.get_by_role("button", name="Lihat dokumen (2)").click()

        handed_out = phone.locator(".message:not(.message--mine)", has_text="Data dukung")
        await expect(handed_out).to_have_count(2)
        picture = handed_out.nth(1).locator("img.photo")
        await expect(picture).to_have_js_property("complete", value=True)
        assert await picture.evaluate("image => image.naturalWidth") == 1
        async with page.expect_download() as download:
            await handed_out.nth(0).locator("a.document").click()
        saved = await (await download.value).path()
        assert saved.read_bytes() == PDF
        await context.close()
