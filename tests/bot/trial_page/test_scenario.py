"""The language of scenarios, played without a browser and by the page."""

import json

import pytest
from playwright.async_api import expect
from pydantic import ValidationError

from bot.trial.scenario import (
    TOURS,
    Adegan,
    AdeganFailed,
    Scenario,
    find_button,
    play,
    read_scenario,
    starts_with,
)
from tests.bot.trial_page.conftest import in_one_loop
from tests.support.http import client

CAMAT, KASI, STAF = 1001, 1003, 1006
STORY = Scenario.model_validate(
    {
        "judul": "Dari kartu sampai keputusan",
        "adegan": [
            {"siapa": "Camat", "keterangan": "Camat meminta kartu.", "tulis": "/kartu"},
            {
                "siapa": "Bambang",
                "tekan": "Setujui",
                "pada": "Persetujuan realisasi",
                "jawaban": "tercatat",
                "lihat": ["Sudah: ✅ Setujui"],
                "tidak_lihat": ["8/8 terisi"],
            },
            {"siapa": ["Kasi Pemberdayaan", "Staf Umum"], "tulis": "/kartu", "lihat": ["8/8"]},
            {"siapa": "setiap pegawai", "tekan": "Kembalikan", "lihat": ["Sudah"]},
            {"siapa": "Camat", "kirim_dokumen": "BAST.pdf", "lihat": ["Diterima: BAST.pdf"]},
            {"siapa": "Dedi Kurnia", "tulis": "/lembar", "lihat": ["realisasi.xlsx"]},
            {
                "siapa": "Dedi Kurnia",
                "lembar": {"IK-04": "60"},
                "lihat": ["Diterima: realisasi.xlsx"],
            },
            {"jam": "+PT1H"},
            {"jam": "2026-10-07T08:00:00+07:00"},
        ],
    }
)


@pytest.mark.parametrize(
    ("label", "words", "expected"),
    [
        ("Setujui", "Setujui", True),
        ("✅ Setujui realisasi", "Setujui", True),
        ("↩️ Kembalikan…", "Kembalikan", True),
        ("✅ Setujui", "✅ Setujui", True),
        ("Belum Setujui", "Setujui", False),
        ("✔", "Setujui", False),
    ],
)
def test_a_label_is_known_by_its_first_words(label, words, expected):
    assert starts_with(label, words) is expected


