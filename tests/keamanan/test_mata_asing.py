"""A foreign eye on a whole afternoon: every request and every answer, read by other people's code."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli.bot_api import ask
from bot.telegram.line import Line
from bot.telegram.transport import WireRequest
from bot.trial import people
from bot.trial.kantor.pejawaran import NOT_JOINED
from sop_flows.engine.aksi import Kerja
from tests.bot.trial import bot_api_schema
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House
from tests.support.patience import until

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PACKAGES = Path(__file__).parents[2]
SOURCE = (*PACKAGES.glob("handlers/**/*.py"), *PACKAGES.glob("bot/**/*.py"))
OWN = [file for file in SOURCE if "trial" not in file.parts]
"""Where the bot asks Telegram for anything; the trial only plays Telegram."""
GROUP = -100123

SEKCAM = "Endang Lestari"
STAF = "Agus Prasetyo"
UNIT = "Seksi Tata Pemerintahan"
RETURNED = (
    (STAF, "Selesai"),
    ("Retno Wulandari", "Kembalikan", UNIT, "Lanjut", "Lanjut", "Alasan lain"),
    (STAF, "Teruskan"),
    ("Slamet Riyadi", "Kirim"),
    (STAF, "Selesai"),
    ("Retno Wulandari", "Setujui", "Ya, setujui"),
)
"""Who taps what when a return goes round."""
WRITTEN = {
    "Alasan lain": "Mohon <IK-01> & IK-02 dicek lagi \U0001f64f",
    "Kirim": "Nilainya sudah sesuai <LKE> & berita acara",
}
"""What is written after a tap of these: the reason of a return, and why nothing was changed."""

Answers = list[tuple[str, int, bytes]]


def listen(request: WireRequest, heard: Answers) -> None:
    """Keep every answer that a pool of connections gets."""
    ask = request.do_request

    async def do_request(url: str, *rest: Any, **facts: Any) -> tuple[int, bytes]:
        status, payload = await ask(url, *rest, **facts)
        if "/file/" not in url:
            heard.append((url, status, payload))
        return status, payload

    request.do_request = do_request  # type: ignore[method-assign]


async def fill(house: House) -> None:
    """Numbers in every shape, a reason, several lines at once, and a sheet."""
    tapem, pm = "Slamet Riyadi", "Siti Khotimah"
    await house.tap(tapem, "Isi realisasi")
    for teks in ("100", "7.5", "lewati", "n/a", "Survei belum selesai dilaksanakan", "berhenti"):
        await house.say(tapem, teks)
        await house.settle()
    await house.say(tapem, "IK-01=100\nIK-02=15\nIK-03=999\nIK-99=1\nIK-04=<b>x</b>")
    await house.say(tapem, "IK-03=6")
    await house.tap(pm, "Pakai Excel")
    await house.settle()
    url = f"/trial/phones/{house.user[pm]}/sheet"
    filled = await house.http.post(url, json={"values": {"IK-04": "35", "IK-05": "1.5"}})
    filled.raise_for_status()
    await house.settle()
    await house.say(pm, "IK-05=15")
    await house.settle()


async def press(house: House, siapa: str, *labels: str) -> None:
    """Tap one button after the other, each time when the card has been redrawn."""
    for label in labels:
        await house.tap(siapa, label)
        await house.settle()


async def do_all(lapangan: Lapangan, place: str, kerja: Kerja, *, leave: str = "") -> None:
    """Let everybody at a place act, but one."""
    for tugas in await lapangan.open_at(place):
        if (nama := await lapangan.holder(tugas)) != leave:
            await lapangan.act(nama, kerja, tugas)
    await lapangan.house.settle()


async def afternoon(house: House) -> None:
    """One berkas with everything that people do to a bot."""
    lapangan = Lapangan(house)
    await lapangan.go_to("4.0")
    for perintah in ("/start", "/tugas", "/status", "/riwayat", "/pegawai", "/bantuan", "/mulai"):
        await house.say(SEKCAM, perintah)
    await fill(house)
    await do_all(lapangan, "4.0", Kerja.KIRIM)
    for siapa, *labels in RETURNED:
        await press(house, siapa, *labels)
        if teks := WRITTEN.get(labels[-1]):
            await house.say(siapa, teks)
            await house.settle()
    await house.say(SEKCAM, f"/setuju {(await lapangan.only('7.0')).nomor} sesuai <IK-01> & data")
    await press(house, SEKCAM, "Ya, setujui")
    await press(house, "Dewi Anggraeni", "Mulai penandatanganan")
    await do_all(lapangan, "8.1", Kerja.TANDA_TANGANI, leave=NOT_JOINED)
    await house.say(STAF, "/status")
    await press(house, STAF, "Kecualikan", NOT_JOINED, "Cuti", "Wahyu Hidayat", "Ya, kecualikan")
    await press(house, "Suharyanto", "Tanda tangani", "Ya, tanda tangani")
    await house.clock(advance="PT12H")
    await press(house, SEKCAM, "Disposisikan")
    await press(house, STAF, "Nomor surat")
    await house.say(STAF, "000.8.6.3/12/2026")
    photo = {"photo": ("bukti.png", PNG, "image/png")}
    await house.http.post(f"/trial/phones/{house.user[STAF]}/send", files=photo)
    await house.settle()
    await house.clock(advance="P2D")
    await house.settle()
    await press(house, STAF, "Lihat dokumen")
    phone = people.find_phone(house.server.messenger, house.user[STAF])
    people.add_to_group(house.server.messenger, phone, GROUP, "Grup Kecamatan")
    await house.answered()


async def hook(house: House, heard: Answers) -> None:
    """Let another start of the bot ask for a webhook: the one that polls takes it off again."""
    settings = replace(
        house.app.settings, webhook_url="http://127.0.0.1:9", webhook_secret="rahasia-webhook"
    )
    line = Line(settings, house.app.units, register=lambda _: None)
    listen(line._request, heard)
    await line.connect()
    told = await asyncio.to_thread(ask, settings, "getWebhookInfo")
    answer = json.dumps({"ok": True, "result": told.result}).encode()
    heard.append((f"{line.bot.base_url}/getWebhookInfo", 200, answer))
    await line.close()
    await until(lambda: any("deleteWebhook" in url for url, _, _ in heard))
    await house.say(STAF, "/tugas")
    await house.answered()


@pytest.mark.skipif(not bot_api_schema.is_available(), reason=bot_api_schema.MISSING)
async def test_others_can_read_all_that_the_bot_says_and_hears(house: House):
    from tests.keamanan.mata_asing import find_answer_faults, find_faults, methods_in

    heard: Answers = []
    listen(house.app.line._request, heard)
    listen(house.app.line._poll, heard)

    await afternoon(house)
    await hook(house, heard)

    calls = (await house.http.get("/trial/calls")).json()
    assert [fault for call in calls for fault in find_faults(call)] == []
    assert [fault for answer in heard for fault in find_answer_faults(*answer)] == []
    assert {call["method"] for call in calls} == methods_in(OWN)
    refused = {c["description"] for c in calls if c["status"] not in (200, None)}
    assert refused <= {NOT_MODIFIED, *HOOKED}, refused
    sent = [c["params"] for c in calls if c["method"] == "sendMessage"]
    assert {params.get("disable_notification", False) for params in sent} == {True, False}
    assert house.app.worker.set_aside == 0
    assert (await house.figures())["tapak_messages_dead_total"] == 0


NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
HOOKED = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first",
    "Conflict: terminated by setWebhook request",
)
