"""A trial server with a tiny bot behind it, and Chromium in front of it."""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.trial.server import TrialServer
from tests.support.http import client
from tests.support.patience import HANG_S

in_one_loop = pytest.mark.asyncio(loop_scope="session")
"""One browser serves every test here, so they share its event loop; each has a context of its own."""
IN_A_BROWSER = [pytest.mark.browser, in_one_loop]
on_page = partial(pytest_asyncio.fixture, loop_scope="session")
"""A fixture of such a test."""
HANG_MS = HANG_S * 1000
expect.set_options(timeout=HANG_MS)

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TUESDAY = datetime(2026, 10, 6, 1, 12, tzinfo=UTC)
CAMAT, SEKRETARIS, KASI, STAF = 1001, 1002, 1003, 1006
POSTS = {
    CAMAT: ("Bambang Wicaksono", "Camat"),
    SEKRETARIS: ("Ratna Dewi", "Sekretaris Kecamatan"),
    KASI: ("Dedi Kurnia", "Kasi Pemberdayaan Masyarakat"),
    1004: ("Sari Puspita", "Kasi Tata Pemerintahan"),
    1005: ("Hendra Wijaya", "Kasubbag Umum"),
    STAF: ("Asep Sunandar", "Staf Umum"),
    1007: ("Cecep Supriatna", "Staf Pelayanan"),
}
PHONES = [
    {"user_id": user_id, "name": name, "jabatan": jabatan, "unit": "Kecamatan Pejawaran"}
    for user_id, (name, jabatan) in POSTS.items()
]
GONE = "status of 409 (Conflict)"
"""What the browser notes of a tap on a button that changed in that moment; the phone says it too."""
TOO_FAST_TO_WATCH = "200"
WHOLE_TOUR_MS = 300_000
SMALL = {"width": 640, "height": 400}
"""A window for what is played at length: a browser without a graphics card paints every pixel by hand."""
CARD = "<b>Persetujuan realisasi TW III</b>\n8/8 terisi, rata-rata capaian 96 %."
KEYS = [["✅ Setujui", "↩️ Kembalikan…"]]


class EchoBot:
    """Answers a card with an alert, a sheet with a receipt and anything else with an echo."""

    def __init__(self, server: TrialServer) -> None:
        self._http = client(f"{server.url}/bot{server.token}/")
        self.next: dict[int, int] = {}
        """Who is sent a card when somebody taps, by that person."""

    async def call(self, method: str, **params: Any) -> Any:
        files = {"document": params.pop("file")} if "file" in params else None
        content = {"data": params, "files": files} if files else {"json": params}
        answer = (await self._http.post(method, **content)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def send(self, chat_id: int, text: str, **params: Any) -> Any:
        return await self.call(
            "sendMessage", chat_id=chat_id, text=text, parse_mode="HTML", **params
        )

    async def send_card(self, chat_id: int, text: str = CARD) -> Any:
        return await self.send(chat_id, text, reply_markup=draw_keys())

    async def edit_card(self, chat_id: int, message_id: int, text: str) -> None:
        place = {"chat_id": chat_id, "message_id": message_id, "parse_mode": "HTML"}
        await self.call("editMessageText", **place, text=text, reply_markup=draw_keys())

    async def run(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=10):
                offset = update["update_id"] + 1
                await self._answer(update)

    async def _answer(self, update: dict[str, Any]) -> None:
        if query := update.get("callback_query"):
            await self._on_tap(query)
        elif message := update.get("message"):
            await self._on_message(message)

    async def _on_tap(self, query: dict[str, Any]) -> None:
        place = {"chat_id": query["from"]["id"], "message_id": query["message"]["message_id"]}
        if place["chat_id"] in self.next:
            await self.send_card(self.next[place["chat_id"]])
        await self.call("editMessageText", **place, text=f"Sudah: {query['data']}")
        await self.call(
            "answerCallbackQuery",
            callback_query_id=query["id"],
            text="Keputusan Bapak tercatat.",
            show_alert=True,
        )

    async def _on_message(self, message: dict[str, Any]) -> None:
        chat_id = message["chat"]["id"]
        if document := message.get("document"):
            await self.send(chat_id, f"Diterima: {document['file_name']}")
        elif message["text"] == "/start":
            return
        elif message["text"] == "/kartu":
            await self.send_card(chat_id)
        elif message["text"] == "/lembar":
            await self.call("sendDocument", chat_id=chat_id, file=("realisasi.xlsx", draw_sheet()))
        else:
            await self.send(chat_id, f"Tercatat: {message['text']}")

    async def aclose(self) -> None:
        await self._http.aclose()


def draw_keys() -> dict[str, Any]:
    keys = [[{"text": label, "callback_data": label} for label in row] for row in KEYS]
    return {"inline_keyboard": keys}


def draw_sheet() -> bytes:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(["Kode", "Indikator", "Realisasi"])
    workbook.active.append(["IK-04", "Jalan lingkungan", None])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


@on_page
async def server() -> AsyncIterator[TrialServer]:
    async with TrialServer(phones=PHONES, start_at=TUESDAY) as server:
        yield server


@on_page
async def echo(server: TrialServer) -> AsyncIterator[EchoBot]:
    """The bot, and everybody has pressed Start."""
    bot = EchoBot(server)
    async with client(server.url) as http:
        for user_id in POSTS:
            await http.post(f"/trial/phones/{user_id}/send", json={"text": "/start"})
    running = asyncio.get_running_loop().create_task(bot.run())
    yield bot
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    await bot.aclose()


@pytest.fixture(scope="session")
def chromium() -> Path:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing")
    return CHROMIUM


@on_page(scope="session")
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=list(CHROMIUM_OPTIONS)
        )
        yield browser
        await browser.close()


class Desk:
    """A page that is open, and everything its console complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda line: self._complain(line.type, line.text))
        page.on("pageerror", lambda error: self._complain("error", str(error)))

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and GONE not in text:
            self.complaints.append(text)

    def phone(self, user_id: int) -> Any:
        return self.page.locator(f"[data-phone='{user_id}']")

    async def hurry(self) -> None:
        """Play faster than anybody could read."""
        speed = self.page.get_by_label("Kecepatan")
        await speed.wait_for()
        await speed.evaluate(f"list => list.add(new Option('Uji', '{TOO_FAST_TO_WATCH}'))")
        await speed.select_option(TOO_FAST_TO_WATCH)

    async def play_to_the_end(self) -> None:
        await self.hurry()
        ended = self.page.locator(".tour--done, .tour--failed")
        await ended.wait_for(timeout=WHOLE_TOUR_MS)
        await expect(ended).to_contain_text("Selesai.")


OpenDesk = Callable[..., Awaitable[Desk]]


@on_page
async def open_desk(browser: Browser, server: TrialServer) -> AsyncIterator[OpenDesk]:
    async with AsyncExitStack() as contexts:

        async def opened(
            *, width: int = 1280, height: int = 800, scheme: str = "light", moves: bool = False
        ) -> Desk:
            """Open the page of somebody who likes nothing to move, which is painted faster."""
            context = await browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="no-preference" if moves else "reduce",
            )
            contexts.push_async_callback(context.close)
            context.set_default_timeout(HANG_MS)
            desk = Desk(await context.new_page())
            await desk.page.goto(server.url)
            await desk.page.locator("html[data-ready]").wait_for()
            return desk

        yield opened