def test_the_newest_message_with_such_a_button_is_tapped():
    messages = [
        {"message_id": 1, "plain": "IK-1", "buttons": [["✏️ Isi"]]},
        {"message_id": 2, "plain": "IK-2", "buttons": [["✏️ Isi"], ["Lewati"]]},
        {"message_id": 3, "plain": "Catatan", "buttons": []},
    ]

    assert find_button(messages, Adegan(siapa="Kasi", tekan="Isi")) == (2, "✏️ Isi")
    assert find_button(messages, Adegan(siapa="Kasi", tekan="Isi", pada="IK-1")) == (1, "✏️ Isi")
    assert find_button(messages, Adegan(siapa="Kasi", tekan="Kirim")) is None


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        ({"siapa": "Camat", "tekan": "Ya", "tulis": "x"}, "one action per step"),
        ({"siapa": "Camat", "tulis": "x", "jawaban": "y"}, "belong to tekan"),
        ({"tekan": "Ya"}, "siapa is missing"),
        ({"jam": "+PT1H", "lihat": ["x"]}, "siapa is missing"),
        ({"siapa": "setiap pegawai", "tulis": "x"}, "needs tekan"),
        ({"siapa": "Camat", "tekn": "Ya"}, "tekn"),
        ({"siapa": "Camat", "kirim_dokumen": "../rahasia.exe"}, "kirim_dokumen"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(step, reason):
    with pytest.raises(ValidationError, match=reason):
        Adegan.model_validate(step)


@pytest.mark.parametrize("path", sorted(TOURS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_tour_that_is_shipped_can_be_read(path):
    tour = read_scenario(path)

    assert tour.keterangan
    assert any(step.keterangan for step in tour.adegan)


EVERYBODY = {"siapa": "setiap pegawai", "tekan": "Setujui", "lihat": ["Sudah"]}


@in_one_loop
async def test_everybody_is_also_who_is_asked_while_the_others_act(echo, server):
    echo.next[CAMAT] = STAF
    await echo.send_card(CAMAT)

    await play(Scenario(judul="Semua", adegan=(Adegan.model_validate(EVERYBODY),)), server.url)

    async with client(server.url) as http:
        staf = (await http.get(f"/trial/phones/{STAF}/messages")).json()
    assert staf[-1]["plain"] == "Sudah: ✅ Setujui"


@pytest.mark.browser
@in_one_loop
async def test_everybody_is_the_same_people_on_the_page(echo, server, open_desk):
    echo.next[CAMAT] = STAF
    await echo.send_card(CAMAT)
    desk = await open_desk()
    await _offer(
        desk.page, [{"name": "cerita", "judul": "Semua"}], {"judul": "x", "adegan": [EVERYBODY]}
    )

    await desk.page.get_by_role("button", name="Putar contoh").click()

    await expect(desk.page.locator(".tour")).to_contain_text("Selesai.")
    await expect(desk.phone(STAF).locator(".log")).to_contain_text("Sudah: ✅ Setujui")


@in_one_loop
async def test_a_story_is_played_to_its_end_without_a_browser(echo, server):
    played = []

    async def note(number, step):
        played.append(number)

    await play(STORY, server.url, note)

    assert played == list(range(1, len(STORY.adegan) + 1))
    async with client(server.url) as http:
        assert (await http.get("/trial/clock")).json()["now"].startswith("2026-10-07T01:00")
        staf = (await http.get(f"/trial/phones/{STAF}/messages")).json()
    assert staf[-1]["plain"] == "Sudah: ↩️ Kembalikan…"


@pytest.mark.parametrize(
    ("step", "report"),
    [
        (
            {"siapa": "Camat", "tekan": "Kirim"},
            "step 1, Bambang .*: no button starts with 'Kirim'",
        ),
        ({"siapa": "Camat", "lihat": ["Ditolak"]}, "(?s)does not see 'Ditolak'.*me: /start"),
        ({"siapa": "Camat", "tidak_lihat": ["/start"]}, "still sees '/start'"),
        ({"siapa": "Bupati", "tulis": "x"}, "Bupati: is not exactly one of these people"),
        ({"siapa": "Kasi", "tulis": "x"}, "(?s)exactly one.*Kasi Pemberdayaan.*Kasi Tata"),
        ({"siapa": "Camat", "lembar": {"IK-04": "1"}}, "the bot has sent no sheet"),
        ({"jam": "2020-01-01T08:00:00+07:00"}, "step 1, clock: POST /trial/clock was refused"),
    ],
)
@in_one_loop
async def test_a_failure_says_which_step_who_and_what_the_phone_showed(echo, server, step, report):
    scenario = Scenario(judul="Gagal", adegan=(Adegan.model_validate(step),))

    with pytest.raises(AdeganFailed, match=report):
        await play(scenario, server.url, patience=0.5)


@pytest.mark.browser
@in_one_loop
async def test_the_page_plays_the_same_story_by_clicking(echo, server, open_desk):
    desk = await open_desk()
    tours = [{"name": "cerita", "judul": STORY.judul, "keterangan": ""}]
    await _offer(desk.page, tours, STORY.model_dump(mode="json", exclude_none=True))

    await desk.page.get_by_role("button", name="Putar contoh").click()
    await desk.page.get_by_label("Kecepatan").select_option("8")

    await expect(desk.page.locator(".tour")).to_contain_text("Selesai.")
    await expect(desk.page.locator("#clock")).to_contain_text("Rabu, 7 Oktober 2026")
    await expect(desk.phone(STAF).locator(".log")).to_contain_text("Sudah: ↩️ Kembalikan…")
    assert desk.complaints == []


@pytest.mark.browser
@in_one_loop
async def test_a_tour_can_be_paused_stepped_and_stopped(echo, server, open_desk):
    desk = await open_desk()
    steps = [{"siapa": "Camat", "tulis": f"langkah {number}"} for number in (1, 2, 3)]
    await _offer(desk.page, [{"name": "cerita", "judul": "Tiga"}], {"judul": "x", "adegan": steps})
    await desk.page.get_by_role("button", name="Putar contoh").click()
    await desk.page.get_by_role("button", name="Jeda").click()

    log = desk.phone(CAMAT).locator(".log")
    await desk.page.get_by_role("button", name="Langkah berikutnya").click()
    await expect(log).to_contain_text("Tercatat: langkah 1")
    await expect(desk.page.get_by_role("button", name="Lanjut")).to_be_visible()
    await expect(log).not_to_contain_text("langkah 2")
    await desk.page.get_by_role("button", name="Berhenti").click()

    await expect(desk.page.locator(".tour")).to_be_hidden()
    await expect(log).not_to_contain_text("langkah 3")


@pytest.mark.browser
@in_one_loop
async def test_a_tour_that_fails_says_why_in_the_words_of_the_office(echo, server, open_desk):
    desk = await open_desk()
    steps = [{"siapa": "Bupati", "tulis": "x"}]
    await _offer(
        desk.page, [{"name": "cerita", "judul": "Gagal"}], {"judul": "x", "adegan": steps}
    )

    await desk.page.get_by_role("button", name="Putar contoh").click()

    await expect(desk.page.locator(".tour")).to_contain_text("satu orang untuk «Bupati»")


async def _offer(page, tours, scenario):
    """Put a tour of this test in the place of the shipped ones."""

    async def answer(route):
        body = scenario if route.request.url.endswith("/cerita") else tours
        await route.fulfill(content_type="application/json", body=json.dumps(body))

    await page.route("**/trial/tours**", answer)
