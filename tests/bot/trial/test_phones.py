import asyncio
from io import BytesIO

import httpx
from openpyxl import Workbook, load_workbook

CAMAT, STAF, TAMU = 101, 102, 103
TWO = {
    "inline_keyboard": [
        [
            {"text": "✅ Setujui", "callback_data": "v1:1"},
            {"text": "Tolak", "callback_data": "v1:2"},
        ]
    ]
}


async def test_the_phones_name_everyone(trial):
    phones = (await trial.http.get("/trial/phones")).json()

    assert [phone["name"] for phone in phones] == ["Budi", "Sari", "Tamu"]
    assert phones[0]["jabatan"] == "Camat"
    assert [phone["started"] for phone in phones] == [True, True, False]


async def test_a_person_can_be_added_while_the_server_runs(trial):
    body = {"user_id": 200, "name": "Dedi", "jabatan": "Kasi", "unit": "Pem"}
    await trial.http.post("/trial/phones", json=body)
    await trial.write(200, "/start")

    assert (await trial.result("getUpdates"))[0]["message"]["from"]["first_name"] == "Dedi"


async def test_a_chat_shows_what_the_person_sees(trial):
    sent = await trial.result(
        "sendMessage",
        chat_id=CAMAT,
        text="<b>Satu</b> &lt;",
        parse_mode="HTML",
        reply_markup=TWO,
        disable_notification=True,
    )

    shown = (await trial.messages(CAMAT))[-1]
    assert shown["message_id"] == sent["message_id"]
    assert (shown["from"], shown["text"], shown["plain"]) == ("bot", "<b>Satu</b> &lt;", "Satu <")
    assert shown["buttons"] == [["✅ Setujui", "Tolak"]]
    assert shown["silent"] is True
    assert shown["date"].startswith("2026-10-06T01:00")


async def test_a_tap_returns_the_pop_up_answer(trial):
    sent = await trial.result("sendMessage", chat_id=CAMAT, text="Surat", reply_markup=TWO)

    async def bot():
        (update,) = await trial.result("getUpdates", timeout=5)
        query = update["callback_query"]
        assert (query["data"], query["message"]["message_id"]) == ("v1:1", sent["message_id"])
        await trial.result("answerCallbackQuery", callback_query_id=query["id"], text="Tercatat")

    tapping = trial.act(CAMAT, "tap", message_id=sent["message_id"], label="Setujui")
    answer, _ = await asyncio.gather(tapping, bot())

    assert answer["answer"] == {"text": "Tercatat", "show_alert": False}


async def test_a_button_that_is_gone_cannot_be_tapped(trial):
    sent = await trial.result("sendMessage", chat_id=CAMAT, text="Surat", reply_markup=TWO)
    await trial.result("editMessageReplyMarkup", chat_id=CAMAT, message_id=sent["message_id"])

    body = {"message_id": sent["message_id"], "label": "Setujui"}
    response = await trial.http.post(f"/trial/phones/{CAMAT}/tap", json=body)
    assert response.status_code == 409
    assert "Setujui" in response.json()["galat"]


async def test_a_forged_callback_reaches_the_bot_as_telegram_would_bring_it(trial):
    sent = await trial.result("sendMessage", chat_id=CAMAT, text="Surat")
    await trial.act(CAMAT, "callback", message_id=sent["message_id"], data="palsu", wait=0)
    await trial.act(CAMAT, "callback", message_id=999, data="basi", wait=0)

    forged, stale = await trial.result("getUpdates")
    assert forged["callback_query"]["data"] == "palsu"
    assert stale["callback_query"]["message"]["date"] == 0


async def test_an_answer_to_a_forced_reply_quotes_the_question(trial):
    force = {"force_reply": True, "input_field_placeholder": "Alasan"}
    sent = await trial.result("sendMessage", chat_id=CAMAT, text="Mengapa", reply_markup=force)
    assert (await trial.messages(CAMAT))[-1]["force_reply"] == {"placeholder": "Alasan"}

    await trial.write(CAMAT, "Kurang lengkap")

    (update,) = await trial.result("getUpdates")
    assert update["message"]["reply_to_message"]["message_id"] == sent["message_id"]


async def test_files_that_go_together_name_their_album(trial):
    for name in ("1.png", "2.png"):
        body = {"file": (name, b"isi")}
        facts = {"files": body, "data": {"album": "77"}}
        await trial.http.post(f"/trial/phones/{CAMAT}/send", **facts)

    updates = await trial.result("getUpdates")
    assert [u["message"].get("media_group_id") for u in updates[-2:]] == ["77", "77"]


