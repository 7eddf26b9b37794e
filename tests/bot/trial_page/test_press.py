"""What happens on the page while a button is being pressed."""

import pytest
from playwright.async_api import expect

from bot.trial.server import TrialServer
from tests.bot.trial_page.conftest import CAMAT, CARD, IN_A_BROWSER, EchoBot
from tests.support.http import client

pytestmark = IN_A_BROWSER

STRIP = {
    "kantor": "Kecamatan Pejawaran",
    "judul": "Pengukuran Kinerja",
    "langkah": [{"no": 1, "status": "berjalan", "nama": "Disposisi"}],
}


async def change_the_card(echo: EchoBot, _server: TrialServer, number: int) -> None:
    longer = f"{CARD}\n\nBaris yang baru."
    await echo.edit_card(CAMAT, number, longer)


async def send_a_long_message(echo: EchoBot, _server: TrialServer, _number: int) -> None:
    await echo.send(CAMAT, "Baris.\n" * 40)


async def show_the_strip(_echo: EchoBot, server: TrialServer, _number: int) -> None:
    async with client(server.url) as http:
        await http.post("/trial/papan", json=STRIP)


@pytest.mark.parametrize(
    ("meanwhile", "read"),
    [
        (change_the_card, "/messages"),
        (send_a_long_message, "/messages"),
        (show_the_strip, "/papan"),
    ],
)
async def test_a_button_stays_below_the_finger_that_presses_it(
    echo, open_desk, server, meanwhile, read
):
    number = (await echo.send_card(CAMAT))["message_id"]
    desk = await open_desk()
    phone, mouse = desk.phone(CAMAT), desk.page.mouse
    button = await phone.get_by_role("button", name="✅ Setujui").bounding_box()
    await mouse.move(button["x"] + button["width"] / 2, button["y"] + 3)
    await mouse.down()
    async with desk.page.expect_response(lambda answer: answer.url.endswith(read)) as answer:
        await meanwhile(echo, server, number)
    await (await answer.value).finished()
    await desk.page.evaluate("() => new Promise((drawn) => setTimeout(drawn, 200))")

    await mouse.up()

    await expect(phone.get_by_role("alertdialog")).to_contain_text("Keputusan Bapak tercatat.")
    assert desk.complaints == []
