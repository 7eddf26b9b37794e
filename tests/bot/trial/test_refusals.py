import pytest

from bot.trial.server import TrialServer
from tests.bot.trial.scenes import PNG

CAMAT, TAMU, NOBODY = 101, 103, 999
HERE = {"chat_id": CAMAT}


def keys(**button):
    return {"inline_keyboard": [[{"text": "a", **button}]]}


@pytest.mark.parametrize(
    ("method", "params", "code", "reason"),
    [
        ("sendMessage", {"text": "a"}, 400, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": NOBODY, "text": "a"}, 400, "Bad Request: chat not found"),
        (
            "sendMessage",
            {"chat_id": TAMU, "text": "a"},
            403,
            "Forbidden: bot can't initiate conversation with a user",
        ),
        ("sendMessage", {**HERE, "text": " \n"}, 400, "Bad Request: message text is empty"),
        ("sendMessage", {**HERE, "text": "a" * 4097}, 400, "Bad Request: message is too long"),
        ("sendMessage", {**HERE, "text": "😀" * 2049}, 400, "Bad Request: message is too long"),
        (
            "sendMessage",
            {**HERE, "text": "a", "parse_mode": "Word"},
            400,
            "Bad Request: unsupported parse_mode",
        ),
        (
            "sendMessage",
            {**HERE, "text": "<b>a", "parse_mode": "HTML"},
            400,
            "Bad Request: can't parse entities: "
            'Can\'t find end tag corresponding to start tag "b"',
        ),
        (
            "sendMessage",
            {**HERE, "text": "é<p>a</p>", "parse_mode": "html"},
            400,
            'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 2',
        ),
        (
            "sendMessage",
            {**HERE, "text": "a", "reply_parameters": {"message_id": 5000}},
            400,
            "Bad Request: message to be replied not found",
        ),
        (
            "sendMessage",
            {**HERE, "text": "a", "reply_markup": keys(callback_data="x" * 65)},
            400,
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            {**HERE, "text": "a", "reply_markup": keys(callback_data="é" * 33)},
            400,
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            {**HERE, "text": "a", "reply_markup": keys(callback_data="")},
            400,
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            "sendMessage",
            {**HERE, "text": "a", "reply_markup": keys()},
            400,
            "Bad Request: Text buttons are unallowed in the inline keyboard",
        ),
        (
            "sendMessage",
            {**HERE, "text": "a", "reply_markup": "{"},
            400,
            "Bad Request: can't parse reply_markup JSON object",
        ),
        (
            "editMessageText",
            {**HERE, "message_id": 5000, "text": "a"},
            400,
            "Bad Request: message to edit not found",
        ),
        (
            "editMessageText",
            {**HERE, "message_id": 1, "text": "a"},
            400,
            "Bad Request: message can't be edited",
        ),
        (
            "editMessageText",
            {**HERE, "text": "a"},
            400,
            "Bad Request: message identifier is not specified",
        ),
        (
            "deleteMessage",
            {**HERE, "message_id": 5000},
            400,
            "Bad Request: message to delete not found",
        ),
        (
            "pinChatMessage",
            {**HERE, "message_id": 5000},
            400,
            "Bad Request: message to pin not found",
        ),
        (
            "setMessageReaction",
            {**HERE, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "📌"}]},
            400,
            "Bad Request: REACTION_INVALID",
        ),
        (
            "answerCallbackQuery",
            {"callback_query_id": "5"},
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
        (
            "answerCallbackQuery",
            {"callback_query_id": "5", "text": "a" * 201},
            400,
            "Bad Request: MESSAGE_TOO_LONG",
        ),
        ("getFile", {"file_id": "x"}, 400, "Bad Request: invalid file_id"),
        (
            "sendPhoto",
            {**HERE, "photo": "https://contoh.id/a.png"},
            400,
            "Bad Request: wrong file identifier/HTTP URL specified",
        ),
        ("sendDocument", HERE, 400, "Bad Request: there is no document in the request"),
        (
            "setMyCommands",
            {"commands": [{"command": "Tugas", "description": "a"}]},
            400,
            "Bad Request: BOT_COMMAND_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "tugas", "description": ""}]},
            400,
            "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            "sendChatAction",
            {**HERE, "action": "sleep"},
            400,
            "Bad Request: wrong parameter action in request",
        ),
        (
            "setWebhook",
            {"url": "https://contoh.id/x"},
            400,
            "Bad Request: bad webhook: the trial server delivers to this machine only",
        ),
        (
            "setWebhook",
            {"url": "http://127.0.0.1/x", "secret_token": "a b"},
            400,
            "Bad Request: secret token contains unallowed characters",
        ),
        ("sendMesage", {}, 404, "Not Found: method not found"),
    ],
)
async def test_what_telegram_refuses_is_refused_in_its_words(trial, method, params, code, reason):
    assert await trial.refusal(method, **params) == (code, reason)