async def test_a_file_travels_both_ways(trial):
    body = {"file": ("isi.xlsx", b"PK-isi")}
    sent = await trial.http.post(f"/trial/phones/{CAMAT}/send", files=body)
    assert sent.status_code == 200
    (update,) = await trial.result("getUpdates")
    document = update["message"]["document"]
    file = await trial.result("getFile", file_id=document["file_id"])
    content = await trial.http.get(f"/file/bot{trial.server.token}/{file['file_path']}")
    assert (document["file_name"], content.content) == ("isi.xlsx", b"PK-isi")

    await trial.result("sendDocument", {"document": ("surat.html", b"<b>")}, chat_id=CAMAT)
    shown = (await trial.messages(CAMAT))[-1]["document"]
    page = await trial.http.get(shown["url"])
    assert page.headers["content-disposition"].startswith("attachment")
    assert page.headers["x-content-type-options"] == "nosniff"
    assert (shown["name"], shown["size"], page.content) == ("surat.html", 3, b"<b>")


async def test_a_sheet_is_filled_by_code_and_sent_back(trial):
    book = Workbook()
    book.active.append(["Formulir"])
    book.active.append(["Kode", "Indikator", "Realisasi"])
    book.active.append(["IK1", "Surat", None])
    book.active.append(["IK2", "Rapat", 4])
    content = BytesIO()
    book.save(content)
    await trial.result(
        "sendDocument", {"document": ("form.xlsx", content.getvalue())}, chat_id=CAMAT
    )

    await trial.act(CAMAT, "sheet", values={"IK1": "71,25"})

    (update,) = await trial.result("getUpdates")
    file = await trial.result("getFile", file_id=update["message"]["document"]["file_id"])
    got = await trial.http.get(f"/file/bot{trial.server.token}/{file['file_path']}")
    rows = list(load_workbook(BytesIO(got.content)).active.values)
    assert rows[2:] == [("IK1", "Surat", "71,25"), ("IK2", "Rapat", 4)]


async def test_an_unknown_code_in_a_sheet_is_named(trial):
    book = Workbook()
    book.active.append(["Kode", "Realisasi"])
    content = BytesIO()
    book.save(content)
    await trial.result("sendDocument", {"document": ("a.xlsx", content.getvalue())}, chat_id=CAMAT)

    body = {"values": {"XX": "1"}}
    response = await trial.http.post(f"/trial/phones/{CAMAT}/sheet", json=body)
    assert response.status_code == 400
    assert "XX" in response.json()["galat"]


async def test_blocking_tells_the_bot_and_stops_it(trial):
    await trial.act(CAMAT, "block", blocked=True)

    (update,) = await trial.result("getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refusal = await trial.refusal("sendMessage", chat_id=CAMAT, text="a")
    assert refusal == (403, "Forbidden: bot was blocked by the user")
    await trial.act(CAMAT, "block", blocked=False)
    await trial.result("sendMessage", chat_id=CAMAT, text="a")


async def test_commands_are_those_of_the_narrowest_scope(trial):
    menu = [{"command": "tugas", "description": "Tugas saya"}]
    everyone = [{"command": "bantuan", "description": "Bantuan"}]
    await trial.result("setMyCommands", commands=everyone)
    await trial.result("setMyCommands", commands=menu, scope={"type": "chat", "chat_id": CAMAT})

    assert (await trial.http.get(f"/trial/phones/{CAMAT}/commands")).json() == menu
    assert (await trial.http.get(f"/trial/phones/{STAF}/commands")).json() == everyone


async def test_strangers_are_kept_out(trial):
    elsewhere = {"Host": "jahat.example"}
    assert (await trial.http.get("/trial/token", headers=elsewhere)).status_code == 421
    foreign = {"Origin": "http://jahat.example"}
    refused = await trial.http.post("/trial/clock", json={"advance": "PT1H"}, headers=foreign)
    assert (refused.status_code, "galat" in refused.json()) == (403, True)
    own = {"Origin": trial.server.url}
    allowed = await trial.http.post("/trial/clock", json={"advance": "PT1H"}, headers=own)
    assert allowed.status_code == 200
    assert "default-src 'self'" in allowed.headers["content-security-policy"]


async def test_the_page_hears_which_chat_changed_and_the_server_still_stops_at_once(trial):
    async with trial.http.stream("GET", "/trial/events") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == ": ready"
        await trial.result("sendMessage", chat_id=STAF, text="Halo")
        async for line in lines:
            if line.startswith("data"):
                break
        assert line == 'data: {"chat": 102}'
        await trial.server.close()
        try:
            async for _ in lines:
                pass
        except httpx.RemoteProtocolError:
            raise AssertionError("the stream was torn, not ended") from None
