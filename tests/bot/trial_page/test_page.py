"""The page of the trial mode, in a real browser."""

import re

import pytest
from playwright.async_api import expect

from tests.bot.trial_page.conftest import IN_A_BROWSER
from tests.support.http import client

pytestmark = IN_A_BROWSER

CAMAT, SEKRETARIS, KASI, STAF = 1001, 1002, 1003, 1006


async def test_the_page_opens_without_a_complaint(echo, open_desk):
    desk = await open_desk()

    await expect(desk.page.get_by_text("Mode coba · data contoh")).to_be_visible()
    await expect(desk.page.locator("#clock")).to_contain_text(re.compile(r"08\.1\d WIB"))
    await expect(desk.page.locator("#clock")).to_contain_text("Selasa, 6 Oktober 2026")
    await expect(desk.page.locator(".phone")).to_have_count(5)
    assert desk.complaints == []


async def test_a_message_of_the_bot_appears_without_a_reload(echo, open_desk):
    desk = await open_desk(moves=True)

    await echo.send_card(CAMAT)

    phone = desk.phone(CAMAT)
    await expect(phone.locator("b", has_text="Persetujuan realisasi TW III")).to_be_visible()
    await expect(phone.get_by_role("button", name="✅ Setujui")).to_be_visible()
    await expect(phone).to_have_class(re.compile("phone--unread"))
    await expect(desk.phone(KASI)).not_to_have_class(re.compile("phone--unread"))


async def test_a_tap_reaches_the_bot_and_its_alert_opens_inside_that_phone(echo, open_desk):
    desk = await open_desk(moves=True)
    await echo.send_card(CAMAT)
    phone = desk.phone(CAMAT)

    await phone.get_by_role("button", name="✅ Setujui").click()

    await expect(phone.get_by_role("alertdialog")).to_contain_text("Keputusan Bapak tercatat.")
    await expect(phone.locator(".log")).to_contain_text("Sudah: ✅ Setujui")
    await expect(phone.locator(".log")).to_contain_text("diedit")
    await expect(phone).not_to_have_class(re.compile("phone--unread"))
    await phone.get_by_role("button", name="Mengerti").click()
    await expect(phone.get_by_role("alertdialog")).to_have_count(0)
    assert desk.complaints == []


async def test_an_alert_leaves_the_question_below_it_readable(echo, open_desk):
    desk = await open_desk()
    await echo.send_card(KASI)
    question = {"force_reply": True, "input_field_placeholder": "Contoh: 1.150,5"}
    await echo.send(KASI, "Ketik realisasinya.", reply_markup=question)
    phone = desk.phone(KASI)

    await phone.get_by_role("button", name="✅ Setujui").click()

    alert = await phone.locator(".alert").bounding_box()
    quote = await phone.locator(".quote").bounding_box()
    assert alert["y"] + alert["height"] <= quote["y"] + 1
    await expect(phone.locator(".quote")).to_contain_text("Ketik realisasinya.")
    await expect(phone.get_by_placeholder("Contoh: 1.150,5")).to_be_visible()


async def test_an_answer_closes_the_question(echo, open_desk):
    desk = await open_desk()
    await echo.send(KASI, "Ketik realisasinya.", reply_markup={"force_reply": True})
    phone = desk.phone(KASI)
    await expect(phone.locator(".quote")).to_be_visible()

    await phone.get_by_role("textbox").fill("1.150,5")
    await phone.get_by_role("textbox").press("Enter")

    await expect(phone.locator(".log")).to_contain_text("Tercatat: 1.150,5")
    await expect(phone.locator(".quote")).to_be_hidden()
    await expect(phone.get_by_role("textbox")).to_have_value("")


async def test_a_draft_survives_what_arrives_meanwhile(echo, open_desk):
    desk = await open_desk()
    draft = desk.phone(KASI).get_by_role("textbox")
    await draft.fill("Mohon tambahan wak")

    await echo.send_card(KASI)

    await expect(desk.phone(KASI).get_by_role("button", name="✅ Setujui")).to_be_visible()
    await expect(draft).to_have_value("Mohon tambahan wak")
    await expect(draft).to_be_focused()


async def test_a_reader_of_old_messages_is_not_pulled_down(echo, open_desk):
    for number in range(25):
        await echo.send(KASI, f"Pesan {number}")
    desk = await open_desk()
    log = desk.phone(KASI).locator(".log")
    await log.evaluate("log => log.scrollTo(0, 0)")

    await echo.send(KASI, "Pesan terbaru")

    await expect(log).to_contain_text("Pesan terbaru")
    assert await log.evaluate("log => log.scrollTop") == 0
    await desk.phone(KASI).get_by_role("button", name="Ke pesan terbaru").click()
    await expect(log.get_by_text("Pesan terbaru")).to_be_in_viewport()


async def test_people_beyond_five_are_behind_the_picker(echo, open_desk):
    desk = await open_desk()
    await expect(desk.phone(STAF)).to_have_count(0)
    await echo.send(STAF, "Mohon tanda tangan.")

    await desk.page.get_by_role("button", name="+ Pegawai (2)").click()
    await desk.page.get_by_placeholder("Cari nama").fill("asep")
    await desk.page.get_by_role("button", name="Asep Sunandar").click()

    await expect(desk.phone(STAF).locator(".log")).to_contain_text("Mohon tanda tangan.")
    await expect(desk.page.get_by_role("button", name="+ Pegawai (1)")).to_be_visible()


