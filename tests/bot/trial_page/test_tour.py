"""SOP 001 on the page, carried by hands that tap, type and hand in."""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.async_api import Response, expect

from bot.trial.papan import keep_papan
from bot.trial.scenario import SAMPLES, TOURS, play, read_scenario
from bot.trial.server import TrialServer
from tests.bot.trial_page.conftest import IN_A_BROWSER, on_page
from tests.support.house import House
from tests.support.patience import HANG_S

pytestmark = IN_A_BROWSER

TOUR = "pengukuran-kinerja-kecamatan"


@on_page
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """The whole product, with the strip above the phones."""
    async with House(tmp_path) as house:
        strip = asyncio.get_running_loop().create_task(
            keep_papan(house.app, house.server.messenger.hints, house.http)
        )
        yield house
        strip.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await strip


@pytest.fixture
def server(house: House) -> TrialServer:
    return house.server


def is_tap(response: Response) -> bool:
    return response.url.endswith("/tap")


class Hands:
    """One official's hands on the page."""

    def __init__(self, desk: Any, user_id: int) -> None:
        self.phone = desk.phone(user_id)
        self.log = self.phone.locator(".log")

    async def write(self, text: str) -> None:
        box = self.phone.get_by_role("textbox")
        await box.fill(text)
        await box.press("Enter")

    async def tap(self, label: str, on: str = "") -> None:
        """Tap a button; again, as the page asks, where its card changed under the finger."""
        message = self.log.locator(".message", has_text=on).last if on else self.log
        button = message.get_by_role("button", name=label).last
        while True:
            async with self.log.page.expect_response(is_tap) as answer:
                await button.click()
            if (await answer.value).status != HTTPStatus.CONFLICT:
                return

    async def see(self, text: str) -> None:
        await expect(self.log).to_contain_text(text)

    async def hand_in(self, name: str, kind: str, content: bytes) -> None:
        file = {"name": name, "mimeType": kind, "buffer": content}
        await self.phone.locator("input[type=file]").set_input_files(file)


async def test_officials_carry_the_first_langkah_by_hand(house, open_desk):
    desk = await open_desk()
    camat, sekcam, kasubbag, kasi = (
        Hands(desk, house.user[nama])
        for nama in ("Suharyanto", "Endang Lestari", "Retno Wulandari", "Slamet Riyadi")
    )

    await sekcam.write("/mulai")
    await sekcam.tap("Pengukuran Kinerja")
    await camat.tap("Tambah catatan")
    await camat.see("Mohon menuliskan catatan")
    await camat.write("Mohon selesai sebelum rapat Bupati.")
    await camat.see("Catatan yang akan ikut terkirim")
    await camat.tap("Disposisikan")
    await sekcam.see("Mohon selesai sebelum rapat Bupati.")
    await sekcam.tap("Disposisikan")
    await kasubbag.tap("Kirim formulir")
    await kasi.see("Isi realisasi seksi")
    await kasi.tap("Isi realisasi")
    await kasi.write("88.24")
    await kasi.see("dapat berarti 88,24 atau 8.824%")
    await kasi.tap("88,24", on="dapat berarti")
    await kasi.see("2/3 IK-02 Jumlah desa")

    await desk.page.reload()
    await desk.page.locator("html[data-ready]").wait_for()
    await kasi.write("12")
    await kasi.see("3/3 IK-03 Temuan pemeriksaan")
    assert desk.complaints == []


async def test_a_sheet_is_taken_filled_and_handed_back_in(house, open_desk):
    tour = read_scenario(TOURS / f"{TOUR}.toml")
    await play(before(tour, "Pak Joko lebih senang"), house.server.url, patience=HANG_S)
    desk = await open_desk()
    await show(desk.page, "Joko Susilo")
    kasi = Hands(desk, house.user["Joko Susilo"])

    await kasi.tap("Pakai Excel")
    async with desk.page.expect_download() as started:
        await kasi.log.get_by_role("link", name=".xlsx").click()
    sheet = await (await started.value).path()
    content = await asyncio.to_thread(fill, sheet, {"IK-11": "enam", "IK-12": 8})
    await kasi.hand_in(
        "realisasi.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        content,
    )
    await kasi.see("“enam” bukan angka")
    await kasi.tap("Perbaiki")
    await kasi.see("1/2 IK-11 Gangguan")
    await kasi.write("6")
    await kasi.see("2/2 terisi")
    await kasi.tap("Kirim", on="2/2 terisi")

    await kasi.see("Dikirim oleh Kasi Ketenteraman dan Ketertiban (Joko Susilo)")
    assert desk.complaints == []


@pytest.mark.plays
async def test_the_last_langkah_takes_its_proof_and_ends_the_berkas(house, open_desk):
    tour = read_scenario(TOURS / f"{TOUR}.toml")
    last = next(step for step in tour.adegan if step.kirim_dokumen)
    steps = tour.adegan[: tour.adegan.index(last)]
    await play(tour.model_copy(update={"adegan": steps}), house.server.url, patience=HANG_S)
    desk = await open_desk()
    await show(desk.page, "Dewi Anggraeni")
    staf = Hands(desk, house.user["Dewi Anggraeni"])
    await staf.tap("Selesai")
    await expect(staf.phone.get_by_role("alertdialog")).to_contain_text("bukti kirim")
    await staf.phone.get_by_role("button", name="Mengerti").click()

    await staf.hand_in("tanda-terima.png", "image/png", (SAMPLES / "bukti.png").read_bytes())
    await staf.see("bukti kirim: tanda-terima.png")
    await staf.tap("Selesai")

    await staf.see("Diselesaikan oleh Staf Pelaksana (Dewi Anggraeni)")
    await Hands(desk, house.user["Endang Lestari"]).see("Terima kasih atas kerja sama")
    assert desk.complaints == []


def before(tour: Any, caption: str) -> Any:
    """Return the tour up to the step with that caption."""
    at = next(n for n, step in enumerate(tour.adegan) if step.keterangan.startswith(caption))
    return tour.model_copy(update={"adegan": tour.adegan[:at]})


async def show(page: Any, name: str) -> None:
    """Take somebody's phone out from behind the picker."""
    await page.get_by_role("button", name="+ Pegawai").click()
    await page.get_by_placeholder("Cari nama").fill(name)
    await page.get_by_role("button", name=name).click()


def fill(path: Path, values: dict[str, object]) -> bytes:
    """Fill the column Realisasi as a person does in a spreadsheet program."""
    workbook = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    for sheet in workbook.worksheets:
        rows = list(sheet.iter_rows())
        for head in rows:
            titles = {str(cell.value).strip(): cell.column for cell in head if cell.value}
            if {"Kode", "Realisasi"} <= set(titles):
                for row in rows[head[0].row :]:
                    kode = sheet.cell(row[0].row, titles["Kode"]).value
                    if kode in values:
                        sheet.cell(row[0].row, titles["Realisasi"]).value = values[kode]
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