async def test_another_token_is_refused(trial):
    answer = await trial.http.post("/bot123:ABC/getMe")
    file = await trial.http.get("/file/bot123:ABC/documents/file_0.pdf")

    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")
    assert file.status_code == 401


async def test_text_of_exactly_the_limit_passes_whatever_its_markup(trial):
    text = f"  <b>{'😀' * 2048}</b>  "
    sent = await trial.result("sendMessage", **HERE, text=text, parse_mode="HTML")

    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_a_caption_is_shorter_than_a_text(trial):
    file = {"document": ("a.pdf", b"x")}
    assert await trial.refusal("sendDocument", file, **HERE, caption="a" * 1025) == (
        400,
        "Bad Request: message caption is too long",
    )
    await trial.result("sendDocument", file, **HERE, caption="a" * 1024)


async def test_a_missing_message_may_be_replied_to_when_the_bot_says_so(trial):
    reply = {"message_id": 5000, "allow_sending_without_reply": True}
    sent = await trial.result("sendMessage", **HERE, text="a", reply_parameters=reply)

    assert "reply_to_message" not in sent


async def test_an_edit_must_change_something(trial):
    sent = await trial.result(
        "sendMessage", **HERE, text="a", reply_markup=keys(callback_data="x")
    )
    there = {**HERE, "message_id": sent["message_id"], "text": "<b></b>a", "parse_mode": "HTML"}
    same = {**there, "reply_markup": keys(callback_data="x")}

    assert await trial.refusal("editMessageText", **same) == (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message",
    )
    edited = await trial.result("editMessageText", **there)
    assert "reply_markup" not in edited
    assert (await trial.messages(CAMAT))[-1]["edited"] is True


async def test_text_and_caption_are_not_exchanged(trial):
    text = await trial.result("sendMessage", **HERE, text="a")
    file = await trial.result("sendDocument", {"document": ("a.pdf", b"x")}, **HERE)

    assert await trial.refusal(
        "editMessageCaption", **HERE, message_id=text["message_id"], caption="b"
    ) == (400, "Bad Request: there is no caption in the message to edit")
    assert await trial.refusal(
        "editMessageText", **HERE, message_id=file["message_id"], text="b"
    ) == (400, "Bad Request: there is no text in the message to edit")


async def test_a_message_older_than_two_days_stays(trial):
    sent = await trial.result("sendMessage", **HERE, text="a")
    await trial.http.post("/trial/clock", json={"advance": "P2DT1M"})

    assert await trial.refusal("deleteMessage", **HERE, message_id=sent["message_id"]) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )


async def test_a_picture_must_be_one(trial):
    refusal = await trial.refusal("sendPhoto", {"photo": ("a.png", b"tidak")}, **HERE)

    assert refusal == (400, "Bad Request: IMAGE_PROCESS_FAILED")


async def test_a_picture_that_came_as_a_photo_stays_one(trial):
    sent = await trial.result("sendPhoto", {"photo": ("a.png", PNG)}, **HERE)
    file_id = sent["photo"][-1]["file_id"]

    assert (await trial.result("sendPhoto", **HERE, photo=file_id))["photo"]
    refusal = await trial.refusal("sendDocument", **HERE, document=file_id)
    assert refusal == (400, "Bad Request: can't use file of type Photo as Document")


async def test_a_file_may_be_sent_up_to_50_mb_and_fetched_up_to_20(trial):
    large = {"document": ("a.bin", bytes(21 << 20))}
    sent = await trial.result("sendDocument", large, **HERE)
    fetched = await trial.refusal("getFile", file_id=sent["document"]["file_id"])
    huge = {"document": ("a.bin", bytes((50 << 20) + 1))}

    assert fetched == (400, "Bad Request: file is too big")
    assert await trial.refusal("sendDocument", huge, **HERE) == (413, "Request Entity Too Large")


async def test_a_tap_must_be_answered_soon_and_once(trial):
    sent = await trial.result(
        "sendMessage", **HERE, text="a", reply_markup=keys(callback_data="x")
    )
    await trial.act(CAMAT, "tap", message_id=sent["message_id"], label="a", wait=0)
    (update,) = await trial.result("getUpdates")
    query = {"callback_query_id": update["callback_query"]["id"]}
    await trial.result("answerCallbackQuery", **query)

    code, reason = await trial.refusal("answerCallbackQuery", **query)
    assert (code, reason.split(" and ")[0]) == (400, "Bad Request: query is too old")


async def test_a_token_given_at_the_start_is_kept(tmp_path):
    async with TrialServer(tmp_path, token="7:" + "x" * 35) as server:
        assert server.token == "7:" + "x" * 35
    async with TrialServer(tmp_path) as server:
        assert server.token == "7:" + "x" * 35