async def test_a_document_goes_to_the_bot_and_comes_back_with_its_size(echo, open_desk):
    desk = await open_desk()
    phone = desk.phone(KASI)

    sent = {"name": "bukti.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" + b"x" * 2045}
    await phone.locator("input[type=file]").set_input_files(sent)

    await expect(phone.locator(".log")).to_contain_text("Diterima: bukti.pdf")
    await expect(phone.get_by_role("link", name="bukti.pdf")).to_contain_text("2 kB")


async def test_the_clock_moves_by_its_buttons(echo, open_desk):
    desk = await open_desk()

    await desk.page.get_by_role("button", name="Besok 08.00").click()

    await expect(desk.page.locator("#clock")).to_contain_text("08.00 WIB")
    await expect(desk.page.locator("#clock")).to_contain_text("Rabu, 7 Oktober 2026")


async def test_a_blocked_bot_is_visible_and_can_be_unblocked(echo, open_desk):
    desk = await open_desk()
    phone = desk.phone(SEKRETARIS)

    await phone.get_by_role("button", name="Menu ponsel").click()
    await phone.get_by_role("menuitem", name="Blokir bot").click()
    await expect(phone).to_have_class(re.compile("phone--blocked"))

    await phone.get_by_role("button", name="Menu ponsel").click()
    await phone.get_by_role("menuitem", name="Buka blokir bot").click()
    await expect(phone).not_to_have_class(re.compile("phone--blocked"))


async def test_the_commands_are_those_that_the_bot_offers(echo, open_desk):
    commands = [{"command": "kartu", "description": "Kartu contoh"}]
    await echo.call("setMyCommands", commands=commands)
    desk = await open_desk()
    phone = desk.phone(CAMAT)

    await phone.get_by_role("button", name="Daftar perintah").click()
    await phone.get_by_role("menuitem", name="/kartu").click()

    await expect(phone.get_by_role("button", name="✅ Setujui")).to_be_visible()


async def test_the_strip_shows_where_the_sop_is(echo, open_desk, server):
    desk = await open_desk()
    await expect(desk.page.locator("#board")).to_be_hidden()
    steps = [("selesai", "Disposisi"), ("berjalan", "Isi realisasi"), ("belum", "Persetujuan")]
    board = {
        "kantor": "Kecamatan Pejawaran",
        "judul": "Pengukuran Kinerja",
        "langkah": [
            {"no": number, "status": status, "nama": name}
            for number, (status, name) in enumerate(steps, start=1)
        ],
        "berikutnya": {"at": "2026-10-06T07:30:00+00:00", "teks": "Batas Isi realisasi"},
    }

    async with client(server.url) as http:
        await http.post("/trial/papan", json=board)

    strip = desk.page.locator("#board")
    await expect(strip).to_contain_text("Langkah 2, sedang berjalan: Isi realisasi")
    await expect(strip).to_contain_text("Sel, 6 Okt 14.30 WIB Batas Isi realisasi")
    heading = desk.page.get_by_role("heading", name="Kecamatan Pejawaran")
    await expect(heading).to_be_visible()


async def test_the_tours_that_are_shipped_are_offered(echo, open_desk):
    desk = await open_desk()

    offered = await desk.page.evaluate("fetch('/trial/tours').then(reply => reply.json())")

    assert {"judul", "keterangan", "kantor", "name", "langkah"} == set(offered[0])


async def test_every_target_is_large_enough_for_a_thumb(echo, open_desk):
    await echo.send_card(CAMAT)
    desk = await open_desk(width=390, height=844)
    await expect(desk.phone(CAMAT).get_by_role("button", name="✅ Setujui")).to_be_visible()

    small = await desk.page.evaluate(
        """[...document.querySelectorAll("button, a[href]")]
            .filter(target => target.checkVisibility() && target.offsetHeight < 32)
            .map(target => target.outerHTML)"""
    )

    assert small == []


async def test_a_narrow_screen_shows_one_phone_per_swipe(echo, open_desk):
    desk = await open_desk(width=390, height=844)
    measure = (
        "[document.documentElement.scrollWidth, document.querySelector('.phone').offsetWidth]"
    )

    page_width, phone_width = await desk.page.evaluate(measure)
    await desk.page.locator(".phones").evaluate("table => table.scrollBy(300, 0)")

    assert page_width == 390
    assert 350 <= phone_width <= 390
    await expect(desk.phone(SEKRETARIS)).to_be_in_viewport(ratio=0.9)
    assert desk.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_both_schemes_can_be_looked_at(echo, open_desk, tmp_path, scheme):
    await echo.send_card(CAMAT)
    grounds = set()
    for width, height in ((1280, 800), (390, 844)):
        desk = await open_desk(width=width, height=height, scheme=scheme)
        await expect(desk.phone(CAMAT).get_by_role("button", name="✅ Setujui")).to_be_visible()
        await desk.page.screenshot(path=tmp_path / f"{scheme}-{width}.png")
        surface = "getComputedStyle(document.querySelector('.phone')).backgroundColor"
        grounds.add(await desk.page.evaluate(surface))

    assert grounds == {"rgb(255, 255, 255)" if scheme == "light" else "rgb(25, 33, 44)"}
