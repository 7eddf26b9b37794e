"""One successful call of every method that the trial server plays."""

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

CAMAT = 101
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
KEYS = {"inline_keyboard": [[{"text": "Ya", "callback_data": "v1:ya", "style": "success"}]]}


async def play_every_method(trial: Any) -> AsyncIterator[tuple[str, dict[str, Any], Any]]:
    """Yield method, parameters and result."""

    async def do(method: str, files: Any = None, **params: Any) -> tuple[str, dict[str, Any], Any]:
        return method, params, await trial.result(method, files, **params)

    here = {"chat_id": CAMAT}
    yield await do("getMe")
    text = await do(
        "sendMessage",
        **here,
        text='<b>Surat</b> <tg-time unix="1790000000" format="wDT">besok</tg-time>',
        parse_mode="HTML",
        reply_markup=KEYS,
    )
    yield text
    there = {**here, "message_id": text[2]["message_id"]}
    yield await do("sendMessage", **here, text="Jawab", reply_parameters=there)
    photo = await do("sendPhoto", {"photo": ("a.png", PNG)}, **here, caption="Foto")
    yield photo
    document = await do("sendDocument", {"document": ("a.pdf", b"%PDF")}, **here)
    yield document
    album = [
        {"type": "photo", "media": "attach://a", "caption": "<i>x</i>", "parse_mode": "HTML"},
        {"type": "photo", "media": photo[2]["photo"][0]["file_id"]},
    ]
    yield await do("sendMediaGroup", {"a": ("a.png", PNG)}, **here, media=json.dumps(album))
    yield await do("editMessageText", **there, text="Sudah")
    yield await do("editMessageReplyMarkup", **there, reply_markup=KEYS)
    pictured = {**here, "message_id": photo[2]["message_id"]}
    yield await do("editMessageCaption", **pictured, caption="Baru")
    media = {"type": "document", "media": "attach://b"}
    yield await do("editMessageMedia", {"b": ("b.pdf", b"x")}, **there, media=json.dumps(media))
    yield await do("pinChatMessage", **there)
    yield await do("getChat", **here)
    await trial.http.post("/trial/phones", json={"user_id": -100123, "name": "Grup"})
    yield await do("leaveChat", chat_id=-100123)
    yield await do("unpinChatMessage", **there)
    yield await do("unpinAllChatMessages", **here)
    reaction = [{"type": "emoji", "emoji": "👍"}]
    yield await do("setMessageReaction", **there, reaction=reaction)
    yield await do("sendChatAction", **here, action="typing")
    yield await do("getFile", file_id=document[2]["document"]["file_id"])
    yield await do("deleteMessage", **there)
    yield await do("deleteMessages", **here, message_ids=[pictured["message_id"]])
    menu = [{"command": "tugas", "description": "Tugas saya"}]
    yield await do("setMyCommands", commands=menu, scope={"type": "chat", "chat_id": CAMAT})
    yield await do("getMyCommands", scope={"type": "chat", "chat_id": CAMAT})
    yield await do("deleteMyCommands", scope={"type": "chat", "chat_id": CAMAT})
    yield await do("setMyName", name="Tapak")
    yield await do("setMyDescription", description="Langkah")
    yield await do("setMyShortDescription", short_description="Langkah")
    message = await trial.result("sendMessage", **here, text="Ketuk", reply_markup=KEYS)
    tapped = {"message_id": message["message_id"], "label": "Ya", "wait": 0}
    await trial.act(CAMAT, "tap", **tapped)
    await trial.write(CAMAT, "/tugas @sari")
    await trial.http.post(f"/trial/phones/{CAMAT}/send", files={"file": ("a.xlsx", b"PK")})
    await trial.http.post(f"/trial/phones/{CAMAT}/send", files={"photo": ("a.png", PNG)})
    await trial.act(CAMAT, "block", blocked=True)
    await trial.act(CAMAT, "block", blocked=False)
    updates = await do("getUpdates", timeout=0)
    yield updates
    query = next(one["callback_query"] for one in updates[2] if "callback_query" in one)
    yield await do("answerCallbackQuery", callback_query_id=query["id"], text="Ya")
    yield await do("setWebhook", url="http://127.0.0.1:9/x", secret_token="abc")
    yield await do("getWebhookInfo")
    yield await do("deleteWebhook", drop_pending_updates=True)
    yield await do("logOut")
    yield await do("close")
